"""Coverage: how complete is what was written down? (R1, R3)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
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
from metrics.kit.completeness import READS, Completeness, completeness
from metrics.kit.daily import clipped, daily
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIELDS = {
    "service": _("service"),
    "doctor": _("doctor"),
    "channel": _("channel, of new patients"),
    "wait": _("wait"),
    "rating": _("rating"),
}
COMPLETE = 0.8
"""Under so much of a field, what is told from it is told of few."""

DOUBLE = 1.05
"""So far over the till's total something was probably written down twice."""

NO_VISITS = _("Nothing was logged on these days.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return logged ÷ cash, how often each field was filled in, corrections and late entries."""
    now = daily(frames, clipped(period, as_of), as_of)
    found = completeness(frames, now, as_of)
    fields = {f"{name}_share": each.value for name, each in found.fields.items()}
    return Answer(
        coverage=found.covered,
        cash_days=found.totals,
        logged_days=now.totals.open_days,
        working_days=found.working,
        **fields,
        corrections=found.corrections,
        corrections_per_100=ratio(100 * found.corrections, now.totals.visits),
        late=found.late.k,
        late_share=found.late.value,
        rows=[
            {"field": name, "share": each.value, "n": each.n} for name, each in found.fields.items()
        ],
        notes=_notes(found),
        beside=found,
    )


def _notes(found: Completeness) -> list[Note]:
    if not found.now.totals.visits:
        return [Note(NO_VISITS)]
    if found.covered is not None and found.covered > DOUBLE:
        double = _("More is written down than was in the till: look for double entries.")
        return [Note(double, money=True)]
    return []


def say(answer: Answer, words: Words) -> Sentence:
    """Return the coverage (logged days, for who sees no money), the gaps, and the next step."""
    found: Completeness = answer.beside
    return Sentence(
        number=_headline(found, words),
        meaning=_meaning(found, words),
        step=words(_("/cash 84000 enters what the till says today"))
        if words.sees_money
        else words.step(_("/day shows what a day lacks"), "no_money"),
        beside=tuple(_lines(found, answer, words)) if found.now.totals.visits else (),
    )


def _headline(found: Completeness, words: Words) -> str:
    logged, working = words.number(found.now.totals.open_days), words.number(found.working)
    if words.sees_money and found.covered is not None:
        covered = Markup(words.share(found.covered, 1))
        return words(_("Written down of the till's money: {share}"), share=covered)
    return words(_("Days with entries: {logged} of {working}"), logged=logged, working=working)


def _meaning(found: Completeness, words: Words) -> str:
    gaps = [words(FIELDS[name]) for name, each in found.fields.items() if _lacks(each)]
    if not found.now.totals.visits:
        return words(NO_VISITS)
    if not gaps:
        return words(_("Every field is filled in often enough to be told from."))
    return words(_("Too seldom filled in to tell much from: {gaps}."), gaps=", ".join(gaps))


def _lacks(each: Share) -> bool:
    return each.value is not None and each.value < COMPLETE


def _lines(found: Completeness, answer: Answer, words: Words) -> list[str]:
    filled = ", ".join(
        f"{words(FIELDS[name])} {words.share(each.value)}" for name, each in found.fields.items()
    )
    corrections = words.number(answer["corrections_per_100"], 1)
    return [
        words(_("Filled in: {fields}"), fields=Markup(filled)),
        words(_("Corrections per 100 visits: {n}"), n=Markup(corrections)),
        words(_("Typed after their day: {share}"), share=Markup(found.late.said(words))),
    ]


def explain(answer: Answer, words: Words) -> Explanation:
    """Return how each figure is counted."""
    found: Completeness = answer.beside
    return Explanation(
        definition=words(
            _(
                "Coverage is what was written down of the money of a day ÷ the till's total, of "
                "days that have one. A field counts as filled in once a visit has it. Corrections "
                "are changes of entries; nobody is ranked by them."
            )
        ),
        n=words(
            _("{visits} visits; {days} days with a cash total"),
            visits=words.number(found.now.totals.visits),
            days=words.number(found.totals),
        ),
        settings=("coverage_floor",),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how often each field was filled in."""
    found: Completeness = answer.beside
    title(axes, _headline(found, words), words(_("How often each was filled in; n visits")))
    if not found.now.totals.visits:
        nothing(axes, words(NO_VISITS))
        return
    bars = [Row(words(FIELDS[name]), each.value, each.n) for name, each in found.fields.items()]
    draw_rows(axes, bars, words, words.share, (COMPLETE, words.share(COMPLETE)))
    footnote(axes, words(_("Under the line, figures rest on few visits.")))


METRIC = Metric(
    question=_("How complete is what was written down?"),
    reads=READS,
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    states=("no_money",),
    listed=("desk", 20, _("Coverage")),
)
