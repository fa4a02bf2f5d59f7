"""An iceberg: few over the water, many under it, drawn to scale.

draw_iceberg(axes, (24, 343, 800), words)      # complained, at least, at most dissatisfied
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from clinic.marks import mark as _
from metrics.kit.chart import INK, NOW, QUIET
from metrics.kit.lettering import LINE, cut
from metrics.kit.page import GAP, canvas, write
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TIP = ((-0.5, 0.0), (-0.34, 0.42), (-0.12, 0.62)), ((0.06, 1.0), (0.22, 0.66), (0.5, 0.0))
BODY = (
    ((-0.5, 0.0), (-0.62, 0.16), (-0.46, 0.42), (-0.3, 0.58)),
    ((-0.08, 1.0), (0.14, 0.8), (0.34, 0.52), (0.6, 0.3), (0.5, 0.0)),
)
"""The left and the right side of each outline: across and away from the water, in its size."""

BROAD = 1.22
"""How broad the body is, in its size."""

WATER, LIGHT = "#D9EAF5", "#8FBFDD"
AIR = 0.26
"""How much of the height lies over the water."""

MIDDLE, WIDEST, LABELS = 0.3, 0.58, 0.62
"""Of the width: where the iceberg stands, how much it takes at most, where its labels begin."""


@dataclass(frozen=True)
class Part:
    """One outline that hangs down from the water, or with a negative size stands on it."""

    sides: tuple[tuple[tuple[float, float], ...], tuple[tuple[float, float], ...]]
    colour: str
    size: float
    middle: float
    line: float

    def outline(self) -> tuple[list[float], list[float]]:
        """Return its corners across and down, in pixels."""
        corners = (*self.sides[0], *self.sides[1])
        across = [self.middle + x * abs(self.size) for x, _y in corners]
        return across, [self.line + y * self.size for _x, y in corners]

    def edge(self, down: float) -> float:
        """Return where its right side lies at a height."""
        x, y = np.array(self.sides[1][::-1]).T
        found = np.interp((down - self.line) / self.size, y, x)
        return self.middle + float(found) * abs(self.size)


def draw_iceberg(axes: Axes, people: tuple[float, float, float], words: Words) -> None:
    """Draw how many complained, and at least and at most how many were dissatisfied."""
    complained, least, most = people
    wide, high = canvas(axes)
    line = high * AIR
    axes.fill([0, wide, wide, 0], [line, line, high, high], color=WATER, lw=0, zorder=0)
    axes.hlines(line, 0, wide, colors=NOW, lw=3, zorder=4)
    unit = min(
        min(high - line - 2 * GAP, WIDEST * wide / BROAD) / sqrt(max(most, 1)),
        (line - GAP) / sqrt(max(complained, 1)),
    )
    middle = wide * MIDDLE
    under = Part(BODY, LIGHT, unit * sqrt(most), middle, line)
    sure = Part(BODY, NOW, unit * sqrt(least), middle, line)
    tip = Part(TIP, "white", -unit * sqrt(complained), middle, line)
    for part in (under, sure, tip):
        axes.fill(*part.outline(), facecolor=part.colour, edgecolor=INK, lw=2, zorder=2)
    _label_all(axes, people, words, (tip, sure, under))


def _label_all(
    axes: Axes, people: tuple[float, float, float], words: Words, parts: tuple[Part, Part, Part]
) -> None:
    complained, least, most = (words.number(each) for each in people)
    tip, sure, under = parts
    _label(axes, max(LINE, -tip.size / 2), words(_("complained: {n}"), n=complained), tip)
    if people[0]:
        text = words(_("dissatisfied at least: {n}"), n=least)
        _label(axes, max(LINE, sure.size * 0.35), text, sure)
    _label(axes, max(3 * LINE, under.size * 0.62), words(_("at most: {n}"), n=most), under)


def _label(axes: Axes, away: float, text: str, part: Part) -> None:
    """Write what a part is, so far away from the water, with a line to its right side."""
    wide, down = axes.get_xlim()[1], part.line + (away if part.size > 0 else -away)
    write(axes, wide * LABELS, down, cut(axes, text, wide * (1 - LABELS)))
    if away <= abs(part.size):
        axes.hlines(down, part.edge(down), wide * LABELS - GAP, colors=QUIET, lw=1.5, zorder=3)
