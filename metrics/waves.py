"""Waves: how many lost patients come a second time, and what does that bring? (R13, R57)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clinic.calendar import day_number
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
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.daily import clipped
from metrics.kit.second_wave import YEAR, SecondWave, second_wave
from metrics.kit.step_curves import draw_curves, stepped
from metrics.kit.survival import FEW

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST_SHOWN = 730
MONTH = 30.4375
NOBODY = _("Nobody has been lost on these days: that takes a long time without a visit.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return who came back after a loss, when, and what that brought beside new patients."""
    gap, end = int(options["gap"]), day_number(as_of)
    visits = frames[VISITS].until_rows(as_of)
    found = second_wave(visits, clipped(period, as_of), end, gap, frames.patients)
    return Answer(
        lost=found.curve.n,
        back=len(found.back),
        back_this_month=found.this_month,
        share=found.share.value,
        low=found.share.low,
        high=found.share.high,
        at_risk=found.share.n,
        median_days_to_return=found.to_return,
        first_wave_days=found.first_wave,
        regained_year=found.regained,
        new_year=found.new,
        notes=_notes(found),
        beside=found,
    )


def _notes(found: SecondWave) -> list[Note]:
    if not found.curve.n:
        return [Note(NOBODY)]
    if found.share.value is not None:
        return []
    return [
        Note.plural(
            "Too early: {n} more patient must have been lost for a year.",
            "Too early: {n} more patients must have been lost for a year.",
            FEW - found.share.n,
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return who is back this month, the share that comes back, when, and what it brings."""
    found: SecondWave = answer.beside
    people = words.plural("{n} patient", "{n} patients", found.this_month)
    text = _("Within a year of being lost {share} came back.")
    return Sentence(
        number=words(_("Back after a loss this month: {people}"), people=Markup(people)),
        meaning=words(NOBODY)
        if not found.curve.n
        else words(text, share=Markup(found.share.said(words))),
        step=words(_("Ask them why they came back; /calls lists who is late")),
        beside=tuple(_lines(found, words)),
    )


def _lines(found: SecondWave, words: Words) -> list[str]:
    lines = []
    if found.to_return is not None:
        text = _("Half of those who came back did so within {time}")
        lines.append(words(text, time=Markup(_months(found.to_return, words))))
    if found.first_wave is not None:
        text = _("Half of the first waves lasted up to {time}")
        lines.append(words(text, time=Markup(_months(found.first_wave, words))))
    if found.curve.n and words.sees_money:
        lines.append(_worth(found, words))
    return lines


def _months(days: float, words: Words) -> str:
    return words.plural("{n} month", "{n} months", round(days / MONTH))


def _worth(found: SecondWave, words: Words) -> str:
    back, new = (words.number(count) for count in found.counts)
    if found.regained is None or found.new is None:
        few = _("Known for a year: {back} regained and {new} new patients; too few to compare")
        return words(few, back=back, new=new)
    return words(
        _("In a year a regained patient brought {back}, a new one {new}"),
        back=Markup(words.about(found.regained)),
        new=Markup(words.about(found.new)),
    )


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what a loss and a second wave are."""
    found: SecondWave = answer.beside
    return Explanation(
        definition=words(
            _(
                "A loss is dated {days} after the last visit; a second wave begins with the next "
                "one. The share is counted from the day lost (Kaplan–Meier). The year after the "
                "return stands beside the first year of new patients; what winning either cost is "
                "in /spend."
            ),
            days=Markup(words.plural("{n} day", "{n} days", found.gap)),
        ),
        n=words.plural("{n} loss", "{n} losses", found.curve.n),
        interval=found.share.said_with_interval(words),
        left_out=words(_("the gap in front of the journal: nobody knows it")),
        source=words(_("Kaplan and Meier 1958")),
        settings=("active_gap",),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the share of the lost who are back by each day after the loss."""
    found: SecondWave = answer.beside
    title(axes, say(answer, words).number, words(_("Lost patients who are back, by days since")))
    if answer.notes:
        nothing(axes, answer.notes[0].said(words))
        return
    drawn = stepped("", found.curve, LONGEST_SHOWN)
    window = (YEAR, found.share.said_with_interval(words))
    draw_curves(axes, [drawn], words, words(_("days")), window)
    footnote(axes, n_of(found.curve.n, words))


METRIC = Metric(
    question=_("How many lost patients come back, and what does that bring?"),
    reads=(VISITS,),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"gap": 548},
    bounds={"gap": (30, 3650)},
    own={"gap": "active_gap"},
    units={"gap": "days"},
    listed=("return", 70, _("Second wave")),
    drills={"channel": "first_channel", "service": "first_service", "doctor": "first_doctor"},
)
