"""Concentration: how much of the money do the best patients bring? (R20)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import CLOSED_YEAR, Period
from clinic.ranking import LEAST_PATIENTS
from clinic.words import ABSENT, Markup
from metrics.kit import (
    MONEY,
    VISITS,
    Answer,
    Array,
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
from metrics.kit.concentration import Concentration
from metrics.kit.layout import first_days
from metrics.kit.pareto import draw_pareto

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOP, MOST = 0.2, 0.8
POINTS = 400
NO_MONEY = _("Nobody paid on these days.")
ARTICLE = Quote(_("20% of the old customers bring 80% of the profit."), disputed=True)


@dataclass(frozen=True)
class Found:
    """All patients of the period, and those of them who are not new in it."""

    everybody: Concentration
    returning: Concentration

    @property
    def n(self) -> int:
        """Return how many patients were seen."""
        return len(self.everybody.amounts)

    @property
    def told(self) -> bool:
        """Return whether there are enough of them to tell something in the chat."""
        return self.n >= LEAST_PATIENTS and self.everybody.total > 0


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return how unevenly the period's revenue comes from the patients seen in it."""
    visits, alone = frames[VISITS].rows(period, as_of), frames[MONEY].rows(period, as_of)
    seen = np.zeros(frames.patients, bool)
    seen[visits["patient"]] = True
    totals = _totals(visits["patient"], visits["money"], frames.patients)
    totals += _totals(alone["patient"], alone["money"], frames.patients)
    new = np.zeros(frames.patients, bool)
    first = (first_days(visits) >= day_number(period.first)) & ~visits["legacy"]
    new[visits["patient"][first]] = True
    found = Found(Concentration.of(totals[seen]), Concentration.of(totals[seen & ~new]))
    return Answer(
        patients=found.n,
        top20_share=found.everybody.share_of_top(TOP),
        share_for_80=found.everybody.share_for(MOST),
        gini=found.everybody.gini(),
        returning=len(found.returning.amounts),
        returning_top20_share=found.returning.share_of_top(TOP),
        notes=_notes(found),
        beside=found,
    )


def _totals(patients: Array, money: Array, count: int) -> Array:
    """Return the money of each patient's place; sums stay whole far beyond any clinic's."""
    return np.bincount(patients, money, minlength=count).astype(np.int64)


def _notes(found: Found) -> list[Note]:
    if not found.everybody.total:
        return [Note(NO_MONEY)]
    if found.told:
        return []
    return [
        Note.plural(
            "{n} more patient is needed before this says anything.",
            "{n} more patients are needed before this says anything.",
            LEAST_PATIENTS - found.n,
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share of the best fifth, how few bring most, and the same of returning ones."""
    found: Found = answer.beside
    top = answer["top20_share"] if found.told else None
    return Sentence(
        number=words(
            _("The top {part} of patients bring {share} of the money"),
            part=Markup(words.share(TOP)),
            share=Markup(ABSENT if top is None else words.share(top)),
        ),
        meaning=_meaning(answer, found, words),
        step=words(_("/segments shows who they are and what to do")),
        beside=tuple(_beside(answer, found, words)),
    )


def _meaning(answer: Answer, found: Found, words: Words) -> str:
    if not found.told:
        return answer.notes[0].said(words)
    text = _("{most} of the money comes from {share} of the patients ({n}).")
    people = words.plural("{n} patient", "{n} patients", found.n)
    share = Markup(words.share(answer["share_for_80"]))
    return words(text, most=Markup(words.share(MOST)), share=share, n=Markup(people))


def _beside(answer: Answer, found: Found, words: Words) -> list[str]:
    if not found.told or len(found.returning.amounts) < LEAST_PATIENTS:
        return []
    share = Markup(words.share(answer["returning_top20_share"]))
    people = words.plural("{n} patient", "{n} patients", len(found.returning.amounts))
    text = _("Among returning ones ({n}) the top {part} bring {share}")
    return [words(text, n=Markup(people), part=Markup(words.share(TOP)), share=share)]


def explain(answer: Answer, words: Words) -> Explanation:
    """Return who is counted, and the article's figure beside the clinic's own."""
    found: Found = answer.beside
    gini = words.figure(answer["gini"], 2)
    return Explanation(
        definition=words(
            _(
                "Patients with a visit in these days, by what they paid less refunds; who paid "
                "nothing counts, a negative sum is 0. Gini is 0 when all bring the same and near 1 "
                "when one brings all: {gini}."
            ),
            gini=Markup(gini),
        ),
        n=words.plural("{n} patient", "{n} patients", found.n),
        source=words(_("Lorenz 1905; Gini 1912")),
        quotes=(ARTICLE,),
        own=words.share(answer["top20_share"]) if found.told else "",
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw which share of the money the best patients bring together."""
    found: Found = answer.beside
    title(
        axes,
        say(answer, words).number,
        words(_("Patients, the best first, and their share of money")),
    )
    if not found.told:
        nothing(axes, answer.notes[0].said(words))
        return
    places = np.unique(np.linspace(0, found.n, POINTS).astype(int))
    money = found.everybody.together[places] / found.everybody.total
    top, bringers = (TOP, answer["top20_share"]), (answer["share_for_80"], MOST)
    draw_pareto(axes, (places / found.n).tolist(), money.tolist(), words, top, bringers)
    footnote(axes, n_of(found.n, words))


METRIC = Metric(
    question=_("How much of the money do the best patients bring?"),
    reads=(VISITS, MONEY),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    default_period=CLOSED_YEAR,
    for_owner=True,
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    listed=("money", 80, _("Pareto")),
)
