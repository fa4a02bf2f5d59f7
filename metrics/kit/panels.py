"""Several series, each on a scale of its own, one below the other on one time axis.

    draw_panels(axes, [Panel(rate, words.share), Panel(profit, words.brief)], words, changes=…)

Lines are those of ``series``; each panel has its name above its line and its last value beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.kit.chart import INK, LINES, NOW
from metrics.kit.lettering import LINE, cut
from metrics.kit.notes import STROKE, change_room, mark_changes
from metrics.kit.page import GAP, Written, beside, frame, room_beside
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
    ends = [panel.written(panel.line.last() or 0) for panel in panels]
    frame(axes, 0, room_beside(axes, ends), 2 * LINE + GAP, change_room(changes))
    box = axes.get_position()
    tall = box.height / max(len(panels), 1)
    first = None
    for number, (panel, end) in enumerate(zip(panels, ends, strict=True)):
        lower = box.y1 - tall * (number + 1)
        strip = axes.figure.add_axes((box.x0, lower, box.width, tall), sharex=first)
        first = first or strip
        _panel(strip, panel, end)
    if first:
        draw_times(strip, [panel.line for panel in panels], words)
        for lower in axes.figure.axes[2:]:
            for day, _name in changes:
                lower.axvline(day.toordinal(), ls=":", **STROKE)
        mark_changes(first, [(day.toordinal(), name) for day, name in changes])


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
    )
    beside(axes, [(panel.line.last() or 0, end, NOW)])
