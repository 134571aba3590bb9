// Phones are shared: the conversation hides itself when nobody has touched the page for some minutes.

const LOOK_MS = 5_000;
const COOKIE = "win_cover=1; path=/chat; SameSite=Lax";

export function watchIdle(thread) {
  const cover = document.getElementById("cover");
  const limit_ms = Number(document.body.dataset.idleCoverS) * 1000;
  const rest = [...document.body.children].filter((element) => element !== cover && element.tagName !== "SCRIPT");
  const secure = location.protocol === "https:" ? "; Secure" : "";
  let touchedAt = Date.now();
  let focused = null;

  const look = () => {
    if (!cover.hidden || !thread.log.childElementCount || Date.now() - touchedAt < limit_ms) return;
    focused = document.activeElement;
    document.getElementById("wipe").close();
    cover.hidden = false;
    for (const element of rest) element.inert = true;
    document.getElementById("cover-show").focus();
    document.cookie = COOKIE + secure;
  };
  const touched = () => { if (cover.hidden) touchedAt = Date.now(); };

  for (const name of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
    addEventListener(name, touched, { passive: true, capture: true });
  }
  // A phone's screen was off: look before anything is shown.
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_MS);

  document.getElementById("cover-form").addEventListener("submit", (event) => {
    event.preventDefault();
    document.cookie = `win_cover=; path=/chat; SameSite=Lax; Max-Age=0${secure}`;
    touchedAt = Date.now();
    for (const element of rest) element.inert = false;
    cover.hidden = true;
    focused?.focus();
    thread.catchUp();
  });
}
