"""Poster: the value of one patient, for the staff room's wall (R14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.money import minor_digits
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
    Words,
)
from metrics.kit.lifetime import EVERYTHING
from metrics.kit.pages import PAPERS
from metrics.kit.value import FEW, acquired, cumulative
from metrics.kit.value_poster import draw_value_poster

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST_PATIENTS = 30
"""With fewer who were seen that long the value is preliminary."""

SIGNIFICANT = 2
TOO_FEW = _("Too few patients have been seen for a whole month.")


@dataclass(frozen=True)
class Found:
    """What stands on the page."""

    clinic: str
    day: date
    margin: float
    paper: str


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return what one patient brings, rounded to two digits, at the longest age that tells."""
    people = acquired(frames, period, as_of)
    curve = cumulative(people, int(options["horizon"]))
    months = curve.longest()
    mean = curve.at(months)
    margin, currency = options["margin"], frames.settings.currency
    n = int(curve.at_risk[months - 1]) if months else 0
    paper = tuple(PAPERS)[int(options["tall"])]
    return Answer(
        value=None if mean is None else rounded(mean * margin, 10 ** minor_digits(currency)),
        months=months or None,
        patients=n,
        preliminary=n < LEAST_PATIENTS,
        notes=_notes(n, int(curve.at_risk[0])),
        beside=Found(frames.settings.name, as_of, margin, paper),
        paper=paper,
    )


def rounded(minor: float, unit: int = 1) -> int:
    """Return an amount to two significant digits, and to whole units of the currency."""
    whole = round(minor / unit)
    if not whole:
        return 0
    step: int = 10 ** max(0, floor(log10(abs(whole))) + 1 - SIGNIFICANT)
    return round(minor / unit / step) * step * unit


def _notes(n: int, first: int) -> list[Note]:
    if n >= LEAST_PATIENTS:
        return []
    if n:
        return [
            Note.plural(
                "Preliminary: {n} more patient seen that long is needed.",
                "Preliminary: {n} more patients seen that long are needed.",
                LEAST_PATIENTS - n,
            )
        ]
    return [
        Note.plural(
            "{n} more patient must have been seen for a whole month.",
            "{n} more patients must have been seen for a whole month.",
            FEW - first,
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the rounded value, over how long, and how the page is had."""
    number = words(_("A patient who walks in: {value}"), value=Markup(_value(answer, words)))
    if answer["value"] is None:
        return Sentence(
            number,
            words(TOO_FEW),
            words.step(_("/import takes in what you have in a table"), "too_few"),
        )
    return Sentence(
        number,
        _how(answer, words),
        words(_("Tap the picture: a page for the staff room, without any patient's data")),
    )


def _value(answer: Answer, words: Words) -> str:
    return words.cash(answer["value"])


def _how(answer: Answer, words: Words) -> str:
    """Return how it was computed, as the page says it too."""
    text = _("Mean revenue in {months} of {people}; who left counts too. Rounded.")
    if answer.beside.margin != EVERYTHING:
        text = _("Mean margin in {months} of {people}; who left counts too. Rounded.")
    return words(
        text,
        months=Markup(words.plural("{n} month", "{n} months", answer["months"])),
        people=Markup(words.plural("{n} patient", "{n} patients", answer["patients"])),
    )


def explain(answer: Answer, words: Words) -> Explanation:
    """Return how the value comes about, and from how many it is not preliminary."""
    return Explanation(
        definition=words(
            _(
                "What /ltv shows at the longest age that {few} patients have reached, rounded to "
                "two digits: the money of each month since the first visit, of those seen to that "
                "month's end, divided by them, and added up. Under {least} patients it is called "
                "preliminary."
            ),
            few=FEW,
            least=LEAST_PATIENTS,
        ),
        n=words.plural("{n} patient", "{n} patients", answer["patients"]),
        left_out=words(_("old patients, who came before the journal began")),
        settings=("margin",),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the page: clinic, value, over how long, how it was computed, and the day."""
    found: Found = answer.beside
    none = answer["value"] is None
    said = {
        "clinic": found.clinic,
        "ask": words(_("A patient who walks in brings us")),
        "value": _value(answer, words),
        "tag": words(_("preliminary")) if answer["preliminary"] and not none else "",
        "how": words(TOO_FEW) if none else _how(answer, words),
        "day": words.full_day(found.day),
    }
    draw_value_poster(axes, PAPERS[found.paper], said)


METRIC = Metric(
    question=_("What is a patient who walks in worth? A page for the wall."),
    reads=(VISITS, MONEY),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"horizon": 36, "margin": EVERYTHING, "tall": 0},
    bounds={"horizon": (1, 120), "margin": (0.0, 1.0), "tall": (0, 1)},
    own={"margin": "margin"},
    choices={"horizon": (12, 24, 36)},
    only_money=True,
    for_owner=True,
    units={"horizon": "months"},
    states=("too_few",),
    listed=("money", 95, _("Poster")),
    page=True,
)
