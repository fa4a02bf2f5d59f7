"""Looking into the database from outside, as an operator would: reading only, and briefly.

No connection outlives a look: one that stayed open would keep the shared memory of a killed bot
alive, and the next start would have nothing to recover.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from faults.lines import Line
from storage.database import open_reading
from storage.soundness import examine

_UNHANDLED = "SELECT count(*) FROM inbox WHERE handled IS NULL"
_NEWEST = "SELECT coalesce(max(received), 0) FROM inbox"
_ROWS = "SELECT count(*) FROM inbox"
_ASIDE = "SELECT count(*) FROM inbox WHERE fault = 'put aside'"
_LETTERS = "SELECT count(*) FROM outbox WHERE state = ?"
_LINES = """
    SELECT l.author_id, p.code, l.amount FROM visit_lines l
    JOIN patients p ON p.clinic_id = l.clinic_id AND p.id = l.patient_id
    WHERE l.voided IS NULL ORDER BY l.clinic_id, l.id
"""


@dataclass(frozen=True, slots=True)
class Left:
    """What lies in the post: updates not handled or put aside, letters that wait or are dead."""

    unhandled: int
    aside: int
    waiting: int
    dead: int

    @property
    def wrong(self) -> dict[str, int]:
        """Return what should not be there once all is done."""
        return {name: number for name, number in asdict(self).items() if number}


@dataclass(frozen=True, slots=True)
class Look:
    """Answers questions about one database file."""

    path: Path

    def unhandled(self) -> int:
        """Return how many updates were received and not handled."""
        return int(self._one(_UNHANDLED))

    def pulse(self) -> tuple[int, int]:
        """Return the newest moment of the inbox and what waits there: it changes with work."""
        with closing(open_reading(self.path)) as connection:
            return _value(connection, _NEWEST), _value(connection, _UNHANDLED)

    def inbox_rows(self) -> int:
        """Return how many updates the inbox keeps."""
        return int(self._one(_ROWS))

    def waiting(self) -> int:
        """Return how many letters wait to be sent."""
        return int(self._one(_LETTERS, "waiting"))

    def left(self) -> Left:
        """Return what lies in the post."""
        with closing(open_reading(self.path)) as connection:
            return Left(
                _value(connection, _UNHANDLED),
                _value(connection, _ASIDE),
                _value(connection, _LETTERS, "waiting"),
                _value(connection, _LETTERS, "dead"),
            )

    def lines(self) -> dict[int, list[Line]]:
        """Return the lines of visits by author, in the order of their ids."""
        found: dict[int, list[Line]] = defaultdict(list)
        with closing(open_reading(self.path)) as connection:
            for author, code, amount in connection.execute(_LINES):
                found[author].append((code, amount))
        return found

    def unsound(self) -> list[str]:
        """Return what schema, pages, references and audit chain do not bear out."""
        return [name for name, fault in examine(self.path) if fault is not None]

    def _one(self, question: str, *values: object) -> Any:  # noqa: ANN401 - whatever one column holds
        with closing(open_reading(self.path)) as connection:
            return _value(connection, question, *values)


def _value(connection: sqlite3.Connection, question: str, *values: object) -> int:
    (value,) = connection.execute(question, values).fetchone()
    return int(value)
