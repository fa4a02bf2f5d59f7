"""Reading a whole file: good rows with their tokens one way, bad rows with reasons the other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from clinic.errors import Refusal
from clinic.importing.cells import Reader
from clinic.importing.header import Columns
from clinic.importing.kinds import Kind
from clinic.importing.labels import LABELS
from clinic.importing.refusals import OpenQuote, ResolvedBefore, RowRefused, TooManyCells
from clinic.importing.rows import Row
from clinic.importing.table import Rows, TableRow
from clinic.words import Words

DAY_BYTES, HASH_BYTES = 4, 12
_EMPTY = hashlib.blake2b(digest_size=HASH_BYTES)


class Line(NamedTuple):
    """A good row: ``fingerprint`` of what its source line says, ``nth`` of its kind in the file.

    The journal holds a line's 1st to last occurrence; so the nth is a duplicate exactly when the
    journal already holds as many.
    """

    row: Row
    fingerprint: bytes
    nth: int
    token: str
    """What makes the same line of the same file one entry."""


class Problem(NamedTuple):
    """What is wrong with a row, and in which column, where it is one."""

    column: str | None
    refusal: Refusal

    def worded(self, words: Words) -> str:
        """Return it in the reader's language, the column by its label."""
        said = words.refusal(self.refusal)
        return f"{words(LABELS[self.column])}: {said}" if self.column else said


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that waits for its correction: the cells as they stand, and all that is wrong."""

    line: int
    cells: list[str]
    problems: tuple[Problem, ...]

    def reason(self, words: Words) -> str:
        """Return what is wrong, in the reader's language."""
        return "; ".join(problem.worded(words) for problem in self.problems)


class Reading:
    """Reads a table's rows as rows of a kind; ``bad`` counts those set aside."""

    def __init__(
        self,
        kind: Kind,
        columns: Columns,
        readers: dict[str, Reader],
        aside: Callable[[BadRow], None],
    ) -> None:
        """Take the kind, where its columns stand, their readers, and who takes the bad rows."""
        self._kind = kind
        self._aside = aside
        # A column that the file has not is read from the empty cell put behind the others.
        self._plan = [(name, columns.places.get(name, -1), readers[name]) for name in kind.columns]
        self._text = kind.name + "\x1f%s" * len(kind.columns)
        self._seen: dict[bytes, int] = {}
        self.bad = 0

    def lines(self, table: Rows) -> Iterator[Line]:
        """Yield the good rows with their fingerprints; bad ones are handed aside."""
        width, plan = len(table.header), [(at, read) for _, at, read in self._plan]
        made, numbered = self._kind.row, self._numbered
        for row in table:
            cells = row.cells
            try:
                if row.broken or len(cells) > width:
                    _check_shape(row, width)
                padded = [*cells, *[""] * (width - len(cells) + 1)]
                yield numbered(made(*[read(padded[at]) for at, read in plan]))
            except Refusal as refusal:
                self._set_aside(row, refusal, width)

    def _numbered(self, row: Row) -> Line:
        text = self._text % row
        # The day comes first: files go by date, so that the indexes of marks grow at their end.
        # Marks without any order made the WAL of a million rows grow to several gigabytes.
        day = row.date.to_bytes(DAY_BYTES, "big")
        digest = _EMPTY.copy()
        digest.update(text.encode())
        mark = day + digest.digest()
        self._seen[mark] = nth = self._seen.get(mark, 0) + 1
        return Line(row, mark, nth, f"import {mark.hex()}.{nth}")

    def _set_aside(self, row: TableRow, refusal: Refusal, width: int) -> None:
        self.bad += 1
        problems = [Problem(None, refusal)]
        if isinstance(refusal, ResolvedBefore):
            problems = [Problem("resolved", refusal)]
        elif not isinstance(refusal, RowRefused):
            problems = list(self._problems(row.cells + [""] * (width - len(row.cells) + 1)))
        self._aside(BadRow(row.line, row.cells, tuple(problems)))

    def _problems(self, cells: list[str]) -> Iterator[Problem]:
        for name, at, read in self._plan:
            try:
                read(cells[at])
            except Refusal as refusal:
                yield Problem(name, refusal)


def _check_shape(row: TableRow, width: int) -> None:
    if row.broken:
        raise OpenQuote
    if any(cell.strip() for cell in row.cells[width:]):
        raise TooManyCells(found=len(row.cells), limit=width)
