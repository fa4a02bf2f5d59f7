// The upper edge of a window: whose chat it is, what the other side is doing, the other chats.

import { counted } from "./amounts.js";
import { el, face, iconButton } from "./dom.js";
import { words } from "./words.js";

const COUNTING = new URLSearchParams(location.search).has("counter");
const TYPING_LASTS_MS = 5000;

export class TitleBar {
  #atRest = "";
  #typing = 0;

  constructor(more) {
    this.title = el("h2", { class: "title" });
    this.status = el("p", { class: "status", "aria-live": "polite" });
    this.face = el("span", { class: "faces" });
    const button = iconButton("more", words.more, () => more(button), { "aria-haspopup": "menu" });
    this.counter = el("p", { class: "counter", hidden: !COUNTING });
    const below = el("div", { class: "below" }, this.status, this.counter);
    const who = el("div", { class: "who" }, this.title, below);
    this.node = el("header", {}, this.face, who, button);
  }

  show(chat, status) {
    this.title.textContent = chat.title;
    this.face.replaceChildren(face(chat.title, chat.group ? chat.id : chat.bot.id));
    this.#atRest = status;
    this.rest();
  }

  // What the person tapped and typed; shown where the page was opened with ?counter=1.
  count({ taps, characters }) {
    this.counter.dataset.taps = taps;
    this.counter.dataset.characters = characters;
    const amounts = [counted("taps", taps), counted("characters", characters)];
    this.counter.textContent = amounts.join(" · ");
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
    this.#reveal(this.node.querySelector("[aria-selected=true]"));
  }

  mark(id) {
    this.#unread.add(id);
  }

  // By hand: scrollIntoView would also move the desk under a window that is out of sight.
  #reveal(tab) {
    if (!tab) return;
    const over = tab.offsetLeft + tab.offsetWidth - this.node.clientWidth;
    this.node.scrollLeft = Math.min(Math.max(this.node.scrollLeft, over), tab.offsetLeft);
  }

  #tab({ id, title }, chosen) {
    const look = this.#unread.has(id) ? "unread" : null;
    const onclick = () => this.#open(id);
    const chosenly = { "aria-selected": String(chosen), "data-chat": id, class: look, onclick };
    return el("button", { type: "button", role: "tab", ...chosenly }, el("span", {}, title));
  }
}
