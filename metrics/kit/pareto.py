"""How concentrated money is: which part of the patients brings which part of it.

    draw_pareto(axes, patients, money, words, top=(0.2, 0.61), bringers=(0.38, 0.8))

``patients`` and ``money`` are rising cumulative shares (0…1), the best payers first; ``top`` says
what the best 20 % bring, ``bringers`` who bring 80 %. Even shares are the straight line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from metrics.kit.chart import INK, LOSS, NOW, QUIET
from metrics.kit.labels import label_axis
from metrics.kit.lettering import LINE, cut, width
from metrics.kit.page import GAP, frame, level_lines
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Point = tuple[float, float]
"""A share of the patients, and the share of money they bring."""

MARKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
KEY_ROOM = 0.66


def draw_pareto(
    axes: Axes,
    patients: Sequence[float],
    money: Sequence[float],
    words: Words,
    top: Point | None = None,
    bringers: Point | None = None,
) -> None:
    """Draw the curve with its two marks and what an even clinic would have."""
    if not len(patients):
        axes.set_axis_off()
        return
    left = level_lines(axes, 0, 1, words.share)
    frame(axes, left, 3 * GAP, LINE + GAP, LINE / 2)
    axes.set_xlim(0, 1)
    axes.plot((0, 1), (0, 1), color=QUIET, lw=2, ls=(0, (4, 3)))
    axes.plot([0, *patients], [0, *money], color=NOW, lw=4, clip_on=False)
    axes.fill_between([0, *patients], [0, *money], [0, *patients], color=NOW, alpha=0.1, lw=0)
    label_axis(axes, MARKS, [[words.share(mark) for mark in MARKS]], [QUIET])
    notes = [(top, "o", NOW), (bringers, "s", LOSS)]
    said = [(_bring(point, words), mark, colour) for point, mark, colour in notes if point]
    for point, mark, colour in notes:
        if point:
            _drop(axes, point, mark, colour)
    _key(axes, [*said, (words(_("if all brought the same")), "", QUIET)])


def _drop(axes: Axes, point: Point, mark: str, colour: str) -> None:
    """Mark a point of the curve and lead it to both axes."""
    across, up = point
    axes.plot((0, across, across), (up, up, 0), color=colour, lw=2, ls=(0, (1, 1)))
    axes.plot(*point, mark, color=colour, ms=13, mec="white", mew=2, zorder=3, clip_on=False)


def _bring(point: Point, words: Words) -> str:
    patients, money = (words.share(each) for each in point)
    return words(_("{patients} of patients bring {money}"), patients=patients, money=money)


def _key(axes: Axes, notes: Sequence[tuple[str, str, str]]) -> None:
    """Write the notes where no curve ever is: in the lower right corner, each after its mark."""
    box = axes.get_window_extent()
    texts = [cut(axes, text, box.width * KEY_ROOM, weight="bold") for text, _, _ in notes]
    left = box.width - max(width(axes, text, weight="bold") for text in texts)
    high = GAP + len(notes) * (LINE + 4)
    corner = (left - 6 * GAP) / box.width
    axes.axvspan(corner, 1, GAP / 2 / box.height, high / box.height, color="white", zorder=2.5)
    for number, ((_text, mark, colour), text) in enumerate(zip(notes, texts, strict=True)):
        middle = GAP + (len(notes) - number - 0.5) * (LINE + 4)
        x, y = left / box.width, middle / box.height
        if mark:
            axes.plot(
                x - 2 * GAP / box.width,
                y,
                mark,
                color=colour,
                ms=13,
                transform=axes.transAxes,
                zorder=3,
            )
        else:
            ends = ((left - 5 * GAP) / box.width, (left - GAP) / box.width)
            axes.plot(
                ends, (y, y), color=colour, lw=2, ls=(0, (4, 3)), transform=axes.transAxes, zorder=3
            )
        axes.text(
            x,
            y,
            text,
            transform=axes.transAxes,
            va="center",
            weight="bold",
            color=INK if mark else QUIET,
        )
