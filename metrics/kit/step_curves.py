"""Curves over age: the share of patients that returned by then, as Kaplan and Meier count it.

    curve = stepped(words(_("all")), kaplan_meier(…))       # or StepCurve(name, ages, shares, …)
    draw_curves(axes, [curve], words, window=(90, "41 %"), unit=words(_("days")))

Up to three curves, each labelled at its end and told apart by its line as well as its colour.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import TYPE_CHECKING, Any, TypeGuard

from metrics.kit.chart import INK, LINES, QUIET, Look, n_of
from metrics.kit.labels import beside, frame_levels, label_axis, label_beside
from metrics.kit.lettering import LINE, cut, width
from metrics.kit.page import GAP, PLAIN, aged, whole_levels
from metrics.kit.survival import FEW, Curve
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Window = tuple[float, str]
"""An age that is asked about, and what is written there."""

DOT: dict[str, Any] = {"ms": 11, "mec": "white", "mew": 2, "clip_on": False}


@dataclass(frozen=True)
class StepCurve:
    """A step curve: from each age on its share, its interval; followed: how many at some ages."""

    name: str
    ages: Sequence[float]
    shares: Sequence[float]
    low: Sequence[float | None] = ()
    """The lower ends of the intervals; None or NaN where there is none."""

    high: Sequence[float | None] = ()
    followed: Mapping[int, int] = field(default_factory=dict)

    def end(self) -> float:
        """Return the last age at which anybody was followed."""
        return max([self.ages[-1], *(age for age, n in self.followed.items() if n)])


def stepped(name: str, curve: Curve, last: int | None = None) -> StepCurve:
    """Return the share with the event by each day, until a day or while ten are still at risk."""
    if last is None:
        last = int((curve.at_risk >= FEW).sum()) - 1
    last = max(0, min(last, len(curve.at_risk) - 1))
    steps = sorted({0, last, *(day for day in range(last + 1) if curve.events[day])})
    shares, low, high = (part[steps].tolist() for part in curve.band())
    followed = {day: int(curve.at_risk[day]) for day in whole_levels(last)}
    return StepCurve(name, steps, shares, low, high, followed)


def draw_curves(
    axes: Axes,
    curves: Sequence[StepCurve],
    words: Words,
    unit: str = "",
    window: Window | None = None,
) -> None:
    """Draw the curves with their bands; under the axis how many were still followed."""
    curves = [curve for curve in curves if len(curve.ages)]
    if not curves:
        axes.set_axis_off()
        return
    ends = [label_beside(axes, each.name, words.share(each.shares[-1])) for each in curves]
    top = max([0.05, *(each for curve in curves for each in _all(curve))])
    rows = sum(bool(curve.followed) for curve in curves)
    written = words.share
    frame_levels(axes, (0, min(1.0, top * 1.02)), written, ends, LINE * (1 + rows))
    last = max([*(curve.end() for curve in curves), window[0] if window else 1])
    axes.set_xlim(0, last)
    _ages(axes, curves, words, unit, last)
    for curve, look in zip(curves, LINES, strict=False):
        _curve(axes, curve, look)
    colours = [colour for colour, _, _ in LINES]
    beside(
        axes,
        [
            (each.shares[-1], end, colour)
            for each, end, colour in zip(curves, ends, colours, strict=False)
        ],
    )
    if window:
        _window(axes, curves, window)


def _all(curve: StepCurve) -> list[float]:
    return [each for part in (curve.shares, curve.high) for each in part if _known(each)]


def _known(value: float | None) -> TypeGuard[float]:
    return value is not None and not isnan(value)


def _curve(axes: Axes, curve: StepCurve, look: Look) -> None:
    colour, line, _mark = look
    pairs = zip(curve.ages, curve.low, curve.high, strict=False)
    known = [each for each in pairs if _known(each[1]) and _known(each[2])]
    if known:
        span, low, high = (list(part) for part in zip(*known, strict=True))
        axes.fill_between(span, low, high, step="post", color=colour, alpha=0.16, lw=0)
    ages, shares = [*curve.ages, curve.end()], [*curve.shares, curve.shares[-1]]
    axes.step(ages, shares, where="post", color=colour, ls=line, lw=4)


def _ages(axes: Axes, curves: Sequence[StepCurve], words: Words, unit: str, last: float) -> None:
    """Write ages under the axis, and in a row a curve how many were still followed then."""
    counted = sorted({age for curve in curves for age in curve.followed if age <= last})
    marks = counted or whole_levels(last)
    rows = [[aged(mark, marks, words, unit) for mark in marks]]
    colours = [QUIET]
    for (colour, _, _), curve in zip(LINES, curves, strict=False):
        if curve.followed:
            followed = [curve.followed.get(age) for age in counted]
            rows.append(["" if n is None else n_of(n, words) for n in followed])
            colours.append(colour)
    label_axis(axes, marks, rows, colours)


def _window(axes: Axes, curves: Sequence[StepCurve], window: Window) -> None:
    """Draw a line at the age that is asked about, and mark each curve that reaches it there.

    What was found there is written where there is but one curve.
    """
    age, text = window
    axes.axvline(age, color=QUIET, lw=2, ls=(0, (4, 3)))
    looks = zip(curves, LINES, strict=False)
    reaching = [(curve, look) for curve, look in looks if curve.end() >= age]
    for curve, (colour, _, mark) in reaching:
        axes.plot(age, at_age(curve, age), mark, color=colour, **DOT)
    if reaching and len(curves) == 1 and text:
        rising = curves[0].shares[-1] >= curves[0].shares[0]
        note_at(axes, (age, at_age(curves[0], age)), text, rising)


def at_age(curve: StepCurve, age: float) -> float:
    """Return the share of a step curve at an age."""
    place = bisect_right(list(curve.ages), age)
    return float(curve.shares[max(place - 1, 0)])


def note_at(axes: Axes, point: tuple[float, float], text: str, rising: bool) -> None:
    """Write what a point of a curve means where the curve is not: under it if it rises."""
    box = axes.get_window_extent()
    x, y = axes.transData.transform(point)
    left, right = x - box.x0 - 2 * GAP, box.x1 - x - 2 * GAP
    below = box.y1 - y < 2 * LINE or (rising and y - box.y0 > 2 * LINE)
    wide = width(axes, text, weight="bold")
    on_right = right >= left or (right >= wide and (below or not rising))
    text = cut(axes, text, right if on_right else left, weight="bold")
    axes.annotate(
        text,
        point,
        (GAP if on_right else -GAP, -LINE if below else LINE),
        textcoords="offset pixels",
        ha="left" if on_right else "right",
        va="center_baseline",
        color=INK,
        weight="bold",
        bbox=PLAIN,
    )
