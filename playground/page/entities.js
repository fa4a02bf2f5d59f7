// Text with entities as elements. Offsets count UTF-16 units, exactly as strings here do.

import { el } from "./dom.js";
import { words } from "./words.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const PLAIN = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };
// Telegram finds addresses and commands in any text by itself; so does the page.
const FOUND = /https?:\/\/[^\s<>]+|\bt\.me\/[^\s<>]+|(?<![\w/.<])\/[A-Za-z]\w{0,31}\b(?!\/)/g;

export function rich(text, entities, deeds) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = new DocumentFragment();
  fragment.append(...span(text, 0, text.length, ordered, deeds, true));
  return fragment;
}

function span(text, begin, end, entities, deeds, searching) {
  const nodes = [];
  let cursor = begin;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = entities.slice(index + 1).filter((other) => other.offset < stop);
    nodes.push(...plain(text.slice(cursor, entity.offset), deeds, searching));
    nodes.push(wrap(entity, text, stop, inner, deeds, searching));
    // The line break after a block is the block's own end, not an empty line.
    cursor = BLOCKS.has(entity.type) && text[stop] === "\n" ? stop + 1 : stop;
    index += 1 + inner.length;
  }
  nodes.push(...plain(text.slice(cursor, end), deeds, searching));
  return nodes;
}

function plain(text, deeds, searching) {
  if (!searching) return [text];
  const nodes = [];
  let cursor = 0;
  for (const found of text.matchAll(FOUND)) {
    const word = found[0].replace(/[.,;:!?)»”]+$/, "");
    nodes.push(text.slice(cursor, found.index), active(word, deeds));
    cursor = found.index + word.length;
  }
  nodes.push(text.slice(cursor));
  return nodes.filter((node) => node !== "");
}

function active(word, deeds) {
  if (word.startsWith("/")) return command(word, word, deeds);
  return anchor(word.startsWith("http") ? word : `https://${word}`, [word], deeds);
}

function wrap(entity, text, stop, inner, deeds, searching) {
  const type = entity.type;
  const bare = text.slice(entity.offset, stop);
  const links = searching && !["code", "pre", "text_link", "url", "bot_command"].includes(type);
  const children = span(text, entity.offset, stop, inner, deeds, links);
  if (PLAIN[type]) return el(PLAIN[type], {}, children);
  if (type === "bot_command") return command(bare, children, deeds);
  if (type === "pre") return el("pre", {}, el("code", {}, children));
  if (type === "spoiler") return spoiler(children);
  if (BLOCKS.has(type)) return quote(children, type === "expandable_blockquote");
  const address = addressOf(entity, bare);
  if (address) return anchor(address, children, deeds);
  return el("span", { class: `entity ${type}` }, children);
}

function addressOf(entity, bare) {
  if (entity.type === "text_link") return entity.url;
  if (entity.type === "url") return /^[a-z]+:/i.test(bare) ? bare : `https://${bare}`;
  if (entity.type === "email") return `mailto:${bare}`;
  if (entity.type === "phone_number") return `tel:${bare.replace(/[^+\d]/g, "")}`;
  return null;
}

function anchor(address, children, deeds) {
  if (!/^(https?|mailto|tel|tg):/i.test(address)) return el("span", {}, children);
  const follow = (event) => {
    if (deeds.link(address)) event.preventDefault();
  };
  const traits = { href: address, target: "_blank", rel: "noopener noreferrer", onclick: follow };
  return el("a", traits, children);
}

function command(text, children, deeds) {
  const traits = { type: "button", class: "command", onclick: () => deeds.say(text) };
  return el("button", traits, children);
}

function spoiler(children) {
  const traits = { class: "spoiler", role: "button", tabindex: "0", "aria-pressed": "false" };
  const node = el("span", traits, children);
  const reveal = () => node.setAttribute("aria-pressed", "true");
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return node;
}

function quote(children, folds) {
  const block = el("blockquote", { class: folds ? "folded" : null }, children);
  if (!folds) return block;
  const unfold = () => {
    block.classList.remove("folded");
    button.remove();
  };
  const button = el("button", { type: "button", class: "unfold", onclick: unfold }, words.showAll);
  return el("div", { class: "folding" }, block, button);
}
