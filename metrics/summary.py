"""Summary: how was today, this week, this month, beside the same days before? (R1, R2, R56)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Words,
    nothing,
    title,
)
from metrics.kit.compare import Compared, compared
from metrics.kit.coverage import READS, coverage, coverage_notes
from metrics.kit.daily import READS as OF_DAYS
from metrics.kit.daily import Daily, Totals, clipped, daily
from metrics.kit.figures import lines
from metrics.kit.overtime import draw_period, draw_weekdays, is_lonely, takings, weeks_before

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOBODY_CAME = _("Nothing was logged on these days.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return counts, sums and the median wait of the period, and the counts of each day."""
    now = daily(frames, clipped(period, as_of), as_of)
    totals, covered = now.totals, coverage(frames, now, as_of)
    notes = coverage_notes(frames, covered) if totals.visits else [Note(NOBODY_CAME)]
    return Answer(
        visits=totals.visits,
        patients=totals.patients,
        new=totals.new,
        returning=totals.returning,
        revenue=totals.revenue,
        average_bill=totals.average_bill,
        complaints=totals.complaints,
        wait_median=totals.wait_median,
        coverage=covered,
        rows=_rows(now),
        notes=notes,
        beside=(
            compared(frames, now, as_of, options.period_name),
            weeks_before(frames, now.period.last, as_of),
        ),
    )


def _rows(now: Daily) -> list[dict[str, Any]]:
    names = ("visits", "new", "revenue", "complaints")
    days = range(now.period.first.toordinal(), now.period.last.toordinal() + 1)
    columns = (now.series[name].tolist() for name in names)
    return [
        {"day": day, "visits": visits, "new": new, "revenue": revenue, "complaints": complaints}
        for day, visits, new, revenue, complaints in zip(
            map(date.fromordinal, days), *columns, strict=True
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return revenue (visits, for who may not see money), what it is made of, and what to do."""
    beside: Compared = answer.beside[0]
    return Sentence(
        number=_headline(beside, words),
        meaning=_made_of(beside.now.totals, words),
        step=_step(beside, words),
        beside=tuple(lines(beside, words)),
    )


def _headline(beside: Compared, words: Words) -> str:
    totals = beside.now.totals
    visits = words.plural("{n} visit", "{n} visits", totals.visits)
    number = words.cash(totals.revenue) if words.sees_money else visits
    text = _("{days}: {number} so far") if beside.running else _("{days}: {number}")
    days = words.called(beside.now.period, beside.name)
    return words(text, days=Markup(days), number=Markup(number))


def _made_of(totals: Totals, words: Words) -> str:
    if not totals.visits:
        return words(NOBODY_CAME)
    visits = words.plural("{n} visit", "{n} visits", totals.visits)
    patients = words.plural("{n} patient", "{n} patients", totals.patients)
    return words(
        _("{visits}, {patients}: {new} new, {returning} returning."),
        visits=Markup(visits),
        patients=Markup(patients),
        new=Markup(words.number(totals.new)),
        returning=Markup(words.number(totals.returning)),
    )


def _step(beside: Compared, words: Words) -> str:
    totals = beside.now.totals
    if not totals.visits:
        return words.step(_("Write a visit as one line: 1042 hygiene 3500"), "empty")
    if not totals.waits:
        return words.step(_("No wait was noted: add it to a line, such as w15"), "no_waits")
    if beside.single:
        return words.step(_("/day lists the visits"), "one_day")
    return words(_("/chart shows the days"))


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the days of the period with the period before; one day after its weekdays before."""
    beside, weekdays = answer.beside
    pick = takings(words)
    title(axes, _headline(beside, words), _shown(beside, weekdays, words))
    if beside.single and weekdays.totals.open_days:
        draw_weekdays(axes, beside, weekdays, pick, words)
    elif beside.now.totals.visits or beside.behind:
        draw_period(axes, beside, pick, words)
    else:
        nothing(axes, words(NOBODY_CAME))


def _shown(beside: Compared, weekdays: Daily, words: Words) -> str:
    what = words(_("Revenue")) if words.sees_money else words(_("Visits"))
    if beside.single:
        lonely = is_lonely(weekdays, takings(words))
        alike = _("{what}, the same weekday of the weeks before")
        text = _("{what}, the seven days up to this one") if lonely else alike
        return words(text, what=Markup(what))
    if beside.behind is None:
        return what
    before = Markup(words.dated(beside.behind.period))
    return words(_("{what}; lines: {before}"), what=Markup(what), before=before)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what counts as a visit, as new and as revenue."""
    totals: Totals = answer.beside[0].now.totals
    return Explanation(
        definition=words(
            _(
                "A visit is a patient on a day with at least one service. New is whose first visit "
                "ever lies in these days. Revenue is what was paid less refunds, on the day the "
                "money moved; the average bill is revenue ÷ visits."
            )
        ),
        n=words.plural("{n} visit", "{n} visits", totals.visits),
        left_out=words(_("no-shows, and payments without a service, are no visits")),
        settings=("legacy_until", "coverage_floor"),
    )


METRIC = Metric(
    question=_("How was today, or this week, month, year?"),
    reads=(*OF_DAYS, *READS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    default_period="today",
    closed_days=False,
    states=("empty", "no_waits", "one_day"),
    listed=("desk", 10, _("Summary")),
)
