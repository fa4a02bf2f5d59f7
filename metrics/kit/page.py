"""The page of a chart, in pixels, for what is set by the pixel: rows, tables, scales.

wide, high = canvas(axes)                   # 1228 across; (0, 0) is the upper left
write(axes, 0, 20, "Implants", weight="bold")
frame(axes, left=90, right=200)             # axes with data, and room beside them for labels
for value, y in level_lines(axes, 0, 62_000, words.short): ...
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from metrics.kit.chart import EDGE, FAINT, FOOT, HEIGHT, INK, QUIET, WIDTH, head_end
from metrics.kit.lettering import LINE, SIZE, spread, width, wrapped
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Written = Callable[[float], str]
"""How a value is written: ``words.short``, ``words.share``, ``words.cash``, …"""

GAP = 12
PLAIN = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
"""What keeps a line from running through letters."""

LEADER: dict[str, Any] = {
    "arrowstyle": "-",
    "lw": 1.5,
    "shrinkA": 0,
    "shrinkB": 6,
    "relpos": (0, 0.5),
}
"""The thin line from a label that had to give way to what it is about."""

LABEL_ROOM = 340
"""The widest label beside a line, in pixels."""


def canvas(axes: Axes) -> tuple[float, float]:
    """Make a pixel the unit of the axes and return how many there are across and down."""
    wide, high = WIDTH - 2 * EDGE, head_end(axes) - FOOT
    frame(axes)
    axes.set_axis_off()
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    return wide, high


def frame(
    axes: Axes, left: float = 0, right: float = 0, below: float = 0, above: float = 0
) -> None:
    """Set the axes between title and footnote, with so many pixels free beside them.

    The title must have been written: a chart begins under its last line.
    """
    start, end = (EDGE + left) / WIDTH, 1 - (EDGE + right) / WIDTH
    low, high = (FOOT + below) / HEIGHT, (head_end(axes) - above) / HEIGHT
    axes.set_position((start, low, end - start, high - low))


def signed(text: str) -> str:
    """Return a number's text with a minus that is as wide as a plus."""
    return f"\N{MINUS SIGN}{text[1:]}" if text.startswith("-") else text


def write(axes: Axes, x: float, y: float, text: str, **how: object) -> None:
    """Write a text at a place of the axes; from there to the right, in the middle of the line."""
    given: dict[str, Any] = {"size": SIZE, "va": "center_baseline", "color": INK, **how}
    axes.text(x, y, text, **given)


def levels(low: float, high: float, most: int = 5) -> list[float]:
    """Return at most about so many round numbers that reach over all values, in even steps."""
    span = (high - low) or abs(high) or 1.0
    step = 10 ** math.floor(math.log10(span / most))
    step *= next(by for by in (1, 2, 2.5, 5, 10) if span / (step * by) <= most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def level_lines(axes: Axes, low: float, high: float, written: Written) -> float:
    """Draw round levels across the axes and write them on the left; return their width there.

    The caller leaves that much room on the left by ``frame``.
    """
    marks = levels(low, high)
    axes.set_ylim(marks[0], marks[-1])
    texts = [signed(written(mark)) for mark in marks]
    axes.hlines(marks, 0, 1, transform=axes.get_yaxis_transform(), colors=FAINT, lw=1.5, zorder=0)
    if marks[0] <= 0 <= marks[-1]:
        axes.axhline(0, color=QUIET, lw=1.5, zorder=1)
    for mark, text in zip(marks, texts, strict=True):
        axes.annotate(
            text,
            (0, mark),
            (-GAP, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset pixels",
            ha="right",
            va="center_baseline",
            color=QUIET,
        )
    return max(width(axes, text) for text in texts) + GAP


def beside(axes: Axes, labels: Sequence[tuple[float, str, str]]) -> None:
    """Write labels (value, text, colour) on the right of the axes, at their values or near.

    The axes must be at their place already, with ``room_beside`` pixels free on the right.
    """
    box = axes.get_window_extent()
    places = [float(axes.transData.transform((0, value))[1]) for value, _, _ in labels]
    notes = [
        axes.annotate(
            text,
            (1, value),
            (2 * GAP, 0),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset pixels",
            va="center",
            color=colour,
            weight="bold",
            arrowprops={**LEADER, "color": colour},
        )
        for value, text, colour in labels
    ]
    heights = [max(LINE, note.get_window_extent().height) for note in notes]
    middles = spread(places, heights, box.y0 - LINE / 2, box.y1 + LINE / 2)
    for note, middle, place in zip(notes, middles, places, strict=True):
        note.xyann = (2 * GAP, middle - place)
        if note.arrow_patch:
            note.arrow_patch.set_visible(abs(middle - place) > LINE / 2)


def label_beside(axes: Axes, name: str, value: str) -> str:
    """Return the label of a line's end: its name, cut politely, and under it its value."""
    named = wrapped(axes, name, LABEL_ROOM, 2, weight="bold") if name else ""
    return "\n".join(part for part in (named, signed(value)) if part)


def room_beside(axes: Axes, texts: Sequence[str]) -> float:
    """Return how many pixels labels beside the axes need."""
    return max((width(axes, text, weight="bold") + 2 * GAP for text in texts), default=0)


def whole_levels(last: float) -> list[int]:
    """Return round whole numbers from nothing to the last: ages have no parts."""
    return sorted({int(mark) for mark in levels(0, last) if mark <= last})


def label_axis(
    axes: Axes, marks: Sequence[float], rows: Sequence[Sequence[str]], colours: Sequence[str]
) -> None:
    """Write rows of texts under the axis, one of each row a mark, at as many marks as have room.

    The axes must be at their place, with LINE pixels a row free below.
    """
    axes.set_xticks([])
    if not marks:
        return
    sizes = [max(width(axes, row[number]) for row in rows) for number in range(len(marks))]
    places = [float(axes.transData.transform((mark, 0))[0]) for mark in marks]
    middles = [
        min(max(place, EDGE + size / 2), WIDTH - EDGE - size / 2)
        for place, size in zip(places, sizes, strict=True)
    ]
    step = next(each for each in range(1, len(marks) + 1) if _apart(middles, sizes, each))
    for number in range(0, len(marks), step):
        for down, (row, colour) in enumerate(zip(rows, colours, strict=True)):
            axes.annotate(
                row[number],
                (marks[number], 0),
                (middles[number] - places[number], -GAP - LINE * (down + 0.5)),
                xycoords=axes.get_xaxis_transform(),
                textcoords="offset pixels",
                ha="center",
                va="center_baseline",
                color=colour,
            )


def _apart(middles: Sequence[float], sizes: Sequence[float], step: int) -> bool:
    """Return whether every so many of the labels have room between them."""
    shown = list(zip(middles, sizes, strict=True))[::step]
    return all(
        right[0] - right[1] / 2 - left[0] - left[1] / 2 >= 2 * GAP
        for left, right in pairwise(shown)
    )


def frame_levels(
    axes: Axes,
    reach: tuple[float, float],
    written: Written,
    ends: Sequence[str],
    below: float,
) -> None:
    """Set the axes so that levels on the left, labels on the right and rows below have room."""
    left = level_lines(axes, *reach, written)
    frame(axes, left, room_beside(axes, ends), below + GAP, LINE / 2)


def aged(mark: float, marks: Sequence[float], words: Words, unit: str) -> str:
    """Return an age; the first says in what."""
    text = words.number(mark, 1)
    return f"{text} {unit}".strip() if mark == marks[0] else text
