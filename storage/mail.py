"""The post's own business: updates that came in, messages that go out, forms, chats."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import (
    BindParameter,
    Table,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from storage.cards import Cards
from storage.pictures import Pictures
from storage.post import bots, chats, forms, inbox, outbox
from storage.reader import Reader
from storage.statements import Statement, compiled, rank_of, update_of
from storage.unit import Unit

_COLUMNS: dict[str, BindParameter[object]] = {
    column.name: bindparam(column.name) for column in inbox.columns
}
RECEIVE = compiled(insert(inbox).values(_COLUMNS).on_conflict_do_nothing(), rank_of(inbox))
_THIS_UPDATE = and_(
    inbox.c.bot_id == bindparam("bot_id"), inbox.c.update_id == bindparam("update_id")
)
_UNHANDLED = and_(_THIS_UPDATE, inbox.c.handled.is_(None))
HANDLED = update_of(inbox, "handled", "fault", where=_UNHANDLED)
ATTEMPTED = update_of(inbox, "attempts", "fault", where=_UNHANDLED)
FORGET_UPDATE = compiled(delete(inbox).where(_THIS_UPDATE), rank_of(inbox))
_WAITING = compiled(
    select(inbox.c.update_id, inbox.c.chat_id, inbox.c.raw, inbox.c.attempts)
    .where(inbox.c.bot_id == bindparam("bot_id"), inbox.c.handled.is_(None))
    .order_by(inbox.c.number)
)
_NUMBERS = func.json_each(bindparam("numbers")).table_valued("value")
_KNOWN = compiled(
    select(inbox.c.update_id).where(
        inbox.c.bot_id == bindparam("bot_id"), inbox.c.update_id.in_(select(_NUMBERS.c.value))
    )
)
PRUNE_INBOX = compiled(
    delete(inbox).where(inbox.c.handled.is_not(None), inbox.c.received < bindparam("before")),
    rank_of(inbox),
)
PRUNE_OUTBOX = compiled(
    delete(outbox).where(outbox.c.state != "waiting", outbox.c.due < bindparam("before")),
    rank_of(outbox),
)
FORGET_LETTER = compiled(
    delete(outbox).where(outbox.c.id == bindparam("letter_id")), rank_of(outbox)
)
SENT = update_of(outbox, "state", "attempts", "result", where=outbox.c.id == bindparam("letter_id"))
_OUTGOING = compiled(
    select(*outbox.columns)
    .where(outbox.c.bot_id == bindparam("bot_id"), outbox.c.state == literal_column("'waiting'"))
    .order_by(outbox.c.id)
)
NO_FORM = (None, "{}")
"""State and content of a form that nobody has begun."""

_FORMS = compiled(
    select(forms.c.chat_id, forms.c.person_id).where(forms.c.bot_id == bindparam("bot_id"))
)
_FORM = compiled(
    select(forms.c.state, forms.c.content).where(
        forms.c.bot_id == bindparam("bot_id"),
        forms.c.chat_id == bindparam("chat_id"),
        forms.c.person_id == bindparam("person_id"),
    )
)


def _upsert(table: Table, *changing: str) -> Statement:
    new = insert(table).values({column.name: bindparam(column.name) for column in table.columns})
    changes = {name: new.excluded[name] for name in changing}
    keys = list(table.primary_key.columns)
    return compiled(new.on_conflict_do_update(index_elements=keys, set_=changes), rank_of(table))


KEEP_FORM = _upsert(forms, "state", "content")
KEEP_CHAT = _upsert(chats, "gone", "moved_to")
_CHATS = compiled(
    select(chats.c.id, chats.c.gone, chats.c.moved_to).where(chats.c.bot_id == bindparam("bot_id"))
)
LEARN_NAME = _upsert(bots, "username")
_NAME = compiled(select(bots.c.username).where(bots.c.id == bindparam("bot_id")))
_NEWEST = compiled(
    select(
        func.max(
            select(func.coalesce(func.max(outbox.c.id), 0)).scalar_subquery(),
            select(func.coalesce(func.max(inbox.c.number), 0)).scalar_subquery(),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came: raw JSON bytes, and how often handling it has failed."""

    update_id: int
    chat_id: int
    raw: bytes
    attempts: int = 0


class Mail:
    """Reads the post of one bot."""

    def __init__(self, reader: Reader, bot_id: int) -> None:
        """Bind to a bot."""
        self._reader = reader
        self.bot_id = bot_id
        self.cards = Cards(reader, bot_id)
        self.pictures = Pictures(reader)

    def waiting(self) -> list[Arrival]:
        """Return the updates that nobody has handled yet, in their order of arrival."""
        return [Arrival(*row) for row in self._reader.all(_WAITING, bot_id=self.bot_id)]

    def known(self, update_ids: list[int]) -> set[int]:
        """Return those of the updates that came before."""
        rows = self._reader.all(_KNOWN, bot_id=self.bot_id, numbers=json.dumps(update_ids))
        return {row[0] for row in rows}

    def outgoing(self) -> list[dict[str, object]]:
        """Return the outbox rows that wait to be sent, oldest first."""
        names = [column.name for column in outbox.columns]
        rows = self._reader.all(_OUTGOING, bot_id=self.bot_id)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def forms(self) -> set[tuple[int, int]]:
        """Return (chat, person) of every form that was ever begun, dropped ones included."""
        return {(row[0], row[1]) for row in self._reader.all(_FORMS, bot_id=self.bot_id)}

    def form(self, chat_id: int, person_id: int) -> tuple[str | None, str]:
        """Return a person's form in a chat: its state and its content as JSON."""
        row = self._reader.one(_FORM, bot_id=self.bot_id, chat_id=chat_id, person_id=person_id)
        return (row[0], row[1]) if row else NO_FORM

    def chats(self) -> list[tuple[int, bool, int | None]]:
        """Return (chat id, gone, moved to) of the chats that cannot be reached as they are."""
        rows = self._reader.all(_CHATS, bot_id=self.bot_id)
        return [(row[0], bool(row[1]), row[2]) for row in rows]


def newest_id(reader: Reader) -> int:
    """Return the newest id of the post: new ones must be larger."""
    row = reader.one(_NEWEST)
    return row[0] if row else 0


def receive(unit: Unit, arrivals: list[Arrival]) -> None:
    """Add updates as they came; one that is known already changes nothing."""
    for arrival in arrivals:
        unit.write(
            RECEIVE,
            None,
            bot_id=unit.bot_id,
            update_id=arrival.update_id,
            number=unit.ids.new(),
            chat_id=arrival.chat_id,
            raw=arrival.raw,
            received=unit.now,
            attempts=0,
        )


def bot_name(reader: Reader, bot_id: int) -> str | None:
    """Return the user name that an earlier run has learnt."""
    row = reader.one(_NAME, bot_id=bot_id)
    return row[0] if row else None
