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
from handlers.letters import Button, Rows, in_rows
from handlers.number_asking import as_of
from handlers.number_buttons import (
    AskAgain,
    AskOption,
    AskPeriod,
    DrawReport,
    ExplainReport,
    ListNames,
    ListReports,
    OfReport,
    Widen,
)
from storage.reports import Said

BACK = _("Back")
CHOSEN, MINUS = "• {}", "\N{MINUS SIGN}"
NAMES_A_ROW, FIGURES_A_ROW = 3, 8
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
        *_option_rows(words, line, said),
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


def _option_rows(words: Words, line: MetricLine, said: Said) -> Rows:
    rows = [
        in_rows(
            _option_buttons(words, line, said, option, values),
            NAMES_A_ROW if option in (line.named or {}) else FIGURES_A_ROW,
        )
        for option, values in (line.choices or {}).items()
    ]
    return [row for each in rows for row in each]


def _option_buttons(
    words: Words, line: MetricLine, said: Said, option: str, values: list[float]
) -> list[Button]:
    in_force = said.numbers["options"].get(option)
    labels = [in_words(words, line, option, value) for value in values]
    back = line.options[option] if option in (line.levers or {}) else in_force
    return [
        (
            CHOSEN.format(label) if in_force == value else label,
            AskOption(report=said.id, option=option, value=back if in_force == value else value),
        )
        for label, value in zip(labels, values, strict=True)
    ]


def in_words(words: Words, line: MetricLine, option: str, value: float) -> str:
    """Return an option's value by its name or in its metric's unit, a fraction as a share."""
    if names := (line.named or {}).get(option):
        return words(list(names.values())[int(value)])
    unit = (line.units or {}).get(option, "")
    if lever := (line.levers or {}).get(option):
        return words(lever, step=Markup(_step(words, value, unit)))
    if unit == "days":
        return words.plural("{n} day", "{n} days", int(value))
    if unit == "weeks":
        return words.plural("{n} week", "{n} weeks", int(value))
    if unit == "months":
        return words.plural("{n} month", "{n} months", int(value))
    return words.share(value, 1) if 0 < value < 1 else words.number(value, 2)


def _step(words: Words, value: float, unit: str) -> str:
    """Return by how much something is moved, with its sign."""
    far = abs(value)
    if unit == "points":
        said = words(_("{n} pts"), n=words.number(far * 100, 1))
    else:
        said = words.share(far, 1) if far < 1 else words.number(far, 1)
    return f"{'+' if value > 0 else MINUS}{said}"


def _ways_out(words: Words, said: Said) -> list[Button]:
    out: list[Button] = []
    if said.question.only:
        out.append((words(_("✕ all")), Widen(report=said.id)))
    if said.parent_id is not None:
        out.append((words(BACK), OfReport(report=said.parent_id)))
    return out
