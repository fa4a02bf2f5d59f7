"""Channels: where do new patients come from, what do they bring, what do they cost? (R9, R15)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

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
    Note,
    Options,
    Sentence,
    Share,
    Words,
    footnote,
    n_of,
    nothing,
    ratio,
    title,
)
from metrics.kit.acquisition import acquisition
from metrics.kit.channel_rows import UNASSIGNED, Channel, by_channel
from metrics.kit.channel_words import arrow, cost, line, named, told
from metrics.kit.entries import EXPENSES
from metrics.kit.rows import Row, draw_rows
from metrics.kit.spending import ACQUIRE, spending

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HORIZONS = (90, 180, 365)
WINDOW = 90
"""Days within which a return is looked for."""

FEW = 10
"""A channel of fewer new patients is not called the cheapest."""

QUIET_ONES = (None, UNASSIGNED)
MOST_NAMED = 6
"""So many channels stand over the unknown in the chart."""


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return new patients, money and cost by the channel of the first visit."""
    spent = spending(frames, period, as_of)
    found = acquisition(frames, period, as_of, int(options["horizon"]), WINDOW)
    channels = by_channel(found, spent, frames.names["channel"], options["margin"], WINDOW)
    new, cost = int(found.new.sum()), spent.of(ACQUIRE)
    return Answer(
        new=new,
        spend=cost,
        cac=None if cost is None else ratio(cost, new),
        rows=[channel.row(new) for channel in channels],
        notes=[*_asking(cost), *spent.notes()],
        beside=(channels, options),
    )


def _asking(cost: int | None) -> Iterator[Note]:
    if cost is None:
        yield Note(_("What is spent to win patients is not written down."), money=True)


def say(answer: Answer, words: Words) -> Sentence:
    """Return the cheapest channel, or the largest where nothing is known of spending."""
    channels: list[Channel] = answer.beside[0]
    if not answer["new"]:
        nobody = words(_("New patients: {dash}"), dash=ABSENT)
        return Sentence(nobody, words(_("Nobody came for the first time.")), _step(answer, words))
    best = _cheapest(channels) if words.sees_money else None
    number = _largest(channels, answer["new"], words)
    if best is not None:
        cheapest = _("Cheapest new patients: {name}, {cac} each")
        number = words(cheapest, name=named(best, words), cac=Markup(words.about(best.cac)))
    return Sentence(number, _meaning(answer, words), _step(answer, words), _lines(answer, words))


def _lines(answer: Answer, words: Words) -> tuple[str, ...]:
    shown = told(answer.beside[0])
    if not words.sees_money:
        shown = [channel for channel in shown if channel.new]
    legend = words(_("Back: within {days} days."), days=WINDOW)
    if words.sees_money:
        brings = _("Back: within {days} days. Brings: in {horizon} days; ×: margin of it ÷ cost.")
        legend = words(brings, days=WINDOW, horizon=int(answer.beside[1]["horizon"]))
    return (*(line(channel, answer["new"], words) for channel in shown), legend)


def _cheapest(channels: list[Channel]) -> Channel | None:
    """Return the channel of the least cost a new patient, of those that cost something."""
    paid = [channel for channel in channels if channel.spend and channel.new >= FEW]
    return min(paid, key=lambda channel: channel.cac or 0, default=None)


def _largest(channels: list[Channel], new: int, words: Words) -> str:
    known = [channel for channel in channels if channel.name] or channels
    share = Share.of(known[0].new, new).said(words)
    most = _("Most new patients: {name}, {share}")
    return words(most, name=named(known[0], words), share=Markup(share))


def _meaning(answer: Answer, words: Words) -> str:
    people = Markup(words.plural("{n} new patient", "{n} new patients", answer["new"]))
    if answer["cac"] is None or not words.sees_money:
        return words(
            _("{people}; the channel is what they said at the first visit."), people=people
        )
    together = _("{people}, {cac} each; the channel is what they said at the first visit.")
    return words(together, people=people, cac=Markup(words.about(answer["cac"])))


def _step(answer: Answer, words: Words) -> str:
    if answer["spend"] is None and words.sees_money:
        return words.step(
            _("/expense ads 20000 instagram writes down what a channel costs"), "no_costs"
        )
    return words(_("/returns shows who of them comes back; tap a channel"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return how a patient gets his channel, and what cost and payback are."""
    options: Options = answer.beside[1]
    definition = _(
        "A patient keeps the channel of his first visit. Cost = what was spent to win patients in "
        "these days ÷ new patients. What one brings: revenue of the first {days} days of those "
        "first seen at least {days} days ago. Paid back: the first month of age in which the "
        "margin ({margin}) of all new patients of the channel reaches what was spent on it. A "
        "thank-you to a referrer belongs to winning patients. An arrow stands where the last 13 "
        "weeks brought more or fewer an open day than the 13 before, beyond chance."
    )
    margin = Markup(words.share(options["margin"]))
    mature = sum(row["mature"] for row in answer.rows)
    counted = _("{new} new patients, {mature} of them first seen at least {days} days ago")
    days = int(options["horizon"])
    return Explanation(
        cohort=True,
        definition=words(definition, days=days, margin=margin),
        n=words(counted, new=words.number(answer["new"]), mature=words.number(mature), days=days),
        left_out=words(_("old patients, who came before the journal began")),
        settings=("margin", "legacy_until"),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw new patients by channel, with the cost and the payback of each."""
    sentence, channels = say(answer, words), answer.beside[0]
    title(axes, sentence.number, words(_("New patients by the channel of their first visit")))
    if not answer["new"]:
        nothing(axes, sentence.meaning)
        return
    shown = [_bar(channel, words) for channel in _unknown_seen(channels)]
    draw_rows(axes, shown, words, words.figure, adds=True)
    footnote(axes, n_of(answer["new"], words), words(_("as they said themselves")))


def _unknown_seen(channels: list[Channel]) -> list[Channel]:
    """Return the channels so that what is unknown is not among the rest of too many."""
    named = [channel for channel in channels if channel.name not in QUIET_ONES]
    quiet = [channel for channel in channels if channel.name in QUIET_ONES]
    return [*named[:MOST_NAMED], *quiet, *named[MOST_NAMED:]]


def _bar(channel: Channel, words: Words) -> Row:
    text = cost(channel, words) if channel.new and channel.spend and words.sees_money else ""
    if words.sees_money and channel.spend and not channel.new:
        text = words(_("{spend} spent"), spend=words.cash(channel.spend))
    return Row(
        named(channel, words) + arrow(channel),
        channel.new,
        text=text,
        quiet=channel.name in QUIET_ONES,
    )


METRIC = Metric(
    question=_("Where do new patients come from, and what do they cost?"),
    reads=(VISITS, MONEY, EXPENSES),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"horizon": 365, "margin": 1.0},
    bounds={"horizon": (1, 3650), "margin": (0.0, 1.0)},
    own={"margin": "margin"},
    choices={"horizon": HORIZONS},
    units={"horizon": "days"},
    states=("no_costs",),
    listed=("return", 30, _("Channels")),
)
