"""Satisfaction: how many of those who answered are satisfied? (R37, R50)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
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
    ratio,
    share,
    title,
)
from metrics.kit.entries import RATINGS
from metrics.kit.halves import noted
from metrics.kit.promoters import Promoters, promoters
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIVE, TEN = 5, 10
SATISFIED = 4
RED, RED_FROM = 0.25, 10
"""From ten answers on, at most so many satisfied is the articles' alarm."""

NO_ANSWERS = _("No rating was written down: add it to a line, such as 5/5.")
ARTICLE = Quote(_("If only one of four clients is satisfied, it is time to change."))


@dataclass(frozen=True)
class Found:
    """Answers that staff wrote down on the scale of five, those of patients, and the 0–10 scale."""

    staff: Share
    patients: Share
    promoters: Promoters
    stars: tuple[int, ...]
    """How many answers of staff's scale gave one, two … five."""

    visits: int

    @property
    def is_red(self) -> bool:
        """Return whether at most a quarter of enough answers are satisfied."""
        value = self.staff.value
        return self.staff.n >= RED_FROM and value is not None and value <= RED


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return CSAT of the scale of five and NPS of the scale of ten; scales are never mixed."""
    visits = frames[VISITS].rows(period, as_of)
    rating, scale = visits["rating"], visits["rating_scale"]
    rated = noted(rating)
    of_five, of_ten = rating[rated & (scale == FIVE)], rating[rated & (scale == TEN)]
    own = frames[RATINGS].rows(period, as_of)["stars"]
    found = Found(
        share(of_five >= SATISFIED),
        share(own >= SATISFIED),
        promoters(of_ten),
        _stars(of_five),
        len(rating),
    )
    return Answer(
        csat=found.staff.value,
        csat_low=found.staff.low,
        csat_high=found.staff.high,
        csat_n=found.staff.n,
        nps=found.promoters.score,
        nps_low=found.promoters.low,
        nps_high=found.promoters.high,
        nps_n=found.promoters.n,
        patients_csat=found.patients.value,
        patients_n=found.patients.n,
        response=ratio(int(np.count_nonzero(rated)), len(rating)),
        rows=[{"stars": star, "count": n} for star, n in enumerate(found.stars, start=1)],
        notes=[] if rated.any() or len(own) else [Note(NO_ANSWERS)],
        beside=found,
    )


def _stars(ratings: Array) -> tuple[int, ...]:
    """Return how many ratings round to each whole star from one to five."""
    whole = np.clip(np.floor(ratings.astype(np.float64) + 0.5), 1, FIVE).astype(np.int64)
    return tuple(np.bincount(whole, minlength=FIVE + 1)[1:].tolist())


def say(answer: Answer, words: Words) -> Sentence:
    """Return the satisfied share, what patients said themselves, and the promoters' score."""
    found: Found = answer.beside
    number = words(_("Satisfied: {share}"), share=Markup(found.staff.said(words)))
    step = words(_("/poster lets patients rate themselves"))
    if answer.notes:
        return Sentence(number, words(NO_ANSWERS), step)
    alarm = _("At most one in four is satisfied: look at /complaints first.")
    calm = _("Of the answers that staff wrote down on the scale of five.")
    return Sentence(
        number,
        words(alarm if found.is_red else calm),
        step,
        tuple(_lines(answer, found, words)),
    )


def _lines(answer: Answer, found: Found, words: Words) -> list[str]:
    lines = []
    if found.patients.n:
        text = _("Patients themselves, at posters: {share}")
        lines.append(words(text, share=Markup(found.patients.said(words))))
    if found.promoters.score is not None:
        text = _("On the scale of ten (NPS): {score}, n = {n}")
        score, n = words.number(found.promoters.score, 0), words.number(found.promoters.n)
        lines.append(words(text, score=Markup(score), n=n))
    response = Markup(words.share(answer["response"]))
    lines.append(words(_("Rated visits: {share}"), share=response))
    return lines


def explain(answer: Answer, words: Words) -> Explanation:
    """Return which answers count as satisfied and how the score is made."""
    found: Found = answer.beside
    return Explanation(
        definition=words(
            _(
                "Satisfied are 4 and 5 on the scale of five. NPS is the share of 9–10 less that of "
                "0–6 on the scale of ten, times 100. Scales are never mixed, and what staff wrote "
                "down stands apart from what patients said. Who answers is not everybody."
            )
        ),
        n=words.plural("{n} answer", "{n} answers", found.staff.n),
        interval=found.staff.said_with_interval(words),
        source=words(_("Wilson 1927; Rocks 2016 for NPS")),
        quotes=(ARTICLE,),
        own=found.staff.said(words),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw who is satisfied, by who asked, with intervals."""
    found: Found = answer.beside
    title(axes, say(answer, words).number, words(_("Satisfied, by who asked; n answers")))
    sides = ((_("written down by staff"), found.staff), (_("patients themselves"), found.patients))
    rows = [Row(words(name), s.value, s.n, s.low, s.high) for name, s in sides if s.n]
    if not rows:
        nothing(axes, words(NO_ANSWERS))
        return
    draw_rows(axes, rows, words, words.share, (RED, words.share(RED)))
    footnote(axes, words(_("Lines: 95% intervals")))


METRIC = Metric(
    question=_("How many of those who answered are satisfied?"),
    reads=(VISITS, RATINGS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    listed=("service", 40, _("Satisfaction")),
    drills={"doctor": "doctor", "service": "service", "channel": "first_channel"},
)
