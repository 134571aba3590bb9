// Times that go on while the page is open: how long somebody waits, how long a window stays open.

const EVERY_MS = 15_000;
const MINUTE_MS = 60_000;
const language = document.documentElement.lang || "nl";
const unit = (name) => new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short" });
const [minutes, hours, days] = [unit("minute"), unit("hour"), unit("day")];

// A length of time as people say it at a desk: 4 min, 2 h 05 min, 3 d.
export function length(ms) {
  const whole = Math.max(0, Math.floor(ms / MINUTE_MS));
  if (whole < 60) return minutes.format(whole);
  if (whole < 24 * 60) return `${hours.format(Math.floor(whole / 60))} ${minutes.format(whole % 60)}`;
  return days.format(Math.floor(whole / (24 * 60)));
}

export function tick(root = document) {
  const now = Date.now();
  for (const one of root.querySelectorAll("time[data-since]")) show(one, length(now - Date.parse(one.dateTime)));
  for (const one of root.querySelectorAll("time[data-until]")) {
    const left = Date.parse(one.dateTime) - now;
    show(one, length(left));
    const clock = one.closest("[data-window]");
    if (clock && left <= 0) clock.dispatchEvent(new CustomEvent("desk:window", { bubbles: true }));
  }
}

// Only what changed is written: nothing flickers, and screen readers are not disturbed.
function show(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

export function startClock() {
  tick();
  setInterval(tick, EVERY_MS);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
}
