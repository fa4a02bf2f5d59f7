// The lower edge of a window: text field, reply and edit bar, commands, files, reply keyboard.

import { Commands } from "./commands.js";
import { el, icon, iconButton } from "./dom.js";
import { parcels, tooLarge } from "./files.js";
import { Keys } from "./keys.js";
import { gistOf } from "./views.js";
import { words } from "./words.js";

const LONGEST_TEXT = 4096;

// A messenger sends a text that is too long as several.
function parts(text) {
  const count = Math.ceil(text.length / LONGEST_TEXT);
  const part = (_, index) => text.slice(index * LONGEST_TEXT, (index + 1) * LONGEST_TEXT);
  return Array.from({ length: count }, part);
}

export class Composer {
  #deeds;
  #about = null;
  #place = null;
  #drafts = new Map();

  constructor(deeds) {
    this.#deeds = deeds;
    this.field = this.#textField();
    this.bar = el("div", { class: "about-bar", hidden: true });
    this.commands = new Commands((text) => this.#deeds.choose(text) && this.#write(""));
    this.keys = new Keys((label) => this.#deeds.press(label));
    this.go = iconButton("send", words.send, () => this.#submit(), { class: "tool go" });
    this.first = el("button", { type: "button", class: "primary first", hidden: true });
    const parts = [this.commands.list, this.bar, this.#line(), this.first, this.keys.node];
    this.node = el("footer", { class: "composer" }, parts);
    this.setKeyboard(null);
  }

  #line() {
    const tools = [this.keys.toggle, this.commands.button, this.go];
    return el("div", { class: "line" }, this.#fileButton(), this.field, tools);
  }

  #textField() {
    const field = el("textarea", { rows: "1", "aria-label": words.message, dir: "auto" });
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("paste", (event) => this.#pasted(event));
    field.addEventListener("keydown", (event) => this.#pressed(event));
    return field;
  }

  #fileButton() {
    const traits = { type: "file", multiple: true, class: "file-input", tabindex: "-1" };
    const input = el("input", traits);
    input.setAttribute("aria-hidden", "true");
    input.addEventListener("change", async () => {
      await this.#attachAll([...input.files]);
      input.value = "";
    });
    const button = iconButton("attach", words.attach, () => input.click());
    return el("span", { class: "attach" }, input, button);
  }

  #pressed(event) {
    if (event.key === "Escape") this.#escape();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #typed() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.commands.suggest(this.field.value);
  }

  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.#attachAll(files);
  }

  #escape() {
    if (this.commands.open) this.commands.close();
    else this.clearAbout();
  }

  #submit() {
    const text = this.field.value.trim();
    if (!text) return;
    if (!this.#says(text)) return;
    this.#write("");
    this.#forget();
    this.keys.rest();
  }

  #says(text) {
    const { kind, message } = this.#about ?? {};
    if (kind === "edit") return this.#deeds.edit(message.id, text);
    return parts(text).every((part) => this.#deeds.send(part, message?.id));
  }

  #write(text) {
    this.field.value = text;
    this.#typed();
    this.commands.close();
  }

  async #attachAll(files) {
    if (files.some(tooLarge)) this.#deeds.toast(words.tooLarge);
    const fitting = files.filter((file) => !tooLarge(file));
    for await (const parcel of parcels(fitting)) this.#attach(parcel);
  }

  #attach(parcel) {
    const { kind, message } = this.#about ?? {};
    const answered = kind === "reply" ? message.id : undefined;
    const caption = this.field.value.trim();
    if (!this.#deeds.attach({ ...parcel, caption, reply_to: answered })) return;
    this.#write("");
    this.#forget();
  }

  // Each chat keeps what was typed in it.
  moveTo(place) {
    if (place === this.#place) return;
    this.clearAbout();
    this.#drafts.set(this.#place, this.field.value);
    this.#place = place;
    this.#write(this.#drafts.get(place) ?? "");
  }

  // kind is "reply" or "edit"; the bar above the field says which message is meant.
  aboutTo(kind, message) {
    this.clearAbout();
    this.#about = { kind, message };
    const title = kind === "edit" ? words.editing : message.from.name;
    const gist = el("p", {}, el("strong", {}, title), el("span", {}, gistOf(message)));
    this.bar.replaceChildren(gist, iconButton("close", words.cancel, () => this.clearAbout()));
    this.bar.hidden = false;
    this.#asksToSave(kind === "edit");
    if (kind === "edit") this.#write(message.text);
    this.field.focus();
  }

  clearAbout() {
    if (this.#about?.kind === "edit") this.#write("");
    this.#forget();
  }

  #forget() {
    this.#about = null;
    this.bar.hidden = true;
    this.#asksToSave(false);
  }

  #asksToSave(saving) {
    const label = saving ? words.save : words.send;
    this.go.replaceChildren(icon(saving ? "save" : "send"));
    this.go.setAttribute("aria-label", label);
    this.go.title = label;
  }

  // keyboard as keyboardOf (views.js) gives it, or null when there is none.
  setKeyboard(keyboard) {
    this.field.placeholder = keyboard?.placeholder || words.message;
    return this.keys.set(keyboard);
  }

  // One large button in place of the field: "Start" in an empty chat, "Unblock" in a blocked one.
  onlyButton(label, deed) {
    this.first.hidden = !label;
    this.first.textContent = label ?? "";
    this.first.onclick = deed ?? null;
    this.node.classList.toggle("closed", Boolean(label));
  }
}
