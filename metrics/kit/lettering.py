"""Letters of charts: measured before they are set, so that no text is cut off or covers another.

    cut(axes, "Имплантация под ключ", 240)      # the longest beginning that 240 pixels hold, "…"
    wrapped(axes, "…", 600, lines=2)            # broken at spaces, or between Chinese letters
    spread([310, 312], [40, 40], 0, 700)        # [291, 331]: moved apart, within the limits

The letters are DejaVu's, and behind them those of a part of Noto Sans CJK that lies in fonts/.
What neither has is left out (emoji) or shown as a question mark, never as a box.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

SIZE = 14.5
"""The smallest size in points: 32 of 1280 pixels."""

LINE = 39
"""From one line of that size to the next, in pixels."""

FAMILIES = ("DejaVu Sans", "ClinicPulse CJK")
CHINESE = Path(__file__).parent / "fonts" / "clinicpulse-cjk.otf"
BOLD = 700
MORE = "\N{HORIZONTAL ELLIPSIS}"
UNSEEN = {"So", "Sk", "Cf", "Mn", "Me", "Cs", "Cc", "Co", "Cn"}
"""Kinds of letters that are left out where no font has them: a name can be read without."""

STROKE = 1 / 24
"""How broad a line around letters makes them look bold, as a part of their size."""

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
WIDE = re.compile(f"[{_WIDE}]")
_PIECE = re.compile(rf"[{_WIDE}][，。、；：！？）》」』”’…%,.]*|[^ \n{_WIDE}]+|[ \n]+")


@cache
def load_fonts() -> None:
    """Let matplotlib know the Chinese letters; the first picture needs them, a text never.

    They stand for their own bold, which is drawn by ``embolden``.
    """
    from matplotlib import font_manager

    known = font_manager.fontManager
    known.addfont(CHINESE)
    known.ttflist.append(replace(known.ttflist[-1], weight=BOLD))


def embolden(figure: Figure) -> None:
    """Draw bold Chinese with a stroke around its letters: a bold font would weigh 1.5 MB more."""
    from matplotlib.patheffects import withStroke

    for each in chain(figure.texts, *(axes.texts for axes in figure.axes)):
        if each.get_fontweight() == "bold" and WIDE.search(each.get_text()):
            each.set_fontweight("normal")
            stroke = withStroke(
                linewidth=STROKE * each.get_fontproperties().get_size_in_points(),
                foreground=each.get_color(),
            )
            each.set_path_effects([stroke])


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    fonts = (FT2Font(findfont(FAMILIES[0])), FT2Font(CHINESE))
    return frozenset(code for font in fonts for code in font.get_charmap())


def drawable(text: str) -> str:
    """Return a text in letters that the fonts have, on the lines it had."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_drawn, text.replace("\t", " ")))


def _drawn(letter: str) -> str:
    if letter == "\n" or (ord(letter) in _letters() and unicodedata.category(letter) != "Cc"):
        return letter
    return "" if unicodedata.category(letter) in UNSEEN else "?"


@cache
def _font(size: float, weight: str) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=FAMILIES, size=size, weight=weight)


def width(axes: Axes, text: str, size: float = SIZE, weight: str = "normal") -> float:
    """Return how many pixels the longest line of a text takes."""
    canvas: Any = axes.figure.canvas
    renderer = canvas.get_renderer()
    font = _font(size, weight)
    return max(
        float(renderer.get_text_width_height_descent(line, font, False)[0])
        for line in drawable(text).split("\n")
    )


def cut(axes: Axes, text: str, room: float, size: float = SIZE, weight: str = "normal") -> str:
    """Return a text on one line, its end politely cut where it is longer than the room."""
    text = drawable(" ".join(text.split("\n")))
    if not text or width(axes, text, size, weight) <= room:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        whole = text[:middle].rstrip() + MORE
        if width(axes, whole, size, weight) <= room:
            fits = middle
        else:
            over = middle
    return text[:fits].rstrip(" ,.;:–-(") + MORE


def wrapped(
    axes: Axes,
    text: str,
    room: float,
    lines: int = 2,
    size: float = SIZE,
    weight: str = "normal",
) -> str:
    """Return a text on at most so many lines, each as full as the room allows."""
    done: list[str] = []
    line = ""
    pieces = _PIECE.findall(drawable(text))
    for number, piece in enumerate(pieces):
        if not line or width(axes, (line + piece).rstrip(), size, weight) <= room:
            line = (line + piece).lstrip()
        elif len(done) == lines - 1:
            line += "".join(pieces[number:])
            break
        else:
            done.append(cut(axes, line.rstrip(), room, size, weight))
            line = piece.lstrip()
    return "\n".join([*done, cut(axes, line.rstrip(), room, size, weight)])


def spread(places: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return the middles of labels of these sizes, moved apart as little as need be.

    Their order stays; where they do not all fit they overlap evenly rather than leave the limits.
    """
    order = sorted(range(len(places)), key=lambda number: places[number])
    middles, edge = list(places), low
    for number in order:
        middles[number] = max(middles[number], edge + sizes[number] / 2)
        edge = middles[number] + sizes[number] / 2
    edge = high
    for number in reversed(order):
        middles[number] = min(middles[number], edge - sizes[number] / 2)
        edge = middles[number] - sizes[number] / 2
    return middles
