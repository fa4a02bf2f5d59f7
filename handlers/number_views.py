"""A number as it is shown: its text, and the keyboard that leads on from it and back."""

from __future__ import annotations

from datetime import date

from clinic.catalogue import Field
from clinic.marks import mark as _
from clinic.period import Period, read_period
from clinic.period_steps import Stride, earlier, later, name_of, stride_of
from clinic.report import MetricLine
from clinic.words import Markup, Words, unbroken
from handlers.desk import Desk
from handlers.guess_views import guess_row
from handlers.letters import Button, Rows
from handlers.number_asking import as_of
from handlers.number_buttons import (
    AskAgain,
    AskPeriod,
    DrawReport,
    ExplainReport,
    ListNames,
    ListReports,
    OfReport,
    Widen,
)
from handlers.number_options import CHOSEN, option_rows
from storage.reports import Said

BACK = _("Back")
BY = {
    Field.SERVICE: _("By service"),
    Field.CHANNEL: _("By channel"),
    Field.DOCTOR: _("By doctor"),
}
STRIDES = {
    Stride.DAY: _("Day"),
    Stride.WEEK: _("Week"),
    Stride.MONTH: _("Month"),
    Stride.YEAR: _("Year"),
    Stride.CLOSED_YEAR: _("12 mo."),
    Stride.ALL: _("All time"),
}
SAID_THEN = _("<i>Said on {day} at {time}.</i>")


def face(desk: Desk, line: MetricLine, said: Said, *, listed: bool = False) -> tuple[str, Rows]:
    """Return a report as its message shows it; an old one, or one from the list, with its date."""
    if listed or desk.calendar.day_of(said.asked) != desk.calendar.today():
        return _as_said(desk, said, listed=listed)
    return unbroken(said.text), rows_of(desk, line, said)


def _as_said(desk: Desk, said: Said, *, listed: bool) -> tuple[str, Rows]:
    words, day = desk.words, desk.calendar.day_of(said.asked)
    time = desk.calendar.time_of(said.asked)
    head = words(SAID_THEN, day=Markup(words.full_day(day)), time=time)
    rows: list[list[Button]] = [
        _first_row(words, said),
        [(words(_("As it is now")), AskAgain(report=said.id))],
    ]
    if listed:
        rows.append([(words(BACK), ListReports(report=said.id + 1))])
    elif said.parent_id is not None:
        rows.append([(words(BACK), OfReport(report=said.parent_id))])
    return f"{head}\n{unbroken(said.text)}", rows


def rows_of(desk: Desk, line: MetricLine, said: Said) -> Rows:
    """Return the keyboard: picture and explanation, days, options, narrowing, and the way back."""
    words = desk.words
    return [
        _first_row(words, said),
        *_period_rows(words, line, said, as_of(desk, line)),
        *option_rows(words, line, said),
        [
            (words(BY[Field(what)]), ListNames(report=said.id, field=Field(what)))
            for what in line.drills
        ],
        guess_row(desk, said),
        _ways_out(words, said),
    ]


def _first_row(words: Words, said: Said) -> list[Button]:
    return [
        (words(_("Chart")), DrawReport(report=said.id)),
        (words(_("How it is computed")), ExplainReport(report=said.id)),
    ]


def _period_rows(words: Words, line: MetricLine, said: Said, today: date) -> list[list[Button]]:
    """Return the days before and after, and longer and shorter periods around the last day."""
    then = date.fromisoformat(said.question.as_of)
    name = said.question.period or line.default_period
    period = _days_of(said, name, then)
    now = stride_of(name.strip().lower(), period)
    steps = [
        (sign.format(_called(words, other, today)), AskPeriod(report=said.id, period=other))
        for sign, other in (
            ("‹ {}", earlier(name, period, today)),
            ("{} ›", later(name, period, today)),
        )
        if other
    ]
    strides = [
        (
            CHOSEN.format(words(STRIDES[each])) if each is now else words(STRIDES[each]),
            AskPeriod(report=said.id, period=name_of(each, period.last, today)),
        )
        for each in strides_of(line)
    ]
    return [list(steps), list(strides)]


def _days_of(said: Said, name: str, then: date) -> Period:
    first = date.fromisoformat(said.numbers["period"]["first"])
    return read_period(name, then, first)


def strides_of(line: MetricLine) -> list[Stride]:
    """Return the periods that fit a metric: a live one is asked by the day, weeks by none."""
    if line.default_period.endswith("weeks"):
        return []
    if not line.closed_days:
        return [Stride.DAY, Stride.WEEK, Stride.MONTH, Stride.YEAR]
    closed = [Stride.CLOSED_YEAR] if line.default_period == Stride.CLOSED_YEAR else []
    return [Stride.MONTH, Stride.YEAR, *closed, Stride.ALL]


def _called(words: Words, name: str, today: date) -> str:
    """Return a period as a short label."""
    period = read_period(name, today, None)
    stride = stride_of(name, period)
    if stride is Stride.MONTH:
        return words.month(period.first)
    if stride is Stride.YEAR:
        return str(period.first.year)
    day = words.short_day(period.first)
    return words(_("week of {day}"), day=day) if stride is Stride.WEEK else day


def _ways_out(words: Words, said: Said) -> list[Button]:
    out: list[Button] = []
    if said.question.only:
        out.append((words(_("✕ all")), Widen(report=said.id)))
    if said.parent_id is not None:
        out.append((words(BACK), OfReport(report=said.parent_id)))
    return out
