"""What an import is asked for, what its chunks share, and what came of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from storage.import_ids import ImportIds
from storage.import_names import ImportNames
from storage.registry import OPERATOR


@dataclass(slots=True)
class Tally:
    """What came of the lines so far; ``created`` are new names by table."""

    good: int = 0
    duplicate: int = 0
    created: dict[str, list[str]] = field(default_factory=dict)
    import_id: int | None = field(default=None, compare=False)

    def add_names(self, table: str, names: list[str]) -> None:
        """Note names as new."""
        if names:
            self.created.setdefault(table, []).extend(names)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is imported into which clinic; ``legacy_before`` is a day number."""

    clinic_id: int
    kind: str
    file: str
    legacy_before: int | None = None
    author_id: int = OPERATOR
    import_id: int | None = None
    """Under which id: one that is there already was broken off, and goes on."""


class KnownNames:
    """The names that the last chunk left; read again only when somebody else has written."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._names: ImportNames | None = None
        self._change = 0

    def names_at(self, connection: Connection, clinic_id: int, change: int) -> ImportNames:
        """Return the clinic's names, for a commit that bears this change number."""
        if self._names is None or change != self._change + 1:
            self._names = ImportNames(connection, clinic_id)
        self._change = change
        return self._names


@dataclass(frozen=True, slots=True)
class ImportWork:
    """What the chunks of one import share."""

    plan: ImportPlan
    ids: ImportIds
    import_id: int
    names: KnownNames = field(default_factory=KnownNames)
