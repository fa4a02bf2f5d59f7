"""A chat of a bot: who is in it, what was said, and how a message gets its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.keyboards import shown_to
from playground.members import bot_member
from playground.messages import Message, Screen
from playground.wire import Wire

if TYPE_CHECKING:
    from playground.bots import Bot
    from playground.people import Person


KEPT = (
    "message_id",
    "from",
    "chat",
    "date",
    "edit_date",
    "reply_to_message",
    "media_group_id",
    "has_media_spoiler",
    "has_protected_content",
    "link_preview_options",
)


class Chat:
    """A private chat, a group or a supergroup, as one bot knows it."""

    def __init__(self, bot: Bot, chat_id: int, kind: str, title: str | None = None) -> None:
        """Start an empty chat; people join by `people`."""
        self.bot = bot
        self.chat_id = chat_id
        self.kind = kind
        self.title = title
        self.people: dict[int, Person] = {}
        self.messages: dict[int, Message] = {}
        self.keyboards: dict[int, Wire] = {}
        self.menu_button: Wire | None = None
        self.pinned: list[int] = []
        self.bot_status = "member"
        self.administrators: set[int] = set()
        self.started = False
        self.blocked = False
        self.migrated_to: int | None = None
        self.bot_spoke = 0
        self.last_number = 0

    @property
    def private(self) -> bool:
        """Tell whether it is a chat of one person with the bot."""
        return self.kind == "private"

    @property
    def person(self) -> Person:
        """Return the person of a private chat."""
        return self.people[self.chat_id]

    @property
    def screen(self) -> Screen:
        """Return what people see, oldest first."""
        return Screen(self.messages.values())

    def wire(self) -> Wire:
        """Return the Chat object of the Bot API."""
        if not self.private:
            return {"id": self.chat_id, "type": self.kind, "title": self.title}
        about = self.person.about()
        names = ("first_name", "last_name", "username")
        named = {name: about[name] for name in names if name in about}
        return {"id": self.chat_id, "type": self.kind, **named}

    def last_of_bot(self) -> Message:
        """Return the newest message of the bot; LookupError when it said nothing yet."""
        for message in reversed(self.messages.values()):
            if message.from_bot:
                return message
        raise LookupError("the bot has said nothing in this chat")

    def newest_with(self, button: str) -> Message:
        """Return the newest message with this inline button; LookupError names those there are."""
        for message in reversed(self.messages.values()):
            if message.button(button):
                return message
        labels = [label for message in self.screen for row in message.keyboard for label in row]
        raise LookupError(f"no button {button!r} among {labels}")

    def view(self) -> Wire:
        """Return what the page needs to know: the chat, its people and the reply keyboard."""
        return {
            **self.wire(),
            "bot": self.bot.about(),
            "people": list(self.people),
            "keyboards": {str(number): keys for number, keys in self.keyboards.items()},
            "pinned": self.pinned,
            "blocked": self.blocked,
            "migrated_to": self.migrated_to,
            "bot_status": self.bot_status,
        }

    def add(self, sender: Wire, content: Wire) -> Message:
        """Give a message its number and its place, tell the listeners, and return it."""
        number = self.bot.number_message(self)
        wire = {
            "message_id": number,
            "from": sender,
            "chat": self.wire(),
            "date": int(self.bot.world.now()),
            **content,
        }
        message = self.messages[number] = Message(self, wire)
        if len(self.messages) > self.bot.world.history:
            del self.messages[next(iter(self.messages))]
        self._count(message)
        self.tell("message", message)
        return message

    def change(self, message: Message, content: Wire, *, mark: bool = True) -> None:
        """Replace the content of a message; the mark says that people see it was edited."""
        wire = {name: message.wire[name] for name in KEPT if name in message.wire}
        edited = {"edit_date": int(self.bot.world.now())} if mark else {}
        message.wire = {**wire, **edited, **content}
        self._count(message)
        self.tell("edited", message)

    def remove(self, message: Message) -> None:
        """Delete a message for everybody."""
        message.deleted = True
        self.messages.pop(message.message_id, None)
        self._drop_keyboard_of(message)
        self.bot.world.tell("deleted", {"chat": self.chat_id, "message": message.message_id})

    def take_keyboard(self, markup: Wire, message: Message) -> None:
        """Show the keyboard that came with a message to those it is for, or put theirs away."""
        if not any(markup.get(kind) for kind in ("keyboard", "remove_keyboard", "force_reply")):
            return
        for person_id in shown_to(markup, message, self.people):
            if markup.get("remove_keyboard"):
                self.keyboards.pop(person_id, None)
            else:
                self.keyboards[person_id] = {**markup, "message_id": message.message_id}
        self.bot.world.tell("chat", self.view())

    def _drop_keyboard_of(self, message: Message) -> None:
        """Take away its keyboard: td MessagesManager.cpp, on_message_deleted_from_database."""
        kept = {
            number: keys
            for number, keys in self.keyboards.items()
            if keys["message_id"] != message.message_id
        }
        if len(kept) < len(self.keyboards):
            self.keyboards = kept
            self.bot.world.tell("chat", self.view())

    def tell(self, event: str, message: Message) -> None:
        """Tell the listeners about a message."""
        world = self.bot.world
        if world.listened:
            world.tell(event, {"chat": self.chat_id, "message": message.view()})

    def answered(self, number: int | None) -> Wire:
        """Return the reply_to_message field for an answer to this message, if it is there."""
        found = self.messages.get(number) if number else None
        if found is None:
            return {}
        quoted = {name: part for name, part in found.wire.items() if name != "reply_to_message"}
        return {"reply_to_message": quoted}

    def _count(self, message: Message) -> None:
        if message.wire["from"]["id"] == self.bot.bot_id:
            self.bot_spoke += 1

    def member(self, person_id: int) -> Wire | None:
        """Return the ChatMember object of a person or the bot, or None for an outsider."""
        if person_id == self.bot.bot_id:
            return bot_member(self.bot.about(), self.bot_status)
        person = self.people.get(person_id)
        if person is None:
            return None
        if person_id in self.administrators:
            return {"status": "creator", "user": person.about(), "is_anonymous": False}
        return {"status": "member", "user": person.about()}
