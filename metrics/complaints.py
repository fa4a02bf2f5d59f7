"""Complaints: how many, about what, and how long until they are resolved? (R31, R37, R38)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    COMPLAINTS,
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
from metrics.kit.complaining import Complaining, complaining
from metrics.kit.complaint_words import gravity_of, subjects_of_half, told_beside
from metrics.kit.entries import PRAISES
from metrics.kit.handling import gravities, handled
from metrics.kit.intervals import NO_INTERVAL
from metrics.kit.rates import Rate, rate
from metrics.kit.rows import Row, draw_rows
from metrics.kit.subjects import SUBJECT_NAMES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PER = 1000
NONE_WRITTEN = _("No complaint was written down: are they logged?")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the period's complaints per 1000 visits, what is open, and the time to resolve."""
    found = complaining(frames, period, as_of)
    told = handled(frames, found.rows, as_of)
    often = rate(found.count, found.visits, PER)
    low, high = often.interval or NO_INTERVAL
    return Answer(
        complaints=found.count,
        visits=found.visits,
        per_1000=often.value,
        low=low,
        high=high,
        open=len(found.open_days),
        resolve_median_days=found.resolving.median() if found.count else None,
        overdue=found.overdue,
        praises=len(frames[PRAISES].days(period, as_of)),
        came_back=found.came_back[0],
        acknowledge_median_days=told.acknowledging.median() if found.count else None,
        reopened=told.reopened,
        repeated=told.repeated,
        logged_after_days=told.logged_after,
        seen_after_days=told.seen_after,
        rows=_rows(found),
        notes=[] if found.count else [Note(NONE_WRITTEN)],
        beside=(found, often, told),
    )


def _rows(found: Complaining) -> list[dict[str, object]]:
    counts, gravity = found.by_subject(), gravities(found.rows)
    subjects = sorted(counts, key=lambda subject: -counts[subject])
    return [
        {"subject": each, "count": counts[each], "mean_gravity": gravity[each]}
        for each in subjects
        if counts[each]
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return how many are past their deadline, how many came and per 1000 visits, and for what."""
    found, often, _told = answer.beside
    late = words.plural("{n} complaint", "{n} complaints", found.overdue)
    return Sentence(
        number=words(_("Open past their deadline: {late}"), late=Markup(late)),
        meaning=_meaning(found, often, words),
        step=words(_("/open lists them, the newest first")),
        beside=tuple(told_beside(answer, found, words)),
    )


def _meaning(found: Complaining, often: Rate, words: Words) -> str:
    if not found.count:
        return words(NONE_WRITTEN)
    count = words.plural("{n} complaint", "{n} complaints", found.count)
    return words(
        _("{count} of {visits} visits: {rate} per 1000."),
        count=Markup(count),
        visits=words.number(found.visits),
        rate=Markup(_rate(often, words)),
    )


def _rate(often: Rate, words: Words) -> str:
    if often.value is None or often.interval is None:
        return ABSENT
    low, high = (words.number(end, 1) for end in often.interval)
    return f"{words.number(often.value, 1)} ({low}\N{EN DASH}{high})"


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what counts, what open and the deadline mean, and how the median is taken."""
    _found, often, _told = answer.beside
    return Explanation(
        definition=words(
            _(
                "Complaints received in these days, of whatever status; one with several subjects "
                "counts once in all and once for each. Open: not resolved on that day, whenever it "
                "came. The days to resolve are calendar days; what is still open counts for as "
                "long as it has been (Kaplan–Meier). Repeated: of the same cause and doctor, "
                "or subject where none is named, within 90 days of the closing of another."
            )
        ),
        n=words.plural("{n} complaint", "{n} complaints", answer["complaints"]),
        interval=_rate(often, words),
        source=words(_("Garwood 1936; Kaplan and Meier 1958")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many complaints were about what, the most first."""
    found, often, _told = answer.beside
    title(axes, say(answer, words).number, _meaning(found, often, words))
    if not answer.rows:
        nothing(axes, words(NONE_WRITTEN))
        return
    bars = [
        Row(words(SUBJECT_NAMES[row["subject"]]), row["count"], text=gravity_of(row, words))
        for row in answer.rows
    ]
    draw_rows(axes, bars, words, words.figure)
    footnote(axes, n_of(found.count, words), subjects_of_half(answer, words))


METRIC = Metric(
    question=_("How many complaints are there, about what, and how long do they take?"),
    reads=(VISITS, COMPLAINTS, PRAISES),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    listed=("service", 10, _("Complaints")),
    drills={"doctor": "doctor"},
)
