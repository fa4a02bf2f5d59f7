// Starts the page: one window a person, a switcher between them on narrow screens.

import { el } from "./dom.js";
import { connect } from "./link.js";
import { Phone } from "./phone.js";
import { Store } from "./store.js";
import { language, words } from "./words.js";

const store = new Store();
const phones = new Map();
const desk = document.getElementById("desk");
const switcher = document.getElementById("switcher");
const offline = document.getElementById("offline");
const wanted = new URLSearchParams(location.search).get("people")?.split(",").map(Number);

document.documentElement.lang = language;
switcher.setAttribute("aria-label", words.people);
offline.textContent = words.offline;

function receive(told) {
  const event = store.apply(told);
  const newcomer = event.kind === "person" && !phones.has(event.person.id);
  if (event.kind === "state" || newcomer) arrange();
  else phones.forEach((phone) => phone.receive(event));
  if (event.kind === "message") mark(event.message);
}

function arrange() {
  const ids = wanted ?? [...store.people.keys()];
  const people = ids.map((id) => store.people.get(id)).filter(Boolean);
  people.filter((person) => !phones.has(person.id)).forEach(welcome);
  phones.forEach((phone) => phone.refresh());
  const current = desk.querySelector(".phone.current") ?? desk.querySelector(".phone");
  if (current) choose(Number(current.dataset.person));
  desk.classList.toggle("deserted", !people.length);
  desk.dataset.empty = words.noPeople;
  desk.dataset.ready = "true";
  switcher.hidden = people.length < 2;
}

function welcome(person) {
  const phone = new Phone(person, store, act);
  phones.set(person.id, phone);
  desk.append(phone.node);
  const traits = {
    type: "button",
    role: "tab",
    "data-person": person.id,
    onclick: () => choose(person.id),
  };
  switcher.append(el("button", traits, person.name));
}

function choose(id) {
  desk.querySelectorAll(".phone").forEach((node) => {
    node.classList.toggle("current", Number(node.dataset.person) === id);
  });
  switcher.querySelectorAll("[role=tab]").forEach((tab) => {
    const chosen = Number(tab.dataset.person) === id;
    tab.setAttribute("aria-selected", String(chosen));
    if (chosen) tab.classList.remove("unread");
  });
}

// A dot on the tabs of those who got something while another's window is open.
function mark(message) {
  const members = store.chats.get(message.chat)?.members ?? [];
  members.filter((id) => id !== message.from.id).forEach((id) => {
    switcher.querySelector(`[data-person="${id}"][aria-selected="false"]`)?.classList.add("unread");
  });
}

const act = connect(receive, (online) => {
  offline.hidden = online;
});
