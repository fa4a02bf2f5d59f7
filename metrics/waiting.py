"""Waiting: how long do patients sit before they are called in? (R51)"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    VISITS,
    Answer,
    Array,
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
    nothing,
    title,
)
from metrics.kit.after_waiting import WINDOW, Waited, after_waits
from metrics.kit.halves import tallied
from metrics.kit.hours import UNKNOWN
from metrics.kit.rows import Row, draw_rows
from metrics.kit.shares import COUNTED_UNDER
from metrics.kit.statistics import middle, percentile_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONG, LONGER = 15, 20
HOURS = 24
ENOUGH = 20
"""Waits from which on a tenth of them can be told."""

NO_WAITS = _("No wait was written down: add it to a line, such as w15.")
BUCKETS = (_("up to 15 min"), _("up to 20"), _("longer"))
ARTICLE = Quote(_("It is nothing terrible if they sit for 15–20 minutes."), disputed=True)


@dataclass(frozen=True)
class Found:
    """What the sentence and the picture need."""

    over_15: Share
    over_20: Share
    visits: int
    after: list[Waited]


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the distribution of waits in minutes; a wait nobody wrote down is not a zero."""
    visits = frames[VISITS].rows(period, as_of)
    minutes, by_hour = tallied(visits["wait_min"], visits["hour"] + 1, HOURS + 1)
    often = by_hour.sum(axis=0)
    n = int(often.sum())
    over_15, over_20 = (Share.of(often[minutes > limit].sum(), n) for limit in (LONG, LONGER))
    found = Found(over_15, over_20, len(visits["day"]), after_waits(visits, as_of))
    return Answer(
        n=n,
        median=middle(minutes, often),
        p90=percentile_of(minutes, often, 90, at_least=ENOUGH),
        over_15=found.over_15.value,
        over_20=found.over_20.value,
        by_wait=[each.row() for each in found.after],
        rows=_by_hour(minutes, by_hour),
        notes=[] if n else [Note(NO_WAITS)],
        beside=found,
    )


def _by_hour(minutes: Array, by_hour: Array) -> list[dict[str, Any]]:
    """Return n and median of each hour in which visits were logged; null is an unknown hour."""
    known = [hour for hour in (*range(HOURS), UNKNOWN) if by_hour[hour + 1].any()]
    return [
        {
            "hour": None if hour == UNKNOWN else hour,
            "n": int(by_hour[hour + 1].sum()),
            "median": middle(minutes, by_hour[hour + 1]),
        }
        for hour in known
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
        tuple(_lines(answer, words)),
    )


def _lines(answer: Answer, words: Words) -> Iterator[str]:
    found: Found = answer.beside
    over = Markup(found.over_20.said(words))
    yield words(_("Over {minutes} minutes: {share}"), minutes=LONGER, share=over)
    counts = {"n": words.number(answer["n"]), "visits": words.number(found.visits)}
    yield words(_("Written down at {n} of {visits} visits"), **counts)
    for text, shares in (
        (_("Back within {days} days: {shares}"), [each.returned for each in found.after]),
        (_("Satisfied: {shares}"), [each.satisfied for each in found.after]),
    ):
        if all(share.n >= COUNTED_UNDER for share in (shares[0], shares[-1])):
            named = zip(BUCKETS, shares, strict=True)
            told = ", ".join(
                f"{words(name)} {words.share(each.value)}" for name, each in named if each.n
            )
            yield words(text, days=WINDOW, shares=Markup(told))


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
                "taken as 0. Hours are those in which visits were logged. Back within 90 days: of "
                "visits that lie as far back. Who waits long may differ in more than his wait."
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
