"""Discounts: what do they cost, and do they bring people back? (R6)"""

from __future__ import annotations

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
    Array,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Share,
    Words,
    footnote,
    kaplan_meier,
    nothing,
    ratio,
    title,
)
from metrics.kit.entries import BILLS
from metrics.kit.layout import NEVER
from metrics.kit.levers import more_visits
from metrics.kit.newcomers import Newcomers, newcomers
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WINDOW = 90
NO_DISCOUNTS = _("No discount was written down.")
NO_MARGIN = _("How many visits more a lower price needs is known once /settings has the margin.")


@dataclass(frozen=True)
class Found:
    """What the sentence and the picture need."""

    share: Share
    returned: Share
    """Of those whose first visit had a discount, and of the others."""
    others: Share
    cut: float
    margin: float | None


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return how many visits had a discount, how deep, and who came back."""
    bills = frames[BILLS].rows(period, as_of)
    off = np.flatnonzero((bills["discount"] > 0) & (bills["amount"] >= 0))
    visits = len(frames[VISITS].days(period, as_of))
    whose, when = bills["patient"][off], bills["day"][off]
    keys = (whose.astype(np.int64) << 32) | when
    given, left = int(bills["discount"][off].sum()), int(bills["amount"][off].sum())
    people = newcomers(frames, period, as_of)
    cheap = _began_cheaply(people, whose, when, frames.patients)
    found = Found(
        Share.of(len(np.unique(keys)), visits),
        _returned(people.among(cheap)),
        _returned(people.among(~cheap)),
        options["cut"],
        frames.settings.margin,
    )
    return Answer(
        visits=visits,
        discounted=found.share.k,
        share=found.share.value,
        low=found.share.low,
        high=found.share.high,
        given=given,
        depth=ratio(given, given + left),
        returned_discounted=found.returned.value,
        returned_others=found.others.value,
        more_visits=more_visits(found.margin, found.cut),
        notes=_notes(found),
        beside=found,
    )


def _began_cheaply(people: Newcomers, whose: Array, when: Array, patients: int) -> Array:
    """Return of each newcomer whether his first visit was on one of the days with a discount."""
    first = np.full(patients, NEVER, np.int32)
    first[people.patient] = people.first_day
    began = np.zeros(patients, bool)
    began[whose[first[whose] == when]] = True
    found: Array = began[people.patient]
    return found


def _returned(people: Newcomers) -> Share:
    return kaplan_meier(people.waited, people.returned, people.followed).share_by(WINDOW)


def _notes(found: Found) -> list[Note]:
    notes = [] if found.share.k else [Note(NO_DISCOUNTS)]
    if found.margin is None:
        notes.append(Note(NO_MARGIN, money=True))
    return notes


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share of visits with a discount, its depth, and who came back."""
    found: Found = answer.beside
    depth = _("On those visits {depth} of the price was given away.")
    return Sentence(
        number=words(_("Visits with a discount: {share}"), share=Markup(found.share.said(words))),
        meaning=words(depth, depth=Markup(words.share(answer["depth"], 1)))
        if found.share.k
        else words(NO_DISCOUNTS),
        step=words(_("/whatif plays with the price")),
        beside=tuple(_lines(found, answer, words)),
    )


def _lines(found: Found, answer: Answer, words: Words) -> list[str]:
    lines = []
    if found.share.k:
        text = _("Back within {days} days after a first visit with one: {cheap}; else {others}")
        cheap, others = found.returned.said(words), found.others.said(words)
        lines.append(words(text, days=WINDOW, cheap=Markup(cheap), others=Markup(others)))
    if found.margin is not None and words.sees_money:
        lines.append(_cut_in_words(found, answer["more_visits"], words))
    return lines


def _cut_in_words(found: Found, more: float | None, words: Words) -> str:
    cut, margin = Markup(words.share(found.cut)), Markup(words.share(found.margin))
    if more is None:
        impossible = _("Prices lower by {cut} at a margin of {margin}: no number of visits helps")
        return words(impossible, cut=cut, margin=margin)
    text = _("Prices lower by {cut} at a margin of {margin} need {more} more visits")
    return words(text, cut=cut, margin=margin, more=Markup(words.share(more)))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what is a discounted visit and how the price cut is reckoned."""
    found: Found = answer.beside
    return Explanation(
        definition=words(
            _(
                "A visit counts when a line of it names a discount; the depth is discount ÷ (bill "
                "+ discount). Who came back is told by Kaplan–Meier, of first visits. A price "
                "lower by x needs m ÷ (m − x) − 1 more visits, with m the margin: both are shares "
                "of the price."
            )
        ),
        n=words.plural("{n} visit", "{n} visits", answer["visits"]),
        interval="; ".join(
            each.said_with_interval(words) for each in (found.share, found.returned, found.others)
        ),
        settings=("margin",) if words.sees_money else (),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw who came back: of those who began with a discount, and of the others."""
    found: Found = answer.beside
    shown = words(_("Back within {days} days after the first visit"), days=WINDOW)
    title(axes, say(answer, words).number, shown)
    sides = ((_("with a discount"), found.returned), (_("without"), found.others))
    if all(share.value is None for _name, share in sides):
        nothing(axes, words(NO_DISCOUNTS if not found.share.k else _("Too few first visits yet.")))
        return
    rows = [Row(words(name), each.value, each.n, each.low, each.high) for name, each in sides]
    draw_rows(axes, rows, words, words.share)
    footnote(axes, words(_("Lines: 95% intervals")))


METRIC = Metric(
    question=_("What do discounts cost, and do they bring people back?"),
    reads=(VISITS, BILLS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"cut": 0.1},
    bounds={"cut": (0.0, 0.99)},
    choices={"cut": (0.05, 0.1, 0.2)},
    listed=("money", 40, _("Discounts")),
)
