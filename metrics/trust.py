"""Trust: how many bills came out higher than what was said before? (R35)"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
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
    Share,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.complaining import complaining
from metrics.kit.entries import BILLS
from metrics.kit.layout import Rows
from metrics.kit.quotes import BEYOND, quoted_visits
from metrics.kit.rates import Rate, rate
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PER = 100
PRICE = "price"
NO_QUOTES = _("No visit of these days has a quote.")


@dataclass(frozen=True)
class Found:
    """What the sentence and the picture need."""

    over: Share
    complaints: Rate


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the share of quoted visits whose bill surprised, and complaints about price."""
    quoted = quoted_visits(frames[BILLS].rows(period, as_of))
    told = complaining(frames, period, as_of)
    found = Found(
        Share.of(int(quoted["over"].sum()), len(quoted["over"])),
        rate(told.by_subject()[PRICE], told.visits, PER),
    )
    low, high = found.complaints.interval or (None, None)
    return Answer(
        quoted=found.over.n,
        over=found.over.k,
        over_share=found.over.value,
        over_low=found.over.low,
        over_high=found.over.high,
        complaints=found.complaints.count,
        complaints_per_100=found.complaints.value,
        complaints_low=low,
        complaints_high=high,
        rows=[*_rows(frames, quoted)],
        notes=[] if found.over.n else [Note(NO_QUOTES)],
        beside=found,
    )


def _rows(frames: Frames, quoted: Rows) -> Iterator[dict[str, Any]]:
    """Yield the quoted visits by service, the most surprises first."""
    services = frames.names["service"]
    seen = np.bincount(quoted["service"], minlength=len(services.ids) + 1)
    over = np.bincount(quoted["service"], quoted["over"], len(seen)).astype(int)
    for code in np.argsort(-over, kind="stable").tolist():
        if seen[code]:
            share = Share.of(over[code], seen[code])
            counts = {"quoted": share.n, "over": share.k}
            ends = {"share": share.value, "low": share.low, "high": share.high}
            yield {"service": services.name(code), **counts, **ends}


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share of bills over their quotes, where most are, and complaints about price."""
    found: Found = answer.beside
    number = words(_("Bills over their quote: {share}"), share=Markup(found.over.said(words)))
    if not found.over.n:
        step = words.step(
            _("Write the quote with the visit: 1042 crown 30000 quote 28000"), "empty"
        )
        return Sentence(number, words(NO_QUOTES), step, tuple(_lines(found, words)))
    return Sentence(number, _meaning(answer, words), _step(found, words), (*_lines(found, words),))


def _meaning(answer: Answer, words: Words) -> str:
    found: Found = answer.beside
    visits = words.plural("{n} quoted visit", "{n} quoted visits", found.over.n)
    text = _("{over} of {visits} came out more than {percent} dearer.")
    counted = {"over": words.number(found.over.k or 0), "visits": Markup(visits)}
    told = words(text, **counted, percent=Markup(words.share(BEYOND / PER)))
    first = answer.rows[0]
    if not first["over"] or first["service"] is None:
        return told
    return f"{told} " + words(
        _("Most often: {service}."), service=f"{first['service']} ({first['over']})"
    )


def _lines(found: Found, words: Words) -> Iterator[str]:
    about = found.complaints
    if about.value is not None and about.interval is not None:
        low, high = (words.number(end, 2) for end in about.interval)
        value = f"{words.number(about.value, 2)} ({low}\N{EN DASH}{high})"
        text = _("Complaints about price or promise: {n}, per 100 visits {rate}")
        yield words(text, n=words.number(about.count), rate=Markup(value))


def _step(found: Found, words: Words) -> str:
    if found.over.k:
        return words.step(
            _("Before dear work say the new price and have the patient agree"), "over"
        )
    return words(_("Keep saying the price before: it is kept"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return when a bill surprises, and which visits are asked of."""
    found: Found = answer.beside
    return Explanation(
        definition=words(
            _(
                "Of visits with a quote, those whose bills of that day come to more than {percent} "
                "over their quotes; lines without a quote do not count. Complaints are those "
                "about price or promise, received in these days."
            ),
            percent=Markup(words.share(BEYOND / PER)),
        ),
        n=words.plural("{n} quoted visit", "{n} quoted visits", found.over.n),
        interval=found.over.said_with_interval(words),
        source=words(_("Wilson 1927; Garwood 1936")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the share of bills over their quotes by service."""
    found: Found = answer.beside
    title(axes, say(answer, words).number, words(_("Bills over their quote, by service")))
    if not found.over.n:
        nothing(axes, words(NO_QUOTES))
        return
    bars = [
        Row(
            row["service"] or words(_("unknown")),
            row["share"],
            row["quoted"],
            row["low"],
            row["high"],
        )
        for row in answer.rows
    ]
    draw_rows(axes, bars, words, words.share)
    footnote(axes, n_of(found.over.n, words))


METRIC = Metric(
    question=_("How many bills come out higher than what was said?"),
    reads=(VISITS, COMPLAINTS, BILLS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    drills={"service": "service", "doctor": "doctor"},
    states=("empty", "over"),
    listed=("service", 25, _("Trust")),
)
