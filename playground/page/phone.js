// One person's window: whose it is, which chat is open, and what happens there.

import { Composer } from "./composer.js";
import { composerDeeds, messageDeeds, more } from "./deeds.js";
import { botLink } from "./deeplinks.js";
import { el, face } from "./dom.js";
import { Feed } from "./feed.js";
import { alertBox, toast } from "./overlays.js";
import { ChatTabs, TitleBar } from "./titlebar.js";
import { keyboardOf } from "./views.js";
import { filled, words } from "./words.js";

export class Phone {
  #store;
  #act;
  #link = null;

  constructor(person, store, act) {
    this.person = person;
    this.chat = null;
    this.#store = store;
    this.#act = act;
    this.feed = new Feed(person, messageDeeds(this));
    this.composer = new Composer(composerDeeds(this));
    this.titleBar = new TitleBar((anchor) => more(this, anchor));
    this.tabs = new ChatTabs((id) => this.open(this.#store.chats.get(id)));
    this.toasts = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.feed.node.append(this.toasts);
    const parts = [this.titleBar.node, this.tabs.node, this.feed.node, this.composer.node];
    this.screen = el("div", { class: "screen" }, parts);
    const traits = { class: "phone", "data-person": person.id, "aria-label": person.name };
    this.node = el("section", traits, this.#caption(), this.screen);
  }

  #caption() {
    const { id, name, language } = this.person;
    const tongue = el("small", {}, language);
    return el("p", { class: "caption" }, face(name, id), el("span", {}, name), tongue);
  }

  // Opens what was open, or what a group became, or the first chat.
  refresh() {
    this.person = this.#store.people.get(this.person.id);
    this.titleBar.count(this.person.counted);
    const chats = this.#store.chatsOf(this.person.id);
    const before = this.#store.chats.get(this.chat?.id);
    const wanted = before?.migratedTo ?? before?.id;
    const open = chats.find((chat) => chat.id === wanted) ?? chats[0];
    if (open) this.open(open);
  }

  #listTabs() {
    this.tabs.show(this.#store.chatsOf(this.person.id), this.chat?.id);
  }

  open(chat) {
    if (chat.id !== this.chat?.id) this.#link = null;
    this.chat = chat;
    this.#listTabs();
    this.#entitle();
    this.feed.show(chat, this.#store.messagesIn(chat.id));
    this.composer.moveTo(chat.id);
    this.composer.commands.offer(this.#commands());
    this.#settle();
  }

  #entitle() {
    this.titleBar.show(this.chat, this.chat.group ? this.#membersNames() : words.bot);
  }

  #commands() {
    return this.person.commands[this.chat.id] ?? [];
  }

  #membersNames() {
    const names = this.chat.members.map((id) => this.#store.people.get(id)?.name);
    return names.filter(Boolean).join(", ");
  }

  // The lower edge follows from the chat: blocked, to be started, or open with its keyboard.
  #settle() {
    const empty = !this.chat.group && !this.#store.messagesIn(this.chat.id).length;
    const { blocked } = this.chat;
    const unblock = () => this.do("block", { blocked: false });
    if (blocked) this.composer.onlyButton(words.unblock, unblock);
    else if (this.#link) this.composer.onlyButton(words.start, () => this.#startsByLink());
    else if (empty) this.composer.onlyButton(words.start, () => this.do("start"));
    else this.composer.onlyButton(null);
    const shut = blocked || empty || this.#link;
    this.#setKeyboard(shut ? null : keyboardOf(this.chat.keyboards[this.person.id]));
  }

  // A bot may ask for a reply: the bar over the field opens as if one had chosen Reply.
  #setKeyboard(keyboard) {
    const fresh = this.composer.setKeyboard(keyboard);
    const newest = this.#store.messagesIn(this.chat.id).at(-1);
    if (fresh && keyboard?.asks && newest?.id === keyboard.message)
      this.composer.aboutTo("reply", newest);
  }

  receive(event) {
    const { kind, person, chat } = event;
    if (kind === "person") return person.id === this.person.id && this.#changed(person);
    if (kind === "chat") return this.#changedChat(chat);
    if (kind === "counted") return person === this.person.id && this.titleBar.count(event);
    if (kind === "alert") return person === this.person.id && this.#answered(event);
    if (kind === "refused") return person === this.person.id && this.toast(event.why);
    if (chat === this.chat?.id) return this.#inThisChat(event);
    return kind === "message" && this.#elsewhere(event);
  }

  #elsewhere({ chat, message }) {
    if (message.from.id !== this.person.id) this.tabs.mark(chat);
    this.#listTabs();
  }

  #changed(person) {
    this.person = person;
    this.titleBar.count(person.counted);
    if (this.chat) this.composer.commands.offer(this.#commands());
  }

  #changedChat(chat) {
    const mine = this.#store.chatsOf(this.person.id).map(({ id }) => id);
    if (!mine.includes(this.chat?.id)) return this.refresh();
    this.#listTabs();
    if (chat.id !== this.chat.id) return undefined;
    this.chat = chat;
    this.#entitle();
    return this.#settle();
  }

  #inThisChat(event) {
    if (event.kind === "typing") return this.titleBar.busy(event.action);
    if (event.kind === "deleted") this.feed.remove(event.message);
    if (event.kind === "edited") this.feed.replace(event.message);
    if (event.kind === "message") this.#came(event.message);
    return this.#settle();
  }

  #came(message) {
    this.feed.add(message);
    if (message.from.id !== this.person.id) this.titleBar.rest();
  }

  #answered({ chat, text, url, show_alert: asked }) {
    if (chat === this.chat?.id) this.feed.answered();
    if (url) this.follows(url);
    if (!text) return;
    if (asked) alertBox(this.screen, text);
    else this.toast(text);
  }

  do(act, rest = {}) {
    const sent = this.#act({ act, person: this.person.id, chat: this.chat.id, ...rest });
    if (!sent) this.toast(words.notSent);
    return sent;
  }

  toast(text) {
    toast(this.toasts, text);
  }

  // Opens the bot of a link, with Start where it carries a payload, as any messenger does.
  // Returns why it cannot be opened, or null when it was.
  follows(address) {
    const link = botLink(address);
    if (!link) return words.noBotLink;
    const chats = this.#store.chatsOf(this.person.id);
    const leads = (chat) => chat.bot.username.toLowerCase() === link.username;
    const chat = chats.find((one) => !one.group && leads(one));
    if (!chat) return filled(words.otherBot, { name: link.username });
    this.open(chat);
    this.#link = link.payload === null ? null : address;
    this.#settle();
    return null;
  }

  #startsByLink() {
    if (!this.do("scan", { link: this.#link })) return;
    this.#link = null;
    this.#settle();
  }
}
