"""A table of segments: stages down, value groups across; in each cell people, money, the move.

    cells = [[Segment(124, 5_600_000, +12), Segment(80, None, None)]]      # a row a stage
    draw_matrix(axes, [words(_("regular"))], ["20 %", "30 %"], cells, words)

Money is in minor units, None where the reader may not see it; the move is in people since the
month before. The darker a cell, the more money (people, where there is no money) it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.kit.blocks import blocks
from metrics.kit.chart import INK, QUIET
from metrics.kit.heat import DARK, shades
from metrics.kit.lettering import LINE, cut, width
from metrics.kit.page import GAP, canvas, write
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = 0.27
TALLEST = 130
MANY = 1_000_000
EMPTY = "#F4F4F4"
"""The shade of a cell with nobody in it."""


@dataclass(frozen=True)
class Segment:
    """One cell: how many people, what they brought (minor units), how many more than before."""

    people: int
    money: float | None = None
    move: int | None = None


def draw_matrix(
    axes: Axes,
    stages: Sequence[str],
    groups: Sequence[str],
    cells: Sequence[Sequence[Segment]],
    words: Words,
) -> None:
    """Draw the table, the first stage on top."""
    wide, high = canvas(axes)
    if not stages or not groups:
        return
    left = min(max(width(axes, stage) for stage in stages) + 2 * GAP, wide * NAMES)
    cell = (wide - left) / len(groups)
    tall = min((high - LINE - 6) / len(stages), TALLEST)
    for number, group in enumerate(groups):
        middle = left + cell * (number + 0.5)
        write(axes, middle, LINE / 2, cut(axes, group, cell - GAP), ha="center", color=QUIET)
    most = max((_weight(each) for line in cells for each in line), default=0) or 1
    corners, shown = [], []
    for row, (stage, line) in enumerate(zip(stages, cells, strict=True)):
        top = LINE + 6 + tall * row
        write(axes, 0, top + tall / 2, cut(axes, stage, left - GAP))
        for column, each in enumerate(line):
            corners.append((left + cell * column, top))
            shown.append(shades()(_weight(each) / most) if each.people else EMPTY)
            _cell(axes, each, (*corners[-1], cell, tall), _weight(each) / most, words)
    blocks(axes, corners, shown, (cell, tall), 4)


def _weight(segment: Segment) -> float:
    return max(0.0, segment.people if segment.money is None else segment.money)


def _cell(
    axes: Axes,
    segment: Segment,
    place: tuple[float, float, float, float],
    depth: float,
    words: Words,
) -> None:
    left, top, wide, tall = place
    colour = "white" if segment.people and depth >= DARK else INK
    room = wide - 2 * GAP
    lines = [(text, size) for text, size in _lines(segment, words) if text]
    shown = lines[: max(1, int((tall - 6) // LINE))]
    for number, (text, weight) in enumerate(shown):
        middle = top + tall / 2 + LINE * (number - (len(shown) - 1) / 2)
        said = cut(axes, text, room, weight=weight)
        write(axes, left + wide / 2, middle, said, ha="center", color=colour, weight=weight)


def _lines(segment: Segment, words: Words) -> list[tuple[str, str]]:
    """Return the lines of a cell, with their weight."""
    people = words.short(segment.people) if segment.people >= MANY else words.number(segment.people)
    if segment.move:
        people += f"  ({segment.move:+})".replace("-", "\N{MINUS SIGN}")
    money = "" if segment.money is None else words.brief(segment.money)
    return [(people, "bold"), (money, "normal")]
