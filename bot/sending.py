"""One letter's way out: the payload as it is sent, and what the answer means for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.api import as_json
from storage.ids import RANDOM_BITS
from storage.pictures import Picture

NO_CHANGE = "message is not modified"
GONE_MESSAGES = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")
PICTURE_FIELD, FILE_FIELD = "photo", "document"
FILE_NAME = "file_name"
"""In the payload of a document: how it is called; Telegram takes that with the bytes."""


@dataclass(slots=True)
class Outgoing:
    """A row of the outbox on its way; ``merged`` are later edits of its card that it carries."""

    id: int
    clinic_id: int | None
    chat_id: int
    method: str
    payload: str
    priority: int
    attempts: int
    due: int
    expires: int | None
    card_id: int | None
    picture_id: int | None
    merged: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Outgoing:
        """Return the letter of an outbox row."""
        kept: dict[str, Any] = {name: row.get(name) for name in cls.__slots__ if name != "merged"}
        return cls(**kept)

    @property
    def born(self) -> int:
        """Return the moment (ms UTC) at which it was written: its id holds it."""
        return self.id >> RANDOM_BITS

    @property
    def is_edit(self) -> bool:
        """Return whether it changes a message that was sent before."""
        return self.method.startswith("edit")

    def absorb(self, edit: Outgoing) -> None:
        """Carry the text and buttons of a later edit of the same card."""
        newer = json.loads(edit.payload)
        newer.pop("message_id", None)
        kept = {**json.loads(self.payload), "reply_markup": None, **newer}
        self.payload = json.dumps({k: v for k, v in kept.items() if v is not None})
        self.merged.append(edit.id)

    def become_message(self) -> None:
        """Turn an edit whose message never came to be into a message of its own."""
        self.method = "sendMessage"
        fields = json.loads(self.payload)
        fields.pop("message_id", None)
        self.payload = json.dumps(fields)

    def ready(self, chat_id: int, message_id: int | None) -> bytes:
        """Return the JSON to send, for the chat's present id and the card's message."""
        if chat_id == self.chat_id and message_id is None:
            return self.payload.encode()
        patched = json.loads(self.payload) | {"chat_id": chat_id}
        if message_id is not None:
            patched["message_id"] = message_id
        return as_json(patched)

    def with_picture(self, chat_id: int, picture: Picture) -> bytes | aiohttp.FormData:
        """Return the payload of a picture or document: by its file id, or with its bytes."""
        fields: dict[str, Any] = json.loads(self.payload) | {"chat_id": chat_id}
        name = fields.pop(FILE_NAME, None)
        field = PICTURE_FIELD if name is None else FILE_FIELD
        if picture.file_id is not None or picture.image is None:
            return as_json(fields | {field: picture.file_id})
        form = aiohttp.FormData(quote_fields=False)  # a name stays as it is written
        for key, value in fields.items():
            form.add_field(key, value if isinstance(value, str) else json.dumps(value))
        form.add_field(field, "attach://bytes")
        kind = "image/png" if name is None else "application/octet-stream"
        form.add_field("bytes", picture.image, filename=name or "chart.png", content_type=kind)
        return form


def file_id_in(result: object) -> str | None:
    """Return the file id of a sent document or the largest size of a picture, if there is one."""
    if not isinstance(result, dict):
        return None
    sizes, file = result.get(PICTURE_FIELD), result.get(FILE_FIELD)
    if sizes:
        return str(sizes[-1]["file_id"])
    return str(file["file_id"]) if file else None


def message_id_in(result: object) -> int | None:
    """Return the message id in the answer to a sending, where it has one."""
    found = result.get("message_id") if isinstance(result, dict) else None
    return int(found) if found is not None else None
