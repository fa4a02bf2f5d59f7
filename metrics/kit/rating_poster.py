"""The poster by which patients rate a clinic: its name, one line, the code to scan, the link."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import segno

from metrics.kit.chart import QUIET
from metrics.kit.pages import A4, fitted, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EDGE = 120
MIDDLE, ROOM = A4.width / 2, A4.width - 2 * EDGE
SIDE = 1200
"""Pixels of the code, 15 cm in print: read from two metres."""

CODE_TOP = 1640
NAME = ((110, 1), (92, 2), (76, 2), (60, 3), (48, 3))
ASK = ((84, 1), (72, 1), (60, 1))
LINK = ((46, 1), (40, 1), (34, 1), (28, 1))
SMALL = ((36, 1), (30, 1))
"""Sizes in pixels to be tried, each with the lines that it may take."""

OVERLAP = 0.02
"""Of a row: rows that only touch show a hair of white between them on some screens."""


def draw_rating_poster(axes: Axes, said: Mapping[str, str]) -> None:
    """Draw a poster on an A4 page from what it says: clinic, ask, rate, link, how, place.

    Long names get smaller, and at last are cut.
    """
    high = float(A4.height - EDGE)
    high = write(axes, fitted(axes, said["clinic"], ROOM, NAME), (MIDDLE, high)) - 40
    for line in ("ask", "rate"):
        high = write(axes, fitted(axes, said[line], ROOM, ASK, "normal"), (MIDDLE, high))
    draw_code(axes, said["link"], CODE_TOP)
    low = float(CODE_TOP - SIDE - 50)
    low = write(axes, fitted(axes, said["link"], ROOM, LINK), (MIDDLE, low)) - 20
    write(axes, fitted(axes, said["how"], ROOM, SMALL, "normal"), (MIDDLE, low))
    write(axes, fitted(axes, said["place"], ROOM, SMALL, "normal"), (MIDDLE, EDGE), QUIET)


def draw_code(axes: Axes, text: str, top: float) -> None:
    """Draw a QR code around the middle of the page, its modules whole pixels."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    rows = segno.make(text, micro=False, error="h").matrix
    step = SIDE // len(rows)
    left = int(MIDDLE - step * len(rows) / 2)
    bars = [bar for number, row in enumerate(rows) for bar in _bars(row, number)]
    paths = [
        Path(_corners(left + step * first, left + step * last, top - step * row, step), closed=True)
        for row, first, last in bars
    ]
    code = Path.make_compound_path(*paths)
    axes.add_patch(PathPatch(code, facecolor="black", linewidth=0, antialiased=False))


def _corners(left: int, right: int, top: float, step: int) -> list[tuple[float, float]]:
    low = top - step * (1 + OVERLAP)
    return [(left, top), (right, top), (right, low), (left, low), (left, top)]


def _bars(row: bytearray, number: int) -> list[tuple[int, int, int]]:
    """Return the row's number, beginning and end of each run of dark modules."""
    bars, place = [], 0
    for dark, run in groupby(row):
        size = len(list(run))
        if dark:
            bars.append((number, place, place + size))
        place += size
    return bars
