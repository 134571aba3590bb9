// What has been said: entries come by stream and by answers to our own requests; each is shown once, in order.

const TYPING_MS = 30_000;
const WRITING_MS = 8_000;
const ASK_AGAIN_MS = 4_000;
const NEAR_END_PX = 160;

export class Thread {
  constructor() {
    this.frame = document.getElementById("conversation");
    this.log = document.getElementById("log");
    this.bubble = document.getElementById("typing");
    this.latest = document.getElementById("latest");
    this.last = Math.max(0, ...[...this.log.children].map((entry) => Number(entry.dataset.number) || 0));
    this.typingTimer = 0;
    this.asking = 0;
    this.generation = 0;
    this.source = null;
    this.mode = this.log.dataset.mode ?? "bot";
    this.writing = document.getElementById("writing");
    this.writingTimer = 0;

    // Every stream begins where the page stands, also when htmx opens a new one after an error.
    htmx.createEventSource = (url) => {
      this.source?.close();
      this.source = new EventSource(`${url}?after=${this.last}`);
      this.source.addEventListener("gone", () => this.gone());
      this.source.addEventListener("mode", (event) => this.owner(event.data));
      this.source.addEventListener("typing", () => this.write(true));
      return this.source;
    };
    this.listen();
    this.latest.addEventListener("click", () => this.toEnd());
    this.frame.addEventListener("scroll", () => { if (this.nearEnd()) this.latest.hidden = true; }, { passive: true });
    addEventListener("online", () => this.catchUp());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.catchUp(); });
    if (!this.bubble.hidden) this.typing(true);
  }

  // Entries as HTML from our own server; those that are here already are dropped.
  receive(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const fresh = [...holder.content.querySelectorAll(".entry")].filter((entry) => Number(entry.dataset.number) > this.last);
    if (!fresh.length) return;
    document.getElementById("start")?.remove();
    document.querySelector(".notice")?.remove();
    const follow = this.nearEnd();
    for (const entry of fresh) {
      this.last = Number(entry.dataset.number);
      const ours = entry.dataset.author !== "person";
      // A message of ours from another tab stands before what this one still sends.
      this.log.insertBefore(entry, this.log.querySelector(".pending"));
      htmx.process(entry);
      if (entry.dataset.author === "adviser") this.write(false);
      if (ours) { this.typing(false); this.speak(entry.dataset.language); } else this.typing(true);
    }
    if (follow) this.show(fresh); else this.latest.hidden = false;
  }

  // What the person has just sent, until the server gives it back with its number.
  pending(words) {
    const item = document.createElement("article");
    item.className = "entry person pending";
    const bubble = document.createElement("div");
    bubble.className = "bubble";
    bubble.dir = "auto";
    const said = document.createElement("span");
    said.className = "said";
    said.textContent = words;
    bubble.append(said);
    const state = document.createElement("p");
    state.className = "state";
    item.append(bubble, state);
    document.getElementById("start")?.remove();
    this.log.append(item);
    this.toEnd();
    return item;
  }

  connect() {
    if (this.log.hasAttribute("sse-connect")) return;
    this.log.setAttribute("hx-ext", "sse");
    this.log.setAttribute("sse-connect", "/chat/events");
    this.log.setAttribute("sse-swap", "entry");
    htmx.process(this.log);
  }

  disconnect() {
    this.source?.close();
    this.source = null;
    for (const name of ["hx-ext", "sse-connect", "sse-swap"]) this.log.removeAttribute(name);
    const bare = this.log.cloneNode(false);
    bare.append(...this.log.childNodes);
    this.log.replaceWith(bare);
    this.log = bare;
    this.listen();
  }

  // htmx hands over what the stream brings; it goes through the same door as everything else.
  listen() {
    this.log.addEventListener("htmx:sseBeforeMessage", (event) => {
      event.preventDefault();
      this.receive(event.detail.data);
    });
  }

  async catchUp() {
    if (!this.log.hasAttribute("sse-connect")) return;
    const response = await fetch(`/chat/entries?after=${this.last}`).catch(() => null);
    if (response?.status === 200) this.receive(await response.text());
  }

  // The conversation was deleted: only its goodbye may stay, until the page is left.
  gone() {
    this.disconnect();
    const goodbye = [...this.log.querySelectorAll(".entry.bot")].at(-1);
    this.clear();
    if (goodbye) {
      goodbye.removeAttribute("id");
      goodbye.querySelector(".choices")?.remove();
      this.log.append(goodbye);
    }
    this.last = 0;
    this.generation += 1;
    this.typing(false);
  }

  clear() { this.log.replaceChildren(); }

  // The words around the conversation follow its language.
  async speak(language) {
    if (!language || language === document.documentElement.lang) return;
    document.documentElement.lang = language;
    const response = await fetch("/chat").catch(() => null);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.documentElement.lang !== language) return;
    document.getElementById("top").replaceWith(page.getElementById("top"));
    Object.assign(document.body.dataset, page.body.dataset);
    const [from, to] = [page.getElementById("composer"), document.getElementById("composer")];
    to.querySelector("label").textContent = from.querySelector("label").textContent;
    to.querySelector("textarea").placeholder = from.querySelector("textarea").placeholder;
    to.querySelector(".send").setAttribute("aria-label", from.querySelector(".send").getAttribute("aria-label"));
    const words = (root) => root.querySelectorAll(
      ".tools a, #person-bar span, #person-bar button, #wipe h2, #wipe p, #wipe button, #wipe a, #cover h2, #cover p, #cover button, #cover a, #typing .quiet, .skip",
    );
    const fresh = words(page);
    words(document).forEach((node, index) => { if (fresh[index] && node.id !== "wipe-trouble") node.textContent = fresh[index].textContent; });
    this.log.setAttribute("aria-label", page.getElementById("log").getAttribute("aria-label"));
    this.latest.firstChild.textContent = page.getElementById("latest").firstChild.textContent;
  }

  // Who answers: the bot, an adviser, or an adviser soon. To a person one does not wait with three dots.
  owner(mode) {
    this.mode = mode;
    this.log.dataset.mode = mode;
    const bar = document.getElementById("person-bar");
    bar.hidden = mode === "bot";
    for (const words of bar.querySelectorAll("[data-mode-words]")) words.hidden = words.dataset.modeWords !== mode;
    if (mode !== "bot") this.typing(false);
    if (mode !== "adviser") this.write(false);
  }

  // The adviser is writing.
  write(on) {
    clearTimeout(this.writingTimer);
    const words = on ? this.writing.dataset.words : "";
    if (this.writing.textContent !== words) this.writing.textContent = words;
    if (!on) return;
    this.writingTimer = setTimeout(() => this.write(false), WRITING_MS);
    if (this.nearEnd()) this.toEnd();
  }

  typing(on) {
    clearTimeout(this.typingTimer);
    clearInterval(this.asking);
    on = on && this.mode === "bot";
    this.bubble.hidden = !on;
    if (!on) return;
    this.typingTimer = setTimeout(() => this.typing(false), TYPING_MS);
    // Some networks hold streams back: who waits for an answer asks for it, too.
    this.asking = setInterval(() => { if (this.source?.readyState !== EventSource.OPEN) this.catchUp(); }, ASK_AGAIN_MS);
    if (this.nearEnd()) this.toEnd();
  }

  nearEnd() {
    return this.frame.scrollHeight - this.frame.scrollTop - this.frame.clientHeight < NEAR_END_PX;
  }

  // A long answer is read from its beginning, with the question still in sight; a short one is simply there.
  show(fresh) {
    let first = fresh[0];
    const before = first.previousElementSibling;
    if (before?.dataset.author === "person" && before.offsetHeight < this.frame.clientHeight / 3) first = before;
    this.frame.scrollTop += first.getBoundingClientRect().top - this.frame.getBoundingClientRect().top - 12;
    this.latest.hidden = true;
  }

  toEnd() {
    this.frame.scrollTop = this.frame.scrollHeight;
    this.latest.hidden = true;
  }
}
