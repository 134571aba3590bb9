// Quick exit: one tap, or Escape twice. Loaded first and on its own, so that it works before anything else does.
"use strict";
(() => {
  const TWICE_MS = 1500;
  let escapedAt = -Infinity;

  const leave = ({ cover = true } = {}) => {
    const url = document.body.dataset.exit;
    // Whoever comes back with "back" meets the cover, not the conversation.
    if (cover) document.cookie = "win_cover=1; path=/chat; SameSite=Lax" + (location.protocol === "https:" ? "; Secure" : "");
    try { sessionStorage.clear(); } catch { /* no storage: nothing to clear */ }
    document.title = "–";
    document.body.hidden = true;
    history.replaceState(null, "", "/chat");
    location.replace(url);
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("#exit, [data-exit-link]");
    if (link) { event.preventDefault(); leave(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - escapedAt < TWICE_MS) { event.preventDefault(); leave(); }
    escapedAt = event.timeStamp;
  });
  // A page that the browser kept alive is drawn anew by the server, covered or not.
  addEventListener("pageshow", (event) => { if (event.persisted) { document.body.hidden = true; location.reload(); } });
  window.winLeave = leave;
})();
