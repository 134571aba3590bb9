"use strict";
const drawn = {};

async function act(phone, what, text = "", label = "") {
  await fetch("/do", { method: "POST", body: JSON.stringify({ phone, what, text, label }) });
  await draw();
}

function line(phone, shown) {
  const item = document.createElement("li");
  if (shown.who) item.className = shown.who;
  item.append(shown.text);
  for (const row of shown.rows || []) {
    const div = document.createElement("div");
    for (const button of row) {
      const made = document.createElement("button");
      made.textContent = button.text;
      made.onclick = () => act(phone, "press", button.callback_data, button.text);
      div.append(made);
    }
    item.append(div);
  }
  return item;
}

async function draw() {
  const { screens, refused } = await (await fetch("/screen")).json();
  document.querySelector("pre").textContent = refused.length ? "Refused by the doubles:\n" + refused.join("\n") : "";
  for (const [phone, lines] of Object.entries(screens)) {
    const now = JSON.stringify(lines);
    if (drawn[phone] === now) continue;
    drawn[phone] = now;
    const list = document.querySelector(`[data-phone=${phone}] ol`);
    list.replaceChildren(...lines.map((shown) => line(phone, shown)));
    list.scrollTop = list.scrollHeight;
  }
}

for (const section of document.querySelectorAll("section")) {
  const phone = section.dataset.phone;
  section.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    const input = event.target.elements.text;
    if (input.value) act(phone, "say", input.value);
    input.value = "";
  };
  for (const button of section.querySelectorAll("nav button")) button.onclick = () => act(phone, button.dataset.what);
}
draw();
setInterval(draw, 700);
