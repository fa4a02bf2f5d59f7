"""A message as people see it: the wire object with readable views on top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from playground.markup import as_html
from playground.wire import Wire

if TYPE_CHECKING:
    from playground.chats import Chat


class Message:
    """One message of a chat; it stays the same object when it is edited."""

    __slots__ = ("chat", "deleted", "heard", "reactions", "wire")

    def __init__(self, chat: Chat, wire: Wire) -> None:
        """Wrap the object that the Bot API sends for this message."""
        self.chat = chat
        self.wire = wire
        self.deleted = False
        self.heard = False
        self.reactions: list[Wire] = []

    def __repr__(self) -> str:
        """Return the number, the sender and the text."""
        return f"<{self.message_id} {self.sender_name}: {self.text!r} {self.keyboard or ''}>"

    @property
    def message_id(self) -> int:
        """Return the number of the message in its chat."""
        number: int = self.wire["message_id"]
        return number

    @property
    def text(self) -> str:
        """Return the text or the caption; empty when there is neither."""
        text: str = self.wire.get("text") or self.wire.get("caption") or ""
        return text

    @property
    def entities(self) -> list[Wire]:
        """Return the formatting of the text or the caption, offsets in UTF-16 units."""
        marks: list[Wire] = self.wire.get("entities") or self.wire.get("caption_entities") or []
        return marks

    def marked(self, *kinds: str) -> Iterator[tuple[Wire, str]]:
        """Yield the marks of these kinds, each with the part of the text that it covers."""
        units = self.text.encode("utf-16-le")
        for mark in self.entities:
            if mark["type"] in kinds:
                start, end = 2 * mark["offset"], 2 * (mark["offset"] + mark["length"])
                yield mark, units[start:end].decode("utf-16-le")

    @property
    def html(self) -> str:
        """Return the text with its formatting as Telegram's HTML."""
        return as_html(self.text, self.entities)

    @property
    def date(self) -> int:
        """Return when it was sent, in seconds since 1970."""
        date: int = self.wire["date"]
        return date

    @property
    def edited(self) -> bool:
        """Tell whether people see the edited mark."""
        return "edit_date" in self.wire

    @property
    def from_bot(self) -> bool:
        """Tell whether the bot of this chat sent it."""
        return bool(self.wire["from"]["id"] == self.chat.bot.bot_id)

    @property
    def sender_name(self) -> str:
        """Return the first name of who sent it."""
        name: str = self.wire["from"]["first_name"]
        return name

    @property
    def buttons(self) -> list[list[Wire]]:
        """Return the inline keyboard as rows of button objects."""
        rows: list[list[Wire]] = self.wire.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def keyboard(self) -> list[list[str]]:
        """Return the inline keyboard as rows of labels."""
        return [[button["text"] for button in row] for row in self.buttons]

    @property
    def reply_to(self) -> int | None:
        """Return the number of the message that this one answers, or None."""
        answered = self.wire.get("reply_to_message")
        return answered["message_id"] if answered else None

    @property
    def photo(self) -> bytes | None:
        """Return the bytes of the picture, or None."""
        sizes = self.wire.get("photo")
        return self._content(sizes[-1]["file_id"]) if sizes else None

    @property
    def document(self) -> bytes | None:
        """Return the bytes of the document, or None."""
        document = self.wire.get("document")
        return self._content(document["file_id"]) if document else None

    @property
    def document_name(self) -> str | None:
        """Return the name of the document, or None."""
        name: str | None = self.wire.get("document", {}).get("file_name")
        return name

    def button(self, wanted: str) -> Wire | None:
        """Return the inline button with this label or these callback data, or None."""
        for row in self.buttons:
            for button in row:
                if wanted in (button["text"], button.get("callback_data")):
                    return button
        return None

    def view(self) -> Wire:
        """Return what the page shows: the wire object, its HTML, reactions, addresses of files."""
        sizes, document = self.wire.get("photo"), self.wire.get("document")
        return {
            **self.wire,
            "html": self.html,
            "from_bot": self.from_bot,
            "reactions": self.reactions,
            "photo_address": sizes and f"/play/file/{sizes[-1]['file_id']}",
            "document_address": document and f"/play/file/{document['file_id']}",
        }

    def _content(self, file_id: str) -> bytes | None:
        stored = self.chat.bot.world.files.find(file_id)
        return stored.content if stored else None


class Screen(list[Message]):
    """The messages of a chat from oldest to newest; `"text" in screen` looks inside them."""

    def __contains__(self, wanted: object) -> bool:
        """Tell whether a message, or a piece of text in one of them, is on the screen."""
        if isinstance(wanted, str):
            return any(wanted in message.text for message in self)
        return super().__contains__(wanted)
