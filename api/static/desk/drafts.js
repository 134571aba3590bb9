// What is typed and not sent: kept in this tab, and asked about before the tab goes.

const key = (field) => `win-draft ${location.pathname} ${field.dataset.draft}`;

export function keep(field) {
  try {
    if (field.value) sessionStorage.setItem(key(field), field.value);
    else sessionStorage.removeItem(key(field));
  } catch { /* no storage: the warning is all there is */ }
}

export function restore(root = document) {
  for (const field of root.querySelectorAll("textarea[data-draft]")) {
    let kept = "";
    try { kept = sessionStorage.getItem(key(field)) ?? ""; } catch { /* nothing is kept */ }
    if (kept && !field.value) field.value = kept;
    field.dispatchEvent(new Event("desk:filled", { bubbles: true }));
  }
}

export function empty(field) {
  field.value = "";
  keep(field);
  field.dispatchEvent(new Event("desk:filled", { bubbles: true }));
}

const unsent = () => [...document.querySelectorAll("textarea[data-draft]")].some((field) => field.value.trim());
let leaving = false;

export function startDrafts() {
  restore();
  document.addEventListener("input", (event) => { if (event.target.matches("textarea[data-draft]")) keep(event.target); });
  // A form that is sent by the browser itself takes its text along.
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) leaving = true; });
  addEventListener("beforeunload", (event) => {
    if (!leaving && unsent()) event.preventDefault();
    leaving = false;
  });
}
