"""Spend: what do winning, keeping and improving cost, side by side? (R15, R16)"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
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
    nothing,
    ratio,
    title,
)
from metrics.kit.active import active_years
from metrics.kit.buckets import Ratio, draw_buckets
from metrics.kit.daily import clipped, is_new
from metrics.kit.entries import EXPENSES
from metrics.kit.rows import Row
from metrics.kit.spending import ACQUIRE, IMPROVE, KEEP, spending
from metrics.kit.year import YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = {ACQUIRE: _("to win patients"), KEEP: _("to keep patients"), IMPROVE: _("to get better")}
QUOTES = (
    Quote(_("winning a new patient costs 5 times as much as keeping one"), disputed=True),
    Quote(_("winning a new patient costs 6–7 times as much as keeping one"), disputed=True),
    Quote(_("new and old patients matter equally")),
)
MARKS = ((5, 5), (6, 7))
"""What the articles say of the ratio: drawn beside it, never calculated with."""


@dataclass(frozen=True)
class Base:
    """Patients who were active in the period: in all, in years of theirs, and on average."""

    years: float
    days: int

    @property
    def mean(self) -> float | None:
        """Return how many were active on an average day."""
        return ratio(self.years * YEAR, self.days)


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the three buckets, the cost of a new and of a kept patient, and their ratio."""
    spent = spending(frames, period, as_of)
    sums = {bucket: spent.of(bucket) for bucket in NAMES}
    base = Base(active_years(frames, period, as_of), max(clipped(period, as_of).length(), 0))
    new = int(np.count_nonzero(is_new(frames[VISITS].rows(period, as_of))))
    cac, kept = _each(sums[ACQUIRE], new), _each(sums[KEEP], base.years)
    return Answer(
        **sums,
        new=new,
        active=base.mean,
        cac=cac,
        keep_per_active=kept,
        ratio=None if cac is None or kept is None else ratio(cac, kept),
        rows=[{"bucket": bucket, "amount": amount} for bucket, amount in sums.items()],
        notes=[*_asking(sums), *spent.notes()],
        beside=base,
    )


def _each(amount: int | None, of: float) -> float | None:
    return None if amount is None else ratio(amount, of)


def _asking(sums: dict[str, int | None]) -> Iterator[Note]:
    texts = {
        ACQUIRE: _("What is spent to win patients is not written down."),
        KEEP: _("What is spent to keep patients is not written down."),
        IMPROVE: _("What is spent to get better is not written down."),
    }
    yield from (Note(texts[bucket]) for bucket, amount in sums.items() if amount is None)


def say(answer: Answer, words: Words) -> Sentence:
    """Return how often the cost of a kept patient goes into that of a new one."""
    times = words.figure(answer["ratio"], 1)
    number = _("A new patient costs as much as {times} kept ones")
    if answer["ratio"] is None:
        number = _("A new patient against a kept one: {times}")
    return Sentence(
        words(number, times=times),
        _meaning(answer, words),
        _step(answer, words),
        _lines(answer, words),
    )


def _meaning(answer: Answer, words: Words) -> str:
    if answer["cac"] is None and answer["keep_per_active"] is None:
        return words(_("For that, both must be written down: winning and keeping patients."))
    return words(
        _("{cac} for a new patient; {kept} a year for one who is kept."),
        cac=Markup(words.about(answer["cac"])),
        kept=Markup(words.about(answer["keep_per_active"])),
    )


def _lines(answer: Answer, words: Words) -> tuple[str, ...]:
    told = [
        f"{words(name)}: {words.cash(answer[bucket])}"
        for bucket, name in NAMES.items()
        if answer[bucket] is not None
    ]
    people = _("New patients: {new}; active on an average day: {active}")
    counted = {"new": words.number(answer["new"]), "active": words.figure(answer["active"])}
    if answer["ratio"] is not None:
        told.append(words(_("The articles say 5 and 6–7 times: disputed.")))
    return (*told, words(people, **counted)) if told else ()


def _step(answer: Answer, words: Words) -> str:
    if answer[ACQUIRE] is None:
        return words.step(
            _("/expense ads 20000 writes down what winning patients costs"), "no_winning"
        )
    if answer[KEEP] is None:
        return words.step(
            _("/expense gifts 5000 writes down what keeping patients costs"), "no_keeping"
        )
    return words(_("/channels shows which way of winning patients is the cheapest"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what each cost is divided by, and what the articles say of their ratio."""
    own = f"{words.figure(answer['ratio'], 1)}×"
    counted = _("{new} new patients; {years} years of active patients")
    base: Base = answer.beside
    return Explanation(
        definition=words(
            _(
                "A new patient: what was spent to win patients in these days ÷ new patients. A "
                "kept one: what was spent to keep patients ÷ active patients, for a year; each "
                "counts for the days on which he was active. A bucket without an entry is unknown, "
                "not nothing. A thank-you to a referrer belongs to winning."
            )
        ),
        n=words(counted, new=words.number(answer["new"]), years=words.number(base.years)),
        left_out=words(_("costs that are fixed, variable or taxes")),
        settings=("active_gap", "legacy_until"),
        quotes=QUOTES,
        own="" if answer["ratio"] is None else own,
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the three buckets, and the ratio beside what the articles say of it."""
    sentence = say(answer, words)
    title(axes, sentence.number, sentence.meaning)
    bars = [Row(words(name), answer[bucket]) for bucket, name in NAMES.items()]
    if all(bar.value is None for bar in bars):
        nothing(axes, words(_("No spending on patients is written down.")))
        return
    name = words(_("A new patient against one kept for a year"))
    draw_buckets(axes, bars, words, words.brief, Ratio(name, answer["ratio"], MARKS))
    footnote(axes, words(_("{n} new patients"), n=words.number(answer["new"])))


METRIC = Metric(
    question=_("What do winning, keeping and improving cost?"),
    reads=(VISITS, EXPENSES),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    only_money=True,
    states=("no_keeping", "no_winning"),
    listed=("money", 20, _("Spending")),
)
