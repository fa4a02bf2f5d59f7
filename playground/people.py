"""The people of the playground: they type, tap, send pictures, and see what a chat shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground import acts, pictures
from playground.detect import found_entities
from playground.media import document_of, photo_of
from playground.messages import Message, Screen
from playground.wire import Wire, utf16_length, without_none

if TYPE_CHECKING:
    from playground.bots import Query
    from playground.chats import Chat
    from playground.world import World

# core.telegram.org/bots/api#sendmessage: "1-4096 characters"; apps split what is longer.
TEXT_LIMIT = 4096


class Person:
    """One person; without a chat, everything happens in the private chat with the first bot."""

    def __init__(self, world: World, about: Wire) -> None:
        """Take the User object of the Bot API."""
        self.world = world
        self.alerts: list[Wire] = []
        self._about = about
        self._spoken_to: dict[int, int] = {}

    def __repr__(self) -> str:
        """Return the id and the first name."""
        return f"<{self.person_id} {self._about['first_name']}>"

    @property
    def person_id(self) -> int:
        """Return Telegram's id of the person."""
        number: int = self._about["id"]
        return number

    @property
    def language_code(self) -> str | None:
        """Return the language of the person's app, or None when it tells none."""
        code: str | None = self._about.get("language_code")
        return code

    @property
    def chat(self) -> Chat:
        """Return the private chat with the first bot."""
        return self.world.bot.chat_with(self)

    @property
    def sees(self) -> Screen:
        """Return the messages of the private chat with the first bot, oldest first."""
        return self.chat.screen

    @property
    def last(self) -> Message:
        """Return the newest message of the bot in the private chat; LookupError without one."""
        return self.chat.last_of_bot()

    def about(self) -> Wire:
        """Return the User object of the Bot API."""
        return self._about

    def speaks(self, language_code: str | None) -> None:
        """Change the language of the person's app."""
        rest = {name: part for name, part in self._about.items() if name != "language_code"}
        self._about = {**rest, **without_none(language_code=language_code)}
        self.world.tell("person", self.view())

    def view(self) -> Wire:
        """Return what the page needs: the person and the commands of the private chat."""
        commands = self.world.bot.commands_for(self.chat, self) if self.world.bots else []
        return {**self._about, "commands": commands}

    def sends(
        self,
        text: str,
        chat: Chat | None = None,
        reply_to: Message | int | None = None,
        fields: Wire | None = None,
    ) -> Message:
        """Send a text and return the message; more wire fields (forward_origin) go along."""
        if utf16_length(text) > TEXT_LIMIT:
            raise ValueError(f"a text holds at most {TEXT_LIMIT} characters: send it in parts")
        if not text.strip():
            raise ValueError("a text needs at least one visible character")
        return self.sends_fields({**_text(text), **(fields or {})}, chat, reply_to)

    def starts(self, payload: str = "", chat: Chat | None = None) -> Message:
        """Press Start, as a link t.me/bot?start=payload does."""
        return self.sends(f"/start {payload}".rstrip(), chat)

    def sends_document(
        self, content: bytes, name: str, caption: str = "", chat: Chat | None = None
    ) -> Message:
        """Send a file and return the message."""
        stored = self.world.files.add(content, name, pictures.mime_of(content, name))
        return self.sends_fields({"document": document_of(stored), **_caption(caption)}, chat)

    def sends_photo(self, content: bytes, caption: str = "", chat: Chat | None = None) -> Message:
        """Send a picture and return the message; ValueError when the bytes are none."""
        sizes = photo_of(self.world.files, content)
        if sizes is None:
            raise ValueError("these bytes are no PNG, JPEG or GIF picture")
        return self.sends_fields({"photo": sizes, **_caption(caption)}, chat)

    def sends_fields(
        self, content: Wire, chat: Chat | None = None, reply_to: Message | int | None = None
    ) -> Message:
        """Send a message with these wire fields (a voice, a contact, a forward) and return it."""
        chat = chat or self.chat
        self._mark(chat)
        number = reply_to.message_id if isinstance(reply_to, Message) else reply_to
        sender = acts.sender_of(self, content)
        message = chat.add(sender, {**chat.answered(number), **content})
        if chat.private:
            chat.started = True
        if acts.bot_hears(chat, message):
            chat.bot.queue.put("message", message.wire)
        return message

    def edits(self, message: Message, text: str) -> None:
        """Change the text, or the caption, of an own message."""
        if message.wire["from"]["id"] != self.person_id:
            raise LookupError(f"{self!r} cannot edit {message!r}: somebody else sent it")
        self._mark(message.chat)
        fields = message.wire
        shown = _text(text) if "text" in fields else _caption(text)
        media: Wire = {kind: fields[kind] for kind in ("photo", "document") if kind in fields}
        message.chat.change(message, {**media, **shown})
        if acts.bot_hears(message.chat, message):
            message.chat.bot.queue.put("edited_message", message.wire)

    def taps(
        self,
        button: str,
        message: Message | None = None,
        *,
        stale: bool = False,
        chat: Chat | None = None,
    ) -> Query:
        """Tap an inline button by label or callback data and return the query.

        Without a message it is the newest one that has the button. A stale tap sends the given
        callback data even though the message no longer shows them, as an app that was asleep
        does. LookupError names the buttons that are there.
        """
        found = message or (chat or self.chat).newest_with(button)
        shown = None if found.deleted else found.button(button)
        if shown is None and not stale:
            raise LookupError(f"no button {button!r} on {found!r}")
        self._mark(found.chat)
        return acts.tap(self, found, button if shown is None else shown["callback_data"])

    def presses(self, label: str, chat: Chat | None = None) -> Message:
        """Press a key of the reply keyboard, which sends its label; LookupError without it."""
        chat = chat or self.chat
        rows = (chat.keyboard or {}).get("keyboard", [])
        labels = [key if isinstance(key, str) else key["text"] for row in rows for key in row]
        if label not in labels:
            raise LookupError(f"no key {label!r} among {labels}")
        return self.sends(label, chat)

    def reacts(self, message: Message, emoji: str | None) -> None:
        """Put an emoji under a message, or take it away with None."""
        acts.react(self, message, emoji)

    def blocks(self) -> None:
        """Block the bot: its calls to this chat are refused from now on."""
        acts.change_status(self.chat, self, "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        acts.change_status(self.chat, self, "member")

    async def hears(self, chat: Chat | None = None, seconds: float = 10.0) -> Message:
        """Wait until the bot wrote or edited something since this person last acted.

        Returns the newest message of the bot; TimeoutError after so many seconds.
        """
        chat = chat or self.chat
        before = self._spoken_to.get(chat.chat_id, 0)
        await self.world.until(lambda: chat.bot_spoke > before, seconds)
        return chat.last_of_bot()

    def _mark(self, chat: Chat) -> None:
        self._spoken_to[chat.chat_id] = chat.bot_spoke


def _caption(text: str) -> Wire:
    marks = found_entities(text)
    return without_none(caption=text or None, caption_entities=marks or None)


def _text(text: str) -> Wire:
    marks = found_entities(text)
    return without_none(text=text, entities=marks or None)
