"""Reach: how far do praise and anger carry? (R39)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    COMPLAINTS,
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Quote,
    Sentence,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.entries import PRAISES, REFERRALS
from metrics.kit.hearsay import LEAST, Hearsay, word_of_mouth
from metrics.kit.intervals import Interval
from metrics.kit.rates import Rate
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

QUOTES = (
    Quote(_("A satisfied customer tells five others, a dissatisfied one ten."), True),
    Quote(
        _("One satisfied customer brings eight possible deals, one dissatisfied sways 25."), True
    ),
    Quote(_("People complain twice as often as they praise."), True),
)


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return referrals per 100 satisfied patients, and how many hear of the clinic by articles."""
    found = word_of_mouth(frames, period, as_of)
    low, high = found.referrals.interval or (None, None)
    return Answer(
        patients=found.patients,
        satisfied_share=found.satisfied.value,
        rated=found.satisfied.n,
        referrals=found.referrals.count,
        per_100_satisfied=found.referrals.value,
        low=low,
        high=high,
        praises=found.praises,
        complaints=found.complaints,
        notes=[] if found.told else [_missing(found)],
        beside=found,
    )


def _missing(found: Hearsay) -> Note:
    return Note.plural(
        "{n} more rated visit is needed to know who is satisfied.",
        "{n} more rated visits are needed to know who is satisfied.",
        LEAST - found.satisfied.n,
    )


def say(answer: Answer, words: Words) -> Sentence:
    """Return referrals per 100 satisfied patients, the ranges of the articles, and a next step."""
    found: Hearsay = answer.beside
    value = Markup(_rate(found.referrals, words))
    number = words(_("Referrals per 100 satisfied patients: {rate}"), rate=value)
    meaning = answer.notes[0].said(words) if answer.notes else _meaning(found, words)
    step = words(_("Thank who recommends, and ask satisfied patients to; /referrals"))
    return Sentence(number, meaning, step, tuple(_lines(found, words)))


def _rate(found: Rate, words: Words) -> str:
    if found.value is None or found.interval is None:
        return ABSENT
    low, high = (words.number(end, 1) for end in found.interval)
    return f"{words.number(found.value, 1)} ({low}\N{EN DASH}{high})"


def _meaning(found: Hearsay, words: Words) -> str:
    people = words.plural("{n} patient", "{n} patients", found.patients)
    text = _(
        "{n} came by recommendation; of {people} {share} are satisfied, if all are like those."
    )
    told = {"n": words.number(found.referrals.count), "people": Markup(people)}
    return words(text, **told, share=Markup(words.share(found.satisfied.value)))


def _lines(found: Hearsay, words: Words) -> Iterator[str]:
    praise = {"praise": words.number(found.praises), "complaints": words.number(found.complaints)}
    yield words(_("Praise and complaints: {praise} and {complaints}"), **praise)
    if found.told:
        good, bad = (_span(each, words) for each in found.heard())
        text = _("By the articles, disputed: {good} hear good of you, {bad} bad")
        yield words(text, good=Markup(good), bad=Markup(bad))


def _span(ends: Interval, words: Words) -> str:
    low, high = (words.short(end) for end in ends)
    return f"{low}\N{EN DASH}{high}"


def explain(answer: Answer, words: Words) -> Explanation:
    """Return how the satisfied are counted, and that the articles' figures are not the clinic's."""
    found: Hearsay = answer.beside
    definition = _(
        "New patients who came by recommendation ÷ satisfied patients: patients seen × the share "
        "of rated visits with 4 or 5 of 5. Whoever rates may be unlike the others. How many hear "
        "of the clinic is reckoned with the articles' figures alone, from the fewest to the most "
        "they name; nobody has counted it here."
    )
    return Explanation(
        definition=words(definition),
        n=words.plural("{n} rated visit", "{n} rated visits", found.satisfied.n),
        interval=_rate(found.referrals, words),
        source=words(_("Garwood 1936")),
        quotes=QUOTES,
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many hear good and bad of the clinic, from the fewest to the most."""
    found: Hearsay = answer.beside
    title(axes, say(answer, words).number, words(_("People who hear of you, by the articles")))
    if not found.told:
        nothing(axes, answer.notes[0].said(words))
        return
    good, bad = found.heard()
    names = (words(_("hear something good")), words(_("hear something bad")))
    bars = [
        Row(name, ends.low, low=ends.low, high=ends.high, text=_span(ends, words))
        for name, ends in zip(names, (good, bad), strict=True)
    ]
    draw_rows(axes, bars, words, lambda _value: "")
    footnote(axes, n_of(found.patients, words), words(_("disputed, nobody has counted it")))


METRIC = Metric(
    question=_("How far do praise and anger carry?"),
    reads=(VISITS, COMPLAINTS, PRAISES, REFERRALS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    everyday=False,
    drills={"service": "first_service", "channel": "first_channel"},
    listed=("service", 70, _("Word of mouth")),
)
