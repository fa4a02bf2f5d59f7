"""A bridge from one total to another: the base of patients, or revenue down to profit.

    steps = [Step("Start", 812, total=True), Step("New", 41), Step("Lost", -33), …]
    draw_waterfall(axes, steps, words, words.figure)
    draw_waterfall(axes, bridge, words, words.short, reference=(320_000, words(_("rent instead"))))

Steps go down the page, each bar where the one above it ended; a total stands at its own value.
Where totals dwarf the steps their bars are broken near the left, with the break drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.kit.chart import LOSS, NOW, QUIET
from metrics.kit.lettering import LINE, cut, width
from metrics.kit.page import GAP, PLAIN, Written, canvas, levels, signed, write
from metrics.kit.scale import Reference, Scale, draw_reference
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = 0.36
TALLEST = 110
BROKEN = 0.6
"""Totals are broken where nothing is lower than this part of the highest."""


@dataclass(frozen=True)
class Step:
    """A total (its value), or a change (by how much, with its sign)."""

    name: str
    value: float
    total: bool = False


def draw_waterfall(
    axes: Axes,
    steps: Sequence[Step],
    words: Words,
    written: Written,
    reference: Reference | None = None,
) -> None:
    """Draw the bridge, the first step on top; a reference is a line across it."""
    wide, high = canvas(axes)
    if not steps:
        return
    spans = reached(steps)
    labels = [_signed(step, written) for step in steps]
    left = min(max(width(axes, step.name, weight="bold") for step in steps) + 2 * GAP, wide * NAMES)
    scale = _scale(axes, spans, labels, (left, wide), reference)
    top = LINE + 6.0 if reference else 0.0
    pitch = min((high - top) / len(steps), TALLEST)
    if reference:
        draw_reference(axes, scale, reference, (0, top + pitch * len(steps)))
    for number, (step, span, label) in enumerate(zip(steps, spans, labels, strict=True)):
        middle = top + pitch * (number + 0.5)
        _step(axes, step, span, scale, (middle, pitch * 0.68))
        weight = "bold" if step.total else "normal"
        name = cut(axes, step.name, left - GAP, weight=weight)
        write(axes, 0, middle, name, weight=weight, bbox=PLAIN)
        end = max(map(scale, span))
        write(axes, end + GAP, middle, label, weight=weight, bbox=PLAIN)
        if number + 1 < len(steps):
            axes.vlines(scale(span[1]), middle, middle + pitch, colors=QUIET, lw=1.5, zorder=0.5)


def reached(steps: Sequence[Step]) -> list[tuple[float, float]]:
    """Return from where to where each bar goes; a total's begins at nothing."""
    spans: list[tuple[float, float]] = []
    at = 0.0
    for step in steps:
        start, at = (0.0, step.value) if step.total else (at, at + step.value)
        spans.append((start, at))
    return spans


def _signed(step: Step, written: Written) -> str:
    text = signed(written(step.value))
    return f"+{text}" if step.value > 0 and not step.total else text


def _scale(
    axes: Axes,
    spans: Sequence[tuple[float, float]],
    labels: Sequence[str],
    across: tuple[float, float],
    reference: Reference | None,
) -> Scale:
    """Return the longest scale on which every bar and its label have room."""
    left, wide = across
    ends = [end for _, end in spans] + ([reference[0]] if reference else [])
    low = min(0.0, *ends)
    if min(ends) > BROKEN * max(ends):
        low = max(0.0, levels(min(ends) - (max(ends) - min(ends)), max(ends))[0])
    rooms = [
        (max(span) - low, width(axes, label, weight="bold") + 2 * GAP)
        for span, label in zip(spans, labels, strict=True)
    ]
    rooms += [(end - low, GAP) for end in ends]
    pixels = [(wide - left - room) / reach for reach, room in rooms if reach > 0]
    return _Clipped(left, low, min(pixels, default=0.0))


class _Clipped(Scale):
    """A scale that begins above nothing: what lies under it is where it begins."""

    def __call__(self, value: float) -> float:
        return super().__call__(max(value, self.low))


def _step(
    axes: Axes,
    step: Step,
    span: tuple[float, float],
    scale: Scale,
    down: tuple[float, float],
) -> None:
    """Draw one bar in the middle of its row: what is lost is hatched, not only of its colour."""
    middle, thick = down
    start, end = map(scale, span)
    lost = step.value < 0 and not step.total
    colour = QUIET if step.total or not step.value else LOSS if lost else NOW
    axes.barh(middle, end - start, thick, start, color=colour, hatch="//" if lost else "")
    axes.vlines(end, middle - thick / 2, middle + thick / 2, colors=colour, lw=3)
    if step.total and scale.low > 0:
        for aside in (0, 14):
            place = start + 24 + aside
            ends = (middle + thick / 2 + 4, middle - thick / 2 - 4)
            axes.plot((place - 7, place + 7), ends, color="white", lw=4, zorder=2)
