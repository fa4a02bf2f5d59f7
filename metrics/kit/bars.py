"""Bars over time: a period's days, weeks or months, with the period before behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clinic.period import Period
from metrics.kit.chart import BEFORE, EDGE, INK, NOW, QUIET, WIDTH
from metrics.kit.compare import MOST_DAYS
from metrics.kit.labels import label_axis
from metrics.kit.layout import Array
from metrics.kit.lettering import width
from metrics.kit.page import GAP, frame, signed
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_WEEKS = 26
LABELLED = 8
"""Up to so many bars each carry their value; more would write over one another."""

HALVES = (1, 7)
"""The months in which half a year begins."""

HEADROOM = 50
"""Room over the highest bar for its value, in pixels."""

BESIDE, UNDER = 32, 92
"""Room beside and under the bars for what is written there, in pixels."""


@dataclass(frozen=True)
class Bar:
    """One bar: the first of its days and its value."""

    day: date
    value: float
    running: bool = False
    """Whether its last day is not over: it is hatched."""

    past: bool = False
    """Whether it is only there to be compared with: it is grey."""


def grouping(period: Period) -> Callable[[date], date]:
    """Return the day that stands for a day's bar: itself, its week's Monday, its month's first."""
    if period.length() <= MOST_DAYS:
        return lambda day: day
    if period.length() <= MOST_WEEKS * 7:
        return lambda day: day - timedelta(days=day.weekday())
    return lambda day: day.replace(day=1)


def grouped(
    period: Period, values: Array, group: Callable[[date], date], running: date | None = None
) -> list[Bar]:
    """Return one bar a group of days; ``running`` is the day that is not over."""
    sums: dict[date, float] = {}
    for day, value in zip(period.days(), values.tolist(), strict=True):
        sums[group(day)] = sums.get(group(day), 0) + value
    last = group(running) if running else None
    return [Bar(day, value, day == last) for day, value in sums.items()]


def draw_bars(axes: Axes, bars: Sequence[Bar], before: Sequence[Bar], words: Words) -> None:
    """Draw the bars and, as broad lines across them, what stood in their places before."""
    frame(axes, BESIDE, BESIDE, UNDER)
    before = before[: len(bars)]
    for place, bar in enumerate(bars):
        colour, hatch = BEFORE if bar.past else NOW, "//" if bar.running else ""
        axes.bar(place, bar.value, width=0.72, color=colour, hatch=hatch)
    for place, bar in enumerate(before):
        if bar.value:
            axes.hlines(bar.value, place - 0.46, place + 0.46, colors="white", lw=7)
            axes.hlines(bar.value, place - 0.46, place + 0.46, colors=QUIET, lw=3.5)
    values = [bar.value for bar in (*bars, *before)]
    low, high = min(0, *values, 0), max(*values, 0, 0) or float(not any(values))
    tall = axes.get_window_extent().height
    axes.set_ylim(low, high + (high - low) * HEADROOM / (tall - HEADROOM))
    axes.set_xlim(-0.6, len(bars) - 0.4)
    axes.axhline(0, color=QUIET, lw=1)
    _write_values(axes, bars, before, words)


def _write_values(axes: Axes, bars: Sequence[Bar], before: Sequence[Bar], words: Words) -> None:
    """Write values above the bars: all where they have room, else the highest."""
    for place, text in _texts(axes, bars, words).items():
        height = bars[place].value
        crossed = before[place].value if place < len(before) else 0
        middle = float(axes.transData.transform((place, 0))[0])
        half = width(axes, text, weight="bold") / 2
        aside = min(max(middle, EDGE + half), WIDTH - EDGE - half) - middle
        axes.annotate(
            text,
            (place, crossed if height <= crossed < height * 1.12 else max(height, 0)),
            (aside, GAP),
            textcoords="offset pixels",
            ha="center",
            color=INK,
            weight="bold",
        )


def _texts(axes: Axes, bars: Sequence[Bar], words: Words) -> dict[int, str]:
    """Return what is written over which bar, shorter where bars stand close."""
    there = [place for place, bar in enumerate(bars) if bar.value]
    room = axes.get_window_extent().width / (len(bars) + 0.2)
    for digits in (1, 0) if len(bars) <= LABELLED else ():
        texts = {place: signed(words.short(bars[place].value, digits)) for place in there}
        if all(width(axes, text, weight="bold") < room for text in texts.values()):
            return texts
    highest = sorted(there, key=lambda place: bars[place].value)[-1:]
    return {place: signed(words.short(bars[place].value)) for place in highest}


def label_days(
    axes: Axes, bars: Sequence[Bar], written: Callable[[date], str], half_years: bool = False
) -> None:
    """Write under the bars when they were: all where they have room, else some, evenly."""
    places = list(range(len(bars)))
    if half_years:
        places = [place for place, bar in enumerate(bars) if bar.day.month in HALVES]
    texts = [written(bars[place].day).partition("\n") for place in places]
    rows = [[text[0] for text in texts], [text[2] for text in texts]]
    label_axis(axes, places, rows, [INK, INK])
