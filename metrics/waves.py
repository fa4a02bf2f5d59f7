"""Waves: how many lost patients come a second time, and what does that bring? (R13, R57)"""

from __future__ import annotations

from dataclasses import dataclass
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
    Quote,
    Sentence,
    Words,
    nothing,
    title,
)
from metrics.kit.daily import clipped
from metrics.kit.second_wave import SecondWave, second_wave
from metrics.kit.step_curves import draw_curves, stepped
from metrics.kit.survival import FEW
from metrics.kit.winning import READS, Winning, winning
from metrics.kit.winning_words import brought, worth
from metrics.kit.year import YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST_SHOWN = 730
MONTH = 30.4375
BRANDS = Quote(_("most who try to win back what they lost are washed out"), disputed=True)
NOBODY = _("Nobody has been lost on these days: that takes a long time without a visit.")


@dataclass(frozen=True)
class Found:
    """The second wave, and what the regained brought and cost beside new ones."""

    wave: SecondWave
    winning: Winning


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return who came back after a loss, when, and what that cost and brought beside new ones."""
    gap, end, period = int(options["gap"]), day_number(as_of), clipped(period, as_of)
    wave = second_wave(frames[VISITS].foreseen(as_of), period, end, gap, frames.patients)
    both = winning(frames, period, as_of, wave)
    return Answer(
        lost=wave.curve.n,
        back=len(wave.back),
        back_this_month=wave.this_month,
        share=wave.share.value,
        low=wave.share.low,
        high=wave.share.high,
        at_risk=wave.share.n,
        median_days_to_return=wave.to_return,
        first_wave_days=wave.first_wave,
        second_wave_days=wave.length,
        regained_year=both.regained.revenue,
        new_year=both.new.revenue,
        regained_discount=both.regained.discount,
        new_discount=both.new.discount,
        regained_calls=both.regained.calls,
        new_cost=both.cost,
        margin=both.margin,
        notes=_notes(wave),
        beside=Found(wave, both),
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
    found: Found = answer.beside
    wave = found.wave
    people = words.plural("{n} patient", "{n} patients", wave.this_month)
    text = _("Within a year of being lost {share} came back.")
    return Sentence(
        number=words(_("Back after a loss this month: {people}"), people=Markup(people)),
        meaning=words(NOBODY)
        if not wave.curve.n
        else words(text, share=Markup(wave.share.said(words))),
        step=words(_("Ask them why they came back; /calls lists who is late")),
        beside=(*_lengths(wave, words), *(worth(found.winning, words) if wave.curve.n else ())),
    )


def _lengths(wave: SecondWave, words: Words) -> list[str]:
    told = (
        (wave.to_return, _("Half of those who came back did so within {time}")),
        (wave.first_wave or None, _("Half of the first waves lasted up to {time}")),
        (wave.length or None, _("Half of the second waves lasted up to {time}")),
    )
    lines = [
        words(text, time=Markup(_time(days, words))) for days, text in told if days is not None
    ]
    once = (
        [words(_("At least half of the lost had come only once"))] if wave.first_wave == 0 else []
    )
    return once + lines


def _time(days: float, words: Words) -> str:
    if days < MONTH:
        return words.plural("{n} day", "{n} days", round(days))
    return words.plural("{n} month", "{n} months", round(days / MONTH))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what a loss and a second wave are, and what stands on which side."""
    found: Found = answer.beside
    return Explanation(
        definition=words(
            _(
                "A loss is dated {days} after the last visit; a second wave begins with the next "
                "one. The share is counted from the day lost (Kaplan–Meier). Brought, and off the "
                "bills: in the year from the return, beside that from a new one's first visit, a "
                "head, of those known for a year. Calls: spoken to between the last visit and the "
                "return. A new one cost: spent to acquire ÷ new."
            ),
            days=Markup(words.plural("{n} day", "{n} days", found.wave.gap)),
        ),
        n=words.plural("{n} loss", "{n} losses", found.wave.curve.n),
        interval=found.wave.share.said_with_interval(words),
        left_out=words(_("the gap in front of the journal: nobody knows it")),
        source=words(_("Kaplan and Meier 1958")),
        settings=("active_gap", "margin"),
        quotes=(BRANDS,),
        own=brought(found.winning, words),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the share of the lost who are back by each day after the loss."""
    found: SecondWave = answer.beside.wave
    title(axes, say(answer, words).number, words(_("Lost patients who are back, by days since")))
    if answer.notes:
        nothing(axes, answer.notes[0].said(words))
        return
    drawn = stepped("", found.curve, LONGEST_SHOWN)
    window = (YEAR, found.share.said_with_interval(words))
    draw_curves(axes, [drawn], words, words(_("days")), window)


METRIC = Metric(
    question=_("How many lost patients come back, and what does that bring?"),
    reads=READS,
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
