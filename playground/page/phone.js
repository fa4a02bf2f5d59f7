// One person's window: whose it is, which chat is open, and what he does there.

import { Composer } from "./composer.js";
import { botLink } from "./deeplinks.js";
import { el, face } from "./dom.js";
import { Feed } from "./feed.js";
import { alertBox, menu, toast } from "./overlays.js";
import { ChatTabs, TitleBar } from "./titlebar.js";
import { words } from "./words.js";

export class Phone {
  #store;
  #act;
  #chat = null;

  constructor(person, store, act) {
    this.person = person;
    this.#store = store;
    this.#act = act;
    this.feed = new Feed(person, this.#messageDeeds());
    this.composer = new Composer(this.#composerDeeds());
    this.titleBar = new TitleBar((anchor) => this.#more(anchor));
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

  refresh() {
    this.person = this.#store.people.get(this.person.id);
    const chats = this.#store.chatsOf(this.person.id);
    const open = chats.find((chat) => chat.id === this.#chat?.id) ?? chats[0];
    if (open) this.open(open);
  }

  #listTabs() {
    this.tabs.show(this.#store.chatsOf(this.person.id), this.#chat?.id);
  }

  open(chat) {
    this.#chat = chat;
    this.#listTabs();
    this.titleBar.show(chat, chat.group ? this.#membersNames() : words.bot);
    this.feed.show(chat, this.#store.messagesIn(chat.id));
    this.composer.moveTo(chat.id);
    this.composer.commands.offer(this.#commands());
    this.#settle();
  }

  #commands() {
    return this.person.commands[this.#chat.id] ?? [];
  }

  #membersNames() {
    const names = this.#chat.members.map((id) => this.#store.people.get(id)?.name);
    return names.filter(Boolean).join(", ");
  }

  // The lower edge follows from the chat: blocked, not yet started, or open with its keyboard.
  #settle() {
    const empty = !this.#chat.group && !this.#store.messagesIn(this.#chat.id).length;
    const blocked = this.#chat.blocked;
    if (blocked) this.composer.onlyButton(words.unblock, () => this.#block(false));
    else if (empty) this.composer.onlyButton(words.start, () => this.#do("start"));
    else this.composer.onlyButton(null);
    this.composer.setKeyboard(blocked || empty ? null : this.#chat.keyboard);
  }

  receive(event) {
    const { kind, person, chat } = event;
    if (kind === "person") return person.id === this.person.id && this.#changed(person);
    if (kind === "chat") return chat.members.includes(this.person.id) && this.#changedChat(chat);
    if (kind === "alert") return person === this.person.id && this.#answered(event);
    if (kind === "refused") return person === this.person.id && toast(this.toasts, event.why);
    if (chat === this.#chat?.id) return this.#inThisChat(event);
    return kind === "message" && this.#elsewhere(chat);
  }

  #elsewhere(chat) {
    this.tabs.mark(chat);
    this.#listTabs();
  }

  #changed(person) {
    this.person = person;
    if (this.#chat) this.composer.commands.offer(this.#commands());
  }

  #changedChat(chat) {
    this.#listTabs();
    if (!this.#chat) return this.open(chat);
    if (chat.id !== this.#chat.id) return undefined;
    this.#chat = chat;
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
    if (chat === this.#chat?.id) this.feed.answered();
    if (url) this.#followsDeepLink(url);
    if (!text) return;
    if (asked) alertBox(this.screen, text);
    else toast(this.toasts, text);
  }

  #block(blocked) {
    this.#do("block", { blocked });
  }

  #do(act, rest = {}) {
    const sent = this.#act({ act, person: this.person.id, chat: this.#chat.id, ...rest });
    if (!sent) toast(this.toasts, words.notSent);
    return sent;
  }

  #tap(message, button) {
    return this.#do("tap", { message, button });
  }

  #messageDeeds() {
    const shared = {
      say: (text) => this.#do("send", { text }),
      link: (address) => this.#followsDeepLink(address),
      copy: (text) => this.#copy(text),
      toast: (text) => toast(this.toasts, text),
    };
    return {
      ...shared,
      on: (message) => ({ ...shared, tap: (button) => this.#tap(message.id, button) }),
      menu: (message, anchor) => menu(this.screen, anchor, this.#choices(message)),
    };
  }

  #composerDeeds() {
    return {
      send: (text, reply_to) => this.#do("send", { text, reply_to }),
      edit: (message, text) => this.#do("edit", { message, text }),
      attach: (act, name, content, caption) => this.#do(act, { name, content, caption }),
      toast: (text) => toast(this.toasts, text),
    };
  }

  #choices(message) {
    const own = message.from.id === this.person.id;
    const choices = [[words.reply, () => this.composer.aboutTo("reply", message)]];
    if (!message.text) return choices;
    if (own) choices.push([words.edit, () => this.composer.aboutTo("edit", message)]);
    return [...choices, [words.copy, () => this.#copy(message.text)]];
  }

  async #copy(text) {
    await navigator.clipboard.writeText(text);
    toast(this.toasts, words.copied);
  }

  // t.me/<bot>?start=… opens the bot here, in this person's window, as a messenger would.
  #followsDeepLink(address) {
    const { username, payload } = botLink(address) ?? {};
    const chats = this.#store.chatsOf(this.person.id);
    const chat = chats.find((one) => !one.group && one.bot.username === username);
    if (!chat) return false;
    this.open(chat);
    return payload === null || this.#do("start", { payload });
  }

  #more(anchor) {
    const { blocked, group } = this.#chat;
    const label = blocked ? words.unblock : words.block;
    const choices = [["/start", () => this.#do("start")]];
    if (!group) choices.push([label, () => this.#block(!blocked)]);
    menu(this.screen, anchor, choices);
  }
}
