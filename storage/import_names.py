"""Services, channels and doctors of an import: found by name or alias, else created."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from sqlalchemy import Connection, Table, insert, select

from clinic.importing.classes import dental_service
from clinic.kinds import ServiceClass
from clinic.reading.names import key_of
from clinic.text import folded
from storage.import_ids import ImportIds
from storage.tables import channels, doctors, services

TABLES = (services, channels, doctors)
_PUNCTUATION = re.compile(r"""[\s\-‐–—.,_'"«»“”/]+""")


@lru_cache(1 << 12)
def same(name: str) -> str:
    """Return what two spellings of one name share; a ``+`` or a number tells names apart."""
    key = folded(name)
    return _PUNCTUATION.sub(" ", key).strip() or key


class ImportNames:
    """The names of one clinic as they are committed, and those that this import adds."""

    def __init__(self, connection: Connection, clinic_id: int) -> None:
        """Read the names of the clinic, hidden ones included."""
        self._connection = connection
        self._clinic_id = clinic_id
        self._ids: dict[str, dict[str, int]] = defaultdict(dict)
        self._keys: dict[str, set[str]] = defaultdict(set)
        for table in TABLES:
            self._load(table)

    def _load(self, table: Table) -> None:
        named = select(table.c.id, table.c.name, table.c.key, table.c.aliases)
        rows = self._connection.execute(named.where(table.c.clinic_id == self._clinic_id)).all()
        ids = self._ids[table.name]
        for row in rows:
            self._keys[table.name].add(row.key)
            ids |= {same(alias): row.id for alias in json.loads(row.aliases)}
        ids |= {same(row.name): row.id for row in rows}

    def id_of(self, table: Table, name: str | None) -> int | None:
        """Return the id behind a name, None for no name; KeyError for one nobody knows yet."""
        return None if name is None else self._ids[table.name][same(name)]

    def unknown(self, table: Table, names: Iterable[str | None]) -> list[str]:
        """Return the names that nobody bears yet, each once, as first written."""
        known = self._ids[table.name]
        found: dict[str, str] = {}
        for name in filter(None, dict.fromkeys(names)):
            if same(name) not in known:
                found.setdefault(same(name), name)
        return list(found.values())

    def remember(self, table: Table, names: Iterable[str]) -> None:
        """Take the names for known without writing them: a rehearsal lists each but once."""
        self._ids[table.name] |= {same(name): 0 for name in names}

    def create(
        self, table: Table, names: Iterable[str], ids: ImportIds, change: Callable[[], int]
    ) -> None:
        """Add the names to the clinic; a service gets the class that its words suggest."""
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
            self._ids[table.name][same(name)] = new

    def _free_key(self, table: Table, name: str) -> str:
        taken, key = self._keys[table.name], key_of(name)
        if not key or key in taken:
            key = folded(name)
        taken.add(key)
        return key


def _suggested(name: str) -> dict[str, object]:
    dental = dental_service(name)
    if dental is None:
        return {"kind": ServiceClass.OTHER}
    return {"kind": dental.kind, "recall_days": dental.recall_days}
