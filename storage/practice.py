"""Rooms for practice: a clinic of a person's own, whose id is the negative of his Telegram id.

It is filled from the settings and the catalogue of the clinic where he works, and vanishes whole.
"""

from __future__ import annotations

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from storage.history_tables import audit
from storage.ids import RANDOM_BITS
from storage.post import forms, outbox, people
from storage.reader import Reader
from storage.shapes import metadata
from storage.statements import Statement, compiled, rank_of
from storage.tables import channels, clinics, doctors, services, settings, staff
from storage.unit import Unit

COPIED = (settings, services, channels, doctors)
"""What a room begins with, besides its person; the ids of the catalogue stay as they are."""

_ROOM: BindParameter[int] = bindparam("room")
_PERSON: BindParameter[int] = bindparam("person_id")


def _before_all(table: Table) -> int:
    """Return the rank of a deletion: before whatever is written, what refers before its aim."""
    return -1 - rank_of(table)


def _emptying(table: Table) -> Statement:
    return compiled(delete(table).where(table.c.clinic_id == _ROOM), _before_all(table))


def _copying(table: Table, *which: ColumnElement[bool]) -> Statement:
    given = {"clinic_id": _ROOM, "change": bindparam("first")}
    columns = [given.get(column.name, column) for column in table.columns]
    rows = select(*columns).where(table.c.clinic_id == bindparam("source"), *which)
    names = [column.name for column in table.columns]
    return compiled(insert(table).from_select(names, rows), rank_of(table))


OWNED = tuple(
    table
    for table in reversed(metadata.sorted_tables)
    if "clinic_id" in table.columns and table not in (people, outbox)
)
"""Every table whose rows belong to one clinic; what refers comes before what it refers to."""

_OPENED = select(clinics.c.created.op("<<")(RANDOM_BITS)).where(clinics.c.id == _ROOM)
_FORGET_LETTERS = compiled(
    delete(outbox).where(
        outbox.c.id >= _OPENED.scalar_subquery(),
        outbox.c.clinic_id == _ROOM,
        outbox.c.state != "waiting",
    ),
    _before_all(outbox),
)
FORGET_LETTERS_OF_ROOMS = compiled(
    delete(outbox).where(
        outbox.c.clinic_id < 0,
        outbox.c.state != "waiting",
        outbox.c.due < bindparam("before"),
    ),
    _before_all(outbox),
)
"""What was still on its way when a room was emptied."""

_FORGET_FORMS = compiled(
    delete(forms).where(
        forms.c.bot_id == bindparam("bot_id"),
        forms.c.chat_id == _PERSON,
        forms.c.person_id == _PERSON,
    ),
    _before_all(forms),
)
EMPTY = (
    _FORGET_LETTERS,
    *(_emptying(table) for table in OWNED),
    compiled(delete(clinics).where(clinics.c.id == _ROOM), _before_all(clinics)),
)
_BUILD = compiled(
    insert(clinics).values(id=_ROOM, created=bindparam("now"), change=bindparam("first")),
    rank_of(clinics),
)
FILL = (*(_copying(table) for table in COPIED), _copying(staff, staff.c.id == _PERSON))
_LEAVE = compiled(
    update(people).where(people.c.id == _PERSON, people.c.practice == 1).values(practice=0),
    rank_of(people),
)
_COME = insert_or(people).values(id=_PERSON, clinic_id=bindparam("source"), practice=1)
_ENTER = compiled(
    _COME.on_conflict_do_update(
        index_elements=[people.c.id],
        set_={"clinic_id": _COME.excluded.clinic_id, "practice": 1},
    ),
    rank_of(people),
)
_PRACTISES = compiled(
    select(people.c.id).where(people.c.id == bindparam("person_id"), people.c.practice == 1)
)
_LAST = select(func.max(audit.c.at)).where(audit.c.clinic_id == clinics.c.id).scalar_subquery()
_AT_WORK = (
    select(people.c.id)
    .join(staff, and_(staff.c.id == people.c.id, staff.c.clinic_id == people.c.clinic_id))
    .where(people.c.id == -clinics.c.id, people.c.practice == 1, staff.c.removed.is_(None))
    .exists()
)
_DESERTED = compiled(
    select(-clinics.c.id, _AT_WORK).where(
        clinics.c.id < 0,
        or_(func.coalesce(_LAST, clinics.c.created) < bindparam("before"), not_(_AT_WORK)),
    )
)


class Rooms:
    """Reads who practises, and which rooms are deserted."""

    def __init__(self, reader: Reader) -> None:
        """Read what is committed."""
        self._reader = reader

    def practises(self, person_id: int) -> bool:
        """Return whether the person works in a room of his own now."""
        return self._reader.one(_PRACTISES, person_id=person_id) is not None

    def deserted(self, before: int) -> list[tuple[int, bool]]:
        """Return (person id, still practising) of the rooms that nobody needs any more.

        Nothing was written there since ``before`` (ms UTC), or its person works there no more.
        """
        return [(row[0], bool(row[1])) for row in self._reader.all(_DESERTED, before=before)]


def room_of(person_id: int) -> int:
    """Return the clinic id of a person's room."""
    return -person_id


def open_room(unit: Unit, person_id: int, clinic_id: int) -> None:
    """Let a person practise in a fresh room that is furnished like the clinic."""
    _clear(unit, person_id)
    # A change number that no room had before: whatever was read of an earlier one is stale.
    values = {"room": room_of(person_id), "first": unit.ids.new(), "source": clinic_id}
    unit.write(_BUILD, **values, now=unit.now)
    for statement in FILL:
        unit.write(statement, None, **values, person_id=person_id)
    unit.write(_ENTER, person_id=person_id, source=clinic_id)
    unit.touched.add("people")


def empty_room(unit: Unit, person_id: int) -> None:
    """End a person's practice, if there is any: nothing of it stays."""
    _clear(unit, person_id)
    unit.write(_LEAVE, None, person_id=person_id)
    unit.touched.add("people")


def _clear(unit: Unit, person_id: int) -> None:
    for statement in EMPTY:
        unit.write(statement, None, room=room_of(person_id))
    unit.write(_FORGET_FORMS, None, bot_id=unit.bot_id, person_id=person_id)
