"""A guess as a diamond on a bar, and the room that it takes from the figure beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.kit.chart import INK
from metrics.kit.page import GAP
from metrics.kit.scale import Scale

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HALF = 20
"""Half of what a diamond takes across, with its edge, in pixels."""

DIAMOND: dict[str, Any] = {
    "marker": "D",
    "s": 130,
    "facecolor": "white",
    "edgecolor": INK,
    "linewidths": 2.5,
    "zorder": 6,
    "clip_on": False,
}


def draw_guess(axes: Axes, scale: Scale, guess: float | None, middle: float) -> None:
    """Draw what somebody guessed, if he did."""
    if guess is not None:
        axes.scatter(scale(guess), middle, **DIAMOND)


def clear_of(guess: float | None, scale: Scale, place: float, wide: float) -> float:
    """Return where a figure so ``wide`` stands: at its place, or behind a guess that is there."""
    if guess is None:
        return place
    mark = scale(guess)
    apart = mark + HALF < place or place + wide < mark - HALF
    return place if apart else mark + HALF + GAP / 2
