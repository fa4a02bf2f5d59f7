"""Photos of entries: Telegram keeps the pictures, the journal keeps which belong to what."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from storage.journal import CLINIC, Journal
from storage.statements import compiled, insert_into
from storage.tables import attachments
from storage.unit import Unit

ADD_ATTACHMENT = insert_into(attachments)
_OF_ENTRY = compiled(
    select(attachments.c.file_key)
    .where(attachments.c.clinic_id == CLINIC, attachments.c.entry_id == bindparam("entry_id"))
    .order_by(attachments.c.id)
)


def photos_of(journal: Journal, entry_id: int) -> list[str]:
    """Return the keys of an entry's photos, which are the same in every message, in their order."""
    return [row[0] for row in journal.all(_OF_ENTRY, entry_id=entry_id)]


def attach(unit: Unit, kind: str, entry_id: int, photo: tuple[str, str], author_id: int) -> None:
    """Add a photo, as Telegram's (file id, unique file id), to an entry of a kind."""
    file_id, file_key = photo
    unit.write(
        ADD_ATTACHMENT,
        id=unit.ids.new(),
        kind=kind,
        entry_id=entry_id,
        file_id=file_id,
        file_key=file_key,
        author_id=author_id,
        at=unit.now,
    )
    unit.note("photo added", author_id, entry_id)
