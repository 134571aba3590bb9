// The keyboard map: single letters, which each browser can switch off (WCAG 2.1.4), and a list of them under "?".

const KEY = "win-desk-keys";
const dialog = document.getElementById("keys");

function on() {
  try { return localStorage.getItem(KEY) !== "off"; } catch { return true; }
}

const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

export function startKeys() {
  if (!dialog) return;
  const wish = dialog.querySelector("[data-keys-on]");
  wish.checked = on();
  wish.addEventListener("change", () => {
    try { localStorage.setItem(KEY, wish.checked ? "on" : "off"); } catch { /* it holds until the page is left */ }
  });
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target) && !dialog.open) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (dialog.open || document.querySelector("dialog[open]") || typing(event.target) || !wish.checked) return;
    if (event.key === "?") { event.preventDefault(); dialog.showModal(); return; }
    const target = aim(event.key);
    if (!target) return;
    event.preventDefault();
    const folded = target.closest("details:not([open])");
    if (folded) folded.open = true;
    if (target.matches("summary")) target.parentElement.open = true;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
    if (target.matches("a, button") && !target.matches("[data-key-focus]")) target.click();
  });
}

// Each control names its own key; j and k walk through the cases.
function aim(key) {
  if (key === "j" || key === "k") {
    const rows = [...document.querySelectorAll(".case-link")].filter((row) => row.offsetParent);
    const here = rows.indexOf(document.activeElement.closest?.(".case-link"));
    const next = here < 0 ? (key === "j" ? 0 : rows.length - 1) : here + (key === "j" ? 1 : -1);
    const row = rows[Math.max(0, Math.min(next, rows.length - 1))];
    row?.setAttribute("data-key-focus", "");
    return row;
  }
  if (!/^[a-z/]$/.test(key)) return null;
  return [...document.querySelectorAll(`[data-key="${key}"]`)].find((one) => one.offsetParent && !one.disabled);
}
