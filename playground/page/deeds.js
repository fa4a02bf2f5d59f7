// What a person does in a window, as acts for the playground.

import { copyText } from "./clipboard.js";
import { menu } from "./overlays.js";
import { scanner } from "./scanner.js";
import { words } from "./words.js";

export function messageDeeds(phone) {
  const shared = {
    say: (command) => phone.do("choose", { command, in_text: true }),
    link: (address) => phone.follows(address) === null,
    toast: (text) => phone.toast(text),
  };
  const on = (message) => ({
    ...shared,
    tap: (button) => phone.do("tap", { message: message.id, button }),
    copies: (key) => {
      phone.do("copy", { message: message.id, button: key.text });
      copy(phone, key.copy);
    },
  });
  const choose = (message, anchor) => menu(phone.screen, anchor, choices(phone, message));
  return { ...shared, on, menu: choose };
}

export function composerDeeds(phone) {
  return {
    send: (text, reply_to) => phone.do("send", { text, reply_to }),
    press: (label) => phone.do("press", { label }),
    choose: (command) => phone.do("choose", { command }),
    edit: (message, text) => phone.do("edit", { message, text }),
    attach: ({ act, ...rest }) => phone.do(act, rest),
    toast: (text) => phone.toast(text),
  };
}

export function more(phone, anchor) {
  const { blocked, group } = phone.chat;
  const label = blocked ? words.unblock : words.block;
  const scan = () => scanner(phone.screen, (address) => phone.follows(address));
  const offered = [["/start", () => phone.do("start")], [words.scan, scan]];
  if (!group) offered.push([label, () => phone.do("block", { blocked: !blocked })]);
  menu(phone.screen, anchor, offered);
}

function choices(phone, message) {
  const own = message.from.id === phone.person.id;
  const offered = [[words.reply, () => phone.composer.aboutTo("reply", message)]];
  if (own) offered.push([words.edit, () => phone.composer.aboutTo("edit", message)]);
  if (message.text) offered.push([words.copy, () => copy(phone, message.text)]);
  return offered;
}

async function copy(phone, text) {
  if (await copyText(text)) phone.toast(words.copied);
}
