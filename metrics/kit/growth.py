"""What a patient brings by the months since the first visit: cumulative means.

growth = Growth("", months, values, counts)             # no name where there is but one
draw_growth(axes, [growth], words, words.brief, [(50_000, "CAC")], unit=words(_("months")))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from metrics.kit.chart import LINES, QUIET, Look
from metrics.kit.labels import beside, frame_levels, label_axis, label_beside
from metrics.kit.lettering import LINE
from metrics.kit.page import Written, aged, whole_levels
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST_COUNTED = 10
"""Under so many patients a mean is not drawn at all."""

FEW_COUNTED = 30
"""Under so many it is dashed."""


@dataclass(frozen=True)
class Growth:
    """A cumulative mean by age, and over how many patients it is taken at each."""

    name: str
    ages: Sequence[float]
    values: Sequence[float]
    counts: Sequence[int]


def draw_growth(
    axes: Axes,
    growths: Sequence[Growth],
    words: Words,
    written: Written,
    marks: Sequence[tuple[float, str]] = (),
    unit: str = "",
) -> None:
    """Draw cumulative means; marks are levels across, such as what a new patient cost.

    Ages with under ten patients are left out, those with under thirty dashed.
    """
    growths = [each for each in map(_counted, growths) if len(each.ages)]
    if not growths:
        axes.set_axis_off()
        return
    ends = [label_beside(axes, each.name, written(each.values[-1])) for each in growths]
    named = [label_beside(axes, name, written(value)) for value, name in marks]
    values = [0.0, *(float(each) for growth in growths for each in growth.values)]
    values += [value for value, _ in marks]
    frame_levels(axes, (min(values), max(values)), written, [*ends, *named], LINE)
    last = max((each.ages[-1] for each in growths), default=1)
    axes.set_xlim(0, last)
    for growth, look in zip(growths, LINES, strict=False):
        _growth(axes, growth, look)
    for value, _name in marks:
        axes.axhline(value, color=QUIET, lw=2, ls=(0, (4, 3)))
    labels = [
        (each.values[-1], end, look[0])
        for each, end, look in zip(growths, ends, LINES, strict=False)
    ]
    beside(
        axes,
        [*labels, *((value, name, QUIET) for (value, _), name in zip(marks, named, strict=True))],
    )
    ages = whole_levels(last)
    label_axis(axes, ages, [[aged(mark, ages, words, unit) for mark in ages]], [QUIET])


def _counted(growth: Growth) -> Growth:
    """Return the part with enough patients; counts only fall with age."""
    there = sum(n >= LEAST_COUNTED for n in growth.counts)
    return replace(
        growth, ages=growth.ages[:there], values=growth.values[:there], counts=growth.counts[:there]
    )


def _growth(axes: Axes, growth: Growth, look: Look) -> None:
    """Draw one line from nothing on: whole where many were counted, then dashed."""
    colour, _stroke, mark = look
    many = sum(n >= FEW_COUNTED for n in growth.counts)
    start = [0.0] if growth.ages[0] > 0 else []
    ages, values = [*start, *growth.ages], [*start, *growth.values]
    whole = many + len(start)
    axes.plot(ages[:whole], values[:whole], color=colour, lw=4)
    axes.plot(
        ages[max(whole - 1, 0) :], values[max(whole - 1, 0) :], color=colour, ls=(0, (2, 2)), lw=3
    )
    axes.plot(ages[-1], values[-1], mark, color=colour, ms=11, clip_on=False)
