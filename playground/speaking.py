"""What a person writes and sends, and how much of it was tapped and typed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from playground import acts, pictures
from playground.counts import Count, newly_typed
from playground.detect import found_entities
from playground.hearing import bot_hears
from playground.media import document_of, photo_of
from playground.wire import Wire, utf16_length, without_none

if TYPE_CHECKING:
    from playground.chats import Chat
    from playground.messages import Message
    from playground.world import World

# core.telegram.org/bots/api#sendmessage: "1-4096 characters"; apps split what is longer.
TEXT_LIMIT = 4096
# core.telegram.org/bots/api#sendmediagroup: "must include 2-10 items"; apps send no larger ones.
ALBUM = range(2, 11)


class Speaker(ABC):
    """Somebody who sends; without a chat, into the private chat with the first bot."""

    def __init__(self, world: World, about: Wire) -> None:
        """Take the User object of the Bot API."""
        self.world = world
        self.counted = Count(world.now())
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
    @abstractmethod
    def chat(self) -> Chat:
        """Return the private chat with the first bot."""

    def about(self) -> Wire:
        """Return the User object of the Bot API."""
        return self._about

    def recounts(self) -> None:
        """Begin to count taps and characters anew."""
        self.counted = Count(self.world.now())
        self.counts()

    def counts(self, taps: int = 0, characters: int = 0, messages: int = 0) -> None:
        """Add to what this person tapped, typed and sent, and tell the listeners."""
        count = self.counted
        count.taps += taps
        count.characters += characters
        count.messages += messages
        if self.world.listened:
            self.world.tell("counted", {"person": self.person_id, **count.view()})

    def sends(
        self,
        text: str,
        chat: Chat | None = None,
        reply_to: Message | int | None = None,
        fields: Wire | None = None,
    ) -> Message:
        """Type and send a text and return the message; more wire fields go along."""
        message = self.puts({**_text(text), **(fields or {})}, chat, reply_to)
        self.counts(bool(reply_to), len(text), 1)
        return message

    def sends_document(
        self, content: bytes, name: str, caption: str = "", chat: Chat | None = None
    ) -> Message:
        """Send a file and return the message."""
        stored = self.world.files.add(content, name, pictures.mime_of(content, name))
        message = self.puts({"document": document_of(stored), **_caption(caption)}, chat)
        self.counts(2, len(caption), 1)
        return message

    def sends_photo(
        self,
        content: bytes,
        caption: str = "",
        chat: Chat | None = None,
        reply_to: Message | int | None = None,
    ) -> Message:
        """Send a picture and return the message; ValueError when the bytes are none."""
        message = self.puts({"photo": self._photo(content), **_caption(caption)}, chat, reply_to)
        self.counts(2 + bool(reply_to), len(caption), 1)
        return message

    def sends_album(
        self,
        contents: Sequence[bytes],
        caption: str = "",
        chat: Chat | None = None,
        reply_to: Message | int | None = None,
    ) -> list[Message]:
        """Send two to ten pictures at once and return their messages; the first has the caption.

        Telegram sends each as a message of its own; they share a media_group_id.
        """
        if len(contents) not in ALBUM:
            raise ValueError(f"an album holds {ALBUM.start} to {ALBUM.stop - 1} pictures")
        group = {"media_group_id": str(self.world.bot.number_album())}
        photos = [self._photo(content) for content in contents]
        words = [_caption(caption), *[{}] * len(photos)]
        sent = [
            self.puts({"photo": photo, **group, **said}, chat, reply_to)
            for photo, said in zip(photos, words, strict=False)
        ]
        self.counts(1 + len(sent) + bool(reply_to), len(caption), len(sent))
        return sent

    def sends_fields(
        self, content: Wire, chat: Chat | None = None, reply_to: Message | int | None = None
    ) -> Message:
        """Send a message with these wire fields (a voice, a contact, a forward) and return it."""
        message = self.puts(content, chat, reply_to)
        self.counts(messages=1)
        return message

    def puts(
        self, content: Wire, chat: Chat | None = None, reply_to: Message | int | None = None
    ) -> Message:
        """Put a message into a chat without counting anything; LookupError out of the chat."""
        chat = chat or self.chat
        if self.person_id not in chat.people:
            raise LookupError(f"{self!r} is not in {chat.title!r}")
        self._mark(chat)
        number = reply_to if isinstance(reply_to, int | None) else reply_to.message_id
        sender = acts.sender_of(self._about, content)
        message = chat.add(sender, {**chat.answered(number), **content})
        if chat.private:
            chat.started = True
        message.heard = bot_hears(chat, message)
        if message.heard:
            chat.bot.queue.put("message", message.wire)
        return message

    def says(self, text: str, chat: Chat | None = None, reply_to: int | None = None) -> Message:
        """Send a text that a tap wrote, which costs no characters."""
        return self.puts(_text(text), chat, reply_to)

    def edits(self, message: Message, text: str) -> None:
        """Change the text, or the caption, of an own message."""
        if message.wire["from"]["id"] != self.person_id:
            raise LookupError(f"{self!r} cannot edit {message!r}: somebody else sent it")
        self._mark(message.chat)
        before, fields = message.text, message.wire
        shown = _text(text) if "text" in fields else _caption(text)
        media: Wire = {kind: fields[kind] for kind in ("photo", "document") if kind in fields}
        message.chat.change(message, {**media, **shown})
        self.counts(2, newly_typed(before, text))
        if bot_hears(message.chat, message):
            message.chat.bot.queue.put("edited_message", message.wire)

    def _photo(self, content: bytes) -> list[Wire]:
        sizes = photo_of(self.world.files, content)
        if sizes is None:
            raise ValueError("these bytes are no PNG, JPEG or GIF picture")
        return sizes

    def _mark(self, chat: Chat) -> None:
        self._spoken_to[chat.chat_id] = chat.bot_spoke


def _caption(text: str) -> Wire:
    marks = found_entities(text)
    return without_none(caption=text or None, caption_entities=marks or None)


def _text(text: str) -> Wire:
    if utf16_length(text) > TEXT_LIMIT:
        raise ValueError(f"a text holds at most {TEXT_LIMIT} characters: send it in parts")
    if not text.strip():
        raise ValueError("a text needs at least one visible character")
    marks = found_entities(text)
    return without_none(text=text, entities=marks or None)
