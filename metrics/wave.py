"""Wave: which early sign turned first, while profit still looks well? (R5)"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Words,
    footnote,
    nothing,
    title,
)
from metrics.kit.around import marks_of
from metrics.kit.daily import clipped
from metrics.kit.entries import MARKS
from metrics.kit.monthly import (
    READS,
    SERIES,
    WORSE_WHEN_MORE,
    Monthly,
    getting_worse,
    monthly_series,
    newest,
)
from metrics.kit.panels import Panel, draw_panels
from metrics.kit.series import Line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_MONTHS = 24
TURNED = 3
"""So many months in a row that each were worse than the one before: by chance once in 24, and of
four series one does so about once in six."""

EARLY = ("returns", "new", "complaints", "satisfied")
TOO_FEW = _("Four closed months are needed to see anything turn.")


@dataclass(frozen=True)
class Found:
    """The closed months, for how many in a row each series has been getting worse, and marks."""

    series: Monthly
    worse: dict[str, int]
    changes: tuple[tuple[date, str], ...]

    @property
    def turned(self) -> list[str]:
        """Return the early series that have turned, the one that did so first in front."""
        found = [name for name in EARLY if self.worse[name] >= TURNED]
        return sorted(found, key=lambda name: newest(self.series.values[name]) - self.worse[name])


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return each series by closed months, and which have been getting worse for months."""
    series = monthly_series(frames, clipped(period, as_of), as_of, MOST_MONTHS)
    worse = {
        name: getting_worse(values, name in WORSE_WHEN_MORE)
        for name, values in series.values.items()
    }
    shown = Period(series.months[0], as_of) if series.months else period
    found = Found(series, worse, tuple(marks_of(frames, shown, as_of)))
    first = found.turned[0] if found.turned else None
    return Answer(
        months=len(series.months),
        turned_first=first,
        months_worse=worse[first] if first else 0,
        rows=[
            {"month": f"{month:%Y-%m}", **{name: _value(series, name, place) for name in SERIES}}
            for place, month in enumerate(series.months)
        ],
        notes=[] if len(series.months) > TURNED and series.known else [Note(TOO_FEW)],
        beside=found,
    )


def _value(series: Monthly, name: str, place: int) -> float | None:
    value = float(series.values[name][place])
    return None if np.isnan(value) else value


def say(answer: Answer, words: Words) -> Sentence:
    """Return the series that turned first, what profit did meanwhile, and every newest value."""
    found: Found = answer.beside
    number = words(_("No early sign has turned"))
    if found.turned:
        name = found.turned[0]
        months = words.plural("{n} month in a row", "{n} months in a row", found.worse[name])
        text = _("{series}: worse {months}")
        number = words(text, series=Markup(words(SERIES[name])), months=Markup(months))
    if answer.notes:
        number = words(_("Early signs: {dash}"), dash=ABSENT)
    return Sentence(
        number=number,
        meaning=_meaning(found, words) if not answer.notes else words(TOO_FEW),
        step=words(_("/returns shows who comes back, and /calls whom to call")),
        beside=tuple(_line(name, found, words) for name in SERIES) if not answer.notes else (),
    )


def _meaning(found: Found, words: Words) -> str:
    if not found.turned:
        return words(_("None got worse three months in a row."))
    if found.worse["profit"] == 0:
        return words(_("Profit does not show it yet: it comes later. It may still be chance."))
    return words(_("Profit is falling as well. It may still be chance."))


def _line(name: str, found: Found, words: Words) -> str:
    values, place = found.series.values[name], newest(found.series.values[name])
    if place < 0:
        return f"{words(SERIES[name])}: {ABSENT}"
    last, before = (
        _written(name, words)(float(value)) if value is not None else ABSENT
        for value in (values[place], _value(found.series, name, place - 1) if place else None)
    )
    text = _("{series}: {last} (the month before {before})")
    if place < len(values) - 1:
        text = _("{series}, {month}: {last} (the month before {before})")
    return words(
        text,
        series=Markup(words(SERIES[name])),
        month=Markup(words.month(found.series.months[place])),
        last=Markup(last),
        before=Markup(before),
    )


def _written(name: str, words: Words) -> Callable[[float], str]:
    if name == "profit":
        return words.brief
    if name in ("returns", "satisfied"):
        return words.share
    return lambda value: words.number(value, 1)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what each series is and when one has turned."""
    return Explanation(
        definition=words(
            _(
                "Closed months. Profit is revenue less costs, of months with costs; returns are of "
                "the patients first seen in the month (Kaplan–Meier, from ten on), so their newest "
                "months are still unknown. A series has turned when three months in a row were "
                "each worse than the one before; the first is the one that began earliest. By "
                "chance one series does so about once in 24, one of the four about once in six."
            )
        ),
        n=words.plural("{n} month", "{n} months", answer["months"]),
        settings=("legacy_until",),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw every series on a scale of its own, one below the other on one time axis."""
    found: Found = answer.beside
    title(axes, say(answer, words).number, words(_("By closed months")))
    if answer.notes:
        nothing(axes, words(TOO_FEW))
        return
    panels = [Panel(_drawn(name, found, words), _written(name, words)) for name in SERIES]
    draw_panels(axes, panels, words, found.changes)
    footnote(axes, words(_("Returns of the newest months are not known yet")))


def _drawn(name: str, found: Found, words: Words) -> Line:
    count = range(len(found.series.months))
    values = [_value(found.series, name, place) for place in count]
    return Line(words(SERIES[name]), found.series.months, values)


METRIC = Metric(
    question=_("Which early sign turned first, while profit still looks well?"),
    reads=(*READS, MARKS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    for_owner=True,
    only_money=True,
    listed=("return", 12, _("Early signs")),
)
