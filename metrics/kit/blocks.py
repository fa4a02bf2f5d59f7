"""Blocks: many rectangles of one size, drawn as one artist; one by one they cost much more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def blocks(
    axes: Axes,
    corners: Sequence[tuple[float, float]],
    colours: Sequence[object],
    size: tuple[float, float],
    edge: float = 0,
    hatch: str = "",
) -> None:
    """Draw rectangles of one size at once, by their upper left."""
    from matplotlib.collections import PolyCollection

    wide, tall = size
    drawn = PolyCollection(
        [[(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)] for x, y in corners],
        facecolors=colours,
        edgecolors="white",
        linewidths=edge,
        hatch=hatch,
    )
    axes.add_collection(drawn, autolim=False)
