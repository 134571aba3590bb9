// The editor's pages work without this; with it they save by themselves and help while writing.

import { keepSafe } from "./safe.js";
import { toolbars } from "./tools.js";

tabs();
counters();
channelSwitch();
jumps();
proposals();
const form = document.getElementById("edit");
if (form && !form.dataset.readonly) {
  toolbars(form);
  keepSafe(form);
  faults();
}

// On a phone the checks stand below the text: how many faults there are shows beside the save button.
function faults() {
  const link = document.getElementById("faults");
  const problems = document.getElementById("problems");
  const count = () => {
    const found = problems.querySelectorAll(".fault").length;
    link.textContent = link.dataset.words.replace("%n", found);
    link.hidden = !found;
  };
  new MutationObserver(count).observe(problems, { childList: true, subtree: true });
  count();
}

// One panel at a time on a small screen; the style sheet shows all of them on a wide one.
function tabs() {
  for (const list of document.querySelectorAll("[data-tabs]")) {
    list.hidden = false;
    const buttons = [...list.querySelectorAll("[role=tab]")];
    const panel = (button) => document.getElementById(button.getAttribute("aria-controls"));
    const choose = (chosen, focus) => {
      for (const button of buttons) {
        const on = button === chosen;
        button.setAttribute("aria-selected", on);
        button.tabIndex = on ? 0 : -1;
        panel(button).classList.toggle("off", !on);
      }
      if (focus) chosen.focus();
    };
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[role=tab]");
      if (button) choose(button);
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const at = buttons.indexOf(document.activeElement);
      choose(buttons[(at + step + buttons.length) % buttons.length], true);
    });
    choose(buttons.find((button) => panel(button).hasAttribute("data-mine")) ?? buttons[0]);
    list.choose = (id) => choose(buttons.find((button) => panel(button).id === id) ?? buttons[0]);
  }
}

// How much fits: counted as WhatsApp counts, in UTF-16 units, which is what a string's length is here.
function counters() {
  for (const line of document.querySelectorAll(".counter")) {
    const field = document.getElementById("f-" + line.dataset.of);
    const limit = Number(field.dataset.limit);
    const count = () => {
      const used = field.value.trim().length;
      line.textContent = line.dataset.words.replace("%n", used).replace("%l", limit);
      line.classList.toggle("over", used > limit);
      field.setAttribute("aria-invalid", used > limit);
    };
    field.addEventListener("input", count);
    count();
  }
}

function channelSwitch() {
  const preview = document.getElementById("preview");
  const buttons = document.querySelectorAll("[data-show]");
  for (const button of buttons) {
    button.addEventListener("click", () => {
      preview.dataset.shows = button.dataset.show;
      for (const one of buttons) one.setAttribute("aria-pressed", one === button);
    });
  }
}

// From a problem to its line.
function jumps() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".jump");
    const field = button && document.getElementById("f-" + button.dataset.jump);
    if (!field) return;
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    const line = Number(button.dataset.line);
    if (line && field.tagName === "TEXTAREA") {
      const lines = field.value.split("\n");
      const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      field.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    }
    field.scrollIntoView({ block: "center" });
  });
}

// A short name made of the name while it is typed, as the server makes it; one that somebody has typed stays.
function proposals() {
  for (const name of document.querySelectorAll("[data-proposes]")) {
    const short = document.getElementById(name.dataset.proposes);
    let made = short.value;
    const propose = () => {
      if (short.value !== made) return;
      const plain = name.value.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase().replace(/ł/g, "l");
      // Other letters than Latin ones are for the server.
      const foreign = /[^\u0000-\u007f\u2010-\u201f]/.test(plain);
      const words = foreign ? "" : plain.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").replace(/^(?=\d)/, "no_");
      made = words.length > 40 ? words.slice(0, 41).replace(/_[^_]*$/, "").slice(0, 40) : words;
      short.value = made;
    };
    name.addEventListener("input", propose);
    // On a slow line the name may have been typed before this script came.
    if (!short.value) propose();
  }
}
