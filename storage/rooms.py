"""The clinic's rooms: what a complaint can be about is where it happened, too."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from clinic.reading.keys import key_of
from storage.journal import CLINIC, Journal
from storage.statements import compiled, insert_into, update_of
from storage.tables import rooms
from storage.unit import Unit

_room = rooms.c
_THIS = (_room.clinic_id == CLINIC) & (_room.id == bindparam("row"))
ADD = insert_into(rooms)
RENAME = update_of(rooms, "name", "key", "change", where=_THIS & (_room.name == bindparam("known")))
HIDE = update_of(rooms, "hidden", "change", where=_THIS)
ALL = compiled(
    select(_room.id, _room.name, _room.aliases, _room.hidden)
    .where(_room.clinic_id == CLINIC)
    .order_by(_room.id)
)


@dataclass(frozen=True, slots=True)
class Room:
    """A room by its name; ``hidden``: it is offered no more."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    hidden: bool = False


def rooms_of(journal: Journal) -> list[Room]:
    """Return the rooms of the clinic, those that were removed included, the oldest first."""
    return [
        Room(id, name, tuple(json.loads(text)), bool(hidden))
        for id, name, text, hidden in journal.all(ALL)
    ]


def add_room(unit: Unit, name: str, author_id: int) -> Room:
    """Add a room; one of the same key that somebody else adds meanwhile makes the unit stale."""
    room = Room(unit.ids.new(), name)
    unit.write(ADD, 1, id=room.id, name=name, key=key_of(name), aliases="[]", hidden=0)
    unit.note("added", author_id, room.id, field="room")
    return room


def rename_room(unit: Unit, room: Room, name: str, author_id: int) -> Room:
    """Call it otherwise; entries of before show the new name, and say the same room."""
    unit.write(RENAME, 1, row=room.id, known=room.name, name=name, key=key_of(name))
    unit.note("renamed", author_id, room.id, field="room")
    return Room(room.id, name, room.aliases, room.hidden)


def hide_room(unit: Unit, room: Room, hidden: bool, author_id: int) -> Room:
    """Remove it from what is offered, or bring it back; entries of before keep it."""
    if room.hidden != hidden:
        unit.write(HIDE, row=room.id, hidden=int(hidden))
        unit.note("removed" if hidden else "brought back", author_id, room.id, field="room")
    return Room(room.id, room.name, room.aliases, hidden)
