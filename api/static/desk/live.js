// One stream of events for a page, begun again where it ended; says so when it can't.

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const HIDDEN_AFTER_MS = 30_000;
const UNAUTHORISED = 401;

export class Live {
  // `events`: name → what to do with (data, id). `address()` gives the URL from where the page stands now.
  // `resting`: a page that nobody looks at lets go of its stream; browsers hold six to a server, and no more.
  constructor(address, events, { resting = false } = {}) {
    this.address = address;
    this.events = events;
    this.pause_ms = FIRST_PAUSE_MS;
    this.source = null;
    this.timer = 0;
    this.sign = document.getElementById("live");
    this.open();
    addEventListener("online", () => this.again(0));
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", (event) => { if (event.persisted) this.again(0); });
    if (resting) {
      document.addEventListener("visibilitychange", () => {
        clearTimeout(this.rest);
        if (document.hidden) this.rest = setTimeout(() => this.close(), HIDDEN_AFTER_MS);
        else if (!this.source) this.again(0);
      });
    }
  }

  open() {
    this.close();
    this.source = new EventSource(this.address());
    this.source.addEventListener("open", () => { this.pause_ms = FIRST_PAUSE_MS; this.say("on"); });
    this.source.addEventListener("error", () => {
      this.say("off");
      // The browser tries again by itself, unless the server refused.
      if (this.source?.readyState === EventSource.CLOSED) this.refused();
    });
    for (const [name, act] of Object.entries(this.events)) {
      this.source.addEventListener(name, (event) => act(event.data, event.lastEventId));
    }
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  again(after_ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), after_ms);
  }

  async refused() {
    this.close();
    const response = await fetch("/desk/signed-in", { headers: { "HX-Request": "true" } }).catch(() => null);
    if (response?.status === UNAUTHORISED) { signedOut(); return; }
    this.again(this.pause_ms);
    this.pause_ms = Math.min(this.pause_ms * 2, LONGEST_PAUSE_MS);
  }

  say(state) {
    if (!this.sign || this.sign.dataset.state === state) return;
    this.sign.dataset.state = state;
    this.sign.textContent = state === "on" ? this.sign.dataset.on : this.sign.dataset.off;
  }
}

// The session has ended: what was typed stays in this tab.
export function signedOut() {
  const notice = document.getElementById("signed-out");
  if (notice) notice.hidden = false;
}
