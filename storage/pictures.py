"""Pictures: drawn once for what they show; once sent, Telegram's file id stands for the bytes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select

from storage.post import pictures
from storage.reader import Reader
from storage.statements import compiled, insert_into, rank_of, update_of
from storage.unit import Unit

ADD_PICTURE = insert_into(pictures)
KEEP_FILE_ID = update_of(
    pictures, "file_id", "image", where=pictures.c.id == bindparam("picture_id")
)
PRUNE_PICTURES = compiled(
    delete(pictures).where(pictures.c.made < bindparam("before")), rank_of(pictures)
)
_BY_ID = compiled(
    select(pictures.c.image, pictures.c.file_id).where(pictures.c.id == bindparam("picture_id"))
)
_BY_KEY = compiled(select(pictures.c.id).where(pictures.c.key == bindparam("key")))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to send: its bytes, or Telegram's file id once it was sent."""

    image: bytes | None
    file_id: str | None


class Pictures:
    """Reads what was drawn."""

    def __init__(self, reader: Reader) -> None:
        """Read what is committed."""
        self._reader = reader

    def by_id(self, picture_id: int) -> Picture | None:
        """Return a picture to be sent."""
        row = self._reader.one(_BY_ID, picture_id=picture_id)
        return Picture(*row) if row else None

    def of(self, key: str) -> int | None:
        """Return the id of the picture that shows just this, if it was drawn before."""
        row = self._reader.one(_BY_KEY, key=key)
        return row[0] if row else None


def add_picture(unit: Unit, key: str, image: bytes) -> int:
    """Add a picture by what it shows; return its id for the letter."""
    picture_id = unit.ids.new()
    unit.write(ADD_PICTURE, id=picture_id, key=key, image=image, made=unit.now)
    return picture_id
