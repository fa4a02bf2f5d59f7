"""Whole pages: a sheet of paper or a phone's screen, drawn to its edges, as PNG or PDF.

A page's axes count pixels from the lower left corner, so that things stand where they are measured.

    with blank(A4) as axes:
        write(axes, fitted(axes, "Smile", 1400, ((90, 1), (60, 2))), (827, 2200))
        printed = in_bytes(axes, "pdf")
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrics.kit.lettering import FAMILIES, drawable, load_fonts, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SPACING = 1.25
"""From one line of a text to the next, of its size."""

POINTS = 72
"""In an inch: letters are measured in points, everything else on a page in pixels."""

NAMELESS = {"pdf": {"CreationDate": None, "Creator": None, "Producer": None}}
"""A file says neither when nor with what it was made, so that equal pages are equal bytes."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a page is drawn on: its size in pixels, and how many of them make an inch."""

    width: int
    height: int
    dpi: int


A4 = Paper(1654, 2339, 200)
STORY = Paper(1080, 1920, 160)
PAPERS = {"a4": A4, "story": STORY}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text broken into lines, and the size in pixels at which it fits."""

    text: str
    size: float
    weight: str


@contextmanager
def blank(paper: Paper) -> Iterator[Axes]:
    """Lend the axes of an empty white page."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    load_fonts()
    with mpl.rc_context({"font.family": FAMILIES, "text.parse_math": False}):
        inches = (paper.width / paper.dpi, paper.height / paper.dpi)
        figure = Figure(figsize=inches, dpi=paper.dpi, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, paper.width)
        axes.set_ylim(0, paper.height)
        yield axes


def in_bytes(axes: Axes, format: str) -> bytes:
    """Return the page of these axes as a ``png`` or a ``pdf``."""
    output = io.BytesIO()
    canvas: Any = axes.figure.canvas
    canvas.print_figure(output, format=format, metadata=NAMELESS.get(format))
    return output.getvalue()


def fitted(
    axes: Axes, text: str, room: float, steps: Sequence[tuple[float, int]], weight: str = "bold"
) -> Fitted:
    """Return a text at the first size (pixels) at which it fits on so many lines.

    Where it fits at none of the ``steps``, it is cut at the last.
    """
    whole = "".join(drawable(text).split())
    said, size = "", 0.0
    for size, lines in steps:
        said = wrapped(axes, text, room, lines, size * POINTS / axes.figure.dpi, weight)
        if "".join(said.split()) == whole:
            break
    return Fitted(said, size, weight)


def write(axes: Axes, fitted: Fitted, place: tuple[float, float], color: str = "black") -> float:
    """Write a text below a place, around its middle; return where its lowest line ends."""
    size = fitted.size * POINTS / axes.figure.dpi
    how: dict[str, Any] = {"ha": "center", "va": "top", "color": color, "linespacing": SPACING}
    axes.text(*place, fitted.text, size=size, weight=fitted.weight, **how)
    return place[1] - fitted.size * SPACING * (1 + fitted.text.count("\n"))
