// Small helps for staff pages; everything works without them.

// A form is sent once, however often one taps.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.matches("[hx-post], [hx-get], [method=get]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 5000);
});

// Coming back by the "back" button shows the page as it is now, never what another person left.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// Buttons that need a script are hidden without one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Asks before what can't be taken back: <button data-confirm="…">.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-confirm]");
  if (button && !confirm(button.dataset.confirm)) event.preventDefault();
}, true);

// Fields with a wrong entry, or the message that says so, get the focus; not from somebody who types already.
if (document.activeElement === document.body) document.querySelector("[aria-invalid=true]")?.focus();
