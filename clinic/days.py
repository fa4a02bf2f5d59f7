"""Days as people type them: in words of four languages and in figures."""

from __future__ import annotations

import re
from datetime import date, timedelta

from clinic.reading.edges import (
    AFTER_NUMBER,
    AFTER_WORD,
    BEFORE_NUMBER,
    BEFORE_WORD,
    any_of,
    quoted,
)
from clinic.refusals import BadDay, DayAhead, DayTooOld
from clinic.text import clean

EARLIEST = date(1990, 1, 1)

_BACK = {
    "today": 0,
    "сегодня": 0,
    "сьогодні": 0,
    "yesterday": 1,
    "вчера": 1,
    "вчора": 1,
    "учора": 1,
    "позавчера": 2,
    "позавчора": 2,
}
_BACK_HAN = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
# "0.50" and "35.50" are amounts; "00.00" and "05.00" are slips in a date.
_DAY_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])|0[0-9]\.(?:0[0-9]|1[0-2])")
_SHAPE = re.compile(
    f"{BEFORE_WORD}(?P<word>{any_of(_BACK)}){AFTER_WORD}|(?P<han_word>{any_of(_BACK_HAN)})"
    f"|{BEFORE_NUMBER}(?P<han>(?:[0-9]{{4}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}[日号])"
    f"|{BEFORE_NUMBER}(?:"
    "(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"|(?P<full>[0-9]{1,2}(?P<mark>[./])[0-9]{1,2}(?P=mark)(?:[0-9]{4}|[0-9]{2}))"
    rf"|(?P<short>[0-9]{{1,2}}\.[0-9]{{2}})){AFTER_NUMBER}",
    re.IGNORECASE,
)


def read_day(text: str, today: date) -> date:
    """Return the day that the text names, the latest past one where it names no year.

    Raises BadDay, DayAhead (after today) and DayTooOld.
    """
    shape = _SHAPE.fullmatch(clean(text).strip())
    if shape is None:
        raise BadDay(part=quoted(text))
    return day_of(shape, today)


def days_in(text: str) -> list[re.Match[str]]:
    """Return the pieces of a line that name days, or look so (``31.02``); ``35.50`` does not."""
    return [
        shape
        for shape in _SHAPE.finditer(text)
        if not shape["short"] or _DAY_MONTH.fullmatch(shape["short"])
    ]


def day_of(shape: re.Match[str], today: date) -> date:
    """Return the day that a piece of ``days_in`` names; raises as read_day does."""
    part = quoted(shape[0])
    if shape["word"]:
        return today - timedelta(days=_BACK[shape["word"].casefold()])
    if shape["han_word"]:
        return today - timedelta(days=_BACK_HAN[shape["han_word"]])
    numbers = [int(number) for number in re.findall("[0-9]+", shape[0])]
    if shape["short"]:
        return _latest(numbers[0], numbers[1], today) or _refuse(part)
    if shape["han"] and len(numbers) == 2:
        return _latest(numbers[1], numbers[0], today) or _refuse(part)
    year, month, day = numbers if not shape["full"] else reversed(numbers)
    return _checked(_exact(year if year > 99 else 2000 + year, month, day), part, today)


def _checked(day: date | None, part: str, today: date) -> date:
    if day is None:
        raise BadDay(part=part)
    if day > today:
        raise DayAhead(part=part, today=today)
    if day < EARLIEST:
        raise DayTooOld(part=part, limit=EARLIEST.year)
    return day


def _refuse(part: str) -> date:
    raise BadDay(part=part)


def _exact(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest(day: int, month: int, today: date) -> date | None:
    if month > 12 or day > 31:
        return None
    # 29 February may lie eight years back (1896 to 1904, and again about 2100).
    years = range(today.year, today.year - 9, -1)
    past = (_exact(year, month, day) for year in years)
    return next((found for found in past if found and found <= today), None)
