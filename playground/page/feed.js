// The messages of one chat: keeps to the end while its reader is there, else counts the unread.

import { row } from "./bubble.js";
import { el, iconButton } from "./dom.js";
import { stopSpinning } from "./keyboards.js";
import { dayOf, words } from "./words.js";

const NEAR_THE_END_PX = 60;
const SMOOTH = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";

export class Feed {
  #person;
  #deeds;
  #chat = null;
  #following = true;
  #unread = 0;
  #top = 0;

  constructor(person, deeds) {
    this.#person = person;
    this.#deeds = { ...deeds, goto: (id) => this.#goto(id) };
    const traits = { class: "feed", role: "log", "aria-label": words.messages, tabindex: "0" };
    this.list = el("ol", traits);
    this.count = el("span", { class: "count", hidden: true });
    this.end = iconButton("down", words.toEnd, () => this.follow(true), { class: "tool to-end" });
    this.end.append(this.count);
    this.node = el("div", { class: "feed-frame" }, this.list, this.end);
    this.list.addEventListener("scroll", () => this.#scrolled());
    new ResizeObserver(() => this.#following && this.#toEnd()).observe(this.list);
  }

  show(chat, messages) {
    this.#chat = chat;
    this.list.replaceChildren(...this.#withDays(messages));
    if (!messages.length) this.list.append(this.#empty());
    this.follow(false);
  }

  #empty() {
    const about = el("p", { class: "about" }, this.#chat.about || words.nothing);
    return el("li", { class: "empty" }, about);
  }

  #withDays(messages) {
    let day = null;
    return messages.flatMap((message) => {
      const previous = day;
      day = dayOf(message.date);
      const made = this.#row(message);
      return day === previous ? [made] : [this.#separator(day), made];
    });
  }

  #separator(day) {
    return el("li", { class: "day" }, el("span", {}, day));
  }

  #row(message) {
    return row(message, this.#person, this.#chat, this.#deeds);
  }

  add(message) {
    this.list.querySelector(".empty")?.remove();
    const day = dayOf(message.date);
    const last = [...this.list.querySelectorAll(".day")].at(-1);
    if (last?.textContent !== day) this.list.append(this.#separator(day));
    const made = this.#row(message);
    made.classList.add("fresh");
    this.list.append(made);
    if (this.#following || message.from.id === this.#person.id) this.follow(false);
    else this.#countUnread();
  }

  replace(message) {
    this.find(message.id)?.replaceWith(this.#row(message));
    if (this.#following) this.#toEnd();
  }

  remove(id) {
    this.find(id)?.remove();
    this.list.querySelectorAll(".day").forEach((day) => {
      if (!day.nextElementSibling || day.nextElementSibling.matches(".day")) day.remove();
    });
    if (!this.list.childElementCount) this.list.append(this.#empty());
  }

  find(id) {
    return this.list.querySelector(`[data-message="${Number(id)}"]`);
  }

  answered() {
    stopSpinning(this.list);
  }

  follow(smoothly) {
    this.#following = true;
    this.#toEnd(smoothly);
    this.#scrolled();
  }

  #toEnd(smoothly = false) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smoothly ? SMOOTH : "instant" });
  }

  #goto(id) {
    const target = this.find(id);
    if (!target) return;
    target.scrollIntoView({ block: "center", behavior: SMOOTH });
    target.classList.remove("found");
    requestAnimationFrame(() => target.classList.add("found"));
  }

  #countUnread() {
    this.#unread += 1;
    this.count.textContent = this.#unread;
    this.count.hidden = false;
    this.end.hidden = false;
  }

  // Only a reader who moves up leaves the end; keyboards and new messages merely take room.
  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
    if (atEnd) this.#following = true;
    else if (scrollTop < this.#top) this.#following = false;
    this.#top = scrollTop;
    this.end.hidden = this.#following;
    if (!this.#following) return;
    this.#unread = 0;
    this.count.hidden = true;
  }
}
