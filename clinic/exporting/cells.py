"""How stored values become typed cells: days as days, money as numbers, text as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from clinic.calendar import SECOND, day_from
from clinic.money import minor_digits

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""

Cell = date | datetime | float | int | str | None
"""A moment stands as the wall-clock time of the clinic."""


class Shape(Enum):
    """What a column holds, as it is stored."""

    DAY = "day"
    MOMENT = "moment"
    MONEY = "money"
    WHOLE = "whole"
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet, under the name by which it can be imported."""

    title: str
    shape: Shape = Shape.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's name, its columns, and whether it is about money alone."""

    name: str
    columns: tuple[Heading, ...]
    money: bool = False


class Cells:
    """Writes the values of one clinic."""

    def __init__(self, zone: ZoneInfo, currency: str) -> None:
        """Take the clinic's time zone and currency."""
        self.digits = minor_digits(currency)
        self._zone = zone
        self._writers: dict[Shape, Callable[[Any], Cell]] = {
            Shape.DAY: day_from,
            Shape.MOMENT: self._moment,
            Shape.MONEY: self._money,
            Shape.WHOLE: int,
            Shape.FLAG: _flag,
            Shape.TEXT: str,
        }

    def row(self, columns: Iterable[Heading], values: Iterable[object]) -> list[Cell]:
        """Return a row as cells; what is absent stays empty."""
        return [
            None if value is None or value == "" else self._writers[column.shape](value)
            for column, value in zip(columns, values, strict=True)
        ]

    def _money(self, minor: int) -> float | int:
        return minor / 10**self.digits if self.digits else minor

    def _moment(self, moment: int) -> datetime:
        return datetime.fromtimestamp(moment // SECOND, self._zone).replace(tzinfo=None)


def is_risky(text: str) -> bool:
    """Return whether a spreadsheet would read the text as a formula when it is edited."""
    return text.startswith(RISKY)


def as_plain(cell: Cell, digits: int) -> str:
    """Return a cell as a CSV file holds it: ISO days, a dot in amounts.

    Text that a spreadsheet would run gets an apostrophe in front, which it does not show.
    """
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, str):
        return f"'{cell}" if is_risky(cell) else cell
    return f"{cell:.{digits}f}" if isinstance(cell, float) else str(cell)


def _flag(value: int) -> str:
    return "yes" if value else "no"
