"""Pictures as their reader sees them: on the page, in letters that are there, each text alone.

with drawn(metric.draw, answer, words) as figure:
    assert_readable(figure)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from metrics.kit.chart import _figure, blank_page
from metrics.kit.lettering import SIZE, drawable

TOUCH = 5
"""Letters hang so many pixels into a line's box above or below without being touched."""


@contextmanager
def drawn(draw: Callable[..., None], *given: Any) -> Iterator[Figure]:
    """Lend the figure after ``draw(answer, axes, words)``, or of any function of the kit.

    What is given goes to it in this order, the axes after the first.
    """
    with blank_page() as axes:
        draw(given[0], axes, *given[1:])
        axes.figure.canvas.draw()
        yield axes.figure


def last_drawn() -> Figure:
    """Return the page as the latest picture left it: ``desk.chart(question)``, then this."""
    return _figure()


def texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return every text that is seen, with the box it fills in pixels."""
    renderer = figure.canvas.get_renderer()
    seen = [each for each in figure.findobj(Text) if each.get_visible() and each.get_text().strip()]
    return [
        (each.get_text(), Text.get_window_extent(each, renderer)) for each in seen if _shown(each)
    ]


def _shown(text: Text) -> bool:
    axes = text.axes
    return axes is None or axes.axison or text in axes.texts


def unreadable(figure: Figure) -> list[str]:
    """Return what a reader would complain about, by the texts it concerns."""
    page = figure.bbox
    boxes = texts(figure)
    found = [
        f"{text!r} leaves the page: {box.extents.round()}"
        for text, box in boxes
        if box.x0 < 0 or box.y0 < 0 or box.x1 > page.x1 or box.y1 > page.y1
    ]
    found += [
        f"{one!r} covers {other!r}: {a.extents.round()} {b.extents.round()}"
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 0 and min(a.y1, b.y1) - max(a.y0, b.y0) > TOUCH
    ]
    found += [
        f"{text!r} has letters that no font has" for text, _ in boxes if drawable(text) != text
    ]
    small = [each for each in figure.findobj(Text) if each.get_text() and each.get_size() < SIZE]
    return found + [f"{each.get_text()!r} is set too small" for each in small if _shown(each)]


def assert_readable(figure: Figure) -> None:
    """Fail where a text leaves the page, covers another, is too small, or has a letter missing."""
    found = unreadable(figure)
    assert not found, "\n".join(found)
