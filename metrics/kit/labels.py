"""Labels of charts with data: of lines at their ends, and of marks under the axis.

    frame(axes, left, right=room_beside(axes, texts), below=LINE + GAP)
    beside(axes, [(0.41, label_beside(axes, "Instagram", "41 %"), NOW), …])
    label_axis(axes, [0, 90, 180], [["0", "90", "180"], ["n = 40", "n = 31", "n = 12"]], colours)

The axes must be at their place before anything is labelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from metrics.kit.chart import EDGE, WIDTH
from metrics.kit.lettering import LINE, spread, width, wrapped
from metrics.kit.page import GAP, Written, frame, level_lines, signed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
