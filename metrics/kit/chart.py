"""Charts: one figure, one style, margins fixed, so that all pictures look alike and cost little.

A phone shows 1280 pixels about 65 mm wide: nothing is set smaller than 32 pixels. Colours are
those of Okabe and Ito (2008), which the colour-blind tell apart; shape or label always says the
same as the colour. A metric's ``draw(answer, axes, words)`` calls ``title`` (or ``nothing``) and
one kind of chart: bars, rows, curves, series, heat, waterfall, pareto, matrix or buckets.

    title(axes, words(_("Four in ten come back")), words(_("Share that returned, by days")))
    nothing(axes, words(_("Nobody has been followed for 90 days yet.")))
    footnote(axes, n_of(820, words), words(_("hatched: not over yet")))
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.words import unbroken
from metrics.kit.lettering import SIZE, cut, embolden, load_fonts, wrapped
from metrics.kit.metric import Answer, Metric
from metrics.kit.pages import NAMELESS, PAPERS, blank, in_bytes
from metrics.kit.words import Words

if TYPE_CHECKING:  # matplotlib takes as long as pandas, and a text needs none of it
    from matplotlib import RcParams
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT, DPI = 1280, 960, 160
TOP, BOTTOM = 0.775, 0.15
SIDE = 0.045
"""Beside the bars, so that the first and the last label under them are not cut."""

EDGE = 26
"""From the picture's edge to its texts, in pixels; also under the last of them."""

FOOT = 52
"""From the lower edge to where charts end and the footnote begins, in pixels."""

TITLE_SIZE = 19
HEAD = "head"
UNDER_HEAD = 22
"""Between title or subtitle and the chart, in pixels."""

NOW = "#0072B2"
BEFORE = "#B4B4B4"
INK = "#222222"
QUIET = "#5A5A5A"
LOSS = "#D55E00"
FAINT = "#E4E4E4"

Look = tuple[str, Any, str]

LINES: tuple[Look, ...] = (
    (NOW, "-", "o"),
    (LOSS, (0, (5, 1.5)), "s"),
    ("#009E73", (0, (1, 1)), "^"),
)
"""How lines are told apart where they cannot be by their labels: colour, stroke, mark."""


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
    load_fonts()
    _style()
    _figure()


@contextmanager
def blank_page() -> Iterator[Axes]:
    """Lend the axes of an empty page in the charts' style; its figure is the one figure."""
    import matplotlib as mpl

    load_fonts()
    with mpl.rc_context(_style()):
        figure = _figure()
        figure.clear()
        yield figure.add_axes((SIDE, BOTTOM, 1 - 2 * SIDE, TOP - BOTTOM))


def picture(metric: Metric, answer: Answer, words: Words, format: str = "png") -> bytes:
    """Return the metric's chart, 1280 pixels wide, or its page, as a ``png`` or a ``pdf``."""
    if answer.paper:
        with blank(PAPERS[answer.paper]) as axes:
            metric.draw(answer, axes, words)
            return in_bytes(axes, format)
    output = io.BytesIO()
    with blank_page() as axes:
        metric.draw(answer, axes, words)
        embolden(_figure())
        how: dict[str, Any] = {"pil_kwargs": {"compress_level": 1}} if format == "png" else {}
        _figure().savefig(output, format=format, metadata=NAMELESS.get(format), **how)
    return output.getvalue()


def title(axes: Axes, finding: str, shown: str = "") -> None:
    """Say above the chart what it found and, smaller, what it shows; two lines each."""
    room = WIDTH - 2 * EDGE
    said = wrapped(axes, unbroken(finding), room, 2, TITLE_SIZE, "bold")
    _write(axes, said, HEIGHT - 22, size=TITLE_SIZE, weight="bold", gid=HEAD)
    place = HEIGHT - 30 - 51 * (1 + said.count("\n"))
    _write(axes, wrapped(axes, shown, room), place, color=QUIET, gid=HEAD)


def footnote(axes: Axes, *parts: str) -> None:
    """Say under the chart how many were counted, and what is not over yet; one line."""
    text = " · ".join(part for part in parts if part)
    _write(axes, cut(axes, text, WIDTH - 2 * EDGE), FOOT - 6, color=QUIET)


def n_of(n: int, words: Words) -> str:
    """Return how many were counted, such as ``n = 1 204``."""
    return words(_("n = {n}"), n=words.number(n))


def _write(axes: Axes, text: str, high: float, **how: object) -> None:
    """Write a text from the left edge on, its top so many pixels above the lower edge."""
    given: dict[str, Any] = {"size": SIZE, "va": "top", **how}
    axes.figure.text(EDGE / WIDTH, high / HEIGHT, text, **given)


def head_end(axes: Axes) -> float:
    """Return where title and subtitle end, in pixels from the lower edge; a chart begins there.

    Where there is no title yet, it is as if both had two lines.
    """
    heads = [each for each in axes.figure.texts if each.get_gid() == HEAD and each.get_text()]
    return min((each.get_window_extent().y0 - UNDER_HEAD for each in heads), default=TOP * HEIGHT)


def nothing(axes: Axes, text: str) -> None:
    """Say in the middle of the chart why there is nothing to see."""
    axes.set_axis_off()
    said = wrapped(axes, text, WIDTH * 0.8, 5, 17)
    axes.text(0.5, 0.5, said, ha="center", va="center", size=17, transform=axes.transAxes)
