"""Bars by name: channels, services, doctors, reasons, discounts; each with its value written.

    rows = [Row("Instagram", 0.41, n=120, low=0.33, high=0.5, text="CAC 1 200"), Row("?", None)]
    draw_rows(axes, rows, words, words.share, reference=(0.35, words(_("all patients"))))
    draw_rows(axes, by_money, words, words.short, adds=True)     # the rest summed as one row

Up to six rows, or nine that have a text, have their name above the bar, more have it beside. Rows
stay in the given order; more than twelve (nine with texts) end in a grey row for all the rest,
which is summed where it ``adds``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrics.kit.chart import BEFORE, FAINT, INK, NOW, QUIET, n_of
from metrics.kit.guessed import HALF, clear_of, draw_guess
from metrics.kit.lettering import LINE, cut, width
from metrics.kit.page import GAP, PLAIN, Written, canvas, signed, write
from metrics.kit.scale import Reference, Scale, draw_reference, whisker
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 12
MOST_TOLD = 9
"""Rows with a text beside the name take two lines each."""

STACKED = 6
"""Up to so many rows have their name above the bar even without a text."""

NAMES = 0.36
LABELS = 0.46
"""How much of the width names, and values, may take."""

TALLEST = 180
BAR = 58
LEAST_BAR = 26
BREATH = 6
"""Between a name and its bar, in pixels."""

BESIDE = 3
"""How far a band reaches over and under its bar, in pixels."""


@dataclass(frozen=True)
class Row:
    """One bar: its name, its value, of how many it is, its interval and what stands beside."""

    name: str
    value: float | None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    text: str = ""
    quiet: bool = False
    """Whether it is grey: "unknown", "other"."""

    band: tuple[float, float] | None = None
    """Between what the value is said to lie, as a dotted field behind the bar."""

    guess: float | None = None
    """What somebody guessed the value to be, as a diamond."""

    def ends(self) -> list[float]:
        """Return what must lie on the scale."""
        ends = (self.value, self.low, self.high, *(self.band or ()))
        return [each for each in ends if each is not None]


def draw_rows(
    axes: Axes,
    rows: Sequence[Row],
    words: Words,
    written: Written,
    reference: Reference | None = None,
    adds: bool = False,
) -> None:
    """Draw a bar for each row, the first on top; a reference is a line across them."""
    _wide, high = canvas(axes)
    draw_rows_between(axes, shortened(rows, words, adds), words, written, (0, high), reference)


def shortened(rows: Sequence[Row], words: Words, adds: bool) -> list[Row]:
    """Return at most as many rows as have room, the last of them for all the rest."""
    most = MOST_TOLD if any(row.text for row in rows) else MOST_ROWS
    if len(rows) <= most:
        return list(rows)
    shown, rest = rows[: most - 1], rows[most - 1 :]
    name = words.plural("{n} other", "{n} others", len(rest))
    total = sum(row.value or 0 for row in rest) if adds else None
    counted = sum(row.n or 0 for row in rest) if all(row.n is not None for row in rest) else None
    return [*shown, Row(name, total, counted, quiet=True)]


def draw_rows_between(
    axes: Axes,
    rows: Sequence[Row],
    words: Words,
    written: Written,
    between: tuple[float, float],
    reference: Reference | None = None,
) -> None:
    """Draw the rows on a canvas between these heights, from above."""
    if not rows:
        return
    top, end = between[0] + (LINE + 6 if reference else 0), between[1]
    pitch = min((end - top) / len(rows), TALLEST)
    stacked = len(rows) <= STACKED or any(row.text for row in rows)
    wide = axes.get_xlim()[1]
    left = 0.0 if stacked else _name_room(axes, rows, wide)
    labels = [_label(axes, row, words, written, stacked) for row in rows]
    scale = _scale(axes, rows, labels, (left, wide), reference)
    if reference:
        draw_reference(axes, scale, reference, (between[0], top + pitch * len(rows)))
    for number, (row, label) in enumerate(zip(rows, labels, strict=True)):
        above = top + pitch * number
        if stacked:
            _name_above(axes, row, above + LINE / 2, wide)
            thick = max(LEAST_BAR, min(BAR, pitch - LINE - 2 * BREATH))
            _bar(axes, row, label, scale, (above + LINE + BREATH + thick / 2, thick))
        else:
            middle = above + pitch / 2
            write(axes, 0, middle, cut(axes, row.name, left - GAP), bbox=PLAIN)
            _bar(axes, row, label, scale, (middle, min(BAR, pitch * 0.7)))


def _name_room(axes: Axes, rows: Sequence[Row], wide: float) -> float:
    return min(max(width(axes, row.name) for row in rows) + 2 * GAP, wide * NAMES)


def _label(axes: Axes, row: Row, words: Words, written: Written, stacked: bool) -> str:
    """Return what stands at the end of a bar: its value, and of how many it is."""
    value = words.figure(None) if row.value is None else signed(written(row.value))
    parts = [value, "" if row.n is None else n_of(row.n, words)]
    room = axes.get_xlim()[1] * (1 - 0.1 if stacked else LABELS)
    return cut(axes, "  ".join(part for part in parts if part), room)


def _scale(
    axes: Axes,
    rows: Sequence[Row],
    labels: Sequence[str],
    across: tuple[float, float],
    reference: Reference | None,
) -> Scale:
    """Return the longest scale on which every bar, with its label behind it, has room."""
    left, wide = across
    others = [reference[0]] if reference else []
    low = min([0.0, *others, *(end for row in rows for end in row.ends())])
    free = 2 * GAP + (HALF if any(row.guess is not None for row in rows) else 0)
    rooms = [
        (max(0.0, *row.ends(), row.guess or 0.0) - low, width(axes, label) + free)
        for row, label in zip(rows, labels, strict=True)
    ]
    rooms += [(each - low, GAP) for each in others]
    pixels = [(wide - left - room) / reach for reach, room in rooms if reach > 0]
    return Scale(left, low, min(pixels, default=0.0))


def _name_above(axes: Axes, row: Row, middle: float, wide: float) -> None:
    beside = cut(axes, row.text, wide * 0.6)
    room = wide - (width(axes, beside) + 2 * GAP if beside else 0)
    write(axes, 0, middle, cut(axes, row.name, room), bbox=PLAIN)
    if beside:
        write(axes, wide, middle, beside, ha="right", color=QUIET, bbox=PLAIN)


def _bar(axes: Axes, row: Row, label: str, scale: Scale, down: tuple[float, float]) -> None:
    middle, thick = down
    if row.band is not None:
        start, end = map(scale, row.band)
        across = (middle, end - start, thick + 2 * BESIDE, start)
        axes.barh(*across, color=FAINT, zorder=0)
        dots: dict[str, Any] = {"linestyle": (0, (2, 2)), "lw": 2, "zorder": 2.5}
        axes.barh(*across, facecolor="none", edgecolor=INK, **dots)
    if row.value is not None:
        start, end = scale(0), scale(row.value)
        colour = BEFORE if row.quiet else NOW
        axes.barh(middle, end - start, thick, start, color=colour)
        axes.vlines(start, middle - thick / 2, middle + thick / 2, colors=QUIET, lw=2)
    if row.low is not None and row.high is not None:
        whisker(axes, scale(row.low), scale(row.high), middle)
    draw_guess(axes, scale, row.guess, middle)
    last = scale(max([0.0, *row.ends()])) + GAP
    place = clear_of(row.guess, scale, last, width(axes, label))
    write(axes, place, middle, label, color=QUIET if row.quiet else INK, bbox=PLAIN)
