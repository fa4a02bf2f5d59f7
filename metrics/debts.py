"""Debts: how much is still owed, and for how long? (R18)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    VISITS,
    Answer,
    Array,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Words,
    nothing,
    title,
)
from metrics.kit.owing import READS, Owing, owing
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AGES = ((0, "0-30"), (31, "31-60"), (61, "61-90"), (91, "91+"))
"""From how many days on, and how the JSON calls it."""

AGE_NAMES = {
    "0-30": _("up to 30 days"),
    "31-60": _("31 to 60 days"),
    "61-90": _("61 to 90 days"),
    "91+": _("over 90 days"),
}
OLD = 30
NOTHING_OWED = _("Nobody owes anything.")


@dataclass(frozen=True)
class Found:
    """What the sentence and the picture need; money in minor units."""

    owing: Owing
    days: Array
    """How old each debt is."""

    @property
    def old(self) -> int:
        """Return what has been owed for over 30 days."""
        return int(self.owing.amount[self.days > OLD].sum())

    def debtors(self, which: Array) -> int:
        """Return how many patients owe the debts of the mask."""
        return len(np.unique(self.owing.patient[which]))


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return what is owed at the end of the as-of day of the period's bills, by age."""
    standing = owing(frames, as_of)
    low, high = day_number(period.first), day_number(period.last)
    within = (standing.day >= low) & (standing.day <= high)
    standing = Owing(
        standing.day[within], standing.patient[within], standing.amount[within], standing.ahead
    )
    found = Found(standing, day_number(as_of) - standing.day)
    return Answer(
        debt=int(standing.amount.sum()),
        over_30=found.old,
        debtors=found.debtors(np.ones(len(standing.day), bool)),
        prepaid=standing.ahead,
        rows=list(_rows(found)),
        notes=[] if len(standing.day) else [Note(NOTHING_OWED)],
        beside=found,
    )


def _rows(found: Found) -> list[dict[str, Any]]:
    ages = np.searchsorted([first for first, _name in AGES], found.days, side="right") - 1
    rows = []
    for place, (_first, name) in enumerate(AGES):
        mine = ages == place
        amount = int(found.owing.amount[mine].sum())
        rows.append({"age": name, "amount": amount, "patients": found.debtors(mine)})
    return rows


def say(answer: Answer, words: Words) -> Sentence:
    """Return what has been owed for long, all that is owed, and the next step."""
    debtors = words.plural("{n} patient owes", "{n} patients owe", answer["debtors"])
    all_owed = _("{debtors} {debt} in all; {ahead} were paid ahead.")
    return Sentence(
        number=words(_("Owed for over 30 days: {old}"), old=Markup(words.cash(answer["over_30"]))),
        meaning=words(
            all_owed,
            debtors=Markup(debtors),
            debt=Markup(words.cash(answer["debt"])),
            ahead=Markup(words.cash(answer["prepaid"])),
        )
        if answer["debtors"]
        else words(NOTHING_OWED),
        step=words(_("/paid 1042 3500 writes a payment of a debt down")),
        beside=tuple(_line(row, words) for row in answer.rows if row["patients"]),
    )


def _line(row: Any, words: Words) -> str:  # noqa: ANN401 - a row of JSON
    name = AGE_NAMES[row["age"]]
    return f"{words(name)}: {words.cash(row['amount'])}, n = {row['patients']}"


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what is a debt and how payments settle it."""
    return Explanation(
        definition=words(
            _(
                "A debt is what was billed and not paid on that day. What a patient pays later, "
                "without a visit or over a bill, settles his oldest debt first; the rest is paid "
                "ahead. Revenue counts money on the day it moved, so debts are no revenue."
            )
        ),
        n=words.plural("{n} debt", "{n} debts", len(answer.beside.days)),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw what is owed by age."""
    title(axes, say(answer, words).number, words(_("What is owed, by age; n patients")))
    if not answer["debtors"]:
        nothing(axes, words(NOTHING_OWED))
        return
    draw_rows(axes, [_bar(row, words) for row in answer.rows], words, words.brief)


def _bar(row: Any, words: Words) -> Row:  # noqa: ANN401 - a row of JSON
    name = AGE_NAMES[row["age"]]
    return Row(words(name), row["amount"], row["patients"])


METRIC = Metric(
    question=_("How much is still owed, and for how long?"),
    reads=(VISITS, *READS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    only_money=True,
    listed=("money", 50, _("Debts")),
)
