"""Waiting: how long do patients sit before they are called in? (R51)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
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
    Share,
    Words,
    footnote,
    median,
    nothing,
    share,
    title,
)
from metrics.kit.halves import noted
from metrics.kit.layout import Rows
from metrics.kit.rows import Row, draw_rows
from metrics.kit.statistics import percentile

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONG, LONGER = 15, 20
ENOUGH = 20
"""Waits from which on a tenth of them can be told."""

NO_WAITS = _("No wait was written down: add it to a line, such as w15.")
ARTICLE = Quote(_("It is nothing terrible if they sit for 15–20 minutes."), disputed=True)


@dataclass(frozen=True)
class Found:
    """What the sentence and the picture need."""

    over_15: Share
    over_20: Share
    visits: int


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the distribution of waits in minutes; a wait nobody wrote down is not a zero."""
    visits = frames[VISITS].rows(period, as_of)
    waits = visits["wait_min"]
    known = waits[noted(waits)]
    found = Found(share(known > LONG), share(known > LONGER), len(waits))
    return Answer(
        n=len(known),
        median=median(waits),
        p90=percentile(waits, 90, at_least=ENOUGH),
        over_15=found.over_15.value,
        over_20=found.over_20.value,
        rows=_by_hour(visits),
        notes=[] if len(known) else [Note(NO_WAITS)],
        beside=found,
    )


def _by_hour(visits: Rows) -> list[dict[str, Any]]:
    """Return n and median of each hour in which visits were logged; null is an unknown hour."""
    there = noted(visits["wait_min"])
    hours, waits = visits["hour"][there], visits["wait_min"][there]
    known = np.unique(hours).tolist()
    ordered = [hour for hour in known if hour >= 0] + [hour for hour in known if hour < 0]
    return [
        {
            "hour": hour if hour >= 0 else None,
            "n": int(np.count_nonzero(hours == hour)),
            "median": median(waits[hours == hour]),
        }
        for hour in ordered
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share that waited over a quarter of an hour, the median, and what to do."""
    found: Found = answer.beside
    number = words(
        _("Waited over {minutes} minutes: {share}"),
        minutes=LONG,
        share=Markup(found.over_15.said(words)),
    )
    if not answer["n"]:
        step = words.step(_("Write the wait with the visit: 1042 hygiene 3500 w15"), "empty")
        return Sentence(number, words(NO_WAITS), step)
    text = _("Half waited up to {median} min, nine in ten up to {p90}.")
    return Sentence(
        number,
        words(
            text,
            median=Markup(_minutes(answer["median"], words)),
            p90=Markup(_minutes(answer["p90"], words)),
        ),
        words(_("/chart shows the hours; begin with the longest")),
        (
            words(
                _("Over {minutes} minutes: {share}"),
                minutes=LONGER,
                share=Markup(found.over_20.said(words)),
            ),
            words(
                _("Written down at {n} of {visits} visits"),
                n=words.number(answer["n"]),
                visits=words.number(found.visits),
            ),
        ),
    )


def _minutes(value: float | None, words: Words) -> str:
    return ABSENT if value is None else words.number(value, 1)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what a wait is, and what the article says of a quarter of an hour."""
    found: Found = answer.beside
    return Explanation(
        definition=words(
            _(
                "Minutes from the agreed time, or from coming in, to being called in; the longest "
                "of a visit. Over 15 means more than 15. What nobody wrote down is left out, not "
                "taken as 0. Hours are those in which visits were logged."
            )
        ),
        n=words.plural("{n} wait", "{n} waits", answer["n"]),
        interval=found.over_15.said_with_interval(words),
        source=words(_("Hyndman and Fan 1996, type 7; Wilson 1927")),
        quotes=(ARTICLE,),
        own=found.over_15.said(words),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the median wait of each hour."""
    title(axes, say(answer, words).number, words(_("Median wait in minutes by hour; n visits")))
    hours = [row for row in answer.rows if row["hour"] is not None]
    if not answer["n"]:
        nothing(axes, words(NO_WAITS))
    elif not hours:
        nothing(axes, words(_("The hours of these visits are not known.")))
    else:
        bars = [Row(f"{row['hour']}:00", row["median"], row["n"]) for row in hours]
        draw_rows(axes, bars, words, words.figure, (LONG, words.number(LONG)))
        footnote(axes, words(_("Hours in which visits were logged")))


METRIC = Metric(
    question=_("How long do patients wait?"),
    reads=(VISITS,),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    states=("empty",),
    listed=("service", 30, _("Waiting")),
    drills={"doctor": "doctor", "service": "service", "channel": "first_channel"},
)
