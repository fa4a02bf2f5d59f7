"""Customer capital: what are all patients together likely to bring, in today's money? (R22)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
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
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.capital import Capital, capital
from metrics.kit.discounting import LONGEST
from metrics.kit.lifetime import EVERYTHING
from metrics.kit.moved import PARTS
from metrics.kit.value import FEW
from metrics.kit.waterfall import Step, draw_waterfall
from metrics.kit.worth import Worth

if TYPE_CHECKING:
    from matplotlib.axes import Axes

QUARTER = timedelta(days=91)
POINTS = 0.05
"""The range is that of a discount so much lower and so much higher."""

PART_NAMES = {
    "new": _("New patients"),
    "kept": _("Who stayed"),
    "price": _("Dearer visits"),
    "lost": _("Who was lost"),
}


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return what all patients are worth on the as-of day; the period changes nothing in it."""
    found = capital(frames, as_of, QUARTER, options)
    moved = found.moved
    return Answer(
        capital=found.sum_at(0),
        low=found.sum_at(POINTS),
        high=found.sum_at(-POINTS),
        patients=len(found.people.patient),
        before=found.before,
        **(moved.parts if moved else dict.fromkeys(PARTS)),
        away=moved.away if moved else None,
        rows=found.rows(),
        notes=_notes(found.people),
        beside=found,
    )


def _notes(now: Worth) -> list[Note]:
    missing = FEW - now.chances.followed
    if missing <= 0:
        return []
    return [
        Note.plural(
            "Who stays is told by those who came over a year ago: {n} more is needed.",
            "Who stays is told by those who came over a year ago: {n} more are needed.",
            missing,
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the sum, whose it is, its range, and why it changed."""
    found: Capital = answer.beside
    if answer["capital"] is None:
        return Sentence(
            words(_("Customer capital: {dash}"), dash=ABSENT),
            answer.notes[0].said(words),
            words.step(_("/import takes in what you have in a table"), "empty"),
        )
    people = words.plural("{n} patient", "{n} patients", answer["patients"])
    return Sentence(
        words(_("Customer capital: {sum}"), sum=Markup(words.about(answer["capital"]))),
        words(_what(found), people=Markup(people), years=LONGEST),
        words(_("/segments shows whom to keep")),
        tuple(_beside(answer, found, words)),
    )


def _what(found: Capital) -> str:
    if found.margin == EVERYTHING:
        return _("Revenue that {people} are likely to bring in {years} years, in today's money.")
    return _("Margin that {people} are likely to bring in {years} years, in today's money.")


def _beside(answer: Answer, found: Capital, words: Words) -> Iterator[str]:
    """Return the range, and the parts of the change since a quarter ago."""
    yield words(
        _("At a discount of {low} to {high} a year: {most} to {least}"),
        low=Markup(words.share(max(found.discount - POINTS, 0))),
        high=Markup(words.share(found.discount + POINTS)),
        most=Markup(words.brief(answer["high"])),
        least=Markup(words.brief(answer["low"])),
    )
    if found.moved is None:
        return
    change = Markup(_signed(sum(found.moved.parts.values()), words))
    yield words(_("Since {day}: {change}"), day=found.since, change=change)
    for part, name in PART_NAMES.items():
        amount = Markup(_signed(found.moved.parts[part], words))
        yield words(_("– {name}: {amount}"), name=Markup(words(name)), amount=amount)
    away = Markup(_signed(found.moved.away, words))
    yield words(_("Of those who stayed, not here since: {amount}"), amount=away)


def _signed(minor: float, words: Words) -> str:
    return ("+" if round(minor) > 0 else "") + words.brief(minor)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return whose money is multiplied by what."""
    found: Capital = answer.beside
    followed = words.plural("{n} patient", "{n} patients", found.people.chances.followed)
    definition = _(
        "For every patient his own money of the year up to his last visit{margin} × Σ (r ÷ (1 + "
        "i))^t over {years} years, added up: never a mean times a number. r is the share of those "
        "who a year ago had come as often and had been away as long and were seen since; i = "
        "{discount}. New: first seen since then. Lost: away too long by now. Dearer: as many "
        "visits at another bill. Who stayed: the rest."
    )
    margin = "" if found.margin == EVERYTHING else f" × {words.share(found.margin)}"
    return Explanation(
        definition=words(
            definition,
            margin=Markup(margin),
            years=LONGEST,
            discount=Markup(words.share(found.discount, 1)),
        ),
        n=words(_("who stays is told by {people}"), people=Markup(followed)),
        source=words(_("Gupta, Lehmann and Stuart 2004; Blattberg and Deighton 1996")),
        settings=("margin", "discount_rate", "active_gap"),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the bridge from the capital of a quarter ago to today's."""
    found: Capital = answer.beside
    said = say(answer, words)
    if found.moved is None or answer["capital"] is None:
        title(axes, said.number)
        nothing(
            axes, said.meaning if answer["capital"] is None else words(_("A quarter ago: nothing."))
        )
        return
    title(axes, said.number, words(_("What changed it since {day}"), day=found.since))
    parts = [Step(words(name), found.moved.parts[part]) for part, name in PART_NAMES.items()]
    start = Step(words(_("A quarter ago")), answer["before"], total=True)
    end = Step(words(_("Now")), answer["capital"], total=True)
    draw_waterfall(axes, [start, *parts, end], words, words.brief)
    footnote(axes, n_of(answer["patients"], words))


METRIC = Metric(
    question=_("What are all patients together likely to bring?"),
    reads=(VISITS, MONEY),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"discount": 0.10, "margin": EVERYTHING},
    bounds={"discount": (0.0, 1.0), "margin": (0.0, 1.0)},
    own={"discount": "discount_rate", "margin": "margin"},
    choices={"discount": (0.1, 0.15, 0.2)},
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    everyday=False,
    only_money=True,
    for_owner=True,
    states=("empty",),
    listed=("money", 90, _("Capital")),
)
