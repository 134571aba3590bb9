// Sound and number in the title: off until somebody switches them on, in this browser only.

const KEY = "win-desk-alerts";
const title = document.title;

function load() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
}

function keep(wishes) {
  try { localStorage.setItem(KEY, JSON.stringify(wishes)); } catch { /* it holds until the page is left */ }
}

class Alerts {
  constructor() {
    this.wishes = load();
    this.context = null;
    this.count = 0;
  }

  start() {
    for (const box of document.querySelectorAll("[data-alert]")) {
      box.checked = Boolean(this.wishes[box.dataset.alert]);
      box.closest("[data-alerts]").hidden = false;
      box.addEventListener("change", () => {
        this.wishes[box.dataset.alert] = box.checked;
        keep(this.wishes);
        this.badge(this.count);
        if (box.dataset.alert === "sound" && box.checked) this.ring();
      });
    }
    addEventListener("storage", (event) => {
      if (event.key !== KEY) return;
      this.wishes = load();
      for (const box of document.querySelectorAll("[data-alert]")) box.checked = Boolean(this.wishes[box.dataset.alert]);
      this.badge(this.count);
    });
  }

  // How many wait for an answer of mine.
  badge(count) {
    this.count = count;
    const wanted = this.wishes.badge && count ? `(${count}) ${title}` : title;
    if (document.title !== wanted) document.title = wanted;
  }

  // Two soft tones, the second higher when it is urgent. Browsers allow sound only once the page was touched.
  ring({ urgent = false } = {}) {
    if (!this.wishes.sound) return;
    try {
      this.context ??= new AudioContext();
      const start = this.context.currentTime;
      [[523, 0], [urgent ? 784 : 659, 0.16]].forEach(([tone, after]) => {
        const note = this.context.createOscillator();
        const volume = this.context.createGain();
        note.frequency.value = tone;
        volume.gain.setValueAtTime(0.0001, start + after);
        volume.gain.exponentialRampToValueAtTime(0.12, start + after + 0.02);
        volume.gain.exponentialRampToValueAtTime(0.0001, start + after + 0.3);
        note.connect(volume).connect(this.context.destination);
        note.start(start + after);
        note.stop(start + after + 0.32);
      });
    } catch { /* no sound here */ }
  }
}

export const alerts = new Alerts();
