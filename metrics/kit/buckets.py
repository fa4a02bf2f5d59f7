"""What is spent to acquire, to keep, to improve; and the price of a new patient against a kept one.

    bars = [Row(words(_("acquire")), 120_000), Row(…), Row(…)]               # three, of kit.rows
    ratio = Ratio(words(_("a new patient against a kept one")), 4.2, marks=[(5, 5), (6, 7)])
    draw_buckets(axes, bars, words, words.brief, ratio)

A ratio is how often the cost of keeping one patient goes into that of acquiring one, None where
it is absent; its marks are what the articles say of it, from and to: quoted, never used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from metrics.kit.chart import BEFORE, NOW, QUIET
from metrics.kit.lettering import LINE, cut, width
from metrics.kit.page import GAP, Written, canvas, write
from metrics.kit.rows import Row, draw_rows_between
from metrics.kit.scale import Scale
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BARS = 0.58
"""The part of the page for the bars; the ratio stands under them."""

WIDEST = 12.0
"""A ratio far over the marks stands at the end of the scale."""


@dataclass(frozen=True)
class Ratio:
    """What stands under the bars: its name, its value, and the articles' values, from and to."""

    name: str
    value: float | None
    marks: Sequence[tuple[float, float]] = ()


def draw_buckets(
    axes: Axes,
    bars: Sequence[Row],
    words: Words,
    written: Written,
    ratio: Ratio,
) -> None:
    """Draw the bars, and under them the ratio on a line with the articles' marks."""
    wide, high = canvas(axes)
    draw_rows_between(axes, bars, words, written, (0, high * BARS))
    if not ratio.marks and ratio.value is None:
        return
    top = high * BARS + LINE
    write(axes, 0, top, cut(axes, ratio.name, wide, weight="bold"), weight="bold")
    most = max([10.0, *(end for _low, end in ratio.marks), min(ratio.value or 0, WIDEST)])
    scale = Scale(GAP * 2, 0, (wide - 6 * GAP) / most)
    middle = top + LINE * 2.6
    axes.hlines(middle, scale(0), scale(most), colors=QUIET, lw=2)
    _articles(axes, ratio.marks, words, scale, middle)
    if ratio.value is not None:
        _own(axes, ratio.value, words, scale, (most, middle))


def _times(value: float, words: Words) -> str:
    return f"{words.number(value, 1)}×"


def _articles(
    axes: Axes,
    marks: Sequence[tuple[float, float]],
    words: Words,
    scale: Scale,
    middle: float,
) -> None:
    """Draw what the articles say, under the line, each where it lies or next to it."""
    edge = 0.0
    for low, high in sorted(marks):
        axes.barh(middle, max(scale(high) - scale(low), 6), 30, scale(low), color=BEFORE)
        text = _times(high, words)
        if low != high:
            text = f"{words.number(low, 1)}–{text}"
        place = max(edge, (scale(low) + scale(high) - width(axes, text)) / 2)
        write(axes, place, middle + LINE, text, color=QUIET)
        edge = place + width(axes, text) + 2 * GAP
    if marks:
        said = cut(axes, words(_("grey: as the articles say")), axes.get_xlim()[1] - edge)
        write(axes, edge, middle + LINE, said, color=QUIET)


def _own(axes: Axes, ratio: float, words: Words, scale: Scale, ends: tuple[float, float]) -> None:
    """Mark the clinic's own ratio, its value above the line."""
    most, middle = ends
    place = scale(min(ratio, most))
    axes.plot(place, middle, "D" if ratio <= most else ">", color=NOW, ms=15, zorder=3)
    text = words(_("here {ratio}"), ratio=_times(ratio, words))
    half = width(axes, text, weight="bold") / 2
    start = min(max(place - half, 0), axes.get_xlim()[1] - 2 * half)
    write(axes, start, middle - LINE, text, weight="bold")
