"""The file of reasons: bad rows as they stood, with what is wrong, ready to be mended."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from clinic.importing.header import REASON
from clinic.importing.reading import BadRow
from clinic.importing.table import Rows
from clinic.words import Words

SHOWN = 10
"""How many reasons are kept for the terminal."""


class Reasons:
    """Takes bad rows and writes them into a file, unless they are only counted."""

    def __init__(self, path: Path, table: Rows, words: Words, *, kept: bool) -> None:
        """Take the file, the table and the reader's words; the file waits for a first row."""
        self.path = path
        self.first: list[str] = []
        self.fault: str | None = None
        self._kept = kept
        self._table = table
        self._words = words
        self._counts: Counter[tuple[str | None, str]] = Counter()
        self._worded: dict[tuple[str | None, str], str] = {}
        self._file: TextIO | None = None
        self._writer: Any = None

    @property
    def groups(self) -> list[tuple[int, str]]:
        """Return how many rows have each kind of problem, with an example, the most first."""
        return [(count, self._worded[group]) for group, count in self._counts.most_common(SHOWN)]

    @property
    def written(self) -> bool:
        """Return whether the file holds every bad row so far."""
        return self._file is not None and self.fault is None

    def take(self, bad: BadRow) -> None:
        """Add a row; a file that cannot be written must not stop the good rows."""
        reason = bad.reason(self._words)
        if len(self.first) < SHOWN:
            self.first.append(f"{bad.line}: {reason}")
        self._count(bad)
        if self.fault is None and self._kept:
            try:
                self._write([*self._fitted(bad.cells), reason])
            except OSError as fault:
                self.fault = fault.strerror or type(fault).__name__

    def _count(self, bad: BadRow) -> None:
        problem = bad.problems[0]
        group = (problem.column, type(problem.refusal).__name__)
        self._counts[group] += 1
        if group not in self._worded:
            self._worded[group] = problem.worded(self._words)

    def _fitted(self, cells: list[str]) -> list[str]:
        kept = cells[: self._place] + cells[self._place + 1 :] if self._place is not None else cells
        return kept + [""] * (self._width - len(kept))

    @property
    def _place(self) -> int | None:
        """Return where an earlier file of reasons has its column, which is written anew."""
        header = [title.casefold() for title in self._table.header]
        return header.index(REASON) if REASON in header else None

    @property
    def _width(self) -> int:
        return len(self._table.header) - (self._place is not None)

    def _write(self, row: list[str]) -> None:
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            self._writer = csv.writer(self._file, delimiter=self._table.separator)
            self._writer.writerow([*self._fitted(self._table.header), REASON])
        self._writer.writerow(row)

    def __enter__(self) -> Reasons:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
