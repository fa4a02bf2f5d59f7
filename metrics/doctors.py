"""Doctors: what do visits bring, by doctor and service, without ranking anybody? (R2, R42)"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

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
    Sentence,
    Words,
    footnote,
    nothing,
    ratio,
    title,
)
from metrics.kit.layout import Rows
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_NAMED = 8
NOBODY_NAMED = _("No doctor was named with a visit on these days.")
UNNAMED = _("not named")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return visits, revenue and open days of each doctor, by name, and each one's services."""
    visits = frames[VISITS].rows(period, as_of)
    revenue, open_days = int(visits["money"].sum()), len(np.unique(visits["day"]))
    rows = sorted(_rows(frames, visits), key=_by_name)
    return Answer(
        visits=len(visits["day"]),
        revenue=revenue,
        open_days=open_days,
        revenue_per_open_day=ratio(revenue, open_days),
        rows=rows,
        notes=[] if any(row["doctor"] for row in rows) else [Note(NOBODY_NAMED)],
    )


def _by_name(row: dict[str, Any]) -> tuple[bool, str]:
    return row["doctor"] is None, (row["doctor"] or "").casefold()


def _rows(frames: Frames, visits: Rows) -> list[dict[str, Any]]:
    doctors, services = frames.names["doctor"], frames.names["service"]
    count, width = len(doctors.ids) + 1, len(services.ids) + 1
    both = visits["doctor"].astype(np.int64) * width + visits["service"]
    number = np.bincount(both, minlength=count * width).reshape(count, width)
    sums = np.bincount(both, visits["money"], count * width)
    money = sums.astype(np.int64).reshape(count, width)
    days = _days(visits, count)
    return [
        {
            "doctor": doctors.name(code),
            **_figures(number[code].sum(), money[code].sum()),
            "open_days": int(days[code]),
            "revenue_per_open_day": ratio(int(money[code].sum()), int(days[code])),
            "services": [
                {
                    "service": services.name(place),
                    **_figures(number[code, place], money[code, place]),
                }
                for place in np.flatnonzero(number[code]).tolist()
            ],
        }
        for code in np.flatnonzero(number.sum(axis=1)).tolist()
    ]


def _figures(visits: Any, revenue: Any) -> dict[str, Any]:  # noqa: ANN401 - numpy's own integers
    visits, revenue = int(visits), int(revenue)
    return {"visits": visits, "revenue": revenue, "average_bill": ratio(revenue, visits)}


def _days(visits: Rows, doctors: int) -> Array:
    """Return on how many days each doctor saw somebody."""
    if not len(visits["day"]):
        return np.zeros(doctors, np.int64)
    first = int(visits["day"][0])
    seen = np.zeros((int(visits["day"][-1]) - first + 1, doctors), bool)
    seen[visits["day"] - first, visits["doctor"]] = True
    found: Array = seen.sum(axis=0)
    return found


def say(answer: Answer, words: Words) -> Sentence:
    """Return the clinic's revenue an open day, then each doctor's own days, by name."""
    days = words.plural("{n} open day", "{n} open days", answer["open_days"])
    visits = words.plural("{n} visit", "{n} visits", answer["visits"])
    return Sentence(
        number=words(
            _("Revenue an open day: {amount}"),
            amount=Markup(words.about(answer["revenue_per_open_day"])),
        ),
        meaning=words(
            _("{visits} on {days}. By name, each for the days on which he saw patients:"),
            visits=Markup(visits),
            days=Markup(days),
        ),
        step=words(_("/returns shows who comes back, by doctor")),
        beside=tuple(_line(row, words) for row in answer.rows[:MOST_NAMED]),
    )


def _line(row: Mapping[str, Any], words: Words) -> str:
    return words(
        _("{name}: {amount} a day · {visits} · {bill} a visit"),
        name=row["doctor"] or words(UNNAMED),
        amount=Markup(words.about(row["revenue_per_open_day"])),
        visits=Markup(words.plural("{n} visit", "{n} visits", row["visits"])),
        bill=Markup(words.about(row["average_bill"])),
    )


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what belongs to a doctor, and why nobody is ranked."""
    return Explanation(
        definition=words(
            _(
                "A visit belongs to the first doctor named with it, with all that was paid that "
                "day. An open day of a doctor is one on which he saw somebody. Doctors do "
                "different work: the figures say what was done, not who is better, so they stand "
                "by name."
            )
        ),
        n=words.plural("{n} visit", "{n} visits", answer["visits"]),
        left_out=words(_("refunds on days without a visit: they name no doctor")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw each doctor's revenue an open day, by name."""
    title(axes, say(answer, words).number, words(_("By doctor, in the order of names; n visits")))
    named = [row for row in answer.rows if row["doctor"]]
    if not named:
        nothing(axes, words(NOBODY_NAMED))
        return
    bars = [Row(row["doctor"], row["revenue_per_open_day"], row["visits"]) for row in named]
    draw_rows(axes, bars, words, words.brief)
    footnote(axes, words(_("Only days on which the doctor saw somebody count.")))


METRIC = Metric(
    question=_("What do visits bring, by doctor and service?"),
    reads=(VISITS,),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    only_money=True,
    for_owner=True,
    drills={"service": "service", "doctor": "doctor"},
    listed=("money", 70, _("Doctors")),
)
