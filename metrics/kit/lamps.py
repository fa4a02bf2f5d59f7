"""Lamps: states one below the other, each by shape, word and colour, with its small control chart.

draw_lamps(axes, [Lamp("Complaints", "signal", "signal", "Per 1000 visits", "34", control), …])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrics.kit.chart import EDGE, HEIGHT, INK, LOSS, QUIET, WIDTH, head_end
from metrics.kit.control import CALM, SIGNAL, TOO_EARLY, WATCH, Control
from metrics.kit.control_chart import draw_small
from metrics.kit.lettering import LINE, cut, width, wrapped
from metrics.kit.page import GAP, canvas, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHAPES: dict[str, tuple[str, str, int]] = {
    CALM: ("o", "#009E73", 24),
    WATCH: ("^", "#B27700", 24),
    SIGNAL: ("D", LOSS, 19),
    TOO_EARLY: ("o", QUIET, 24),
}
"""Shape, colour and size of each state."""
MARK, NAMED = 74, 470
"""Where names begin, and where small charts do, in pixels from the left."""

AIR = 14
"""Between one small chart and the next, in pixels."""


@dataclass(frozen=True)
class Lamp:
    """One sign: its name, its state by key and in words, what is charted, and the newest value."""

    name: str
    state: str
    said: str
    series: str
    value: str
    control: Control | None


def draw_lamps(axes: Axes, lamps: Sequence[Lamp]) -> None:
    """Draw each lamp in a strip of its own."""
    wide, high = canvas(axes)
    tall = high / len(lamps)
    room = max(width(axes, lamp.value, weight="bold") for lamp in lamps) + GAP
    for place, lamp in enumerate(lamps):
        _write(axes, lamp, (place + 0.5) * tall)
        write(axes, wide, (place + 0.5) * tall, lamp.value, weight="bold", ha="right")
        if lamp.control is not None:
            strip = _strip(axes, place * tall + AIR / 2, tall - AIR, wide - room - GAP)
            draw_small(strip, lamp.control)


def _write(axes: Axes, lamp: Lamp, middle: float) -> None:
    """Draw a lamp and write its name and, below it, its state."""
    shape, colour, size = SHAPES[lamp.state]
    filled = "white" if lamp.state == TOO_EARLY else colour
    how: dict[str, Any] = {"ms": size, "mec": colour, "mfc": filled, "mew": 3, "clip_on": False}
    axes.plot([28], [middle], shape, **how)
    series = wrapped(axes, lamp.series, NAMED - MARK - GAP, 2).split("\n")
    texts = [
        (lamp.name, INK, "bold"),
        (lamp.said, colour, "normal"),
        *((line, QUIET, "normal") for line in series),
    ]
    top = middle - LINE * (len(texts) - 1) / 2
    for number, (text, ink, weight) in enumerate(texts):
        text = cut(axes, text, NAMED - MARK - GAP, weight=weight)
        write(axes, MARK, top + LINE * number, text, color=ink, weight=weight)


def _strip(axes: Axes, top: float, tall: float, end: float) -> Axes:
    """Return axes for one small chart, from so many pixels under the title on."""
    above = head_end(axes) - top - tall
    place = (
        (EDGE + NAMED) / WIDTH,
        above / HEIGHT,
        (end - NAMED) / WIDTH,
        tall / HEIGHT,
    )
    return axes.figure.add_axes(place)
