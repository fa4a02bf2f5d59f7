"""Calls: what did the call list bring back? (R34)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clinic.calling import LEFT_IN_PEACE
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
    n_of,
    nothing,
    title,
)
from metrics.kit.calling import Called, called
from metrics.kit.entries import CALLS
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOBODY_CALLED = _("No patient was on the call list in these days.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return how many were reached, booked and came back, and what they paid."""
    found = called(frames, period, as_of)
    return Answer(
        listed=found.listed,
        reached=found.reached,
        booked=found.booked,
        returned=found.returned,
        waited=found.waited,
        revenue_returned=found.revenue if found.reached else None,
        notes=[] if found.listed else [Note(NOBODY_CALLED)],
        beside=found,
    )


def say(answer: Answer, words: Words) -> Sentence:
    """Return the revenue that came back, how many were called, and the next step."""
    found: Called = answer.beside
    back = Markup(Share.of(found.returned, found.reached).said(words))
    number = words(_("Came back after a call: {share}"), share=back)
    if words.sees_money:
        money = Markup(words.cash(answer["revenue_returned"]))
        number = words(_("Calls brought back {money}"), money=money)
    if not found.listed:
        return Sentence(number, words(NOBODY_CALLED), _step(words))
    people = words.plural("{n} patient called", "{n} patients called", found.listed)
    counts = _("{people}: {reached} reached, {booked} booked, {returned} came back.")
    numbers = {name: words.number(answer[name]) for name in ("reached", "booked", "returned")}
    return Sentence(
        number,
        words(counts, people=Markup(people), **numbers),
        _step(words),
        tuple(_lines(found, words)),
    )


def _lines(found: Called, words: Words) -> list[str]:
    lines = []
    if words.sees_money and found.reached:
        back = Markup(Share.of(found.returned, found.reached).said(words))
        lines.append(words(_("Came back of those reached: {share}"), share=back))
    if found.waited:
        lines.append(
            words.plural(
                "{n} more may still come: the call is under {days} days old",
                "{n} more may still come: their calls are under {days} days old",
                found.waited,
                days=LEFT_IN_PEACE,
            )
        )
    return lines


def _step(words: Words) -> str:
    return words(_("/calls lists who is overdue and worth a call"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return when a visit is the call's."""
    found: Called = answer.beside
    return Explanation(
        definition=words(
            _(
                "Counted are the patients whose call was opened in these days, each once. Reached: "
                "somebody spoke to him. Came back: a visit on one of the {days} days after the day "
                "of the call; its revenue is the call's. Some would have come anyway."
            ),
            days=LEFT_IN_PEACE,
        ),
        n=words.plural("{n} patient called", "{n} patients called", found.listed),
        interval=Share.of(found.returned, found.reached).said_with_interval(words),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many of those called were reached, booked and came back."""
    found: Called = answer.beside
    title(axes, say(answer, words).number, words(_("Patients on the call list")))
    if not found.listed:
        nothing(axes, words(NOBODY_CALLED))
        return
    bars = [
        Row(words(_("called")), found.listed),
        Row(words(_("reached")), found.reached),
        Row(words(_("booked a visit")), found.booked),
        Row(words(_("came back")), found.returned),
    ]
    draw_rows(axes, bars, words, words.figure)
    footnote(axes, n_of(found.listed, words))


METRIC = Metric(
    question=_("What did the call list bring back?"),
    reads=(VISITS, MONEY, CALLS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    listed=("desk", 30, _("Calls")),
)
