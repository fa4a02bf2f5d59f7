// What the playground has told so far: people, chats and their messages.

import { chatOf, messageOf, personOf } from "./views.js";

export class Store {
  people = new Map();
  chats = new Map();
  #messages = new Map();

  // Keeps what an event says and returns the event with views in place of Bot API objects.
  apply(event) {
    if (event.kind === "state") return this.#replace(event);
    if (event.kind === "person") return { ...event, person: this.#keepPerson(event.person) };
    if (event.kind === "chat") return { ...event, chat: this.#keepChat(event.chat) };
    if (event.kind === "deleted") this.#messages.get(event.chat)?.delete(event.message);
    if (event.kind !== "message" && event.kind !== "edited") return event;
    return { ...event, message: this.#keep(event.message) };
  }

  #replace({ kind, people, chats, messages }) {
    for (const kept of [this.people, this.chats, this.#messages]) kept.clear();
    people.forEach((person) => this.#keepPerson(person));
    chats.forEach((chat) => this.#keepChat(chat));
    messages.forEach((message) => this.#keep(message));
    return { kind };
  }

  #keepPerson(wire) {
    const person = personOf(wire);
    this.people.set(person.id, person);
    return person;
  }

  #keepChat(wire) {
    const chat = chatOf(wire);
    this.chats.set(chat.id, chat);
    return chat;
  }

  #keep(wire) {
    const message = messageOf(wire);
    if (!this.#messages.has(message.chat)) this.#messages.set(message.chat, new Map());
    this.#messages.get(message.chat).set(message.id, message);
    return message;
  }

  chatsOf(person) {
    const open = [...this.chats.values()].filter((chat) => !chat.migratedTo);
    const mine = open.filter((chat) => chat.members.includes(person));
    return mine.sort((a, b) => Number(a.group) - Number(b.group));
  }

  messagesIn(chat) {
    return [...(this.#messages.get(chat)?.values() ?? [])].sort((a, b) => a.id - b.id);
  }
}
