"""Notes on a chart over time or age: what is not over yet, and what changed when.

    unfinished(axes, first, last)                           # a hatched band, behind the data
    mark_changes(axes, [(place, "new receptionist")])       # lines with labels above
    place_of(day, [bar.day for bar in bars])                # where a day lies among bars

Labels of changes stand above the axes, which need ``change_room()`` pixels free there (``frame``'s
``above``); none covers another: the newest come first, and what has no room keeps its line only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from metrics.kit.chart import EDGE, INK, QUIET, WIDTH
from metrics.kit.lettering import LINE, cut, width
from metrics.kit.page import GAP

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LANES = 2
LEAST_ROOM = 90
"""A label shorter than that, in pixels, says nothing."""

CHANGE_ROOM = 420
HATCHED = "#D9D9D9"
STROKE: dict[str, Any] = {"color": INK, "lw": 2.5, "zorder": 1.5, "clip_on": False}


def unfinished(axes: Axes, first: float, last: float) -> None:
    """Hatch the part of a chart that is not over yet; the footnote says what it means."""
    axes.axvspan(first, last, facecolor="none", hatchcolor=HATCHED, hatch="//", lw=0, zorder=0.2)


def place_of(day: date, days: Sequence[date]) -> float:
    """Return where a day's line stands among bars that begin on these days: before its bar."""
    return bisect_right(days, day) - 1.5


def change_room(changes: Sequence[object]) -> float:
    """Return how many pixels labels of changes need above the axes: none where there are none."""
    return LINE * (LANES + 0.5) if changes else LINE / 2


def mark_changes(axes: Axes, changes: Sequence[tuple[float, str]]) -> None:
    """Draw a line at each change (its place along the axis, its name), labelled above the axes.

    The axes must be at their place and have their limits; changes outside of them are left out.
    """
    low, high = sorted(axes.get_xlim())
    shown = sorted((each for each in changes if low <= each[0] <= high), reverse=True)
    places = [float(axes.transData.transform((place, 0))[0]) for place, _name in shown]
    taken: list[list[tuple[float, float]]] = [[] for _lane in range(LANES)]
    for (place, name), at in zip(shown, places, strict=True):
        others = [each for each in places if each != at]
        up = 1 + _label(axes, at, name, taken, others) / axes.get_window_extent().height
        axes.plot((place, place), (0, up), ":", transform=axes.get_xaxis_transform(), **STROKE)


def _label(
    axes: Axes,
    at: float,
    name: str,
    taken: Sequence[list[tuple[float, float]]],
    others: Sequence[float],
) -> float:
    """Write a change's name in the first lane and on the first side where it has room.

    It is cut, if need be, not to reach over other changes' lines: they have names too. Returns
    how far above the axes its line goes, in pixels.
    """
    for least, kept_off in ((CHANGE_ROOM, others), (LEAST_ROOM, others), (LEAST_ROOM, ())):
        for lane, spans in enumerate(taken):
            left, right = _rooms(at, [*spans, *((place, place) for place in kept_off)])
            crossed = any(start < at < end for under in taken[: lane + 1] for start, end in under)
            if crossed or max(left, right) < min(least, width(axes, name)):
                continue
            text = cut(axes, name, min(max(left, right), CHANGE_ROOM))
            size = width(axes, text) + GAP
            on_right = right + GAP >= size
            spans.append((at, at + size) if on_right else (at - size, at))
            for under in taken[:lane]:
                under.append((at, at))
            _write(axes, at, text, lane, on_right)
            return LINE * (lane + 1.3)
    return 0.0


def _rooms(at: float, spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return how much room there is on the left and on the right of a place in a lane."""
    ends = [end for _, end in spans if end <= at]
    starts = [start for start, _ in spans if start >= at]
    return at - max([EDGE, *ends]) - GAP, min([WIDTH - EDGE, *starts]) - at - GAP


def _write(axes: Axes, at: float, text: str, lane: int, on_right: bool) -> None:
    box = axes.get_window_extent()
    axes.annotate(
        text,
        ((at - box.x0) / box.width, 1),
        (GAP / 2 if on_right else -GAP / 2, LINE * (lane + 1)),
        xycoords="axes fraction",
        textcoords="offset pixels",
        ha="left" if on_right else "right",
        va="center_baseline",
        color=QUIET,
    )
