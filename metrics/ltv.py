"""Lifetime value: how much does a patient bring, and for how long? (R10, R11, R12, R23)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

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
from metrics.kit.growth import FEW_COUNTED, Growth, draw_growth
from metrics.kit.lifetime import EVERYTHING, Lifetime, lifetime
from metrics.kit.value import FEW, Cumulative, acquired, typical

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HORIZONS = (12, 24, 36)


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the mean and median value by months of age, and the formula's lifetime value."""
    horizon = int(options["horizon"])
    people = acquired(frames, period, as_of)
    found = lifetime(frames, people, as_of, horizon, options)
    middle = typical(people, horizon)
    return Answer(
        patients=people.count,
        mean_revenue=found.curve.at(horizon),
        median_revenue=None if middle is None else middle * found.margin,
        retention=found.kept.retention,
        discounted=found.discounted,
        discounted_with_first=found.discounted_with_first,
        leavers=found.leavers,
        leavers_value=found.left,
        rows=_rows(found.curve),
        notes=_notes(found.curve, horizon),
        beside=found,
    )


def _rows(curve: Cumulative) -> list[dict[str, Any]]:
    return [
        {"month": month, "mean_cumulative": curve.at(month), "at_risk": at_risk}
        for month, at_risk in enumerate(curve.at_risk.tolist(), start=1)
    ]


def _notes(curve: Cumulative, horizon: int) -> list[Note]:
    missing = FEW - int(curve.at_risk[horizon - 1])
    if missing <= 0:
        return []
    return [
        Note.plural(
            "For {months} months {n} more patient must have been seen that long.",
            "For {months} months {n} more patients must have been seen that long.",
            missing,
            months=horizon,
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the mean at the longest horizon, what it is of, the other horizons and the formula."""
    found: Lifetime = answer.beside
    if not found.months:
        return Sentence(
            words(_("Value of a patient: {dash}"), dash=ABSENT),
            words(_("Too few patients have been seen for a whole month.")),
            words.step(_("/import takes in what you have in a table"), "too_few"),
        )
    n = int(found.curve.at_risk[found.months - 1])
    value = Markup(words.about(found.curve.at(found.months)))
    people = Markup(words.plural("{n} patient", "{n} patients", n))
    return Sentence(
        words(_("A patient brings {value} in {months} months"), value=value, months=found.months),
        words(_what(found), people=people),
        words(_("/poster puts it on the staff room's wall")),
        tuple(_beside(answer, found, words)),
    )


def _what(found: Lifetime) -> str:
    if found.margin == EVERYTHING:
        return _("Mean revenue of those seen that long ({people}); who left counts too.")
    return _("Mean margin of those seen that long ({people}); who left counts too.")


def _beside(answer: Answer, found: Lifetime, words: Words) -> list[str]:
    """Return the horizons, the length of a patient's life, and the value by the formula."""
    at = [month for month in HORIZONS if found.curve.at(month) is not None]
    lines = []
    if at:
        values = "; ".join(
            f"{words.number(month)} — {words.about(found.curve.at(month))}" for month in at
        )
        lines.append(words(_("By months: {values}"), values=Markup(values)))
    lines.append(words(_("Half stay for {life}"), life=Markup(_life_in_words(found.life, words))))
    formula, kept = Markup(words.about(found.discounted)), Markup(words.share(answer["retention"]))
    text = _("By the formula, from now on: {value} (kept for a year: {share})")
    lines.append(words(text, value=formula, share=kept))
    if found.leavers:
        people = Markup(words.plural("{n} patient", "{n} patients", found.leavers))
        text = _("Lost since the quarter began: {people}, who would have brought {value}")
        lines.append(words(text, people=people, value=Markup(words.about(found.left))))
    return lines


def _life_in_words(days: int | None, words: Words) -> str:
    if days is None:
        return words(_("longer than can be seen yet"))
    return words.plural("{n} month", "{n} months", round(days / 30.4375))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return how the curve, the life and the formula are computed, with the clinic's figures."""
    found: Lifetime = answer.beside
    kept = found.kept
    definition = _(
        "The revenue of each month since the first visit, of those seen to that month's end, "
        "divided by them, and added up. By the formula: yearly {yearly} × r ÷ (1 + i − r), with "
        "r = {share} kept from one year to the next and i = {discount} a year; with this year's "
        "money {first}. The curve looks back, the formula ahead: so they differ."
    )
    return Explanation(
        cohort=True,
        definition=words(
            definition,
            yearly=Markup(words.about(found.yearly)),
            share=Markup(words.share(answer["retention"])),
            discount=Markup(words.share(found.discount, 1)),
            first=Markup(words.about(answer["discounted_with_first"])),
        ),
        n=words(
            _("{n} first visits; {kept} of {earlier} seen in both of the last two years"),
            n=words.number(answer["patients"]),
            kept=words.number(kept.kept),
            earlier=words.number(kept.earlier),
        ),
        left_out=words(_("old patients, who came before the journal began")),
        source=words(_("Gupta and Lehmann 2003; Kaplan and Meier 1958")),
        settings=("margin", "discount_rate", "active_gap"),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw what a patient has brought on average by each month of age."""
    found: Lifetime = answer.beside
    said = say(answer, words)
    if not found.months:
        title(axes, said.number)
        nothing(axes, said.meaning)
        return
    shown = _("Mean revenue by months since the first visit")
    if found.margin != EVERYTHING:
        shown = _("Mean margin by months since the first visit")
    title(axes, said.number, words(shown))
    ages = range(1, found.months + 1)
    means, counts = found.curve.mean[: found.months], found.curve.at_risk[: found.months]
    growth = Growth("", ages, means.tolist(), counts.tolist())
    draw_growth(axes, [growth], words, words.brief, unit=words(_("months")))
    few = words(_("dashed: fewer than {n} seen so long"), n=FEW_COUNTED)
    footnote(axes, n_of(answer["patients"], words), few if counts[-1] < FEW_COUNTED else "")


METRIC = Metric(
    question=_("How much does a patient bring, and for how long?"),
    reads=(VISITS, MONEY),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"horizon": 36, "discount": 0.10, "margin": EVERYTHING},
    bounds={"horizon": (1, 120), "discount": (0.0, 1.0), "margin": (0.0, 1.0)},
    own={"discount": "discount_rate", "margin": "margin"},
    choices={"horizon": HORIZONS},
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    only_money=True,
    for_owner=True,
    units={"horizon": "months"},
    states=("too_few",),
    listed=("money", 30, _("Patient value")),
)
