"""A funnel plot: shares by how many they rest on, between the limits that chance keeps to.

points = [Point(812, 0.61), Point(95, 0.33, "Weber", outside=True)]
draw_funnel(axes, points, 0.55, words)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from metrics.kit.chart import INK, LOSS, NOW, QUIET
from metrics.kit.even import NARROW, WIDE, share_limits
from metrics.kit.lettering import LINE, width
from metrics.kit.page import GAP, frame, level_lines, whole_levels
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = 40
LEAST, CROPPED = 5, 15
"""The funnel begins at so many, and is whole from so many on: before, chance does anything."""

BEYOND = 1.08
"""How much further than the largest n the page reaches."""


@dataclass(frozen=True)
class Point:
    """One share with its n; only who lies outside has a name."""

    n: int
    share: float
    name: str = ""

    @property
    def outside(self) -> bool:
        """Return whether it is named."""
        return bool(self.name)


def draw_funnel(axes: Axes, points: Sequence[Point], centre: float, words: Words) -> None:
    """Draw the points, the centre and the limits within which 95 and 99.8 % lie by chance."""
    most = max(point.n for point in points) * BEYOND
    sizes = np.unique(np.geomspace(min(LEAST, most), most, STEPS).astype(int).clip(1)).tolist()
    top = max(share_limits(min(CROPPED, int(most)), centre, WIDE).high, *(p.share for p in points))
    left = level_lines(axes, 0, top, words.share)
    mean = words.share(centre)
    frame(axes, left=left, right=width(axes, mean) + GAP, below=LINE + GAP)
    axes.set_xticks([])
    axes.set_xlim(0, most)
    axes.hlines(centre, 0, most, colors=INK, lw=2)
    axes.annotate(mean, (most, centre), (GAP / 2, 0), textcoords="offset pixels",
                  va="center_baseline", color=INK)  # fmt: skip
    for level, dash in ((WIDE, "-"), (NARROW, (0, (4, 3)))):
        limits = [share_limits(n, centre, level) for n in sizes]
        for side in (0, 1):
            axes.plot(sizes, [each[side] for each in limits], color=QUIET, lw=2, ls=dash)
    for point in points:
        _draw_point(axes, point)
    _sizes(axes, most, words)


def _draw_point(axes: Axes, point: Point) -> None:
    shape, colour = ("D", LOSS) if point.outside else ("o", NOW)
    axes.plot(
        [point.n],
        [point.share],
        shape,
        color=colour,
        ms=11,
        mec="white",
        mew=1.5,
        zorder=4,
        clip_on=False,
    )
    if point.outside:
        far = point.n > axes.get_xlim()[1] / 2
        axes.annotate(point.name, (point.n, point.share), (-GAP * 1.5 if far else GAP * 1.5, 0),
                      textcoords="offset pixels", ha="right" if far else "left",
                      va="center_baseline", color=INK, weight="bold")  # fmt: skip


def _sizes(axes: Axes, most: float, words: Words) -> None:
    for mark in whole_levels(most):
        axes.annotate(words.number(mark), (mark, 0), (0, -GAP), xycoords=("data", "axes fraction"),
                      textcoords="offset pixels", ha="center", va="top", color=QUIET)  # fmt: skip
