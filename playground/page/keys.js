// The bot's keyboard under the text field, with the button that folds it.

import { el, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { words } from "./words.js";

export class Keys {
  #press;
  #stays = false;

  constructor(press) {
    this.#press = press;
    this.node = el("div", { class: "keys-frame", hidden: true });
    this.toggle = iconButton("keyboard", words.keyboard, () => this.#show(this.node.hidden));
  }

  // keyboard as keyboardOf (views.js) gives it, or null; true when it is another one than before.
  set(keyboard) {
    const shown = JSON.stringify(keyboard);
    if (shown === this.node.dataset.shown) return false;
    this.node.dataset.shown = shown;
    const there = Boolean(keyboard?.rows.length);
    this.#stays = Boolean(keyboard?.stays);
    this.toggle.hidden = !there;
    this.node.classList.toggle("tall", there && !keyboard.fits);
    const press = (label) => this.#press(label) && keyboard.once && this.#show(false);
    this.node.replaceChildren(replyKeyboard(keyboard?.rows ?? [], press));
    this.#show(there);
    return true;
  }

  // After a text was typed: a persistent keyboard takes the place of the letters again.
  rest() {
    if (this.#stays) this.#show(true);
  }

  #show(shown) {
    this.node.hidden = !shown;
    this.toggle.setAttribute("aria-expanded", String(shown));
  }
}
