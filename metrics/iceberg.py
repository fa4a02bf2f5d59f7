"""Iceberg: how many were dissatisfied for each who complained? (R25, R26, R27)"""

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
    StepIn,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.complaining import complaining
from metrics.kit.entries import CALLS, LEAVINGS
from metrics.kit.iceberg_chart import draw_iceberg
from metrics.kit.intervals import NO_INTERVAL, Interval
from metrics.kit.statistics import distinct
from metrics.kit.under_water import ENOUGH_ANSWERS, Iceberg, OwnShare, own_share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOBODY_SEEN = _("Nobody was seen in these days.")
NOBODY_COMPLAINED = _("Nobody complained, or nobody wrote it down: are complaints logged?")
QUOTES = (
    Quote(_("Only 3–7% of customers ever complain; about 95% never do, they just leave."), True),
    Quote(_("Only 6% of the dissatisfied come and complain."), True),
)


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return who complained, and the range of the dissatisfied behind them."""
    told = complaining(frames, period, as_of)
    seen = distinct(frames[VISITS].rows(period, as_of)["patient"])
    shares = Interval(*sorted((options["low"], options["high"])))
    found = Iceberg(told.complainants, seen, shares)
    own = own_share(frames, period, as_of, told)
    low, high = own.interval or NO_INTERVAL
    return Answer(
        complaints=found.complainants,
        estimate_low=found.estimate.low,
        estimate_high=found.estimate.high,
        poisson_low=found.poisson.low,
        poisson_high=found.poisson.high,
        patients=seen,
        own_share=own.value,
        own_low=low,
        own_high=high,
        own_answers=own.unhappy.n,
        own_estimate=own.dissatisfied,
        notes=_notes(found),
        beside=(found, own),
    )


def _notes(found: Iceberg) -> list[Note]:
    if not found.patients:
        return [Note(NOBODY_SEEN)]
    return [] if found.complainants else [Note(NOBODY_COMPLAINED)]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the range of the dissatisfied, by what it is, and what would make it the clinic's."""
    found, own = answer.beside
    number = words(_("Dissatisfied: {range}"), range=Markup(_range(found, words)))
    meaning = answer.notes[0].said(words) if answer.notes else _meaning(found, words)
    return Sentence(number, meaning, _step(found, own, words), (*_lines(found, own, words),))


def _range(found: Iceberg, words: Words) -> str:
    if not found.patients:
        return ABSENT
    low, high = map(words.number, found.estimate)
    if not found.complainants:
        return words(_("at most {n}"), n=high)
    return low if low == high else f"{low}\N{EN DASH}{high}"


def _meaning(found: Iceberg, words: Words) -> str:
    people = words.plural("{n} person complained", "{n} people complained", found.complainants)
    text = _("{people}; by the articles only {low}–{high} of the dissatisfied do.")
    low, high = words.number(found.shares.low * 100, 1), words.share(found.shares.high)
    return words(text, people=Markup(people), low=low, high=high)


def _lines(found: Iceberg, own: OwnShare, words: Words) -> Iterator[str]:
    if found.patients:
        seen = words.plural("{n} patient", "{n} patients", found.patients)
        yield words(_("Seen in these days: {people}"), people=Markup(seen))
    if own.value is not None and own.dissatisfied is not None:
        text = _("By your own calls: {n} dissatisfied, {share} of them complained")
        number = words.number(own.dissatisfied)
        yield words(text, n=Markup(number), share=Markup(_own(own, words)))


def _own(own: OwnShare, words: Words) -> str:
    low, high = own.interval or NO_INTERVAL
    share, least, most = words.share(own.value), words.number((low or 0) * 100), words.share(high)
    return f"{share} ({least}\N{EN DASH}{most})"


def _step(found: Iceberg, own: OwnShare, words: Words) -> str:
    if not found.complainants:
        return words.step(
            _("/complaint writes one down; ask the desk what was said this week"), "empty"
        )
    if own.missing:
        text = words.plural(
            "/calls: ask who left why; {n} more answer gives your own share",
            "/calls: ask who left why; {n} more answers give your own share",
            own.missing,
        )
        return StepIn(text, "few_answers")
    return words(_("/causes shows what to prevent; /calls whom to win back"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what the range is, what it is not, and how the clinic's own share is found."""
    found, own = answer.beside
    definition = _(
        "Everybody who complained, each anonymous complaint being one person, divided by the "
        "highest and the lowest share of the articles; never more than were seen. It is no "
        "count. Without a complaint: what may be behind none. Your own share: who complained ÷ "
        "(these + leavers who did not complain × the unhappy among those of them who said on the "
        "phone why they left), from {least} answers on."
    )
    low, high = (words.number(end, 1) for end in found.poisson)
    return Explanation(
        definition=words(definition, least=ENOUGH_ANSWERS),
        n=words.plural("{n} person complained", "{n} people complained", found.complainants),
        interval=words(_("by chance alone {low}–{high} would complain"), low=low, high=high),
        source=words(_("Garwood 1936; Wilson 1927")),
        settings=("active_gap", "legacy_until"),
        quotes=QUOTES,
        own=_own(own, words) if own.value is not None else "",
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw who complained over the water and the range of the dissatisfied under it, to scale."""
    found, own = answer.beside
    title(axes, say(answer, words).number, _under_title(found, words))
    if not found.patients:
        nothing(axes, words(NOBODY_SEEN))
        return
    draw_iceberg(axes, (found.complainants, *found.estimate), words)
    mine = words(_("by your own calls: {n}"), n=words.number(own.dissatisfied or 0))
    capped = words(_("more were not seen")) if found.estimate.high == found.patients else ""
    footnote(axes, n_of(found.patients, words), capped, mine if own.value is not None else "")


def _under_title(found: Iceberg, words: Words) -> str:
    if not found.complainants:
        return words(NOBODY_COMPLAINED)
    low, high = words.number(found.shares.low * 100, 1), words.share(found.shares.high)
    return words(_("An estimate by the articles: {low}–{high} complain"), low=low, high=high)


METRIC = Metric(
    question=_("How many are dissatisfied and say nothing?"),
    reads=(VISITS, COMPLAINTS, LEAVINGS, CALLS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"low": 0.03, "high": 0.07},
    bounds={"low": (0.001, 1), "high": (0.001, 1)},
    states=("empty", "few_answers"),
    listed=("service", 15, _("Iceberg")),
)
