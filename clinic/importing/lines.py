"""The lines of a text table, with a memory of those that the row in hand was made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

MAX_ROW_LINES = 50
"""A quoted cell may hold line breaks; a row longer than this has a quotation mark left open."""


class Runaway(Exception):
    """A row that goes on and on: its first line has an open quotation mark."""


class Lines:
    """Lines with a memory of those that the row in hand was made of."""

    def __init__(self, source: Iterator[str]) -> None:
        """Take the lines of a file from its start on."""
        self._source = source
        self._waiting: list[str] = []
        self._taken: list[str] = []
        self._row: list[str] = []
        self._number = 0

    def __iter__(self) -> Iterator[str]:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line; raises Runaway where a row has too many."""
        if len(self._taken) >= MAX_ROW_LINES:
            raise Runaway
        line = self._waiting.pop() if self._waiting else next(self._source)
        self._taken.append(line)
        self._number += 1
        return line

    def plain(self, most: int, longest: int) -> list[str]:
        """Return the next lines where each is a row by itself, none where one may not be.

        Without a quotation mark there is nothing to remember of them, which takes half the time.
        """
        if self._waiting:
            return []
        lines = list(islice(self._source, most))
        if '"' in "".join(lines) or max(map(len, lines), default=0) > longest:
            self._waiting += reversed(lines)
            return []
        self._number += len(lines)
        return lines

    @property
    def number(self) -> int:
        """Return the number of the last line that was taken."""
        return self._number

    @property
    def come_again(self) -> bool:
        """Return whether lines wait that were read before."""
        return bool(self._waiting)

    def ahead(self, most: int) -> list[tuple[int, str]]:
        """Return the next lines that are not blank, with their numbers; they come again."""
        taken, said = [], []
        for line in self._source:
            taken.append(line)
            if line.strip(" \t\r\n,;"):
                said.append((self._number + len(taken), line))
            if len(said) >= most:
                break
        self._waiting += reversed(taken)
        return said

    def go_on_behind(self, number: int) -> None:
        """Pass over the lines up to this one."""
        while self._number < number:
            next(self)
            self.begin()

    @property
    def last_span(self) -> int:
        """Return of how many lines the finished row was made."""
        return len(self._row)

    def begin(self) -> int:
        """Forget the finished row and return the number of its first line."""
        self._row, self._taken = self._taken, []
        return self._number - len(self._row) + 1

    def unread(self) -> None:
        """Take the finished row for an unfinished one."""
        self._taken = self._row

    def back_to_second(self) -> tuple[str, int]:
        """Return first line and number of the row in hand; its other lines come again."""
        first, *rest = self._taken
        self._waiting += reversed(rest)
        self._taken = []
        self._number -= len(rest)
        return first, self._number
