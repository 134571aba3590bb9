// One case: what is said comes live, what is typed is never lost.
import { alerts } from "./alerts.js";
import { tick } from "./clock.js";
import { empty, keep, restore } from "./drafts.js";
import { Live, signedOut } from "./live.js";

const TIMEOUT_MS = 15_000;
const TYPING_EVERY_MS = 4_000;
const NEAR_END_PX = 220;
const UNAUTHORISED = 401;

export class CasePage {
  constructor(page) {
    this.page = page;
    this.url = page.dataset.case;
    this.lines = document.getElementById("lines");
    this.latest = document.getElementById("latest");
    this.last = page.dataset.last;
    this.typedAt = 0;
    this.refreshing = null;
    this.next = null;
    this.later = null;

    page.addEventListener("submit", (event) => this.submit(event));
    page.addEventListener("click", (event) => this.click(event));
    page.addEventListener("keydown", (event) => this.key(event));
    page.addEventListener("input", (event) => this.typed(event));
    page.addEventListener("desk:filled", (event) => this.measure(event.target));
    page.addEventListener("focusout", (event) => this.left(event));
    page.addEventListener("desk:window", () => this.refresh());
    for (const field of page.querySelectorAll("textarea[data-draft]")) this.measure(field);
    // On a phone the conversation comes first.
    if (matchMedia("(max-width: 59.99rem)").matches) {
      for (const one of page.querySelectorAll("details[data-folds]")) one.open = false;
    }
    document.addEventListener("visibilitychange", () => { if (!document.hidden) alerts.badge(0); });
    this.live = new Live(() => `${this.url}/events?after=${this.last}`, {
      line: (html, id) => { this.last = id || this.last; this.put(html); },
      mark: (html) => this.mark(html),
      changed: (what, id) => { this.last = id || this.last; this.refresh({ only: what === "message" ? "composer" : "" }); },
      erased: () => location.reload(),
    }, { resting: true });
    this.latest?.addEventListener("click", () => this.toEnd());
    addEventListener("scroll", () => { if (this.latest && this.nearEnd()) this.latest.hidden = true; }, { passive: true });
    if (this.lines && !location.hash) this.toEnd();
  }

  // What is said

  // An answer to our own form may be older than what the stream has brought since: then it changes nothing.
  put(html, { newest = true } = {}) {
    if (!this.lines) return;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const follow = this.nearEnd();
    let came = false;
    for (const line of holder.content.querySelectorAll(".line")) {
      const old = document.getElementById(line.id);
      if (old) { if (newest && old.outerHTML !== line.outerHTML) old.replaceWith(line); continue; }
      const next = [...this.lines.querySelectorAll(".line")].find((one) => one.dataset.order > line.dataset.order);
      this.lines.insertBefore(line, next ?? null);
      came = true;
      if (line.dataset.author !== "person") continue;
      if (document.hidden) { alerts.badge(alerts.count + 1); }
      if (!document.hasFocus()) alerts.ring();
    }
    if (!came) return;
    document.getElementById("no-lines")?.remove();
    if (follow) this.toEnd(); else this.latest.hidden = false;
  }

  // How far a message of ours has come: only its mark changes.
  mark(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    for (const mark of holder.content.querySelectorAll(".mark")) {
      const old = document.getElementById(mark.id);
      if (old && old.outerHTML !== mark.outerHTML) old.replaceWith(mark);
    }
  }

  // The case has changed: everything around the conversation is drawn anew, what is typed stays.
  // `only`: one part of it; `mine`: after an act of this page, whose result must show at once.
  async refresh({ only = "", mine = false } = {}) {
    if (this.refreshing) {
      this.next = { only: this.next && this.next.only !== only ? "" : only, mine: mine || Boolean(this.next?.mine) };
      return this.refreshing;
    }
    this.refreshing = this.fetchPanel(only, mine);
    await this.refreshing;
    this.refreshing = null;
    if (this.next) { const next = this.next; this.next = null; return this.refresh(next); }
  }

  async fetchPanel(only, mine) {
    const response = await fetch(`${this.url}/panel`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (response?.status === UNAUTHORISED) { signedOut(); return; }
    if (response && [403, 404].includes(response.status)) { location.reload(); return; }
    if (!response?.ok) return;
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    for (const fresh of [...holder.content.children]) {
      if (only && fresh.id !== only) continue;
      const old = document.getElementById(fresh.id);
      if (!mine && this.inUse(old)) { this.later = fresh; continue; }
      // First, for to take the field in use away counts as leaving it: what was put off is older than this.
      if (old === this.side) this.later = null;
      this.exchange(old, fresh);
    }
    tick();
  }

  get side() { return document.getElementById("case-side"); }

  // Somebody types or chooses beside the conversation: it stays as it is until they leave it.
  inUse(part) {
    return part === this.side && part.contains(document.activeElement)
      && document.activeElement.matches("input:not([type=hidden]), select, textarea");
  }

  left(event) {
    const { side } = this;
    if (!this.later || !side.contains(event.target) || side.contains(event.relatedTarget)) return;
    setTimeout(() => {
      const { later } = this;
      this.later = null;
      if (later) this.exchange(this.side, later);
    });
  }

  exchange(old, fresh) {
    if (!old) return;
    // The box somebody types in stays as it is as long as it would look the same.
    if (fresh.dataset.mode && fresh.dataset.mode === old.dataset.mode) {
      for (const one of fresh.querySelectorAll("[data-part]")) {
        old.querySelector(`[data-part="${one.dataset.part}"]`)?.replaceWith(one);
      }
      const version = fresh.querySelector("[name=version]")?.value;
      for (const field of old.querySelectorAll("[name=version]")) field.value = version ?? field.value;
      return;
    }
    for (const field of old.querySelectorAll("textarea[data-draft]")) keep(field);
    const open = [...old.querySelectorAll("details[id]")].map((one) => [one.id, one.open]);
    const focus = old.contains(document.activeElement) ? document.activeElement.id : "";
    const values = [...old.querySelectorAll("select[id], input[id]")].map((one) => [one.id, one.value, one.checked]);
    old.replaceWith(fresh);
    for (const [id, was] of open) { const one = document.getElementById(id); if (one) one.open = was; }
    for (const [id, value, checked] of values) {
      const one = document.getElementById(id);
      if (!one || one.type === "hidden") continue;
      if (one.type === "radio" || one.type === "checkbox") one.checked = checked;
      else if (one.matches("input") || [...one.options].some((option) => option.value === value)) one.value = value;
    }
    window.htmx?.process(fresh);
    restore(fresh);
    if (focus) document.getElementById(focus)?.focus();
  }

  // What is done

  submit(event) {
    const form = event.target;
    if (!form.matches("[data-send]")) return;
    event.preventDefault();
    this.send(form);
  }

  async send(form) {
    const text = form.querySelector("textarea[data-draft]");
    if (text && !text.value.trim()) { text.focus(); return; }
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    const button = form.querySelector("button:not([type=button])");
    button.setAttribute("aria-disabled", "true");
    this.trouble(form, "");
    const sent = text?.value;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("after", this.last);
    const response = await fetch(form.action, {
      method: "POST", body: fields, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => null);
    delete form.dataset.busy;
    button.removeAttribute("aria-disabled");
    if (response?.status === UNAUTHORISED) { signedOut(); return; }
    if (!response?.ok) {
      const told = response?.headers.get("content-type")?.startsWith("text/html") ? await response.text() : "";
      this.trouble(form, told || `<p>${this.page.dataset.failed}</p>`);
      if (response) this.refresh();
      return;
    }
    const elsewhere = response.headers.get("HX-Redirect");
    // The page may have been drawn anew meanwhile: what is emptied is the field that shows what was sent.
    // Whoever typed on while it was sent keeps it all.
    const field = text && (document.getElementById(text.id) ?? text);
    if (field?.value === sent && text) empty(field);
    if (elsewhere) { location.assign(elsewhere); return; }
    for (const key of (field?.form ?? form).querySelectorAll("[name=key]")) key.value = newKey();
    // Ready for the next text at once, and never later: whoever has gone on to a note must not be pulled back
    // into the reply, where the person would read it.
    if (field && field.form.contains(document.activeElement)) field.focus();
    this.put(await response.text(), { newest: false });
    if (form.dataset.send === "reply") this.toEnd();
    // Only an act beside the conversation draws that part anew under the hands of somebody who types there.
    await this.refresh({ mine: form.dataset.send !== "reply" });
  }

  // Our own words, made by our own server: safe to show as they are.
  trouble(form, html) {
    const place = form.querySelector("[data-trouble]") ?? document.getElementById("trouble");
    place.innerHTML = html;
    place.hidden = !html;
  }

  click(event) {
    const insert = event.target.closest("[data-insert]");
    if (insert) { this.insert(document.getElementById(insert.dataset.insert)?.textContent ?? ""); return; }
    const choose = event.target.closest("[data-focus]");
    if (choose) reveal(document.getElementById(choose.dataset.focus));
  }

  // Where the cursor stands, apart from what is there.
  insert(words) {
    const field = document.getElementById("reply-text");
    if (!field || !words) return;
    const [start, end] = [field.selectionStart, field.selectionEnd];
    const before = field.value.slice(0, start);
    const gap = before && !/\s$/.test(before) ? "\n\n" : "";
    field.setRangeText(gap + words.trim(), start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    field.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  }

  typed(event) {
    if (!event.target.matches("textarea[data-draft]")) return;
    this.measure(event.target);
    if (event.target.id !== "reply-text" || !event.target.value.trim()) return;
    const now = Date.now();
    if (now - this.typedAt < TYPING_EVERY_MS) return;
    this.typedAt = now;
    const csrf = event.target.form.elements.csrf?.value ?? "";
    fetch(`${this.url}/typing`, { method: "POST", headers: { "X-CSRF-Token": csrf, "HX-Request": "true" } }).catch(() => null);
  }

  // The box grows with its text, and says how much room is left when there is little.
  measure(field) {
    if (!field.matches?.("textarea")) return;
    if (!CSS.supports("field-sizing", "content")) {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 3}px`;
    }
    const left = field.maxLength - field.value.length;
    const count = field.form?.querySelector("[data-left]");
    if (!count) return;
    count.hidden = left > 400;
    count.textContent = String(left);
  }

  nearEnd() {
    return document.documentElement.scrollHeight - scrollY - innerHeight < NEAR_END_PX;
  }

  toEnd() {
    scrollTo({ top: document.documentElement.scrollHeight });
    if (this.latest) this.latest.hidden = true;
  }
}

function reveal(target) {
  if (!target) return;
  target.closest("details").open = true;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}

// Not crypto.randomUUID: that needs https, and a test installation has none.
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
}
