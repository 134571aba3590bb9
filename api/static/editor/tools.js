// The small toolbar above a text, and the lists of facts and contacts.

export function toolbars(form) {
  for (const bar of form.querySelectorAll(".toolbar")) {
    bar.hidden = false;
    const field = document.getElementById(bar.dataset.for);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.tool) TOOLS[button.dataset.tool](field);
      if (button.dataset.pick) pick(button.dataset.pick, field, form.dataset);
    });
  }
  for (const field of form.querySelectorAll(".writing textarea")) {
    field.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "b") {
        event.preventDefault();
        TOOLS.bold(field);
      }
    });
  }
}

// `insertText` keeps the browser's own undo; where it is gone, the value is set.
function put(field, text, start, end) {
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function around(field, before, after) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const inside = value.slice(start, end);
  put(field, before + inside + after, start, end);
  field.setSelectionRange(start + before.length, start + before.length + inside.length);
}

const TOOLS = {
  bold: (field) => around(field, "**", "**"),
  link(field) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const words = value.slice(start, end) || "…";
    put(field, `[${words}](https://)`, start, end);
    const at = start + words.length + 3 + "https://".length;
    field.setSelectionRange(at, at);
  },
  list(field) {
    const { selectionStart, selectionEnd, value } = field;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const next = value.indexOf("\n", selectionEnd);
    const end = next < 0 ? value.length : next;
    const lines = value.slice(start, end).split("\n");
    const all = lines.every((line) => line.startsWith("- "));
    put(field, lines.map((line) => (all ? line.slice(2) : line.startsWith("- ") ? line : "- " + line)).join("\n"), start, end);
  },
};

function pick(kind, field, { language, slug }) {
  const dialog = document.getElementById("pick");
  const search = document.getElementById("pick-q");
  const list = document.getElementById("pick-list");
  const { selectionStart: start, selectionEnd: end } = field;
  let chosen = "";
  let timer;
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const query = new URLSearchParams({ kind, language, slug, q: search.value });
    try {
      const answer = await fetch(`/editor/pick?${query}`, { headers: { "HX-Request": "true" } });
      const text = answer.ok ? await answer.text() : "";
      if (mine === asked) list.innerHTML = text;
    } catch {
      if (mine === asked) list.replaceChildren();
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(show, 200);
  };
  const choose = (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button && !event.target.closest("[data-close]")) return;
    chosen = button?.dataset.insert ?? "";
    dialog.close();
  };
  document.getElementById("pick-title").textContent = dialog.dataset[kind];
  search.value = "";
  list.replaceChildren();
  search.addEventListener("input", later);
  dialog.addEventListener("click", choose);
  dialog.addEventListener("close", () => {
    search.removeEventListener("input", later);
    dialog.removeEventListener("click", choose);
    field.focus();
    if (chosen) put(field, chosen, start, end);
  }, { once: true });
  dialog.showModal();
  search.focus();
  show();
}
