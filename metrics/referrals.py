"""Referrals: how many new patients came by recommendation, and whose? (R32, R52)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    MONEY,
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Options,
    Sentence,
    Share,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.active import active_years
from metrics.kit.entries import REFERRALS
from metrics.kit.recommending import NOBODY_NEW, Origins, Tree, origins, tree
from metrics.kit.rows import Row, draw_rows
from metrics.kit.shares import COUNTED_UNDER, INTERVAL_UNDER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HUNDRED = 100
FEW_YEARS = 10
"""Under so many years of active patients nothing is said of a hundred of them."""

MANY = 4
"""Whoever brought so many or more stands in one row."""


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the bounds of the share, referrals per 100 active, and what referrers brought."""
    found, grown = origins(frames, period, as_of), tree(frames, period, as_of)
    years = active_years(frames, period, as_of)
    return Answer(
        new=found.new,
        referred=found.referred,
        unknown=found.unknown,
        share_low=found.low.value,
        share_high=found.high.value,
        per_100_active=found.referred * HUNDRED / years if years >= FEW_YEARS else None,
        referrers=grown.referrers,
        brought=int(grown.brought.sum()),
        brought_revenue=int(grown.revenue.sum()),
        depth=grown.depth(),
        rows=list(_rows(grown)),
        notes=found.notes(),
        beside=found,
    )


def _rows(grown: Tree) -> Iterator[dict[str, Any]]:
    """Yield how many referrers brought one, two, …, and what those they brought have paid."""
    for often in range(1, MANY + 1):
        mine = grown.brought >= MANY if often == MANY else grown.brought == often
        yield {
            "brought": often,
            "and_more": often == MANY,
            "referrers": int(np.count_nonzero(mine)),
            "people": int(grown.brought[mine].sum()),
            "revenue": int(grown.revenue[mine].sum()),
        }


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share with its bounds, and what the referrers brought."""
    found: Origins = answer.beside
    if not found.new:
        number = words(_("By recommendation: {share}"), share=ABSENT)
        return Sentence(number, words(NOBODY_NEW), _step(words))
    return Sentence(
        words(_bounds(found), low=_said(found.low, words), high=_said(found.high, words)),
        _meaning(found, words),
        _step(words),
        tuple(_lines(answer, words)),
    )


def _bounds(found: Origins) -> str:
    if not found.unknown:
        return _("By recommendation: {low}")
    return _("By recommendation: from {low} to {high}")


def _said(share: Share, words: Words) -> Markup:
    return Markup(share.said(words) if share.n < INTERVAL_UNDER else words.share(share.value))


def _meaning(found: Origins, words: Words) -> str:
    people = Markup(words.plural("{n} new patient", "{n} new patients", found.new))
    counts = {"n": words.number(found.referred), "unknown": words.number(found.unknown)}
    if not found.unknown:
        return words(_("{people}, {n} of them by recommendation."), people=people, **counts)
    text = _("{people}, {n} of them by recommendation; {unknown} came nobody knows how.")
    return words(text, people=people, **counts)


def _step(words: Words) -> str:
    return words(_("Thank whoever recommends you; ask each new patient who it was"))


def _lines(answer: Answer, words: Words) -> Iterator[str]:
    if answer["per_100_active"] is not None:
        rate = words.number(answer["per_100_active"], 1)
        yield words(_("A year, of 100 active patients: {rate} come by recommendation"), rate=rate)
    if not answer["referrers"]:
        return
    who = words.plural("{n} patient", "{n} patients", answer["referrers"])
    people = words.number(answer["brought"])
    brought = _("{who} brought others: {people}")
    if words.sees_money:
        brought = _("{who} brought others: {people}; those have paid {money}")
    money = Markup(words.cash(answer["brought_revenue"]))
    yield words(brought, who=Markup(who), people=people, money=money)
    yield words.plural(
        "The longest chain has {n} recommendation",
        "The longest chain has {n} recommendations",
        answer["depth"],
    )


def explain(answer: Answer, words: Words) -> Explanation:
    """Return who counts as referred, and why there are two bounds."""
    found: Origins = answer.beside
    return Explanation(
        definition=words(
            _(
                "Referred is who names a patient who recommended the clinic, or whose first "
                "channel is a recommendation. Lower bound: referred ÷ all new; upper: referred "
                "and unknown ÷ all new. Of a patient's referrers the first counts; a circle is "
                "cut at its newest recommendation."
            )
        ),
        n=words.plural("{n} new patient", "{n} new patients", found.new),
        interval="; ".join(share.said_with_interval(words) for share in (found.low, found.high)),
        left_out=words(_("old patients, who came before the journal began")),
        source=words(_("Wilson 1927")),
        settings=("legacy_until", "active_gap"),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the new patients by how they came."""
    found: Origins = answer.beside
    sentence = say(answer, words)
    title(axes, sentence.number, words(_("New patients by how they came")))
    if not found.new:
        nothing(axes, sentence.meaning)
        return
    other = found.new - found.referred - found.unknown
    bars = [
        _bar(words(_("by recommendation")), found.referred, found.new),
        _bar(words(_("another way")), other, found.new),
        _bar(words(_("unknown")), found.unknown, found.new, quiet=True),
    ]
    draw_rows(axes, bars, words, words.figure if found.new < COUNTED_UNDER else words.share)
    footnote(axes, n_of(found.new, words))


def _bar(name: str, k: int, n: int, quiet: bool = False) -> Row:
    share = Share.of(k, n)
    if n < COUNTED_UNDER:
        return Row(name, k, quiet=quiet)
    return Row(name, share.value, low=share.low, high=share.high, quiet=quiet)


METRIC = Metric(
    question=_("How many come by recommendation?"),
    reads=(VISITS, MONEY, REFERRALS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    drills={"service": "first_service", "doctor": "first_doctor"},
    listed=("return", 60, _("Recommendations")),
)
