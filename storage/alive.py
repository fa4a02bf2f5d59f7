"""When the bot was last alive, and whom to tell when it was away for long."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from storage.post import people, versions
from storage.reader import Reader
from storage.statements import compiled, rank_of
from storage.tables import staff
from storage.unit import Unit

_ALIVE = insert(versions).values(name=bindparam("name"), value=bindparam("value"))
STAY_ALIVE = compiled(
    _ALIVE.on_conflict_do_update(
        index_elements=[versions.c.name], set_={"value": _ALIVE.excluded.value}
    ),
    rank_of(versions),
)
_LAST = compiled(select(versions.c.value).where(versions.c.name == bindparam("name")))
_OWNERS = compiled(
    select(staff.c.clinic_id, staff.c.id, people.c.language)
    .select_from(staff.outerjoin(people, people.c.id == staff.c.id))
    .where(staff.c.role == "owner", staff.c.removed.is_(None))
    .order_by(staff.c.clinic_id, staff.c.id)
)


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner of a clinic; ``language`` where he asked for one."""

    clinic_id: int
    person_id: int
    language: str | None


def stay_alive(unit: Unit) -> None:
    """Write down that the bot ran at the unit's moment."""
    unit.write(STAY_ALIVE, name=_name(unit.bot_id), value=unit.now)


def last_alive(reader: Reader, bot_id: int) -> int | None:
    """Return the moment (ms UTC) at which the bot last said so, or None before its first."""
    row = reader.one(_LAST, name=_name(bot_id))
    return row[0] if row else None


def owners(reader: Reader) -> list[Owner]:
    """Return the owners of all clinics."""
    return [Owner(*row) for row in reader.all(_OWNERS)]


def _name(bot_id: int) -> str:
    return f"alive {bot_id}"
