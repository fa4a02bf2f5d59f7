"""Control charts: a series, what is usual of it, and the limits that chance keeps to.

    title(axes, finding(judged, words), "New patients an open day, by closed weeks")
    judged = judged.shown_from(day)                 # its limits may be from before
    draw_control(axes, judged, words, written, changes)
    footnote(axes, *control_notes(judged, words))

The baseline is shaded, points that look unlike chance have a shape of their own, a diamond where
they are worse and a cross where they are better, and the newest is written at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from clinic.marks import mark as _
from metrics.kit.chart import FAINT, INK, LINES, LOSS, NOW, QUIET, n_of, nothing
from metrics.kit.control import Control
from metrics.kit.control_words import from_what
from metrics.kit.labels import beside, label_beside, room_beside
from metrics.kit.layout import Array
from metrics.kit.lettering import LINE
from metrics.kit.notes import change_room, mark_changes
from metrics.kit.page import GAP, Written, frame, level_lines
from metrics.kit.series import Change, Line, draw_times
from metrics.kit.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORSE, BETTER = (LOSS, "D"), (LINES[2][0], "P")
"""How points unlike chance are told apart: by colour and by shape."""

DIAMOND, CROSS = "\N{BLACK DIAMOND}", "\N{HEAVY GREEK CROSS}"
MANY = 70
FROZEN, ON_TRIAL = "-", (0, (3, 2))


def draw_control(
    axes: Axes,
    judged: Control,
    words: Words,
    written: Written,
    changes: Sequence[Change] = (),
) -> None:
    """Draw a judged series on one scale; without any point say that there is none."""
    values = judged.readings.values
    if np.isnan(values).all():
        nothing(axes, words(_("Nothing was counted in a closed week yet.")))
        return
    labels = _labels(axes, judged, words, written)
    left = level_lines(axes, *_reach(judged), written)
    room = room_beside(axes, [text for _value, text, _colour in labels])
    frame(axes, left, room, 2 * LINE + GAP, change_room(changes))
    draw_times(axes, [Line("", judged.readings.days, values.tolist())], words)
    places = _places(judged)
    _draw_limits(axes, judged, places)
    _draw_points(axes, judged, places)
    beside(axes, labels)
    mark_changes(axes, [(day.toordinal(), name) for day, name in changes])


def draw_small(axes: Axes, judged: Control) -> None:
    """Draw a judged series without scale or labels into axes that are at their place."""
    axes.set_axis_off()
    if np.isnan(judged.readings.values).all():
        return
    level = judged.limits
    parts = np.concatenate((judged.readings.values, level.centre, level.low, level.high))
    low, high = float(np.nanmin(parts)), float(np.nanmax(parts))
    room = (high - low or 1.0) * 0.12
    axes.set_ylim(low - room, high + room)
    places = _places(judged)
    _draw_limits(axes, judged, places)
    _draw_points(axes, judged, places)


def control_notes(judged: Control, words: Words) -> list[str]:
    """Return what the footnote says: what the marks are, and what the limits are from."""
    signs = [
        words(said, sign=sign)
        for side, said, sign in (
            (judged.worse, _("{sign} worse"), DIAMOND),
            (-judged.worse, _("{sign} better"), CROSS),
        )
        if (judged.on(side) >= 0).any()
    ]
    return [*signs, from_what(judged, words)]


def _reach(judged: Control) -> tuple[float, float]:
    """Return what must lie on the scale; from nothing on where that is near."""
    level = judged.limits
    parts = np.concatenate((judged.readings.values, level.centre, level.low, level.high))
    low, high = float(np.nanmin(parts)), float(np.nanmax(parts))
    return (min(low, 0.0) if low <= high - low else low), high


def _places(judged: Control) -> Array:
    """Return where each point lies: several of one period one after the other in it."""
    place = judged.readings.place
    begins = np.array([day.toordinal() for day in judged.readings.starts], np.float64)
    first = np.searchsorted(place, place)
    count = np.searchsorted(place, place, side="right") - first
    steps = np.diff(begins, append=begins[-1] + 1)
    found: Array = begins[place] + steps[place] * (np.arange(len(place)) - first) / count
    return found


def _draw_limits(axes: Axes, judged: Control, places: Array) -> None:
    if not judged.enough:
        return
    level = judged.limits
    shaded = places[judged.base]
    if len(shaded):
        axes.axvspan(shaded[0], shaded[-1], color=FAINT, alpha=0.6, lw=0, zorder=0.1)
    axes.step(places, level.centre, where="mid", color=QUIET, lw=2.5, zorder=1.2)
    for edge in (level.low, level.high):
        stroke: Any = ON_TRIAL if judged.trial else FROZEN
        axes.step(places, edge, where="mid", color=QUIET, lw=1.8, ls=stroke, zorder=1.2)


def _draw_points(axes: Axes, judged: Control, places: Array) -> None:
    """Draw the line and its points, the last of them larger, and those unlike chance."""
    values = judged.readings.values
    many = len(values) > MANY
    size, large = (0, 10) if many else (7, 13)
    how: dict[str, Any] = {"mec": "white", "clip_on": False}
    axes.plot(places, values, "-o", color=NOW, lw=3, ms=size, mew=1, **how)
    last = np.flatnonzero(~np.isnan(values))[-1]
    axes.plot(places[last], values[last], "o", color=NOW, ms=12, mew=1.5, **how)
    for side, (colour, mark) in ((-judged.worse, BETTER), (judged.worse, WORSE)):
        found = judged.on(side) >= 0
        axes.plot(places[found], values[found], mark, color=colour, ms=large, mew=1, **how)


def _labels(
    axes: Axes, judged: Control, words: Words, written: Written
) -> list[tuple[float, str, str]]:
    """Return what is written on the right: the newest value, what is usual, and the limits."""
    point = judged.point or 0.0
    n = judged.n
    newest = written(point) if n is None else f"{written(point)}\n{n_of(n, words)}"
    found = [(point, label_beside(axes, "", newest), _colour(judged))]
    if not judged.enough:
        return found
    for value, name in (
        (judged.mean, _("usual")),
        (judged.low, _("limit")),
        (judged.high, _("limit")),
    ):
        if value is not None:
            found.append((value, label_beside(axes, words(name), written(value)), QUIET))
    return found


def _colour(judged: Control) -> str:
    """Return the colour of the newest value: that of its mark, if it has one."""
    newest = np.flatnonzero(~np.isnan(judged.readings.values))[-1]
    for side, (colour, _mark) in ((judged.worse, WORSE), (-judged.worse, BETTER)):
        if judged.on(side)[newest] >= 0:
            return colour
    return INK
