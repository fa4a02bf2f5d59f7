"""Buttons that somebody could send: of every kind, aimed at the rows of one clinic.

The examples come from the fields of the callback data by their type, and from the buttons that
a tour of the bot has shown, with their ids turned to rows that stand now. So a new button is
tried without being listed here.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from aiogram.filters.callback_data import CallbackData
from pydantic import ValidationError

from clinic.calendar import day_number
from storage.shapes import metadata
from tests.support.stage import Stage

TODAY = day_number(date(2026, 3, 12))
NUMBERS = (0, 1, 2, TODAY, TODAY - 1, -1)
WORDS = ("amount", "service", "day", "note", "summary", "today", "2026-03-12", "en", "ru", "x")
BYTES = 64
DRAWN = 3
"""Examples with fields drawn freely, besides one for each table."""

AIMED_AT = ("visit_lines", "complaints", "praises", "services", "staff")
"""The tables whose rows are tried in every number of every button."""

NAMED = {
    "line": "visit_lines",
    "attempt": "call_attempts",
    "entry": "visit_lines",
    "person": "staff",
    "member": "staff",
}
"""Fields that are not called as their table is."""


@dataclass(frozen=True)
class Ids:
    """The newest id of each table of a clinic, and which table has an id."""

    newest: dict[str, int]
    tables: dict[int, str]

    def turned(self, carried: dict[str, Any]) -> dict[str, Any]:
        """Return the fields of a button with each id turned to the row that stands now."""
        return {name: self._newest(value) for name, value in carried.items()}

    def _newest(self, value: object) -> object:
        table = self.tables.get(value) if isinstance(value, int) else None
        return self.newest[table] if table else value


def ids_of(stage: Stage, clinic_id: int) -> Ids:
    """Return the ids of what belongs to a clinic, from every table of its own."""
    newest, tables = {}, {}
    owned = {"clinic_id", "id"}
    named = [t.name for t in metadata.tables.values() if owned == set(t.primary_key.columns.keys())]
    with stage.read() as rows:
        for name in named:
            sql = f"SELECT id FROM {name} WHERE clinic_id = ? ORDER BY id"  # noqa: S608 - our own names
            ids = [row[0] for row in rows(sql, clinic_id)]
            tables.update(dict.fromkeys(ids, name))
            newest.update({name: ids[-1]} if ids else {})
    return Ids(newest, tables)


def packed(kind: type[CallbackData], values: dict[str, Any]) -> str | None:
    """Return what the button would carry, or None where it cannot be made."""
    try:
        text = kind(**values).pack()
    except (ValidationError, ValueError, TypeError):
        return None
    return text if len(text.encode()) <= BYTES else None


def seen_again(kind: type[CallbackData], ids: Ids, seen: list[dict[str, Any]]) -> list[str]:
    """Return the buttons of a kind as they were seen, aimed at the rows that stand now."""
    made = {packed(kind, ids.turned(each)) for each in seen}
    return sorted(text for text in made if text is not None)


def made_up(kind: type[CallbackData], ids: Ids, seed: int) -> list[str]:
    """Return buttons of a kind by the fields' names and by their types."""
    draw = random.Random(seed)
    typed = [*_by_table(kind, ids, draw), *(_drawn(kind, ids, draw) for _ in range(DRAWN))]
    made = {packed(kind, values) for values in typed}
    return sorted(text for text in made if text is not None)


def _by_table(kind: type[CallbackData], ids: Ids, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Yield one example whose fields are named after tables, and one for each of AIMED_AT."""
    yield {**_drawn(kind, ids, draw), **_named(kind, ids)}
    for newest in (ids.newest[table] for table in AIMED_AT if table in ids.newest):
        yield {
            name: newest if _takes(field.annotation, newest) else value
            for (name, field), value in zip(
                kind.model_fields.items(), _drawn(kind, ids, draw).values(), strict=True
            )
        }


def _named(kind: type[CallbackData], ids: Ids) -> dict[str, int]:
    tables = {name: NAMED.get(name, f"{name}s") for name in kind.model_fields}
    found = {name: ids.newest[table] for name, table in tables.items() if table in ids.newest}
    return {**found, **({"day": TODAY} if "day" in tables else {})}


def _drawn(kind: type[CallbackData], ids: Ids, draw: random.Random) -> dict[str, Any]:
    return {name: _value(field.annotation, ids, draw) for name, field in kind.model_fields.items()}


def _value(asked: Any, ids: Ids, draw: random.Random) -> Any:
    if get_origin(asked) in (Union, UnionType):
        asked = next(each for each in get_args(asked) if each is not type(None))
    if get_origin(asked) is Literal:
        return draw.choice(get_args(asked))
    if isinstance(asked, type) and issubclass(asked, Enum):
        return draw.choice(list(asked))
    if asked is bool:
        return draw.random() < 0.5
    if asked is int:
        return draw.choice((*NUMBERS, *ids.newest.values()))
    return draw.choice(WORDS)


def _takes(asked: Any, value: int) -> bool:
    return asked is int or (int in get_args(asked) and isinstance(value, int))
