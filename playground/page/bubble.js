// One message as an element: who, quote, picture, file, words, time, buttons, reactions.

import { el, icon } from "./dom.js";
import { rich } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { enlarge } from "./overlays.js";
import { sizeOf, timeOf, words } from "./words.js";

const LONGEST_PICTURE_PX = 420;

export function row(message, person, chat, deeds) {
  const traits = { "data-message": message.id };
  if (message.notice) return el("li", { class: "row notice", ...traits }, message.notice);
  const own = message.from.id === person.id;
  const keys = message.inline ? inlineKeyboard(message.inline, deeds.on(message)) : null;
  const parts = [bubble(message, own, chat, deeds), keys, reactions(message)];
  const stack = el("div", { class: "stack" }, parts);
  return el("li", { class: `row ${own ? "own" : "their"}`, ...traits }, stack);
}

function bubble(message, own, chat, deeds) {
  const node = el(
    "article",
    { class: message.photo ? "bubble pictured" : "bubble", tabindex: "0", "aria-haspopup": "menu" },
    chat.group && !own ? el("strong", { class: "sender" }, message.from.name) : null,
    message.reply ? quoted(message.reply, deeds) : null,
    message.photo ? photo(message.photo) : null,
    message.document ? attached(message.document) : null,
    wording(message, deeds.on(message)),
  );
  node.addEventListener("click", (event) => asksForMenu(event) && deeds.menu(message, node));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== node) return;
    // Else the same key press would choose the first line of the menu that it opens.
    event.preventDefault();
    deeds.menu(message, node);
  });
  return node;
}

function asksForMenu(event) {
  const busy = event.target.closest("a, button, .spoiler");
  return !busy && getSelection().isCollapsed;
}

function wording(message, deeds) {
  const marks = [
    message.edited ? el("span", { class: "edited" }, words.edited) : null,
    timeOf(message.date),
  ];
  const moment = new Date(message.date * 1000).toISOString();
  const meta = el("time", { class: "meta", datetime: moment }, marks.filter(Boolean));
  if (!message.text) return el("div", { class: "text bare" }, meta);
  const shown = rich(message.text, message.entities, deeds);
  return el("div", { class: "text", dir: "auto" }, shown, meta);
}

function quoted(reply, deeds) {
  return el(
    "button",
    { type: "button", class: "quoted", onclick: () => deeds.goto(reply.id) },
    el("strong", {}, reply.name),
    el("span", {}, reply.text),
  );
}

function photo({ url, width, height }) {
  const image = el("img", { src: url, alt: words.picture, width, height, decoding: "async" });
  const shown = Math.min(LONGEST_PICTURE_PX, width, (LONGEST_PICTURE_PX * width) / height);
  const style = `--shown:${Math.round(shown)}px;--ratio:${width / height}`;
  const open = () => enlarge(url);
  return el(
    "button",
    { type: "button", class: "photo", "aria-label": words.enlarge, style, onclick: open },
    image,
  );
}

function attached({ url, name, size }) {
  return el(
    "a",
    { class: "document", href: url, download: name, "aria-label": `${words.download}: ${name}` },
    el("span", { class: "leaf" }, icon("file")),
    el("span", { class: "name" }, name, el("small", {}, sizeOf(size))),
  );
}

function reactions(message) {
  if (!message.reactions.length) return null;
  return el("div", { class: "reactions" }, message.reactions.map((sign) => el("span", {}, sign)));
}
