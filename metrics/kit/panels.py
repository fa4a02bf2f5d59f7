"""Several series, each on a scale of its own, one below the other on one time axis.

    draw_panels(axes, [Panel(rate, words.share), Panel(profit, words.brief)], words, changes=…)

Lines are those of ``series``; each panel has its name above its line and its last value beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.kit.chart import INK, LINES, NOW
from metrics.kit.labels import beside, label_beside, room_beside
from metrics.kit.lettering import LINE, cut
from metrics.kit.notes import STROKE, change_room, mark_changes
from metrics.kit.page import GAP, PLAIN, Written, frame
from metrics.kit.series import Change, Line, draw_line, draw_times
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Panel:
    """One of several series, each on a scale of its own."""

    line: Line
    written: Written


def draw_panels(
    axes: Axes, panels: Sequence[Panel], words: Words, changes: Sequence[Change] = ()
) -> None:
    """Draw each series in a strip of its own, one below the other, all on one time axis."""
    axes.set_axis_off()
    panels = [panel for panel in panels if panel.line.reach()]
    if not panels:
        return
    ends = [label_beside(axes, "", each.written(each.line.last() or 0)) for each in panels]
    frame(axes, 0, room_beside(axes, ends), 2 * LINE + GAP, change_room(changes))
    strips = _strips(axes, len(panels))
    for strip, panel, end in zip(strips, panels, ends, strict=True):
        _panel(strip, panel, end)
    draw_times(strips[-1], [panel.line for panel in panels], words)
    for lower in strips[1:]:
        for day, _name in changes:
            lower.axvline(day.toordinal(), ls=":", **STROKE)
    mark_changes(strips[0], [(day.toordinal(), name) for day, name in changes])


def _strips(axes: Axes, count: int) -> list[Axes]:
    """Return axes for each panel, from above, in the place of the page's own."""
    box = axes.get_position()
    tall = box.height / count
    strips: list[Axes] = []
    for number in range(count):
        place = (box.x0, box.y1 - tall * (number + 1), box.width, tall)
        strips.append(axes.figure.add_axes(place, sharex=strips[0] if strips else None))
    return strips


def _panel(axes: Axes, panel: Panel, end: str) -> None:
    """Draw one strip: its name above its line, its last value beside it."""
    low, high = min(panel.line.reach()), max(panel.line.reach())
    span = (high - low) or abs(high) or 1.0
    box = axes.get_window_extent()
    part = min((LINE + GAP) / box.height, 0.6)
    axes.set_ylim(low - span * 0.12, low + span * 1.08 / (1 - part))
    draw_line(axes, panel.line, LINES[0])
    name = cut(axes, panel.line.name, box.width - GAP)
    axes.annotate(
        name,
        (0, 1),
        (0, -LINE / 2 - 4),
        xycoords="axes fraction",
        textcoords="offset pixels",
        va="center_baseline",
        color=INK,
        bbox=PLAIN,
    )
    beside(axes, [(panel.line.last() or 0, end, NOW)])
