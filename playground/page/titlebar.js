// The upper edge of a window: whose chat it is, what the other side is doing, the other chats.

import { el, face, iconButton } from "./dom.js";
import { words } from "./words.js";

const TYPING_LASTS_MS = 5000;

export class TitleBar {
  #atRest = "";
  #typing = 0;

  constructor(more) {
    this.title = el("h2", { class: "title" });
    this.status = el("p", { class: "status", "aria-live": "polite" });
    this.face = el("span", { class: "faces" });
    const button = iconButton("more", words.more, () => more(button), { "aria-haspopup": "menu" });
    const who = el("div", { class: "who" }, this.title, this.status);
    this.node = el("header", {}, this.face, who, button);
  }

  show(chat, status) {
    this.title.textContent = chat.title;
    this.face.replaceChildren(face(chat.title, chat.group ? chat.id : chat.bot.id));
    this.#atRest = status;
    this.rest();
  }

  rest() {
    clearTimeout(this.#typing);
    this.status.textContent = this.#atRest;
    this.status.classList.remove("busy");
  }

  busy(action) {
    clearTimeout(this.#typing);
    this.status.textContent = words[action] ?? words.typing;
    this.status.classList.add("busy");
    this.#typing = setTimeout(() => this.rest(), TYPING_LASTS_MS);
  }
}

// A person's chats, shown when there are several; a dot marks those with something unread.
export class ChatTabs {
  #unread = new Set();
  #open;

  constructor(open) {
    this.#open = open;
    this.node = el("div", { class: "tabs", role: "tablist", "aria-label": words.chats });
  }

  show(chats, chosen) {
    this.#unread.delete(chosen);
    this.node.hidden = chats.length < 2;
    this.node.replaceChildren(...chats.map((chat) => this.#tab(chat, chat.id === chosen)));
  }

  mark(id) {
    this.#unread.add(id);
  }

  #tab({ id, title }, chosen) {
    const traits = { type: "button", role: "tab", "data-chat": id, "aria-selected": String(chosen) };
    const look = this.#unread.has(id) ? "unread" : null;
    return el("button", { ...traits, class: look, onclick: () => this.#open(id) }, title);
  }
}
