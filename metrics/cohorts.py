"""Cohorts: which share of each month's new patients is seen in the months after? (R7, R10)"""

from __future__ import annotations

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
    Sentence,
    Share,
    Words,
    nothing,
    title,
)
from metrics.kit.heat import HeatRow, draw_heat
from metrics.kit.months import first_day, written
from metrics.kit.triangle import Triangle, triangle_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOLD_AGE = 6
SHOWN_COHORTS, SHOWN_AGES = 24, 12
TOO_EARLY = _("It is too early to compare months.")
NOBODY = _("Nobody came for the first time on these days.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the triangle of the period's cohorts; months that are not over are absent."""
    triangle = triangle_of(frames[VISITS].until_rows(as_of), period, as_of)
    cohorts = np.flatnonzero(triangle.sizes).tolist()
    newest = triangle.newest(TOLD_AGE)
    told = None if newest is None else triangle.share(newest, TOLD_AGE)
    return Answer(
        cohorts=len(cohorts),
        ages=triangle.seen.shape[1] if cohorts else 0,
        newest_cohort=None if newest is None else written(triangle.first + newest),
        newest_share=None if told is None else told.value,
        rows=[_row(triangle, cohort) for cohort in cohorts],
        notes=_notes(triangle, told),
        beside=(triangle, newest),
    )


def _row(triangle: Triangle, cohort: int) -> dict[str, Any]:
    return {
        "cohort": written(triangle.first + cohort),
        "size": int(triangle.sizes[cohort]),
        "seen": triangle.values(cohort),
    }


def _notes(triangle: Triangle, told: Share | None) -> list[Note]:
    if not triangle.sizes.any():
        return [Note(NOBODY)]
    if told is None:
        late = _("No month's new patients have been known for {age} whole months yet.")
        return [Note(late, {"age": TOLD_AGE})]
    return []


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share of the newest cohort that is known at six months, and those before it."""
    triangle, newest = answer.beside
    number = words(_("Seen in their month {age}: {dash}"), age=TOLD_AGE, dash=ABSENT)
    if newest is not None:
        number = words(
            _("New patients of {month} seen in month {age}: {share}"),
            month=Markup(words.month(first_day(triangle.first + newest))),
            share=Markup(triangle.share(newest, TOLD_AGE).said(words)),
            age=TOLD_AGE,
        )
    return Sentence(
        number=number,
        meaning=_before(triangle, newest, words),
        step=words(_("/returns shows who came back at all")),
    )


def _before(triangle: Triangle, newest: int | None, words: Words) -> str:
    """Return the same of the three cohorts before, so that a trend of chance is seen as such."""
    if newest is None:
        return words(
            NOBODY if not triangle.sizes.any() else _("It is too early to compare months.")
        )
    lines = []
    for cohort in range(max(0, newest - 3), newest):
        share = triangle.share(cohort, TOLD_AGE)
        if share is not None:
            month = words.month(first_day(triangle.first + cohort))
            lines.append(f"{month}: {share.said(words)}")
    before = Markup("; ".join(lines) or ABSENT)
    return words(_("The months before: {before}."), before=before)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what a cell is, and which are left blank."""
    triangle, newest = answer.beside
    share = None if newest is None else triangle.share(newest, TOLD_AGE)
    return Explanation(
        definition=words(
            _(
                "A cohort is everybody whose first visit lies in one month. A cell is the share of "
                "them who had a visit in the month so many months later; month 0 is the first. A "
                "month that is not over is left blank."
            )
        ),
        n=words.plural("{n} first visit", "{n} first visits", int(triangle.sizes.sum())),
        interval="" if share is None else share.said_with_interval(words),
        left_out=words(_("old patients, who came before the journal began")),
        settings=("legacy_until",),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the triangle as a heat map: the newest cohorts, a year of ages."""
    triangle, _newest = answer.beside
    title(axes, say(answer, words).number, words(_("Share of a month's new patients seen later")))
    ages = range(1, min(SHOWN_AGES, triangle.seen.shape[1] - 1) + 1)
    cohorts = np.flatnonzero(triangle.sizes)[-SHOWN_COHORTS:].tolist()
    rows = [
        HeatRow(
            words.short_year(first_day(triangle.first + cohort)),
            triangle.values(cohort)[1 : ages.stop],
            int(triangle.sizes[cohort]),
        )
        for cohort in cohorts
    ]
    if not any(cell is not None for row in rows for cell in row.cells):
        nothing(axes, answer.notes[0].said(words))
        return
    draw_heat(axes, rows, [str(age) for age in ages], words, words.share, words(_("months later")))


METRIC = Metric(
    question=_("Which share of each month's new patients is seen later?"),
    reads=(VISITS,),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    everyday=False,
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    listed=("return", 40, _("By first month")),
)
