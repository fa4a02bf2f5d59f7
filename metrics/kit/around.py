"""Around a mark: the closed weeks before and after something changed at the clinic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from clinic.calendar import day_from
from clinic.period import Period
from metrics.kit.entries import MARKS
from metrics.kit.frames import Frames
from metrics.kit.means import Difference, difference
from metrics.kit.weekly import MONEY_SERIES, SERIES, WEEK, Weekly, weekly

LEAST_AFTER = 8
MOST_WEEKS = 26
"""Weeks on each side: longer ago, other things have changed as well."""

USUAL = "visits"
Mark = tuple[date, str]


@dataclass(frozen=True)
class Around:
    """The mark, the weeks around it, and each series' difference."""

    day: date
    note: str
    weeks: Weekly
    before: int
    after: int
    """How many of the weeks are over before the mark's day, and how many begin on it or later."""

    differences: dict[str, Difference]
    asked: str | None
    """The series that was asked for, None where the one that differs most is to be told."""

    def leading(self, money: bool) -> str:
        """Return the series that was asked for, if ``money`` may be shown or it is none.

        Else that which differs most beyond chance; visits where none does.
        """
        if self.asked is not None and (money or self.asked not in MONEY_SERIES):
            return self.asked
        sure = {
            name: _sureness(each)
            for name, each in self.differences.items()
            if money or name not in MONEY_SERIES
        }
        best = max(sure, key=lambda name: sure[name], default=USUAL)
        return best if sure.get(best, 0) > 1 else USUAL


def _sureness(found: Difference) -> float:
    """Return how many half-widths of its interval a difference lies from 0."""
    if found.interval is None or found.value is None:
        return 0.0
    half = (found.interval.high - found.interval.low) / 2
    return abs(found.value) / half if half else 0.0


def around(
    frames: Frames, period: Period, as_of: date, which: int, series: int = 0
) -> Around | None:
    """Return the weeks around one of the period's marks, the newest being 1; None without it.

    ``series`` is asked for by its place from 1 on; 0 is none.
    """
    marks = marks_of(frames, period, as_of)
    if len(marks) < which:
        return None
    (day, note), place = marks[-which], len(marks) - which
    first = max(day - timedelta(weeks=MOST_WEEKS), _since(frames, marks, place))
    until = marks[place + 1][0] - timedelta(days=1) if which > 1 else as_of
    weeks = weekly(frames, first, min(until, as_of, day + timedelta(weeks=MOST_WEEKS)))
    before = sum(monday + timedelta(days=WEEK) <= day for monday in weeks.mondays)
    after = sum(monday >= day for monday in weeks.mondays)
    asked = tuple(SERIES)[series - 1] if series else None
    return Around(day, note, weeks, before, after, _differences(weeks, before, after), asked)


def marks_of(frames: Frames, period: Period, as_of: date) -> list[Mark]:
    """Return the changes written down, by their days."""
    rows = frames[MARKS].rows(period, as_of)
    days = map(day_from, rows["day"].tolist())
    return list(zip(days, rows["note"].tolist(), strict=True))


def _since(frames: Frames, marks: list[Mark], place: int) -> date:
    """Return the day from which weeks count: of the mark before, or of the first visit."""
    return marks[place - 1][0] if place else frames.first_visit or marks[place][0]


def _differences(weeks: Weekly, before: int, after: int) -> dict[str, Difference]:
    """Return each series' difference, absent where too few of the weeks after are known."""
    if after < LEAST_AFTER:
        return {}
    found = {
        name: difference(values[:before], values[len(values) - after :])
        for name, values in weeks.values.items()
    }
    return {
        name: each if each.n[1] >= LEAST_AFTER else Difference(each.n, None, None)
        for name, each in found.items()
    }
