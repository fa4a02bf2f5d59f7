"""Series over time: up to three lines with their intervals, on one scale.

    rate = Line(words(_("Return")), days, shares, low, high, unfinished=2)   # None: a gap
    draw_series(axes, [rate], words, words.share, changes=[(day, "new receptionist")])

``days`` are the days that points stand for, rising; the last ``unfinished`` points are hatched.
Lines are labelled at their ends; changes are dotted lines with their names above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from metrics.kit.chart import LINES, QUIET, Look
from metrics.kit.labels import beside, label_axis, label_beside, room_beside
from metrics.kit.lettering import LINE
from metrics.kit.notes import change_room, mark_changes, unfinished
from metrics.kit.page import GAP, Written, frame, level_lines
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEW_POINTS = 14
"""Up to so many points each have a mark."""

MOST_DAYS = 70
"""Up to so many days the axis names days, and months where there are more."""

DAY_STEPS = (1, 2, 7, 14, 28)

Change = tuple[date, str]
"""A day on which something changed at the clinic, and what."""


@dataclass(frozen=True)
class Line:
    """One series: its name, its days, its value and interval on each (None where absent)."""

    name: str
    days: Sequence[date]
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()
    unfinished: int = 0

    def last(self) -> float | None:
        """Return the last value that is there."""
        return next((each for each in reversed(self.values) if each is not None), None)

    def reach(self) -> list[float]:
        """Return all that must lie on the scale."""
        parts = (self.values, self.low, self.high)
        return [float(each) for part in parts for each in part if each is not None]


def draw_series(
    axes: Axes,
    lines: Sequence[Line],
    words: Words,
    written: Written,
    changes: Sequence[Change] = (),
    from_zero: bool = True,
) -> None:
    """Draw up to three lines on one scale, which begins at nothing unless told otherwise."""
    lines = [line for line in lines if line.reach()]
    if not lines:
        axes.set_axis_off()
        return
    reach = [each for line in lines for each in line.reach()] + [0.0] * from_zero
    ends = [label_beside(axes, line.name, written(line.last() or 0)) for line in lines]
    left = level_lines(axes, min(reach), max(reach), written)
    frame(axes, left, room_beside(axes, ends), 2 * LINE + GAP, change_room(changes))
    draw_times(axes, lines, words)
    for line, look in zip(lines, LINES, strict=False):
        draw_line(axes, line, look)
    labels = [
        (line.last() or 0, end, look[0])
        for line, end, look in zip(lines, ends, LINES, strict=False)
    ]
    beside(axes, labels)
    mark_changes(axes, [(day.toordinal(), name) for day, name in changes])


def draw_line(axes: Axes, line: Line, look: Look) -> None:
    """Draw one line with its band, its last point, and what of it is not over yet."""
    colour, stroke, mark = look
    places = [day.toordinal() for day in line.days]
    values = [float("nan") if each is None else each for each in line.values]
    if len(line.low) and len(line.high):
        low, high = (
            [float("nan") if each is None else each for each in part]
            for part in (line.low, line.high)
        )
        axes.fill_between(places, low, high, color=colour, alpha=0.16, lw=0)
    few = len(places) <= FEW_POINTS
    axes.plot(
        places,
        values,
        color=colour,
        ls=stroke,
        lw=4,
        marker=mark if few else "",
        ms=9,
        mec="white",
        mew=1.5,
        clip_on=False,
    )
    there = [(place, value) for place, value in zip(places, values, strict=True) if value == value]
    axes.plot(*there[-1], mark, color=colour, ms=11, mec="white", mew=1.5, clip_on=False)
    if line.unfinished and len(places) > line.unfinished:
        unfinished(axes, places[-line.unfinished - 1], places[-1])


def draw_times(axes: Axes, lines: Sequence[Line], words: Words) -> None:
    """Set the span of time and write days, or the beginnings of months, under it."""
    days = sorted({day for line in lines for day in line.days})
    first, last = days[0], days[-1]
    axes.set_xlim(first.toordinal() - 0.5, last.toordinal() + 0.5)
    long = (last - first).days > MOST_DAYS
    marks = _months(first, last) if long else _days(days)
    texts = [_month(day, marks, words) if long else words.short_day(day) for day in marks]
    rows = [[text.split("\n")[0] for text in texts], [text.partition("\n")[2] for text in texts]]
    label_axis(axes, [day.toordinal() for day in marks], rows, [QUIET, QUIET])


def _days(days: Sequence[date]) -> list[date]:
    return list(days)


def _months(first: date, last: date) -> list[date]:
    """Return the beginnings of months, of every so many where there are years of them."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next((each for each in (1, 3, 6, 12, 60, 120) if len(months) / each <= 12), 600)
    days = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
    return [day for day in days if day >= first] or [first]


def _month(day: date, marks: Sequence[date], words: Words) -> str:
    """Return a month's name, with the year where it begins and at the first mark."""
    name = words.short_month(day)
    return f"{name}\n{day.year}" if day == marks[0] and "\n" not in name else name
