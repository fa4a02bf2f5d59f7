"""Services, channels and doctors of an import: found as a typed line finds them, else created."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, Table, insert, select

from clinic.dental import CHANNEL_SYNONYMS, SERVICE_SYNONYMS
from clinic.importing.classes import dental_service
from clinic.kinds import ServiceClass
from clinic.reading.names import ExactNames, key_of
from clinic.text import folded
from storage.import_ids import ImportIds
from storage.tables import channels, doctors, services

TABLES = (services, channels, doctors)
_SYNONYMS = {services.name: SERVICE_SYNONYMS, channels.name: CHANNEL_SYNONYMS}
_PUNCTUATION = re.compile(r"""[\s\-‐–—.,_'"«»“”/]+""")


@lru_cache(1 << 12)
def same(name: str) -> str:
    """Return what two spellings of one name share; a ``+`` or a number tells names apart."""
    key = folded(name)
    return _PUNCTUATION.sub(" ", key).strip() or key


@dataclass(slots=True, eq=False)
class Bearer:
    """Who bears a name; without an id he is not written yet."""

    name: str
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    id: int = 0


class NameIds(NamedTuple):
    """The ids behind the names of a chunk, by what its rows say; None is no name."""

    services: dict[str | None, int | None]
    channels: dict[str | None, int | None]
    doctors: dict[str | None, int | None]


class ImportNames:
    """The names of one clinic as they are committed, and those that this import adds."""

    def __init__(self, connection: Connection, clinic_id: int) -> None:
        """Read the names of the clinic, hidden ones included."""
        self._connection = connection
        self._clinic_id = clinic_id
        self._bearers: dict[str, dict[str, Bearer]] = {}
        self._typed: dict[str, ExactNames[Bearer]] = {}
        self._keys: dict[str, set[str]] = defaultdict(set)
        for table in TABLES:
            self._load(table)

    def _load(self, table: Table) -> None:
        columns = (table.c.id, table.c.name, table.c.key, table.c.aliases, table.c.hidden)
        own = table.c.clinic_id == self._clinic_id
        rows = self._connection.execute(select(*columns).where(own)).all()
        found = [
            Bearer(row.name, tuple(json.loads(row.aliases)), bool(row.hidden), row.id)
            for row in rows
        ]
        self._keys[table.name] = {row.key for row in rows}
        self._typed[table.name] = ExactNames(found, _SYNONYMS.get(table.name, ()))
        known = self._bearers[table.name] = {}
        # The later has a shared name: one merged away is hidden, and its name an alias elsewhere.
        for each in sorted(found, key=lambda bearer: not bearer.hidden):
            known |= {same(alias): each for alias in each.aliases}
            known[same(each.name)] = each

    def ids_of(self, table: Table, names: Iterable[str | None]) -> dict[str | None, int | None]:
        """Return the ids behind the names, None for no name; KeyError for one nobody knows yet."""
        known = self._bearers[table.name]
        return {name: known[same(name)].id if name else None for name in {None, *names}}

    def unknown(self, table: Table, names: Iterable[str | None]) -> list[str]:
        """Return the names that nobody bears yet, each once, as first written; known from now."""
        known, typed = self._bearers[table.name], self._typed[table.name]
        new = []
        for name in filter(None, dict.fromkeys(names)):
            if same(name) not in known:
                known[same(name)] = bearer = _meant(typed, name) or Bearer(name)
                if not bearer.id and bearer.name == name:
                    typed.learn(bearer)
                    new.append(name)
        return new

    def create(
        self, table: Table, names: Iterable[str], ids: ImportIds, change: Callable[[], int]
    ) -> None:
        """Add the unknown names to the clinic; a service gets the class that its words suggest."""
        for name in names:
            new = ids.new()
            row: dict[str, object] = {
                "clinic_id": self._clinic_id,
                "id": new,
                "name": name,
                "key": self._free_key(table, name),
                "change": change(),
            }
            if table is services:
                row |= _suggested(name)
            self._connection.execute(insert(table).values(row))
            self._bearers[table.name][same(name)].id = new

    def _free_key(self, table: Table, name: str) -> str:
        taken, key = self._keys[table.name], key_of(name)
        if not key or key in taken:
            key = folded(name)
        taken.add(key)
        return key


def _meant(typed: ExactNames[Bearer], name: str) -> Bearer | None:
    """Return who is called so when somebody types it, unless there are several.

    Beginnings and slips are not followed: nobody is there to be asked.
    """
    key = key_of(name)
    if key.replace(" ", "") != same(name).replace(" ", ""):
        return None  # a sign that no word holds, as in "Crown+", tells names apart
    found = typed.exact(key)
    return found.candidates[0] if found and len(found.candidates) == 1 else None


def _suggested(name: str) -> dict[str, object]:
    dental = dental_service(name)
    if dental is None:
        return {"kind": ServiceClass.OTHER}
    return {"kind": dental.kind, "recall_days": dental.recall_days}
