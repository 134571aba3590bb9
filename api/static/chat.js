// Makes the plain page live: sends without leaving it, shows what comes in, covers it when nobody is there.
import { watchIdle } from "./cover.js";
import { Outbox } from "./outbox.js";
import { Thread } from "./thread.js";

const body = document.body;
const composer = document.getElementById("composer");
const text = document.getElementById("text");
const count = document.getElementById("count");

const thread = new Thread();
const outbox = new Outbox(thread);

// Writing

const grow = () => {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 3}px`;
};
const tally = () => {
  const left = text.maxLength - text.value.length;
  count.hidden = left > 400;
  count.textContent = String(left);
};
text.addEventListener("input", () => { grow(); tally(); });

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = text.value;
  if (typed.trim()) {
    outbox.add("/chat/messages", { text: typed }, typed);
    text.value = "";
    grow();
    tally();
  }
  text.focus();
});

// A picture or a document, while an adviser reads along

const MAX_FILE_BYTES = 5 * 1024 * 1024;
const file = document.getElementById("file");
file.addEventListener("change", async () => {
  const [chosen] = file.files;
  if (!chosen) return;
  const bubble = thread.pending(chosen.name);
  const say = (words) => { bubble.querySelector(".state").textContent = words; };
  if (chosen.size > MAX_FILE_BYTES) { say(body.dataset.fileTooLarge); file.value = ""; return; }
  say(body.dataset.sending);
  const form = file.form;
  const fields = new FormData(form);
  fields.set("after", thread.last);
  file.value = "";
  const response = await fetch(form.action, { method: "POST", body: fields, headers: { "HX-Request": "true" } }).catch(() => null);
  if (response?.ok) {
    bubble.remove();
    thread.receive(await response.text());
  } else say(response?.headers.get("content-type")?.startsWith("text/plain") ? await response.text() : body.dataset.notSent);
  form.elements.key.value = [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
});

document.getElementById("stop-form").addEventListener("submit", (event) => {
  event.preventDefault();
  outbox.add("/chat/messages", { text: "stop" }, "stop");
});

// Enter sends where there is a keyboard of its own; on a phone it makes a new line and the button sends.
const keyboard = matchMedia("(hover: hover) and (pointer: fine)");
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && keyboard.matches) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

// Buttons below messages and on the start page

document.getElementById("conversation").addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".choices, .topics")) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector("button");
  if (button.dataset.busy) return;
  button.dataset.busy = "1";
  const fields = { action: button.value, entry: form.elements.entry?.value ?? "" };
  outbox.add("/chat/choices", fields, button.textContent.trim(), () => delete button.dataset.busy);
});

// A deep link's question: asked once, and the link itself does not stay in the history.

const ask = document.getElementById("ask");
if (ask) {
  const fields = Object.fromEntries(new FormData(ask));
  const open = async () => {
    const response = await fetch(ask.action, {
      method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" },
    }).catch(() => null);
    if (response?.ok) location.replace("/chat");
  };
  ask.addEventListener("submit", (event) => { event.preventDefault(); open(); });
  open();
}

// What was typed survives a change of language.

const DRAFT = "win-draft";
const draft = sessionStorage.getItem(DRAFT);
sessionStorage.removeItem(DRAFT);
if (draft && !text.value) { text.value = draft; grow(); tally(); }
document.addEventListener("submit", (event) => {
  if (event.target.matches("#languages, .hello") && text.value) sessionStorage.setItem(DRAFT, text.value);
});

// Delete and leave

const wipe = document.getElementById("wipe");
const trouble = document.getElementById("wipe-trouble");
document.getElementById("wipe-open").addEventListener("click", (event) => {
  event.preventDefault();
  trouble.hidden = true;
  wipe.showModal();
});
document.getElementById("wipe-close").addEventListener("click", (event) => {
  event.preventDefault();
  wipe.close();
});
document.getElementById("wipe-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  outbox.stop();
  const response = await fetch("/chat/wipe", {
    method: "POST", body: new URLSearchParams(), headers: { "HX-Request": "true" },
  }).catch(() => null);
  if (response?.ok) {
    thread.clear();
    window.winLeave({ cover: false });
  } else {
    trouble.textContent = body.dataset.notDeleted;
    trouble.hidden = false;
    outbox.start();
  }
});

watchIdle(thread);
if (thread.last) thread.toEnd();
