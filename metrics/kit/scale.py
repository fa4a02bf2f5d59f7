"""A scale across a canvas, in pixels: where values, intervals and a line of reference lie on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.kit.chart import INK, QUIET
from metrics.kit.lettering import LINE, cut, width
from metrics.kit.page import write

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Reference = tuple[float, str]
"""A value that all are compared with, and what it is."""


@dataclass(frozen=True)
class Scale:
    """Where a value lies across the page, in pixels."""

    left: float
    low: float
    pixels: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.left + (value - self.low) * self.pixels


def whisker(axes: Axes, low: float, high: float, middle: float) -> None:
    """Draw an interval on a canvas: a line with an end at either side, seen on blue and white."""
    for colour, wide in (("white", 6.0), (INK, 2.5)):
        axes.hlines(middle, low, high, colors=colour, lw=wide, zorder=3)
        axes.vlines((low, high), middle - 9, middle + 9, colors=colour, lw=wide, zorder=3)


def draw_reference(
    axes: Axes, scale: Scale, reference: Reference, between: tuple[float, float]
) -> None:
    """Draw a line down the canvas with its name on top."""
    value, name = reference
    place, wide = scale(value), axes.get_xlim()[1]
    text = cut(axes, name, wide * 0.7)
    half = width(axes, text) / 2
    middle = min(max(place, half), wide - half)
    write(axes, middle, between[0] + LINE / 2, text, ha="center", color=QUIET)
    axes.vlines(place, between[0] + LINE, between[1], colors=INK, lw=2, linestyles=(0, (4, 3)))
