"""Figures of a file: days, amounts, waits and ratings as spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from clinic.calendar import day_number
from clinic.days import EARLIEST, read_day
from clinic.importing.cells import shown
from clinic.importing.refusals import EmptyCell, NegativeAmount, NoDay, NoRating, NoWait
from clinic.money import minor_digits, parse_amount
from clinic.reading.edges import quoted
from clinic.refusals import DayAhead, DayTooOld, RatingOutOfScale

MAX_WAIT = 600
CLINIC_SCALE = 5
"""The scale of a rating that names none."""

EXCEL_START = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers, as they count from March 1900 on."""

_TIME = r"(?:[T ,]+[0-9]{1,2}:[0-9]{2}[0-9:.Z+ -]*)?"
_DAY = re.compile(
    rf"([0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}|[0-9]{{1,2}}([./])[0-9]{{1,2}}\2[0-9]{{4}}){_TIME}"
)
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]{1,15})?")
_WAIT = re.compile(
    r"([0-9]{1,4})(?:[.,]0{1,6})?\s?(?:m|min|minutes|м|мин|минут|хв)?\.?", re.IGNORECASE
)
_RATING = re.compile(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?)(?:\s?/\s?(5|10))?")
_LEAST = {5: 1, 10: 0}

Rating = tuple[float, int]
"""Value and scale."""


class Figures:
    """Reads days and amounts for one clinic on one day."""

    def __init__(self, today: date, currency: str) -> None:
        """Take the clinic's day, after which nothing has happened, and its currency."""
        self._today = today
        self._currency = currency
        self._digits = minor_digits(currency)

    def day(self, text: str) -> int:
        """Return the day's number; raises EmptyCell, NoDay, DayAhead or DayTooOld."""
        found = self.day_or_none(text)
        if found is None:
            raise EmptyCell
        return found

    def day_or_none(self, text: str) -> int | None:
        """Return the day's number, or None for an empty cell; raises as ``day`` does."""
        typed = shown(text)
        if not typed:
            return None
        serial = _SERIAL.fullmatch(typed)
        if serial:
            return day_number(self._bounded(EXCEL_START + timedelta(int(serial[1])), typed))
        shape = _DAY.fullmatch(typed)
        if not shape:
            raise NoDay(part=quoted(typed))
        return day_number(read_day(shape[1], self._today))

    def _bounded(self, day: date, typed: str) -> date:
        if day > self._today:
            raise DayAhead(part=quoted(typed), today=self._today)
        if day < EARLIEST:
            raise DayTooOld(part=quoted(typed), limit=EARLIEST.year)
        return day

    def amount(self, text: str) -> int | None:
        """Return minor units, negative for a refund, None for an empty cell."""
        typed = shown(text)
        if not typed:
            return None
        if typed.startswith("(") and typed.endswith(")"):
            return -abs(parse_amount(typed[1:-1], self._digits, self._currency))
        return parse_amount(typed, self._digits, self._currency)

    def amount_from_zero(self, text: str) -> int | None:
        """Return minor units, None for an empty cell; raises NegativeAmount."""
        amount = self.amount(text)
        if amount is not None and amount < 0:
            raise NegativeAmount(part=quoted(text))
        return amount


def wait(text: str) -> int | None:
    """Return a wait in minutes, None for an empty cell; raises NoWait."""
    typed = shown(text)
    if not typed:
        return None
    shape = _WAIT.fullmatch(typed)
    if not shape or int(shape[1]) > MAX_WAIT:
        raise NoWait(part=quoted(typed), limit=MAX_WAIT)
    return int(shape[1])


def rating(text: str) -> Rating | None:
    """Return value and scale, None for an empty cell; raises NoRating or RatingOutOfScale."""
    typed = shown(text)
    if not typed:
        return None
    shape = _RATING.fullmatch(typed)
    if not shape:
        raise NoRating(part=quoted(typed))
    value, scale = float(shape[1].replace(",", ".")), int(shape[2] or CLINIC_SCALE)
    if not _LEAST[scale] <= value <= scale:
        raise RatingOutOfScale(part=quoted(typed), low=_LEAST[scale], high=scale)
    return value, scale
