// Service messages in one line: who came, who went, what became of the group.

import { nameOf } from "./names.js";
import { filled, words } from "./words.js";

const KINDS = {
  new_chat_members: (wire) => came(wire),
  left_chat_member: (wire) => went(wire),
  group_chat_created: (wire) => filled(words.created, { who: nameOf(wire.from) }),
  migrate_to_chat_id: () => words.grew,
  migrate_from_chat_id: () => words.grew,
};

// Returns null when it is none of the kinds above.
export function serviceLine(wire) {
  const kind = Object.keys(KINDS).find((name) => name in wire);
  return kind ? KINDS[kind](wire) : null;
}

function came(wire) {
  const [who, whom] = [nameOf(wire.from), wire.new_chat_members.map(nameOf).join(", ")];
  const alone = wire.new_chat_members.every((one) => one.id === wire.from.id);
  return filled(alone ? words.joined : words.added, { who, whom });
}

function went(wire) {
  const [who, whom] = [nameOf(wire.from), nameOf(wire.left_chat_member)];
  const alone = wire.left_chat_member.id === wire.from.id;
  return filled(alone ? words.left : words.removed, { who, whom });
}
