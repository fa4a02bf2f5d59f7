"""Reviews: what stands about the clinic on the web, and is it answered? (R60)"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    NEVER,
    VISITS,
    Answer,
    Array,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Share,
    StepIn,
    Words,
    footnote,
    n_of,
    nothing,
    ratio,
    share,
    title,
)
from metrics.kit.entries import REVIEWS
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DAYS = 2
"""48 hours: until the end of the second day after the review's own."""

BAD = 2
MOST_STARS = 5
NO_REVIEWS = _("No review was written down in these days.")


@dataclass(frozen=True)
class Found:
    """What the sentence and the picture need."""

    stars: Array
    unanswered: Array
    """Of each review whether it has no answer yet."""

    in_time: Share

    @property
    def mean(self) -> float | None:
        """Return the mean of those with stars."""
        known = self.stars[self.stars > 0]
        return ratio(int(known.sum()), len(known))


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the period's reviews: how many, their mean, how many are answered and how soon."""
    rows = frames[REVIEWS].rows(period, as_of)
    took = rows["answered"] - rows["day"]
    mature = day_number(as_of) - rows["day"] >= DAYS
    found = Found(rows["stars"], rows["answered"] == NEVER, share(took[mature] <= DAYS))
    bad = (found.stars > 0) & (found.stars <= BAD)
    return Answer(
        reviews=len(found.stars),
        mean=found.mean,
        unanswered=int(np.count_nonzero(found.unanswered)),
        unanswered_bad=int(np.count_nonzero(found.unanswered & bad)),
        in_48_hours=found.in_time.value,
        in_48_hours_low=found.in_time.low,
        in_48_hours_high=found.in_time.high,
        mature=found.in_time.n,
        rows=[*_rows(found)],
        notes=[] if len(found.stars) else [Note(NO_REVIEWS)],
        beside=found,
    )


def _rows(found: Found) -> Iterator[dict[str, int]]:
    for stars in range(MOST_STARS, 0, -1):
        mine = found.stars == stars
        unanswered = int(np.count_nonzero(mine & found.unanswered))
        yield {"stars": stars, "count": int(np.count_nonzero(mine)), "unanswered": unanswered}


def say(answer: Answer, words: Words) -> Sentence:
    """Return how many are unanswered, how many came and their mean, and what to do."""
    found: Found = answer.beside
    number = words(_("Reviews without an answer: {n}"), n=words.number(answer["unanswered"]))
    if not answer["reviews"]:
        step = words.step(_("/review google 5/5 friendly writes one down"), "empty")
        return Sentence(number, words(NO_REVIEWS), step)
    return Sentence(number, _meaning(answer, words), _step(answer, words), (*_lines(found, words),))


def _meaning(answer: Answer, words: Words) -> str:
    reviews = words.plural("{n} review", "{n} reviews", answer["reviews"])
    mean = ABSENT if answer["mean"] is None else words.number(answer["mean"], 1)
    text = _("{reviews}, {mean} of {most} stars on average.")
    return words(text, reviews=Markup(reviews), mean=Markup(mean), most=words.number(MOST_STARS))


def _lines(found: Found, words: Words) -> Iterator[str]:
    if found.in_time.n:
        text = _("Answered within 48 hours: {share}")
        yield words(text, share=Markup(found.in_time.said(words)))


def _step(answer: Answer, words: Words) -> str:
    if answer["unanswered_bad"]:
        text = words.plural(
            "Answer the {n} bad one first: thank, take it seriously, offer to talk",
            "Answer the {n} bad ones first: thank, take it seriously, offer to talk",
            answer["unanswered_bad"],
        )
        return StepIn(text, "unanswered_bad")
    if answer["unanswered"]:
        return words.step(_("Thank those who praise: [Answered] on a review's card"), "unanswered")
    return words(_("Ask satisfied patients for a review on the day of the visit"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what is counted, and what 48 hours are."""
    found: Found = answer.beside
    definition = _(
        "Reviews that were written down, by their own day. Answered within 48 hours: by the end "
        "of the second day after; younger ones are not counted yet. Whoever writes in public is "
        "seldom like all the others: the mean is no measure of satisfaction."
    )
    return Explanation(
        definition=words(definition),
        n=words.plural("{n} review", "{n} reviews", answer["reviews"]),
        interval=found.in_time.said_with_interval(words),
        source=words(_("Wilson 1927")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many reviews have how many stars, and how many of them wait for an answer."""
    title(axes, say(answer, words).number, words(_("Reviews by their stars")))
    if not answer["reviews"]:
        nothing(axes, words(NO_REVIEWS))
        return
    waiting = _("unanswered: {n}")
    bars = [
        Row(
            "★" * row["stars"],
            row["count"],
            text=words(waiting, n=words.number(row["unanswered"])) if row["unanswered"] else "",
        )
        for row in answer.rows
    ]
    draw_rows(axes, bars, words, words.figure)
    footnote(axes, n_of(answer["reviews"], words))


METRIC = Metric(
    question=_("What stands about the clinic on the web, and is it answered?"),
    reads=(VISITS, REVIEWS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    states=("empty", "unanswered", "unanswered_bad"),
    listed=("service", 47, _("Reviews")),
)
