"""A heat map of cohorts: one row a cohort, one column an age, the darker the more.

    rows = [HeatRow("Mar 2026", [1.0, 0.41, None], n=38, unfinished=1)]      # None: not observed
    draw_heat(axes, rows, ["0", "1", "2"], words, words.share, across=words(_("months after")))

Leave out an age at which all are there by definition: it would make all others pale.
What was not observed stays blank; the last ``unfinished`` observed cells of a row are hatched.
Values stand in the cells where all fit; else a scale under the map says what the colours mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from metrics.kit.blocks import blocks
from metrics.kit.chart import INK, QUIET
from metrics.kit.lettering import LINE, SIZE, cut, width
from metrics.kit.page import GAP, PLAIN, Written, canvas, signed, write
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap

SHADES = ("#EAF3FA", "#9CC9E8", "#3D8FC6", "#0B5A99", "#072F57")
"""One hue from light to dark: told apart by everybody, and in grey."""

DARK = 0.5
"""From this shade on letters are white."""

TALLEST = 78
LEAST_HEIGHT = LINE
NAMES = 0.36
STRIP = 260


@dataclass(frozen=True)
class HeatRow:
    """A cohort: its name, its value at each age (None where not observed), its size."""

    name: str
    cells: Sequence[float | None]
    n: int | None = None
    unfinished: int = 0


def draw_heat(
    axes: Axes,
    rows: Sequence[HeatRow],
    columns: Sequence[str],
    words: Words,
    written: Written,
    across: str = "",
) -> None:
    """Draw the map, the first row on top, columns' names above it and ``across`` before them."""
    wide, high = canvas(axes)
    if not rows or not columns:
        return
    counts = ["" if row.n is None else words.number(row.n) for row in rows]
    aside = max(width(axes, count) for count in counts) + GAP
    named = max(width(axes, name) for name in (*(row.name for row in rows), across))
    left = min(named + GAP + aside, wide * NAMES)
    cell = (wide - left) / len(columns)
    tall = min((high - LINE) / len(rows), TALLEST)
    told = tall >= LEAST_HEIGHT and _widest(axes, rows, written) + 6 <= cell
    head = LINE if told else 1.5 * LINE
    if not told:
        tall = min((high - head - LINE - GAP) / len(rows), TALLEST)
    top = _span(rows)
    cells = _cells(rows, (left, head, cell, tall), top)
    _paint(axes, cells, (cell, tall))
    for each in cells if told else ():
        _value(axes, each, (cell, tall), written)
    _names(axes, [row.name for row in rows], counts, (left, aside), (head, tall))
    write(axes, 0, LINE / 2, cut(axes, across, left - GAP), color=QUIET)
    _column_names(axes, columns, left, cell)
    if not told:
        _strip(axes, top, written, (left, head + tall * len(rows) + GAP))


def _widest(axes: Axes, rows: Sequence[HeatRow], written: Written) -> float:
    texts = {signed(written(each)) for row in rows for each in row.cells if each is not None}
    return max((width(axes, text) for text in texts), default=0)


def _span(rows: Sequence[HeatRow]) -> tuple[float, float]:
    values = [each for row in rows for each in row.cells if each is not None]
    return min(0.0, *values, 0.0), max(*values, 0.0, 0.0) or 1.0


@cache
def shades() -> Colormap:
    """Return the colours of a heat map, from little to much."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("clinic", SHADES)


@dataclass(frozen=True)
class Cell:
    """What was observed: the upper left of its place, its value, how dark it is (0…1)."""

    corner: tuple[float, float]
    value: float
    depth: float
    hatched: bool


def _cells(
    rows: Sequence[HeatRow], place: tuple[float, float, float, float], span: tuple[float, float]
) -> list[Cell]:
    """Return all cells, from the map's upper left place, each so wide and tall."""
    left, top, wide, tall = place
    found = []
    for down, row in enumerate(rows):
        there = [(across, each) for across, each in enumerate(row.cells) if each is not None]
        over = len(there) - row.unfinished
        for number, (across, value) in enumerate(there):
            depth = (value - span[0]) / (span[1] - span[0])
            corner = left + wide * across, top + tall * down
            found.append(Cell(corner, value, depth, number >= over))
    return found


def _paint(axes: Axes, cells: Sequence[Cell], size: tuple[float, float]) -> None:
    """Draw the cells of one size, those hatched that are not over yet."""
    edge = min(1.5, min(size) / 25)
    for hatch in ("", "//"):
        those = [each for each in cells if each.hatched == bool(hatch)]
        colours = list(shades()([each.depth for each in those]))
        blocks(axes, [each.corner for each in those], colours, size, edge, hatch)


def _value(axes: Axes, cell: Cell, size: tuple[float, float], written: Written) -> None:
    colour = "white" if cell.depth >= DARK and not cell.hatched else INK
    behind = PLAIN if cell.hatched else None
    middle = (cell.corner[0] + size[0] / 2, cell.corner[1] + size[1] / 2)
    write(axes, *middle, signed(written(cell.value)), ha="center", color=colour, bbox=behind)


def _names(
    axes: Axes,
    names: Sequence[str],
    counts: Sequence[str],
    across: tuple[float, float],
    down: tuple[float, float],
) -> None:
    """Write the rows' names and sizes: all where they have room, else every so many."""
    (left, aside), (head, tall) = across, down
    step = max(1, math.ceil(LINE / tall))
    for number in range(0, len(names), step):
        middle = head + (number + 0.5) * tall
        write(axes, 0, middle, cut(axes, names[number], left - aside - GAP))
        write(axes, left - GAP, middle, counts[number], ha="right", color=QUIET)


def _column_names(axes: Axes, columns: Sequence[str], left: float, cell: float) -> None:
    widest = max(width(axes, name) for name in columns)
    step = int(max(1, -(-(widest + GAP) // cell)))
    for number in range(0, len(columns), step):
        middle = left + (number + 0.5) * cell
        room = (width(axes, columns[number]) - cell) / 2
        middle = min(middle, left + cell * len(columns) - max(room, 0) - cell / 2)
        write(
            axes,
            middle,
            LINE / 2,
            cut(axes, columns[number], cell * step),
            ha="center",
            color=QUIET,
        )


def _strip(
    axes: Axes, span: tuple[float, float], written: Written, place: tuple[float, float]
) -> None:
    """Draw what the colours mean: the least on the left, the most on the right."""
    left, top = place
    low, high = (signed(written(end)) for end in span)
    start = left + width(axes, low) + GAP
    steps = [(start + STRIP * n / 32, top + LINE * 0.15) for n in range(32)]
    colours = list(shades()([n / 31 for n in range(32)]))
    blocks(axes, steps, colours, (STRIP / 32 + 0.5, LINE * 0.7))
    write(axes, left, top + LINE / 2, low, size=SIZE, color=QUIET)
    write(axes, start + STRIP + GAP, top + LINE / 2, high, size=SIZE, color=QUIET)
