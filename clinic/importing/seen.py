"""A file at a glance, as the person who sent it is asked about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clinic.importing.header import count_known
from clinic.importing.refusals import EmptyFile, NoSheet


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet at a glance; a text table is one without a name, and its rows are not counted."""

    name: str
    file: str | None
    width: int
    rows: int
    header: list[str]
    samples: list[list[str]]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What an import would come to; ``first`` is the day number of the earliest good row.

    ``reasons`` are counts of bad rows with an example each; ``created`` are new names by table.
    """

    good: int
    duplicate: int
    bad: int
    first: int | None = None
    reasons: tuple[tuple[int, str], ...] = ()
    created: Mapping[str, list[str]] = field(default_factory=dict)
    bad_rows: bytes | None = None
    """The file of bad rows with their reasons."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that was sent: its name, its sheets, and the last rehearsal, if there was one."""

    name: str
    clinic_id: int
    sheets: tuple[SheetSeen, ...]
    rehearsed: Rehearsed | None = None

    @property
    def bad_rows_name(self) -> str:
        """Return how the file of bad rows is called."""
        return f"{self.name.rpartition('.')[0] or self.name}.bad.csv"


@dataclass(frozen=True, slots=True)
class Taking:
    """How a sheet is to be taken in: ``places`` of its columns, ``legacy_before`` a day number."""

    sheet: int
    kind: str
    places: Mapping[str, int]
    legacy_before: int | None = None


def best_sheet(sheets: list[SheetSeen]) -> int:
    """Return the place of the sheet whose header names the most columns, then of the longest.

    Raises EmptyFile where there is none.
    """
    if not sheets:
        raise EmptyFile
    worth = [(count_known(sheet.header), sheet.rows, -at) for at, sheet in enumerate(sheets)]
    return -max(worth)[2]


def sheet_named(sheets: list[SheetSeen], name: str | None) -> SheetSeen:
    """Return the sheet of that name, or the best one for None; raises NoSheet."""
    if name is None:
        return sheets[best_sheet(sheets)]
    for sheet in sheets:
        if sheet.name.casefold() == name.casefold():
            return sheet
    raise NoSheet(name=name, known=", ".join(sheet.name for sheet in sheets))
