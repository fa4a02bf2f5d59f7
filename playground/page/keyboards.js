// Inline keyboards under a message and reply keyboards under the text field.

import { el, icon } from "./dom.js";
import { words } from "./words.js";

// Telegram lets a button spin until its tap is answered; nobody waits longer than this for it.
const LONGEST_SPIN_MS = 10000;

export function inlineKeyboard(rows, deeds) {
  return grid("inline", words.buttons, rows, (key) => inlineKey(key, deeds));
}

function inlineKey(key, deeds) {
  if (key.url) return linkKey(key, deeds);
  if (key.copy) return copyKey(key, deeds);
  const node = el("button", { type: "button", class: "key" }, key.text);
  node.addEventListener("click", () => {
    if (key.tap === undefined) return deeds.toast(words.notHere);
    if (node.getAttribute("aria-busy") === "true") return undefined;
    spin(node);
    return deeds.tap(key.tap);
  });
  return node;
}

function copyKey(key, deeds) {
  const onclick = () => deeds.copies(key);
  return el("button", { type: "button", class: "key copies", onclick }, key.text, icon("copy"));
}

function linkKey(key, deeds) {
  const follow = (event) => {
    if (deeds.link(key.url)) event.preventDefault();
  };
  const traits = {
    class: "key link",
    href: key.url,
    target: "_blank",
    rel: "noopener noreferrer",
    onclick: follow,
  };
  return el("a", traits, key.text);
}

function spin(node) {
  node.setAttribute("aria-busy", "true");
  setTimeout(() => node.removeAttribute("aria-busy"), LONGEST_SPIN_MS);
}

export function stopSpinning(node) {
  node.querySelectorAll(".key[aria-busy]").forEach((key) => key.removeAttribute("aria-busy"));
}

export function replyKeyboard(rows, press) {
  return grid("reply-keyboard", words.keyboard, rows, (text) =>
    el("button", { type: "button", class: "key", onclick: () => press(text) }, text),
  );
}

function grid(look, label, rows, made) {
  const lines = rows.map((row) => el("div", { class: "keys" }, row.map(made)));
  return el("div", { class: look, role: "group", "aria-label": label }, lines);
}
