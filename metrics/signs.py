"""Signs: which of the four signs look unlike chance? (R30, R32, R33, R35, R36)"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
from metrics.kit import (
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Words,
    footnote,
    nothing,
    title,
)
from metrics.kit.around import marks_of
from metrics.kit.control import CALM, SIGNAL, TOO_EARLY
from metrics.kit.control_chart import control_notes, draw_control
from metrics.kit.entries import MARKS, REFERRALS
from metrics.kit.judging import Judged, judge, since
from metrics.kit.lamps import Lamp, draw_lamps
from metrics.kit.moved_most import moved_most
from metrics.kit.recommending import origins
from metrics.kit.rules import RULES
from metrics.kit.sign_panel import Found, panel_said
from metrics.kit.sign_words import (
    SHORT,
    STEP_STATES,
    TOO_FEW,
    series_said,
    state_word,
    value_said,
    written,
)
from metrics.kit.watched import READS, SIGNS, WATCHED
from metrics.kit.weekly import WEEK, closed_weeks
from metrics.kit.weeks import MOST_WEEKS, Weeks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST = 520
SHADED = _("Each on a scale of its own, by closed weeks; grey: the baseline")
NO_WEEK = _("No week is over yet since the first visit.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the four signs, or the one series that was asked for by its place, from 1 on."""
    last = as_of if (as_of - period.last).days < WEEK else period.last
    weeks = Weeks.until(frames, last, max(MOST_WEEKS, int(options["weeks"]) + RULES.baseline))
    shown = max(int(options["weeks"]), len(closed_weeks(period.first, last)))
    series = int(options["series"])
    names = tuple(SIGNS) if not series else (tuple(WATCHED)[series - 1],)
    judged = tuple(judge(name, weeks, shown) for name in names)
    found = _found(weeks, judged, shown, bool(series), last)
    return Answer(
        signals=sum(each.state == SIGNAL for each in judged),
        weeks=len(weeks.mondays),
        visits=int(weeks.visits_by_week[-1]) if weeks.mondays else None,
        series=names[0] if series else None,
        rows=[_row(each) for each in judged],
        notes=_notes(found, weeks, shown),
        beside=found,
    )


def _found(weeks: Weeks, judged: tuple[Judged, ...], shown: int, single: bool, last: date) -> Found:
    if not weeks.mondays:
        return Found(judged, single, None, None, last, ())
    first = weeks.mondays[max(0, len(weeks.mondays) - shown)]
    period = Period(first, weeks.period.last)
    found = Found(judged, single, None, None, first, tuple(marks_of(weeks.frames, period, last)))
    worst = found.first
    moved = None
    if worst.name in SIGNS and worst.state not in (CALM, TOO_EARLY):
        moved = moved_most(worst.name, weeks, since(weeks, shown))
    newest = Period(weeks.mondays[-RULES.newest :][0], weeks.period.last)
    came = None if single else origins(weeks.frames, newest, last)
    return Found(judged, single, moved, came, first, found.changes)


def _row(judged: Judged) -> dict[str, object]:
    known, control = judged.known, judged.control
    return {
        "sign": judged.name,
        "state": judged.state,
        "point": None if control is None else control.point,
        "mean": None if known is None else known.mean,
        "low": None if known is None else known.low,
        "high": None if known is None else known.high,
        "rule": None if known is None else known.rule,
        "chart": None if control is None else control.kind.value,
    }


def _notes(found: Found, weeks: Weeks, shown: int) -> list[Note]:
    if not weeks.mondays:
        return [Note(NO_WEEK)]
    began = since(weeks, shown)
    known = len(weeks.mondays) - bisect_left(weeks.mondays, began)
    missing = RULES.least + RULES.newest - known
    if missing > 0:
        return [
            Note.plural(
                "Too early to judge: {n} more closed week is needed.",
                "Too early to judge: {n} more closed weeks are needed.",
                missing,
            )
        ]
    early = [each.name for each in found.judged if each.state == TOO_EARLY]
    return [Note(TOO_FEW[name]) for name in early if name in TOO_FEW]


def say(answer: Answer, words: Words) -> Sentence:
    """Return how many of the four are unlike chance, the worst of them, and what to do about it."""
    return panel_said(answer, words)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what each sign counts, what its limits are from, and what breaks a rule."""
    return Explanation(
        definition=words(
            _(
                "By closed weeks. Complaints per 1000 visits. New patients an open day. Base: of "
                "the patients whose time ran out in the week (1.5 × their own rhythm from three "
                "intervals on, else when the service is due again) those who had come by that day. "
                "Trust: visits with a quote billed over it by more than 10%; without quotes, "
                "complaints about the price. Limits are those of the first 52 weeks after the last "
                "/change, else of those before the weeks shown; of fewer they are on trial. Unlike "
                "chance, on the worse side alone: outside the limits, 7 beyond the usual, 7 "
                "worsening, or 2 of 3 far off. What is rare is charted by what lies between; from "
                "24 months on the season is taken out."
            )
        ),
        n=words.plural("{n} closed week", "{n} closed weeks", answer["weeks"]),
        source=words(_("Wheeler 1993; Benneyan 2001")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw four lamps with small charts, or one series as a control chart."""
    found: Found = answer.beside
    sentence = say(answer, words)
    if found.judged[0].control is None or found.is_hidden(words):
        title(axes, sentence.number)
        nothing(axes, words(NO_WEEK) if answer.notes else sentence.meaning)
    elif found.single:
        _draw_series(found, axes, words)
    else:
        title(axes, sentence.number, sentence.meaning)
        draw_lamps(axes, [_lamp(each, found.shown_from, words) for each in found.judged])
        judged = any(each.known for each in found.judged)
        footnote(
            axes, words(SHADED if judged else _("Each on a scale of its own, by closed weeks"))
        )


def _lamp(judged: Judged, first: date, words: Words) -> Lamp:
    control = None if judged.control is None else judged.control.shown_from(first)
    said, value = state_word(judged, words), value_said(judged, words)
    return Lamp(words(SHORT[judged.name]), judged.state, said, words(judged.label), value, control)


def _draw_series(found: Found, axes: Axes, words: Words) -> None:
    (judged,) = found.judged
    control = judged.control
    if control is None:
        return
    title(axes, series_said(judged, words), words(judged.label))
    shown = control.shown_from(found.shown_from)
    draw_control(axes, shown, words, written(judged, words), found.changes)
    footnote(axes, *control_notes(shown, words))


METRIC = Metric(
    question=_("Which of the four signs that service got worse look unlike chance?"),
    reads=(*READS, REFERRALS, MARKS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"weeks": 52, "series": 0},
    bounds={"weeks": (1, LONGEST), "series": (0, len(WATCHED))},
    choices={"weeks": (52, 104, MOST_WEEKS), "series": tuple(range(len(WATCHED) + 1))},
    units={"weeks": "weeks"},
    named={"series": SHORT},
    default_period="{weeks}weeks",
    drills={"service": "first_service", "channel": "first_channel", "doctor": "doctor"},
    states=STEP_STATES,
    listed=("service", 5, _("Four signs")),
)
