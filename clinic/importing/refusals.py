"""What a file, or one row of it, is refused for.

FileRefused            nothing of the file can be read
├── NotText, NotAWorkbook, EmptyFile, NoSheet
├── Locked             it asks for a password
├── Bomb, TooHard      unpacked it would fill the machine
├── NoColumn           a column that the kind needs is not there
└── TooManyLines, TooManyColumns, TooLarge
CellRefused            one cell, and so its row; the rest of the file is read
├── EmptyCell, NoDay, NoWait, NoRating, NoFlag, NotOneOf, NegativeAmount
├── TextTooLong, PersonalCode, ResolvedBefore
RowRefused             the row as a whole
├── OpenQuote          a quotation mark is opened and not closed
└── TooManyCells       more cells than columns
"""

from __future__ import annotations

from clinic.errors import Refusal
from clinic.marks import mark as _


class FileRefused(Refusal):
    """Nothing of the file can be read."""


class NotText(FileRefused):
    """The file holds bytes that no table has."""

    template = _("The file is no table. Save it as XLSX or CSV and import that.")


class NotAWorkbook(FileRefused):
    """The file looks like a workbook and cannot be opened as one."""

    template = _("The workbook cannot be opened. Save it anew as XLSX or CSV and import that.")


class Locked(FileRefused):
    """The workbook asks for a password."""

    template = _("The workbook asks for a password. Save it without one and import that.")


class Bomb(FileRefused):
    """The archive would unpack to far more than a table has."""

    template = _("The file would unpack to {size} MB, and {limit} MB is the most. Split the table.")


class TooHard(FileRefused):
    """Reading took more memory or time than is given to it."""

    template = _("The file is too large to be read at once. Split the table and import the parts.")


class TooLarge(FileRefused):
    """The file is larger than what Telegram hands to a bot."""

    template = _("The file has more than {limit} MB. Split the table, or save it as XLSX.")


class Unread(FileRefused):
    """What the process of files said against a file, worded in the reader's language."""

    template = _("{reason}")


class EmptyFile(FileRefused):
    """There is no line of column names."""

    template = _("The file is empty: its first line must name the columns, such as date,patient.")


class NoSheet(FileRefused):
    """The workbook has no sheet of that name."""

    template = _("There is no sheet “{name}”. There are: {known}.")


class TooManyColumns(FileRefused):
    """The table has ``found`` columns, at most ``limit`` are read."""

    template = _("The table has {found} columns, and {limit} is the most. Leave out what is empty.")


class NoColumn(FileRefused):
    """The ``kind`` needs the column ``column``; the file has those ``found``."""

    template = _(
        "No column is named {column}, which {kind} need. Found: {found}. "
        "Rename one in the first line of the file."
    )


class TooManyLines(FileRefused):
    """The file has more than ``limit`` lines."""

    template = _("The file has more than {limit} lines: split it and import the parts.")


class CellRefused(Refusal):
    """One cell could not be read; the row waits for its correction."""


class EmptyCell(CellRefused):
    """The column may not be empty."""

    template = _("is empty")


class NoDay(CellRefused):
    """``part`` is no day as files write them."""

    template = _("“{part}” is no day: write 2026-03-12, 12.03.2026 or 12/03/2026")


class NoWait(CellRefused):
    """``part`` is no wait."""

    template = _("“{part}” is no wait: write whole minutes from 0 to {limit}")


class NoRating(CellRefused):
    """``part`` is no rating."""

    template = _("“{part}” is no rating: write 4, 4/5 or 9/10")


class NoFlag(CellRefused):
    """``part`` says neither yes nor no."""

    template = _("“{part}” is neither yes nor no")


class NotOneOf(CellRefused):
    """``part`` is none of the words ``known``."""

    template = _("“{part}” is none of: {known}")


class NegativeAmount(CellRefused):
    """``part`` is below zero where only a refund's amount may be."""

    template = _("“{part}” is below zero")


class TextTooLong(CellRefused):
    """The text has ``size`` characters, ``limit`` are kept."""

    template = _("has {size} characters, at most {limit} are kept")


class PersonalCode(CellRefused):
    """A name, a phone or an address stands where a patient's code belongs; it is not repeated."""

    template = _("looks like a name, a phone or an e-mail: write a card number or a short code")


class ResolvedBefore(CellRefused):
    """A complaint was resolved before it came."""

    template = _("lies before the day of the complaint")


class RowRefused(Refusal):
    """The row as a whole could not be read."""


class OpenQuote(RowRefused):
    """A quotation mark is opened and not closed."""

    template = _("a quotation mark is not closed, or text stands behind the closing one")


class TooManyCells(RowRefused):
    """The row has ``found`` cells, the first line names ``limit`` columns."""

    template = _("has {found} cells under {limit} columns: put text with separators in quotes")
