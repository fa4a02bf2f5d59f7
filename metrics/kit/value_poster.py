"""The poster for the staff room: what one patient brings, large enough to be read in passing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from metrics.kit.chart import LOSS, NOW, QUIET
from metrics.kit.pages import A4, Paper, fitted, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EDGE = 120
CLINIC = ((92, 1), (76, 2), (60, 3), (48, 3))
ASK = ((84, 2), (68, 2), (56, 3))
VALUE = ((320, 1), (270, 1), (220, 1), (180, 1), (140, 1), (110, 1))
TAG = ((72, 1), (60, 1))
HOW = ((46, 4), (40, 5))
"""Sizes on A4 in pixels to be tried, each with the lines that it may take."""

ASK_FROM, HOW_FROM, DAY_FROM = 0.68, 0.2, 0.06
"""Where these begin, as a part of the page's height."""


def draw_value_poster(axes: Axes, paper: Paper, said: Mapping[str, str]) -> None:
    """Draw a page from what it says: clinic, ask, value, tag, how, day; on a narrow one smaller."""
    part = paper.width / A4.width
    room, middle, gap = (A4.width - 2 * EDGE) * part, paper.width / 2, 40 * part

    def put(name: str, sizes: tuple[tuple[int, int], ...], high: float, color: str) -> float:
        steps = [(size * part, lines) for size, lines in sizes]
        weight = "bold" if name in ("clinic", "value") else "normal"
        return write(axes, fitted(axes, said[name], room, steps, weight), (middle, high), color)

    put("clinic", CLINIC, paper.height - EDGE * part, "black")
    high = put("ask", ASK, paper.height * ASK_FROM, "black") - gap
    high = put("value", VALUE, high, NOW) - gap
    if said["tag"]:
        put("tag", TAG, high, LOSS)
    put("how", HOW, paper.height * HOW_FROM, QUIET)
    put("day", HOW, paper.height * DAY_FROM, QUIET)
