"""What moved most: the service, channel, hour or subject that a sign's newest weeks differ in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from metrics.kit.entries import BILLS
from metrics.kit.layout import COMPLAINTS, SUBJECTS, Array, Rows
from metrics.kit.quotes import quoted_visits
from metrics.kit.rules import HIGHER, LOWER, RULES
from metrics.kit.weekly import WEEK, shared
from metrics.kit.weeks import Weeks

LEAST = 3
"""Of fewer than so many nothing is said."""

FAR = 2.0
"""So many standard deviations from what is usual: one name of many is always far by chance."""


@dataclass(frozen=True)
class Moved:
    """One name of a dimension: how often in the newest four weeks, and how often is usual."""

    by: str
    name: str | int | None
    now: int
    usual: float


@dataclass(frozen=True)
class Happened:
    """What a sign counts: rows with a ``day`` and codes, those that count, and of how many.

    ``among`` are the rows by which exposure is counted; None where it is days alone.
    """

    rows: Rows
    among: Rows | None
    worse: int = HIGHER


def moved_most(sign: str, weeks: Weeks, since: date) -> Moved | None:
    """Return the name whose newest four weeks are the least like those of the baseline."""
    split = weeks.first + weeks.days - RULES.newest * WEEK
    first = max(day_number(since), weeks.first)
    if first >= split:
        return None
    happened = HAPPENED[sign](weeks)
    found = [
        (each, far)
        for by in DIMENSIONS
        if by in happened.rows
        for each, far in _by(by, happened, weeks, (first, split))
    ]
    best = max(found, key=lambda each: each[1], default=None)
    return best[0] if best and best[1] >= FAR else None


def _by(
    by: str, happened: Happened, weeks: Weeks, days: tuple[int, int]
) -> Sequence[tuple[Moved, float]]:
    names = _names(by, weeks)
    before, now = _counts(by, happened.rows, len(names), days)
    whole, part = _exposure(by, happened.among, len(names), days)
    usual = np.nan_to_num(shared(before, whole)) * part
    far = happened.worse * (now - usual) / np.sqrt(usual + 1)
    enough = np.maximum(now, usual) >= LEAST
    return [
        (Moved(by, names[code], int(now[code]), float(usual[code])), float(far[code]))
        for code in np.flatnonzero(enough & (far > 0)).tolist()
        if names[code] is not None
    ]


def _exposure(
    by: str, among: Rows | None, names: int, days: tuple[int, int]
) -> tuple[Array, Array]:
    """Return of how much the rows of each name are: of days, or of those among which they lie."""
    if among is not None:
        return _counts(by, among, names, days)
    return np.full(names, days[1] - days[0]), np.full(names, RULES.newest * WEEK)


def _counts(by: str, rows: Rows, names: int, days: tuple[int, int]) -> tuple[Array, Array]:
    """Return how many rows of each name lie in the baseline, and behind it."""
    first, split = days
    code = rows[by] + 1 if by == "hour" else rows[by]
    early = (rows["day"] >= first) & (rows["day"] < split)
    late = rows["day"] >= split
    return np.bincount(code[early], minlength=names), np.bincount(code[late], minlength=names)


def _names(by: str, weeks: Weeks) -> list[str | int | None]:
    if by == "hour":
        return [None, *range(24)]
    if by == "subject":
        return list(SUBJECTS)
    return [None, *weeks.frames.names[by.removeprefix("first_")].names]


def _complaints(weeks: Weeks) -> Happened:
    rows = weeks.frames[COMPLAINTS].rows(weeks.period, weeks.period.last)
    return Happened({name: rows[name] for name in ("day", "subject")}, None)


def _new(weeks: Weeks) -> Happened:
    rows = {name: weeks.visits[name].take(weeks.new) for name in ("day", "first_channel")}
    return Happened(rows, None, LOWER)


def _base(weeks: Weeks) -> Happened:
    found, rows = weeks.coming, weeks.until_rows
    due = {name: rows[name][found.places] for name in ("service", "first_channel", "hour")}
    due["day"] = weeks.first + found.week.astype(np.int64) * WEEK
    away = {name: column[~found.came] for name, column in due.items()}
    return Happened(away, due)


def _trust(weeks: Weeks) -> Happened:
    rows = quoted_visits(weeks.frames[BILLS].rows(weeks.period, weeks.period.last))
    over = {name: rows[name][rows["over"]] for name in ("day", "service")}
    return Happened(over, rows)


HAPPENED: Mapping[str, Callable[[Weeks], Happened]] = {
    "complaints": _complaints,
    "new": _new,
    "base": _base,
    "trust": _trust,
}
DIMENSIONS = ("subject", "service", "first_channel", "hour")
