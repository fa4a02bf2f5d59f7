// The menu of the bot's commands above the text field.

import { el, iconButton } from "./dom.js";
import { words } from "./words.js";

export class Commands {
  #all = [];
  #choose;

  constructor(choose) {
    this.#choose = choose;
    const traits = { class: "commands", role: "listbox", "aria-label": words.commands };
    this.list = el("div", { ...traits, hidden: true });
    this.button = iconButton("commands", words.commands, () => this.#flip(), {
      "aria-expanded": "false",
    });
  }

  get open() {
    return !this.list.hidden;
  }

  offer(commands) {
    this.#all = commands;
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  // Lists what begins with the typed text; anything but the beginning of a command closes it.
  suggest(typed) {
    if (/^\/\w*$/.test(typed)) this.#show(typed);
    else this.close();
  }

  #flip() {
    if (this.open) this.close();
    else this.#show("/");
  }

  #show(typed) {
    const fitting = this.#all.filter(({ command }) => `/${command}`.startsWith(typed));
    this.list.replaceChildren(...fitting.map((one) => this.#row(one)));
    if (!this.#all.length) this.list.append(el("p", { class: "none" }, words.noCommands));
    this.list.hidden = !this.list.childElementCount;
    this.button.setAttribute("aria-expanded", String(this.open));
  }

  #row({ command, description }) {
    const onclick = () => {
      this.close();
      this.#choose(`/${command}`);
    };
    const traits = { type: "button", role: "option", onclick };
    return el("button", traits, el("b", {}, `/${command}`), el("span", {}, description));
  }
}
