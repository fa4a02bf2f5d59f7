"""A text table of any usual encoding and separator, read line by line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from clinic.importing.refusals import EmptyFile, NotText, SpreadsheetNotYet, TooManyLines
from clinic.text import clean

SEPARATORS = (",", ";", "\t")
MAX_LINES = 1_000_001
"""A million rows and the line of column names."""

MAX_ROW_LINES = 50
"""A quoted cell may hold line breaks; a row longer than this has a quotation mark left open."""

_BLOCK = 1 << 20
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SEPARATOR_LINE = re.compile('"?sep=([,;\t])"?[\r\n]*')


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it stands; ``line`` counts from 1; ``broken`` when its quotes do not close."""

    line: int
    cells: list[str]
    broken: bool = False


class Table:
    """A table that can be walked once: its header is read, its rows come one by one."""

    def __init__(self, file: BinaryIO, rate: Callable[[list[str]], int]) -> None:
        """Read encoding, separator and header; ``rate`` counts the known names in a header.

        Raises SpreadsheetNotYet, NotText, EmptyFile or TooManyLines.
        """
        self.encoding = _encoding(file)
        file.seek(0)
        self._text = io.TextIOWrapper(file, self.encoding, errors="replace", newline="")
        self._lines = _Lines(self._text)
        first = self._first_line()
        self.separator = _told(first) or _separator(first, rate)
        if _told(first):
            first = self._first_line()
        self.header = [clean(cell).strip() for cell in _split(first, self.separator)]

    def _first_line(self) -> str:
        for line in self._lines:
            if line.strip(" \t\r\n,;"):
                return line
        raise EmptyFile

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the rows that are not blank; a broken one is its first line alone."""
        while True:
            try:
                yield from self._sound_rows()
                break
            except (csv.Error, _Runaway):
                line, number = self._lines.back_to_second()
                yield TableRow(number, _split(line, self.separator), broken=True)
        self._text.detach()

    def _sound_rows(self) -> Iterator[TableRow]:
        self._lines.begin()
        for cells in csv.reader(self._lines, delimiter=self.separator, strict=True):
            number = self._lines.begin()
            if len(cells) > len(self.header) and self._lines.last_span > 1:
                self._lines.unread()
                raise _Runaway
            if any(cells) and any(map(str.strip, cells)):
                yield TableRow(number, cells)


class _Runaway(Exception):
    """A row that goes on and on: its first line has an open quotation mark."""


class _Lines:
    """Lines with a memory of those that the row in hand was made of."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._waiting: list[str] = []
        self._taken: list[str] = []
        self._row: list[str] = []
        self._number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= MAX_ROW_LINES:
            raise _Runaway
        line = self._waiting.pop() if self._waiting else next(self._source)
        self._taken.append(line)
        self._number += 1
        return line

    @property
    def last_span(self) -> int:
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


def _encoding(file: BinaryIO) -> str:
    start = file.read(4)
    if start.startswith(_WORKBOOKS):
        raise SpreadsheetNotYet
    if start[:2] in _MARKS:
        return _MARKS[start[:2]]
    _check_bytes(file)
    return "utf-8-sig" if _is_utf8(file) else "cp1251"


def _check_bytes(file: BinaryIO) -> None:
    lines = 0
    for block in _blocks(file):
        if b"\0" in block:
            raise NotText
        lines += block.count(b"\n")
    if lines > MAX_LINES:
        raise TooManyLines(limit=MAX_LINES - 1)


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(file):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    return iter(lambda: file.read(_BLOCK), b"")


def _told(line: str) -> str | None:
    """Return the separator that Excel's own first line ``sep=;`` tells, or None."""
    told = _SEPARATOR_LINE.fullmatch(line)
    return told[1] if told else None


def _separator(line: str, rate: Callable[[list[str]], int]) -> str:
    def worth(separator: str) -> tuple[int, int]:
        cells = _split(line, separator)
        return rate(cells), len(cells)

    return max(SEPARATORS, key=worth)


def _split(line: str, separator: str) -> list[str]:
    """Return the cells of one line; quotation marks that do not close are letters."""
    line = line.rstrip("\r\n")
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return line.split(separator)
