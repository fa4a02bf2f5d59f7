"""Staff groups: which Telegram group writes into which clinic's journal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.post import cards, groups
from storage.reader import Reader
from storage.statements import compiled, rank_of
from storage.tables import clinics
from storage.unit import Unit

LONGEST_TITLE = 128

_THIS = and_(groups.c.bot_id == bindparam("bot_id"), groups.c.id == bindparam("group_id"))
BIND = compiled(
    insert(groups).values({column.name: bindparam(column.name) for column in groups.columns}),
    rank_of(groups),
)
UNBIND = compiled(delete(groups).where(_THIS), rank_of(groups))
MOVE_GROUP = compiled(
    update(groups).where(_THIS).values(id=bindparam("new_id")).prefix_with("OR REPLACE"),
    rank_of(groups),
)
MOVE_CARDS = compiled(
    update(cards)
    .where(
        cards.c.clinic_id.in_(select(clinics.c.id)),
        cards.c.chat_id == bindparam("group_id"),
        cards.c.bot_id == bindparam("bot_id"),
    )
    .values(chat_id=bindparam("new_id"), message_id=None),
    rank_of(cards),
)
"""A supergroup counts its messages anew: an old number would name another message there."""

_OF_BOT = compiled(
    select(groups.c.id, groups.c.clinic_id, groups.c.title).where(
        groups.c.bot_id == bindparam("bot_id")
    )
)


@dataclass(frozen=True, slots=True)
class Group:
    """A Telegram group in which a clinic's staff log."""

    id: int
    clinic_id: int
    title: str


class Groups:
    """Reads the groups of one bot."""

    def __init__(self, reader: Reader, bot_id: int) -> None:
        """Bind to a bot: each has groups of its own."""
        self._reader = reader
        self._bot_id = bot_id

    def all(self) -> dict[int, Group]:
        """Return every bound group by its id."""
        rows = self._reader.all(_OF_BOT, bot_id=self._bot_id)
        return {row[0]: Group(*row) for row in rows}


def bind(unit: Unit, group_id: int, title: str, author_id: int) -> None:
    """Let a group write into the unit's clinic; one that is bound already makes the unit stale."""
    unit.write(
        BIND,
        bot_id=unit.bot_id,
        id=group_id,
        title=title[:LONGEST_TITLE],
        author_id=author_id,
        since=unit.now,
    )
    unit.note("group bound", author_id, None, group=group_id)
    unit.touched.add("groups")


def unbind(unit: Unit, group: Group, author_id: int) -> None:
    """Let a group write no more; what it has written stays."""
    unit.clinic_id, unit.staff_seen = group.clinic_id, None
    unit.write(UNBIND, None, bot_id=unit.bot_id, group_id=group.id)
    unit.note("group unbound", author_id, None, group=group.id)
    unit.touched.add("groups")


def move_group(unit: Unit, group_id: int, new_id: int) -> None:
    """Follow a group that became a supergroup; a binding made there meanwhile gives way."""
    for statement in (MOVE_GROUP, MOVE_CARDS):
        unit.write(statement, None, bot_id=unit.bot_id, group_id=group_id, new_id=new_id)
    unit.touched.add("groups")
