"""The same days before: a period beside the previous one and last year's, per open day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from clinic.period import Period, same_days_before
from metrics.kit.daily import Daily, Totals, daily
from metrics.kit.frames import Frames

WEEK = 7
EVERYTHING = "all"
"""The period without a period before."""

Figure = Callable[[Totals, int], str]
"""How a figure is written, given totals and the days to share by."""

MOST_DAYS = 31
"""Longer periods are drawn by weeks or months."""


@dataclass(frozen=True)
class Compared:
    """A period's closed days, and the same number of open days before."""

    name: str
    """The period's name as it was asked for."""

    now: Daily
    """The whole period, a running day included."""

    running: date | None
    """The as-of day where it is part of the period: it is not over."""

    closed: Daily
    """The period as it is compared: without the running day, unless that is all of it."""

    previous: Daily | None
    year_ago: Daily | None
    behind: Daily | None
    """What a picture shows behind the period: the previous one, weekday under weekday."""

    @property
    def single(self) -> bool:
        """Return whether the period is one day."""
        return self.now.period.length() == 1

    def in_words(self, figure: Figure) -> str:
        """Return a figure with those before it in brackets, such as ``3 (1; 2)``."""
        before = "; ".join(_written(figure, each) for each in self.others)
        own = _written(figure, self.closed)
        return f"{own} ({before})" if before else own

    @property
    def others(self) -> tuple[Daily, ...]:
        """Return the periods before that there are."""
        return tuple(each for each in (self.previous, self.year_ago) if each is not None)


def _written(figure: Figure, daily: Daily) -> str:
    return figure(daily.totals, daily.totals.open_days or 1)


def compared(frames: Frames, now: Daily, as_of: date, name: str) -> Compared:
    """Return a period beside the same days before; ``name`` is what it was asked by."""
    period = now.period
    running = as_of if period.last == as_of else None
    closed = _closed(frames, now, as_of, name)
    open_days = frozenset() if name == EVERYTHING else frames.open_days
    before = same_days_before(closed.period, name, open_days)
    return Compared(
        name,
        now,
        running,
        closed,
        _seen(frames, before.previous, as_of),
        _seen(frames, before.year_ago, as_of),
        _seen(frames, _behind(period, before.previous, name), as_of),
    )


def _closed(frames: Frames, now: Daily, as_of: date, name: str) -> Daily:
    """Return the period without its running day; with it where there is nothing to compare."""
    if now.period.last < as_of or now.period.length() == 1 or name == EVERYTHING:
        return now
    until = Period(now.period.first, now.period.last - timedelta(days=1))
    return _seen(frames, until, as_of) or now


def _behind(period: Period, previous: Period | None, name: str) -> Period | None:
    """Return the previous period moved so that Sundays stand behind Sundays.

    A month of days beside another that begins on another weekday shows nothing but closed days.
    """
    if previous is None or period.length() > MOST_DAYS:
        return previous
    moved = (period.first - previous.first).days % WEEK
    first = previous.first + timedelta(days=moved)
    length = WEEK if name == "week" else period.length()
    return Period(first, min(first + timedelta(days=length), period.first) - timedelta(days=1))


def _seen(frames: Frames, period: Period | None, as_of: date) -> Daily | None:
    """Return the period's days, or None where nobody came."""
    found = daily(frames, period, as_of) if period else None
    return found if found and found.totals.open_days else None
