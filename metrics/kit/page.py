"""The page of a chart, in pixels, for what is set by the pixel: rows, tables, scales.

    wide, high = canvas(axes)                   # 1228 across; (0, 0) is the upper left
    write(axes, 0, 20, "Implants", weight="bold")
    frame(axes, left=level_lines(axes, 0, 62_000, words.short), right=200)

A chart lies between its title, which must have been written, and its footnote.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from metrics.kit.chart import EDGE, FAINT, FOOT, HEIGHT, INK, QUIET, WIDTH, head_end
from metrics.kit.lettering import SIZE, width
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Written = Callable[[float], str]
"""How a value is written: ``words.short``, ``words.share``, ``words.cash``, …"""

GAP = 12
PLAIN = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
"""What keeps a line from running through letters."""


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


def whole_levels(last: float) -> list[int]:
    """Return round whole numbers from nothing to the last: ages have no parts."""
    return sorted({int(mark) for mark in levels(0, last) if mark <= last})


def aged(mark: float, marks: Sequence[float], words: Words, unit: str) -> str:
    """Return an age; the first says in what."""
    text = words.number(mark, 1)
    return f"{text} {unit}".strip() if mark == marks[0] else text
