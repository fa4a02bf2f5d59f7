"""Charts: one figure, one style, margins fixed, so that all pictures look alike and cost little.

A phone shows 1280 pixels about 65 mm wide: nothing is set smaller than 32 pixels. Colours are
those of Okabe and Ito (2008), which the colour-blind tell apart; shape or label always says the
same as the colour. The letters are DejaVu's: Latin, Cyrillic and the signs of currencies.
"""

from __future__ import annotations

import io
import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from metrics.kit.metric import Answer, Metric
from metrics.kit.words import Words

if TYPE_CHECKING:  # matplotlib takes as long as pandas, and a text needs none of it
    from matplotlib import RcParams
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT, DPI = 1280, 960, 160
LEFT, TOP, BOTTOM = 0.02, 0.78, 0.12
SIDE = 0.045
"""Beside the bars, so that the first and the last label under them are not cut."""

TITLE_LETTERS = 48
SUBTITLE_LETTERS = 62

NOW = "#0072B2"
BEFORE = "#B4B4B4"
INK = "#222222"
QUIET = "#5A5A5A"


@cache
def _figure() -> Figure:
    """Return the one figure; made once, because making it costs a third of a chart."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


@cache
def _style() -> RcParams:
    import matplotlib as mpl

    path = Path(__file__).with_name("chart.mplstyle")
    return mpl.rc_params_from_file(path, use_default_template=False)


def warm() -> None:
    """Load what the first picture needs, before anybody waits for it."""
    _style()
    _figure()


def picture(metric: Metric, answer: Answer, words: Words) -> bytes:
    """Return the metric's chart as PNG, 1280 pixels wide."""
    import matplotlib as mpl

    with mpl.rc_context(_style()):
        figure = _figure()
        figure.clear()
        axes = figure.add_axes((SIDE, BOTTOM, 1 - 2 * SIDE, TOP - BOTTOM))
        metric.draw(answer, axes, words)
        output = io.BytesIO()
        figure.savefig(output, format="png", pil_kwargs={"compress_level": 1})
    return output.getvalue()


def title(axes: Axes, finding: str, shown: str = "") -> None:
    """Say above the chart what it found and, smaller, what it shows."""
    lines = textwrap.fill(finding, TITLE_LETTERS, max_lines=2, placeholder="…")
    below = textwrap.fill(shown, SUBTITLE_LETTERS, max_lines=2, placeholder="…")
    high = 0.965
    axes.figure.text(LEFT, high, lines, size=19, weight="bold", va="top")
    place = high - 0.062 * (1 + lines.count("\n"))
    axes.figure.text(LEFT, place, below, size=14.5, color=QUIET, va="top")


def nothing(axes: Axes, text: str) -> None:
    """Say in the middle of the chart why there is nothing to see."""
    axes.set_axis_off()
    wrapped = textwrap.fill(text, TITLE_LETTERS)
    axes.text(0.5, 0.5, wrapped, ha="center", va="center", size=17, transform=axes.transAxes)
