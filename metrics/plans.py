"""Plans: which share of quotes becomes bills within 60 days? (R35)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    MONEY,
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Share,
    Words,
    footnote,
    nothing,
    ratio,
    title,
)
from metrics.kit.entries import BILLS
from metrics.kit.quotes import DAYS, billed_since
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ENOUGH = 0.9
"""So much of a quote makes it billed: the work is often done for a little less."""

NONE_WAITS = _("No younger quote waits for its bill.")
NO_QUOTES = _("No quote was written down on these days.")


@dataclass(frozen=True)
class Found:
    """What the sentence and the picture need."""

    share: Share
    waiting: int
    """Quotes that are younger than 60 days and not billed yet, and what they come to."""

    amount: int


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return how many of the period's quotes were billed within 60 days."""
    bills = frames[BILLS].rows(period, as_of)
    quoted = np.flatnonzero(bills["quote"] > 0)
    quotes = {name: bills[name][quoted] for name in ("day", "patient", "quote")}
    end = day_number(as_of)
    billed = billed_since(quotes, frames, as_of) >= ENOUGH * quotes["quote"]
    mature = end - quotes["day"] >= DAYS
    young = ~mature & ~billed
    done = int(np.count_nonzero(billed & mature))
    found = Found(
        Share.of(done, int(np.count_nonzero(mature))),
        int(np.count_nonzero(young)),
        int(quotes["quote"][young].sum()),
    )
    return Answer(
        quotes=len(quotes["day"]),
        mature=found.share.n,
        billed=found.share.k,
        share=found.share.value,
        low=found.share.low,
        high=found.share.high,
        quoted=int(quotes["quote"].sum()),
        waiting=found.waiting,
        waiting_amount=found.amount,
        mean_quote=ratio(int(quotes["quote"].sum()), len(quotes["day"])),
        notes=_notes(found, len(quotes["day"])),
        beside=found,
    )


def _notes(found: Found, quotes: int) -> list[Note]:
    if not quotes:
        return [Note(NO_QUOTES)]
    if not found.share.n:
        return [Note(_("No quote is {days} days old yet: too early to say."), {"days": DAYS})]
    return []


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share of quotes that were billed, what still waits, and the next step."""
    found: Found = answer.beside
    return Sentence(
        number=words(
            _("Quotes billed within {days} days: {share}"),
            days=DAYS,
            share=Markup(found.share.said(words)),
        ),
        meaning=_meaning(answer, words),
        step=words.step(_("Write the quote with the visit: 1042 crown 30000 quote 28000"), "empty")
        if not answer["quotes"]
        else words(_("/calls lists whom to call about it")),
    )


def _meaning(answer: Answer, words: Words) -> str:
    found: Found = answer.beside
    if not answer["quotes"]:
        return words(NO_QUOTES)
    if not found.waiting:
        return words(NONE_WAITS)
    waiting = words.plural("{n} quote", "{n} quotes", found.waiting)
    text = _("Younger and not billed yet: {waiting}.")
    if words.sees_money:
        text = _("Younger and not billed yet: {waiting} of {amount}.")
    amount = Markup(words.about(found.amount))
    return words(text, waiting=Markup(waiting), amount=amount)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return when a quote counts as billed."""
    found: Found = answer.beside
    return Explanation(
        definition=words(
            _(
                "A quote is billed when the patient's bills from its day on, for {days} days, come "
                "to {part} of it. Quotes younger than that are not counted yet."
            ),
            days=DAYS,
            part=Markup(words.share(ENOUGH)),
        ),
        n=words.plural("{n} quote", "{n} quotes", answer["quotes"]),
        interval=found.share.said_with_interval(words),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many quotes were billed, not billed, and still wait."""
    found: Found = answer.beside
    title(axes, say(answer, words).number, words(_("Number of quotes")))
    if not answer["quotes"]:
        nothing(axes, words(NO_QUOTES))
        return
    done = found.share.k or 0
    rows = [
        Row(words(_("billed")), done),
        Row(words(_("not billed")), found.share.n - done),
        Row(words(_("still waiting")), found.waiting, quiet=True),
    ]
    draw_rows(axes, rows, words, words.figure)
    footnote(axes, words(_("Billed within {days} days"), days=DAYS))


METRIC = Metric(
    question=_("Which share of quotes becomes bills within 60 days?"),
    reads=(VISITS, MONEY, BILLS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    states=("empty",),
    listed=("money", 60, _("Quotes to bills")),
)
