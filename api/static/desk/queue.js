// The queue, live: rows come, change their place and go, without the page being drawn anew.
import { alerts } from "./alerts.js";
import { tick } from "./clock.js";
import { Live } from "./live.js";

export function startQueue(queue) {
  const lists = new Map([...queue.querySelectorAll("[data-section]")].map((list) => [list.dataset.section, list]));
  const announce = document.getElementById("announce");
  let last = queue.dataset.last;

  const row = (id) => document.getElementById(`case-${id}`);

  const put = (html, id) => {
    last = id || last;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const fresh = holder.content.querySelector(".case-row");
    const list = fresh && lists.get(fresh.dataset.list);
    if (!list) return;
    const old = document.getElementById(fresh.id);
    notify(old, fresh);
    tick(holder.content);
    if (old?.outerHTML === fresh.outerHTML) return;
    const focused = old?.contains(document.activeElement);
    if (old?.parentElement === list && old.dataset.sort === fresh.dataset.sort) old.replaceWith(fresh);
    else {
      old?.remove();
      list.insertBefore(fresh, [...list.children].find((one) => one.dataset.sort > fresh.dataset.sort) ?? null);
    }
    if (focused) fresh.querySelector(".case-link").focus();
    count();
  };

  const gone = (id, event) => {
    last = event || last;
    const old = row(id);
    if (!old) return;
    const neighbour = old.contains(document.activeElement) && (old.nextElementSibling ?? old.previousElementSibling);
    old.remove();
    if (neighbour) neighbour.querySelector(".case-link").focus();
    count();
  };

  // A case that has just come to wait, or a person who has just written in one of mine.
  const notify = (old, fresh) => {
    const comes = fresh.dataset.list === "waiting" && old?.dataset.list !== "waiting";
    const wrote = fresh.dataset.list === "mine" && fresh.dataset.new && old?.dataset.new !== fresh.dataset.new;
    if (!comes && !wrote) return;
    alerts.ring({ urgent: fresh.dataset.urgent === "1" });
    announce.textContent = fresh.dataset.announce;
  };

  const count = () => {
    let calls = 0;
    for (const [name, list] of lists) {
      const number = list.childElementCount;
      const section = list.closest("section");
      section.hidden = number === 0;
      section.querySelector("[data-count]").textContent = String(number);
      if (name === "waiting") calls += number;
      if (name === "mine") calls += list.querySelectorAll("[data-new]:not([data-new=''])").length;
    }
    document.getElementById("empty").hidden = [...lists.values()].some((list) => list.childElementCount);
    alerts.badge(calls);
  };

  count();
  if (!queue.dataset.events) return;
  new Live(() => `${queue.dataset.events}${queue.dataset.events.includes("?") ? "&" : "?"}after=${last}`, {
    row: put,
    gone,
    seen: (_, id) => { last = id || last; },
    anew: () => location.reload(),
  });
}

// Choosing a filter is enough; the button is for those without scripts.
export function startFilters(form) {
  form.querySelector("[data-plain]").hidden = true;
  if (matchMedia("(max-width: 40rem)").matches && !location.search) document.getElementById("unfold").open = false;
  form.addEventListener("change", () => form.requestSubmit());
}
