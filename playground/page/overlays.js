// What lies above the messages: toasts, alerts, small menus, the enlarged picture.

import { el, iconButton } from "./dom.js";
import { words } from "./words.js";

const SHORTEST_TOAST_MS = 3500;
const READING_MS_PER_LETTER = 50;

export function toast(place, text) {
  const node = el("div", { class: "toast" }, text);
  place.append(node);
  setTimeout(() => node.remove(), SHORTEST_TOAST_MS + text.length * READING_MS_PER_LETTER);
}

export function alertBox(place, text) {
  const before = document.activeElement;
  const close = () => {
    shade.remove();
    before?.focus({ preventScroll: true });
  };
  const ok = el("button", { type: "button", class: "primary", onclick: close }, words.ok);
  const box = el(
    "div",
    { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text },
    el("p", {}, text),
    ok,
  );
  const shade = el(
    "div",
    { class: "shade", onkeydown: (event) => event.key === "Escape" && close() },
    box,
  );
  place.append(shade);
  ok.focus();
}

// choices: [label, deed] pairs, shown beside the anchor and inside the place.
export function menu(place, anchor, choices) {
  place.querySelector(".menu")?.remove();
  const close = () => {
    node.remove();
    document.removeEventListener("pointerdown", outside, true);
  };
  const outside = (event) => node.contains(event.target) || close();
  const chosen = (deed) => () => {
    close();
    deed();
  };
  const buttons = choices.map(([label, deed]) => {
    return el("button", { type: "button", role: "menuitem", onclick: chosen(deed) }, label);
  });
  const onkeydown = (event) => steer(event, buttons, close);
  const node = el("div", { class: "menu", role: "menu", onkeydown }, buttons);
  place.append(node);
  settle(node, anchor, place);
  document.addEventListener("pointerdown", outside, true);
  buttons[0].focus({ preventScroll: true });
}

function settle(node, anchor, place) {
  const frame = place.getBoundingClientRect();
  const target = anchor.getBoundingClientRect();
  const fits = (wanted, most) => Math.max(8, Math.min(wanted, most - 8));
  const top = target.bottom - frame.top + 4;
  const left = target.left + target.width / 2 - frame.left - node.offsetWidth / 2;
  node.style.top = `${fits(top, frame.height - node.offsetHeight)}px`;
  node.style.left = `${fits(left, frame.width - node.offsetWidth)}px`;
}

function steer(event, buttons, close) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") close();
  if (!step) return;
  event.preventDefault();
  const next = buttons.indexOf(document.activeElement) + step;
  buttons.at(next % buttons.length).focus();
}

export function enlarge(url) {
  const image = el("img", { src: url, alt: words.picture });
  const flip = () => viewer.classList.toggle("zoomed");
  const traits = { type: "button", class: "zoom", "aria-label": words.zoom, onclick: flip };
  const leave = () => viewer.close();
  const close = iconButton("close", words.close, leave, { class: "tool viewer-close" });
  const viewer = el("dialog", { class: "viewer", "aria-label": words.picture });
  viewer.append(el("button", traits, image), close);
  viewer.addEventListener("close", () => viewer.remove());
  viewer.addEventListener("click", (event) => event.target === viewer && viewer.close());
  document.body.append(viewer);
  viewer.showModal();
}
