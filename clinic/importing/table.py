"""A text table of any usual encoding and separator, read line by line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from clinic.importing.lines import Lines, Runaway
from clinic.importing.refusals import (
    EmptyFile,
    NotText,
    TooManyColumns,
    TooManyLines,
)
from clinic.text import clean

SEPARATORS = (",", ";", "\t")
MAX_LINES = 1_048_577
"""As many as a sheet has, and a line more."""

MAX_COLUMNS = 500
TITLES = 20
"""Lines among which the one of column names is looked for: titles may stand above it."""

_BLOCK = 1 << 20
_PLAIN = 500
"""Lines that are looked through for a quotation mark together."""

_NO_TABLES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"<")
"""Beginnings of workbooks, which are unpacked before, of pages and of pictures of print."""

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SEPARATOR_LINE = re.compile('"?sep=([,;\t])"?[\r\n]*')


class TableRow(NamedTuple):
    """A row as it stands; ``line`` counts from 1; ``broken`` when its quotes do not close."""

    line: int
    cells: list[str]
    broken: bool = False


class Rows(Protocol):
    """What is walked through row by row, wherever it comes from."""

    header: list[str]
    separator: str
    encoding: str

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the rows that are not blank."""


class Table:
    """A table that can be walked once: its header is read, its rows come one by one."""

    def __init__(self, file: BinaryIO, rate: Callable[[list[str]], int]) -> None:
        """Read encoding, separator and header; ``rate`` counts the known names in a header.

        Raises NotText, EmptyFile, TooManyLines or TooManyColumns.
        """
        self.encoding = _encoding(file)
        file.seek(0)
        self._text = io.TextIOWrapper(file, self.encoding, errors="replace", newline="")
        self._lines = Lines(self._text)
        first, number = self._first_lines(rate)
        self.header_line = number
        self.header = [clean(cell).strip() for cell in _split(first, self.separator)]
        if len(self.header) > MAX_COLUMNS:
            raise TooManyColumns(found=len(self.header), limit=MAX_COLUMNS)

    def _first_lines(self, rate: Callable[[list[str]], int]) -> tuple[str, int]:
        """Find separator and header; return the header's line, the first that names the most."""
        lines = self._lines.ahead(TITLES)
        if lines and _told(lines[0][1]):
            self.separator = _told(lines[0][1]) or ","
            at = best_header([_split(line, self.separator) for _, line in lines[1:]], rate) + 1
        else:
            parted = [_split(line, _separator(line, rate)) for _, line in lines]
            at = best_header(parted, rate)
            self.separator = _separator(lines[at][1], rate) if lines else ","
        if at >= len(lines):
            raise EmptyFile
        number, line = lines[at]
        self._lines.go_on_behind(number)
        return line, number

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the rows that are not blank; a broken one is its first line alone."""
        while True:
            try:
                yield from self._sound_rows()
                break
            except (csv.Error, Runaway):
                line, number = self._lines.back_to_second()
                yield TableRow(number, _split(line, self.separator), broken=True)
        self._text.detach()

    def _sound_rows(self) -> Iterator[TableRow]:
        self._lines.begin()
        more = True
        while more:
            while lines := self._lines.plain(_PLAIN, csv.field_size_limit()):
                yield from self._plain_rows(lines)
            more = self._lines.come_again
            yield from self._quoted_rows()

    def _plain_rows(self, lines: list[str]) -> Iterator[TableRow]:
        rows = csv.reader(lines, delimiter=self.separator, strict=True)
        for number, cells in enumerate(rows, self._lines.number - len(lines) + 1):
            if any(cells) and any(map(str.strip, cells)):
                yield TableRow(number, cells)

    def _quoted_rows(self) -> Iterator[TableRow]:
        """Yield the rows of the lines that wait, and of those that the last of them goes on in."""
        for cells in csv.reader(self._lines, delimiter=self.separator, strict=True):
            number = self._lines.begin()
            if len(cells) > len(self.header) and self._lines.last_span > 1:
                self._lines.unread()
                raise Runaway
            if any(cells) and any(map(str.strip, cells)):
                yield TableRow(number, cells)
            if not self._lines.come_again:
                break


def best_header(rows: list[list[str]], rate: Callable[[list[str]], int]) -> int:
    """Return which row names the most columns, the first of equal ones that says anything.

    As many as there are rows where each of them is blank.
    """
    said = [at for at, row in enumerate(rows) if any(map(str.strip, row))]
    return max(said, key=lambda at: (rate(rows[at]), -at), default=len(rows))


def _encoding(file: BinaryIO) -> str:
    start = file.read(4)
    if start.startswith(_NO_TABLES):
        raise NotText
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
