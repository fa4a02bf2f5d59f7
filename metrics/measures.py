"""Measures: is what prevents complaints done in time, and does it help? (R29, R30, R54)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    COMPLAINTS,
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.entries import MEASURES
from metrics.kit.preventing import DAYS, Prevented, prevented
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = {
    "training": _("Training"),
    "culture": _("Culture"),
    "rules": _("Rules"),
    "technology": _("Technology"),
    "promises": _("Promises in ads"),
    "products": _("Products"),
}
EFFECTS = {
    "worked": _("worked"),
    "partly": _("partly"),
    "failed": _("did not help"),
    "unknown": _("not known"),
}
NONE_DUE = _("No measure was due in these days.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return how many measures were done in time, and complaints alike before and after them."""
    found = prevented(frames, period, as_of)
    return Answer(
        due=found.on_time.n,
        on_time=found.on_time.k,
        on_time_share=found.on_time.value,
        on_time_low=found.on_time.low,
        on_time_high=found.on_time.high,
        overdue=found.overdue,
        closed=found.closed.n,
        closed_with_measure=found.closed.k,
        not_needed=found.not_needed,
        compared=found.compared,
        repeats_before=found.before,
        repeats_after=found.after,
        effects=found.effects,
        rows=[{"kind": kind, "count": n} for kind, n in found.by_kind.items()],
        notes=[] if found.on_time.n else [Note(NONE_DUE)],
        beside=found,
    )


def say(answer: Answer, words: Words) -> Sentence:
    """Return how many were done in time, what came after them, and what to do next."""
    found: Prevented = answer.beside
    number = words(_("Measures done in time: {share}"), share=Markup(found.on_time.said(words)))
    return Sentence(number, _meaning(found, words), _step(found, words), (*_lines(found, words),))


def _meaning(found: Prevented, words: Words) -> str:
    if not found.on_time.n:
        return words(NONE_DUE)
    due = words.plural("{n} measure was due", "{n} measures were due", found.on_time.n)
    text = _("{due}, {n} of them still not done.") if found.overdue else _("{due}; all are done.")
    return words(text, due=Markup(due), n=words.number(found.overdue))


def _lines(found: Prevented, words: Words) -> Iterator[str]:
    if found.compared:
        text = _("Alike complaints {days} days before: {before}, after: {after}")
        told = {"before": words.number(found.before), "after": words.number(found.after)}
        yield words(text, days=words.number(DAYS), **told)
        yield words(_("After a peak they fall by themselves, measure or not"))
    if found.effects:
        named = (f"{words(EFFECTS[name])} {words.number(n)}" for name, n in found.effects.items())
        yield words(_("Asked whether it helped: {effects}"), effects=Markup(", ".join(named)))
    if found.closed.n:
        share = Markup(found.closed.said(words))
        yield words(_("Closed complaints with a measure: {share}"), share=share)


def _step(found: Prevented, words: Words) -> str:
    if found.overdue:
        return words.step(
            _("/open shows whose measure is late: settle a new day or drop it"), "overdue"
        )
    if found.effects.get("failed"):
        return words.step(
            _("What did not help needs another measure: look at the cause again"), "failed"
        )
    return words(_("/causes shows where the next measure prevents most"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what is due, what repetition means, and why a fall proves little."""
    found: Prevented = answer.beside
    definition = _(
        "Measures whose day lay in this period, dropped ones aside; done on that day or before is "
        "in time. Before and after: complaints of the same subject and cause within {days} days "
        "of the day on which one was done, of measures for which these days are over. A measure "
        "is taken when complaints are many, and from a peak most things fall by themselves."
    )
    return Explanation(
        definition=words(definition, days=words.number(DAYS)),
        n=words.plural("{n} measure was due", "{n} measures were due", found.on_time.n),
        interval=found.on_time.said_with_interval(words),
        left_out=words(_("No measure needed: {n}"), n=words.number(found.not_needed)),
        source=words(_("Wilson 1927; Galton 1886 on the way back to the mean")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many measures of each kind were due."""
    found: Prevented = answer.beside
    title(axes, say(answer, words).number, words(_("Measures that were due, by their kind")))
    if not found.by_kind:
        nothing(axes, words(NONE_DUE))
        return
    ordered = sorted(found.by_kind.items(), key=lambda each: -each[1])
    draw_rows(axes, [Row(words(KINDS[kind]), n) for kind, n in ordered], words, words.figure)
    footnote(axes, n_of(sum(found.by_kind.values()), words))


METRIC = Metric(
    question=_("Is what prevents complaints done in time, and does it help?"),
    reads=(VISITS, COMPLAINTS, MEASURES),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    states=("failed", "overdue"),
    listed=("service", 22, _("Prevention")),
)
