"""Periods: whole clinic-local days, and the same days before them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from clinic.refusals import BadPeriod, PeriodAhead

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
YEAR_OF_WEEKS = timedelta(days=364)
"""52 weeks: a day of last year that is the same weekday."""

_SPOKEN = {
    "today": "today сегодня сьогодні 今天",
    "yesterday": "yesterday вчера вчора учора 昨天",
    "week": "week неделя тиждень 本周 这周",
    "month": "month месяц місяць 本月 这个月",
    "year": "year год рік 今年",
}
_NAMES = {word: name for name, words in _SPOKEN.items() for word in words.split()}

CLOSED_YEAR = "12months"
"""The name of the last twelve closed months."""

EARLIEST_YEAR = 1900
LONGEST_CLOSED = 60
"""How many days back the last open day is looked for."""

_MONTH = re.compile("([0-9]{4})-([0-9]{2})")
_CLOSED_WEEKS = re.compile("([1-9][0-9]{0,2})weeks")
_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Yield each day in order."""
        for number in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(number)

    def contains(self, day: date) -> bool:
        """Return whether the day lies in the period."""
        return self.first <= day <= self.last

    def length(self) -> int:
        """Return the number of days."""
        return (self.last - self.first).days + 1

    def open_days(self, open_days: Container[date]) -> int:
        """Return how many of the days the clinic was open."""
        return sum(day in open_days for day in self.days())


@dataclass(frozen=True, slots=True)
class Before:
    """What a period is compared with; None where there is nothing, and ``year`` also for a year."""

    previous: Period | None
    year_ago: Period | None


def spoken_period(text: str) -> str | None:
    """Return the name of the period that a message asks for in one word, such as ``сегодня``."""
    return _NAMES.get(text.strip().rstrip("?!.？").casefold())


def read_period(text: str, as_of: date, first_visit: date | None) -> Period:
    """Return the period that P of the command line names, never ending after the as-of day.

    ``all`` begins with the clinic's first visit. Raises BadPeriod, or PeriodAhead where it
    begins after the as-of day.
    """
    name = text.strip().lower()
    closed = _closed_year(as_of) if name == CLOSED_YEAR else _closed_weeks(name, as_of)
    period = closed or _named(name, as_of, first_visit) or _month(name) or _range(name)
    if period is None or period.first > period.last or period.first.year < EARLIEST_YEAR:
        raise BadPeriod(part=text.strip()[:40])
    if period.first > as_of:
        raise PeriodAhead(part=text.strip())
    return Period(period.first, min(period.last, as_of))


def _named(name: str, as_of: date, first_visit: date | None) -> Period | None:
    starts = {
        "today": as_of,
        "yesterday": as_of - DAY,
        "week": as_of - as_of.weekday() * DAY,
        "month": as_of.replace(day=1),
        "year": as_of.replace(month=1, day=1),
        "all": min(first_visit or as_of, as_of),
    }
    if name not in starts:
        return None
    return Period(starts[name], starts[name] if name == "yesterday" else as_of)


def _month(name: str) -> Period | None:
    shape = _MONTH.fullmatch(name)
    try:
        return shape and _month_of(date(int(shape[1]), int(shape[2]), 1))
    except (ValueError, OverflowError):
        return None


def _range(name: str) -> Period | None:
    shape = _RANGE.fullmatch(name)
    try:
        return shape and Period(date.fromisoformat(shape[1]), date.fromisoformat(shape[2]))
    except ValueError:
        return None


def _closed_year(as_of: date) -> Period:
    """Return the last twelve months that are over on a day, or end with it."""
    after = (as_of + DAY).replace(day=1)
    return Period(after.replace(year=after.year - 1), after - DAY)


def _closed_weeks(name: str, as_of: date) -> Period | None:
    """Return the last so many weeks that are over on a day, or end with it, for ``52weeks``."""
    shape = _CLOSED_WEEKS.fullmatch(name)
    if shape is None:
        return None
    monday = as_of + DAY - (as_of + DAY).weekday() * DAY
    return Period(monday - int(shape[1]) * WEEK, monday - DAY)


def _month_of(day: date) -> Period:
    first = day.replace(day=1)
    return Period(first, (first + 31 * DAY).replace(day=1) - DAY)


def _year_of(day: date) -> Period:
    return Period(day.replace(month=1, day=1), day.replace(month=12, day=31))


def same_days_before(period: Period, name: str, open_days: Container[date]) -> Before:
    """Return the previous period and that of a year ago, as far as ``period`` has come.

    ``name`` is what read_period was given. A running period is compared with the same number of
    open days, a finished one with whole ones; one in which the clinic was never open is None.
    Before a day comes the last open day; a year before a day, week or range lie 52 weeks.
    """
    name = name.strip().lower()
    if name == "all":
        return Before(None, None)
    if name in ("today", "yesterday"):
        return Before(_open_before(period.first, open_days), _back(period, YEAR_OF_WEEKS))
    whole, previous, year_ago = _around(period, name)
    count = None if period.last >= whole.last else period.open_days(open_days)
    return Before(
        _first_open(previous, count, open_days),
        _first_open(year_ago, count, open_days) if year_ago else None,
    )


def _around(period: Period, name: str) -> tuple[Period, Period, Period | None]:
    first = period.first
    if name == "year":
        return _year_of(first), _year_of(first.replace(year=first.year - 1)), None
    if name == "month" or _MONTH.fullmatch(name):
        year_ago = _month_of(first.replace(year=first.year - 1))
        return _month_of(first), _month_of(first - DAY), year_ago
    whole = Period(first, first + 6 * DAY) if name == "week" else period
    return whole, _back(whole, whole.length() * DAY), _back(whole, YEAR_OF_WEEKS)


def _back(period: Period, by: timedelta) -> Period:
    return Period(period.first - by, period.last - by)


def _open_before(day: date, open_days: Container[date]) -> Period | None:
    before = (day - back * DAY for back in range(1, LONGEST_CLOSED + 1))
    return next((Period(one, one) for one in before if one in open_days), None)


def _first_open(whole: Period, count: int | None, open_days: Container[date]) -> Period | None:
    open_ones = [day for day in whole.days() if day in open_days]
    if not open_ones or count == 0:
        return None
    if count is None or count > len(open_ones):
        return whole
    return Period(whole.first, open_ones[count - 1])
