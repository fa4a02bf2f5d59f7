"""A series over a period's days, as bars: beside the period before, or one day beside its like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clinic.period import Period
from metrics.kit.bars import MOST_WEEKS, Bar, draw_bars, grouped, grouping, label_days
from metrics.kit.compare import Compared
from metrics.kit.daily import Daily, daily
from metrics.kit.frames import Frames
from metrics.kit.layout import Array
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WEEK = 7
LONGEST_WEEKS = MOST_WEEKS * WEEK
TWO_YEARS = 731
LEAST_WEEKDAYS = 2
WEEKS_SHOWN = 7
"""A day is drawn after the same weekdays before it: a Monday says little about a Saturday."""

Pick = Callable[[Daily], Array]
"""Which of the series is drawn, in the units of its bars."""


def takings(words: Words) -> Pick:
    """Return revenue, or visits for a reader who may not see totals of money."""
    if words.sees_money:
        return lambda each: words.major(each.series["revenue"])
    return lambda each: each.series["visits"]


def draw_period(axes: Axes, beside: Compared, pick: Pick, words: Words) -> None:
    """Draw the days (weeks, months) of a period, with those of the period before as lines."""
    period = beside.now.period
    group = grouping(period)
    bars = grouped(period, pick(beside.now), group, beside.running)
    before: list[Bar] = []
    if beside.behind is not None:
        before = grouped(beside.behind.period, pick(beside.behind), group)
    bars = _whole_week(bars, period, beside.name)
    draw_bars(axes, bars, before, words)
    label_days(axes, bars, _labels(period, words), _by_years(period))


def draw_weekdays(axes: Axes, beside: Compared, weekdays: Daily, pick: Pick, words: Words) -> None:
    """Draw one day after the same weekdays before it, or after the six days before it.

    On a weekday on which the clinic is closed as a rule, the former would be an empty picture.
    """
    shown = slice(-WEEK, None) if is_lonely(weekdays, pick) else slice(None, None, WEEK)
    days, values = list(weekdays.period.days())[shown], pick(weekdays)[shown].tolist()
    bars = [
        Bar(day, value, day == beside.running, day != days[-1])
        for day, value in zip(days, values, strict=True)
    ]
    draw_bars(axes, bars, (), words)
    label_days(axes, bars, words.short_day)


def weeks_before(frames: Frames, day: date, as_of: date) -> Daily:
    """Return the days of the weeks that end on a day, which is drawn beside its like."""
    return daily(frames, Period(day - timedelta(weeks=WEEKS_SHOWN - 1), day), as_of)


def is_lonely(weekdays: Daily, pick: Pick) -> bool:
    """Return whether at most one of the same weekdays before the last day had anything."""
    before = pick(weekdays)[::WEEK][:-1].tolist()
    return len([value for value in before if value]) < LEAST_WEEKDAYS


def _whole_week(bars: list[Bar], period: Period, name: str) -> list[Bar]:
    """Return the bars with the days of the week that are still to come."""
    if name != "week":
        return bars
    monday = period.first.toordinal()
    to_come = range(monday + len(bars), monday + WEEK)
    return [*bars, *(Bar(date.fromordinal(number), 0) for number in to_come)]


def _labels(period: Period, words: Words) -> Callable[[date], str]:
    if period.length() <= WEEK:
        return words.weekday
    return words.short_month if period.length() > LONGEST_WEEKS else words.short_day


def _by_years(period: Period) -> bool:
    """Return whether so many months are shown that only Januaries and Julys can be named."""
    return period.length() > TWO_YEARS
