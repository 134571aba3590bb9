// What the person sends: one after the other, shown at once, kept until the server has it.

const TIMEOUT_MS = 15_000;
const SLOW_DOWN = 429;
const TOO_LARGE = 413;

export class Outbox {
  constructor(thread) {
    this.thread = thread;
    this.waiting = [];
    this.running = false;
    this.stopped = false;
    addEventListener("online", () => this.retryAll());
  }

  // Show and send; `done` is called once the server has it or refuses it.
  add(url, fields, shown, done = () => {}) {
    // Not crypto.randomUUID: that needs https, and a test installation has none.
    const key = [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
    const item = { url, fields: { ...fields, key }, done, failed: false };
    item.bubble = this.thread.pending(shown);
    this.state(item, document.body.dataset.sending);
    this.waiting.push(item);
    this.thread.typing(true);
    this.run();
  }

  stop() { this.stopped = true; }

  start() { this.stopped = false; this.run(); }

  async run() {
    if (this.running) return;
    this.running = true;
    while (!this.stopped && this.waiting.length && !this.waiting[0].failed) {
      const item = this.waiting[0];
      const outcome = await this.post(item);
      if (outcome === "sent" || outcome === "refused") {
        this.waiting.shift();
        item.done();
      } else if (outcome === "failed") {
        this.fail(item);
      }
    }
    this.running = false;
  }

  async post(item) {
    const fields = { ...item.fields, after: this.thread.last };
    const generation = this.thread.generation;
    try {
      const response = await fetch(item.url, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { "HX-Request": "true" },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.status === SLOW_DOWN) {
        this.state(item, document.body.dataset.slowDown);
        const pause_s = Math.min(Number(response.headers.get("Retry-After")) || 2, 60);
        await new Promise((resolve) => setTimeout(resolve, pause_s * 1000));
        return "again";
      }
      if (response.status === TOO_LARGE) {
        this.thread.typing(false);
        this.state(item, document.body.dataset.tooLong);
        return "refused";
      }
      if (!response.ok) return "failed";
      if (response.headers.get("X-Chat-Stale")) { location.reload(); return "sent"; }
      const html = await response.text();
      item.bubble.remove();
      // What was read from a conversation that is deleted by now stays out of sight.
      if (generation !== this.thread.generation) return "sent";
      this.thread.receive(html);
      this.thread.connect();
      return "sent";
    } catch {
      return "failed";
    }
  }

  fail(item) {
    item.failed = true;
    this.thread.typing(false);
    this.state(item, document.body.dataset.notSent, true);
  }

  retryAll() {
    for (const item of this.waiting) {
      if (item.failed) {
        item.failed = false;
        this.state(item, document.body.dataset.sending);
        this.thread.typing(true);
      }
    }
    this.run();
  }

  state(item, words, again = false) {
    const state = item.bubble.querySelector(".state");
    state.textContent = words;
    item.bubble.classList.toggle("failed", again);
    if (again) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = document.body.dataset.again;
      button.addEventListener("click", () => this.retryAll());
      state.append(" ", button);
    }
  }
}
