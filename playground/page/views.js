// Turns Bot API objects, as the playground tells them, into what the windows show.

import { nameOf } from "./names.js";
import { serviceLine } from "./notices.js";
import { words } from "./words.js";

export function personOf(wire) {
  return {
    id: wire.id,
    name: nameOf(wire),
    language: wire.language_code ?? "",
    commands: wire.commands ?? {},
    counted: wire.counted,
  };
}

export function chatOf(wire) {
  const group = wire.type !== "private";
  return {
    id: wire.id,
    group,
    title: group ? wire.title : nameOf(wire.bot),
    bot: wire.bot,
    members: wire.people,
    blocked: Boolean(wire.blocked),
    about: wire.description ?? "",
    migratedTo: wire.migrated_to,
    keyboards: wire.keyboards ?? {},
  };
}

export function messageOf(wire) {
  return {
    chat: wire.chat.id,
    id: wire.message_id,
    from: { id: wire.from.id, name: nameOf(wire.from) },
    date: wire.date,
    edited: "edit_date" in wire,
    text: wire.text ?? wire.caption ?? "",
    entities: wire.entities ?? wire.caption_entities ?? [],
    photo: photoOf(wire),
    document: documentOf(wire),
    reply: replyOf(wire.reply_to_message),
    inline: wire.reply_markup?.inline_keyboard?.map((line) => line.map(keyOf)),
    reactions: (wire.reactions ?? []).map((sign) => sign.emoji ?? "★"),
    notice: noticeOf(wire),
  };
}

function photoOf(wire) {
  const largest = wire.photo?.at(-1);
  return largest && { url: wire.photo_address, width: largest.width, height: largest.height };
}

function documentOf(wire) {
  if (!wire.document) return null;
  return {
    url: wire.document_address,
    name: wire.document.file_name ?? words.file,
    size: wire.document.file_size ?? 0,
  };
}

function replyOf(wire) {
  if (!wire) return null;
  return { id: wire.message_id, name: nameOf(wire.from), text: gistOf(messageOf(wire)) };
}

// What one line can say of a message: its words, else the name of what it carries.
export function gistOf({ text, document, photo }) {
  return text || document?.name || (photo ? words.picture : words.message);
}

function keyOf({ text, url, callback_data, copy_text }) {
  return { text, url, tap: callback_data, copy: copy_text?.text };
}

// A reply keyboard of a person in a chat; one that only asks for a reply has no rows.
export function keyboardOf(wire) {
  if (!wire) return null;
  const rows = (wire.keyboard ?? []).map(
    (line) => line.map((key) => (typeof key === "string" ? key : key.text)),
  );
  return {
    rows: rows.filter((line) => line.length),
    message: wire.message_id,
    once: Boolean(wire.one_time_keyboard),
    fits: Boolean(wire.resize_keyboard),
    stays: Boolean(wire.is_persistent),
    asks: Boolean(wire.force_reply),
    placeholder: wire.input_field_placeholder,
  };
}

const CONTENT = ["text", "photo", "document"];

function noticeOf(wire) {
  if (CONTENT.some((kind) => kind in wire)) return null;
  const line = serviceLine(wire);
  if (line) return line;
  if (wire.pinned_message) return `${words.pinned}: ${gistOf(messageOf(wire.pinned_message))}`;
  return wire.sticker?.emoji ?? words.otherKind;
}
