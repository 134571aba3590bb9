// Nothing typed is lost: every change is kept on this device at once and saved as a draft soon after. A save that comes
// too late (somebody else saved meanwhile) is refused by the server, and the page asks what to keep.

const SAVE_AFTER_MS = 1500;
const TRY_AGAIN_AFTER_MS = 5000;
const NAMES = ["title", "button", "row", "essence", "more", "sources", "rests_on", "review_by", "note"];

export function keepSafe(form) {
  const place = `win-editor ${location.pathname}`;
  const state = document.getElementById("state");
  const words = form.dataset;
  let timer;
  let saving = null;
  let collided = false;

  const fields = () => Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));
  const same = (one, other) => NAMES.every((name) => name === "note" || one[name] === other[name]);
  const say = (text, trouble = false) => {
    state.textContent = text;
    state.dataset.kind = trouble ? "trouble" : "";
  };
  const local = {
    keep() {
      try {
        localStorage.setItem(place, JSON.stringify({ at: Date.now(), version: form.elements.version.value, fields: fields() }));
      } catch { /* A full or forbidden store: the draft on the server is there all the same. */ }
    },
    found() {
      try {
        return JSON.parse(localStorage.getItem(place));
      } catch {
        return null;
      }
    },
    forget() {
      try {
        localStorage.removeItem(place);
      } catch { /* Nothing was kept then. */ }
    },
  };

  async function save() {
    const sent = fields();
    say(words.saySaving);
    let answer;
    try {
      answer = await fetch(words.autosave, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
    } catch {
      say(words.sayOffline, true);
      plan(TRY_AGAIN_AFTER_MS);
      return;
    }
    if (answer.status === 401 || answer.status === 403) return say(words.sayOut, true);
    if (answer.status === 409) {
      collided = true;
      const { message } = await answer.json();
      const box = document.getElementById("collision");
      box.querySelector("[data-text]").textContent = message;
      box.hidden = false;
      box.scrollIntoView({ block: "nearest" });
      return say(message, true);
    }
    if (!answer.ok) {
      say(words.sayOffline, true);
      plan(TRY_AGAIN_AFTER_MS);
      return;
    }
    const { version, draft } = await answer.json();
    form.elements.version.value = version;
    form.elements.draft.value = draft;
    if (same(sent, fields())) {
      local.forget();
      say(words.saySaved.replace("%t", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })));
    } else {
      plan(SAVE_AFTER_MS);
    }
  }

  function plan(after_ms) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (saving) return plan(SAVE_AFTER_MS);
      saving = save().finally(() => { saving = null; });
    }, after_ms);
  }

  form.addEventListener("input", (event) => {
    if (event.target.name === "publish_on") return;
    local.keep();
    if (event.target.name === "note" || collided) return;
    say(words.sayTyped);
    plan(SAVE_AFTER_MS);
  });
  addEventListener("online", () => { if (!collided && local.found()) plan(0); });

  // A button is pressed while a save is on its way: let that one arrive first, or it would look like somebody else's.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault();
    const { submitter } = event;
    saving.then(() => {
      clearTimeout(timer);
      form.requestSubmit(submitter);
    });
  });

  const kept = local.found();
  // Somebody who typed before the scripts were there: this one may be early, the preview's comes with the page's last.
  const typed = () => NAMES.some((name) => name !== "note" && form.elements[name].value !== form.elements[name].defaultValue);
  if (typed()) {
    if (!kept) local.keep();
    say(words.sayTyped);
    plan(SAVE_AFTER_MS);
  }
  const tell = () => typed() && form.dispatchEvent(new Event("input"));
  if (document.readyState === "complete") tell();
  else addEventListener("load", tell, { once: true });
  if (new URLSearchParams(location.search).has("done") || (kept && same(kept.fields, fields()))) {
    local.forget();
  } else if (kept) {
    const box = document.getElementById("found");
    box.querySelector("[data-when]").textContent = new Date(kept.at).toLocaleString();
    box.hidden = false;
    box.querySelector("[data-take]").addEventListener("click", () => {
      for (const name of NAMES) form.elements[name].value = kept.fields[name] ?? "";
      // With the version it was written on: if somebody saved since, the server notices and asks.
      form.elements.version.value = kept.version;
      box.hidden = true;
      form.elements.essence.dispatchEvent(new Event("input", { bubbles: true }));
    });
    box.querySelector("[data-drop]").addEventListener("click", () => {
      local.forget();
      box.hidden = true;
    });
  }
}
