"""Adoption: how many try something that is new to them, and what is asked for in vain? (R59)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

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
    Sentence,
    Share,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.entries import WISHES
from metrics.kit.rows import Row, draw_rows
from metrics.kit.trying import Tried, tried

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WINDOWS = (180, 365)
TOLD = 3
CLASSES = {
    "treatment": _("treatment"),
    "hygiene": _("hygiene"),
    "consultation": _("consultation"),
    "other": _("other"),
}
NOBODY_ACTIVE = _("Nobody is active on this day.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return how many of the active bought a class new to them within the window's days."""
    day = min(period.last, as_of)
    since = max(day - timedelta(days=int(options["window"]) - 1), period.first)
    found = tried(frames, since, day, as_of)
    wishes = frames[WISHES].rows(Period(since, day), as_of)["note"] if since <= day else ()
    share = Share.of(found.tried, found.active)
    return Answer(
        active=found.active,
        tried=found.tried,
        share=share.value,
        low=share.low,
        high=share.high,
        wishes=len(wishes),
        new_services=list(found.services),
        new_services_revenue=found.revenue if found.services else None,
        rows=[{"class": name, "patients": n} for name, n in found.by_class.items() if n],
        notes=[] if found.active else [Note(NOBODY_ACTIVE)],
        beside=(found, share, int(options["window"])),
    )


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share that tried something new, what it was, and what was asked for in vain."""
    found, share, window = answer.beside
    number = words(_("Tried something new: {share}"), share=Markup(share.said(words)))
    step = words(_("/wish writes down what is asked for and is not there"))
    if not found.active:
        return Sentence(number, words(NOBODY_ACTIVE), step)
    meaning = words(
        _(
            "Of the active patients, who within {days} days bought a kind of service for the "
            "first time."
        ),
        days=window,
    )
    return Sentence(number, meaning, step, tuple(_lines(answer, words)))


def _lines(answer: Answer, words: Words) -> Iterator[str]:
    found: Tried = answer.beside[0]
    if found.tried:
        named = [
            f"{words(CLASSES[name])} {words.number(n)}" for name, n in found.by_class.items() if n
        ]
        yield words(_("New to them: {classes}"), classes=Markup(", ".join(named)))
    if found.services:
        yield _launched(found, words)
    if answer["wishes"]:
        yield words.plural(
            "Asked for and not there: {n} time",
            "Asked for and not there: {n} times",
            answer["wishes"],
        )


def _launched(found: Tried, words: Words) -> str:
    names = ", ".join(found.services[:TOLD])
    if not words.sees_money:
        return words(_("New services: {names}"), names=names)
    money = Markup(words.cash(found.revenue))
    return words(_("New services: {names}; their visits brought {money}"), names=names, money=money)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what is new to a patient."""
    _found, share, window = answer.beside
    definition = _(
        "Active patients who, in the last {days} days of the period, bought a class of service "
        "(treatment, hygiene, consultation, other) that they had bought on no earlier visit ÷ all "
        "active. A first visit is not counted: all is new there. A service is new where nobody "
        "bought it before these days."
    )
    return Explanation(
        definition=words(definition, days=window),
        n=words.plural("{n} active patient", "{n} active patients", answer["active"]),
        interval=share.said_with_interval(words),
        settings=("active_gap",),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many bought which class for the first time."""
    found: Tried = answer.beside[0]
    sentence = say(answer, words)
    title(axes, sentence.number, sentence.meaning)
    if not found.tried:
        nothing(axes, sentence.meaning if not found.active else words(_("Nobody has yet.")))
        return
    bars = [Row(words(CLASSES[name]), n) for name, n in found.by_class.items()]
    draw_rows(axes, bars, words, words.figure)
    footnote(axes, n_of(found.active, words))


METRIC = Metric(
    question=_("How many try something that is new to them?"),
    reads=(VISITS, WISHES),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"window": 365},
    bounds={"window": (1, 3650)},
    choices={"window": WINDOWS},
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    everyday=False,
    units={"window": "days"},
    listed=("desk", 50, _("New to them")),
)
