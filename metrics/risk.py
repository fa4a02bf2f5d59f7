"""Value at risk: what may go with those who complained? (R24)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    COMPLAINTS,
    MONEY,
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Quote,
    Sentence,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.discounting import LONGEST
from metrics.kit.entries import KINSHIPS
from metrics.kit.lifetime import EVERYTHING
from metrics.kit.months import first_day, month_of
from metrics.kit.rows import Row, draw_rows
from metrics.kit.threats import STATES, UNKNOWN, Month, are_of_the_best, threats
from metrics.kit.value import FEW

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATE_NAMES = {
    "saved": _("came back"),
    "open": _("may still come"),
    "gone": _("did not come back"),
    "unknown": _("not known who"),
}
ALL, LARGEST_ID = 0, 2**63 - 1
"""Of which complaint alone it is asked, by its id; all unless one is named."""

ARTICLE = _("100 a week × 50 weeks × 10 years = 50 000: so much goes with one angry customer.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the money at risk by month; the values are those of the period's newest month."""
    window, margin = int(options["window"]), options["margin"]
    alone = {}
    if options["complaint"]:
        frames = frames.only(COMPLAINTS, int(options["complaint"]))
        alone["top"] = are_of_the_best(frames, period, as_of)
    found = threats(frames, period, as_of, window)
    first, last = month_of(period.first), month_of(min(period.last, as_of))
    months = found.by_month(first, last, margin)
    newest = months[-1]
    return Answer(
        **newest.row(),
        **alone,
        rows=[each.row() for each in months],
        notes=_notes(newest, FEW - found.chances.followed),
        beside=(newest, window, margin),
    )


def _notes(newest: Month, missing: int) -> list[Note]:
    if not newest.n:
        return [Note(_("Nobody complained in this month."))]
    if missing <= 0:
        return []
    return [
        Note.plural(
            "Who stays is told by those who came over a year ago: {n} more is needed.",
            "Who stays is told by those who came over a year ago: {n} more are needed.",
            missing,
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return what the newest month put at risk, whose it is, and what became of it."""
    month, window, margin = answer.beside
    named = Markup(words.month(first_day(month.month)))
    total = Markup(ABSENT if month.at_risk is None else words.about(month.at_risk))
    if not month.n:
        total = Markup(words.about(0))
    return Sentence(
        words(_("At risk by complaints of {month}: {sum}"), month=named, sum=total),
        _meaning(answer, month, margin, words),
        words(_("/open shows what waits for an answer")),
        _beside(month, window, words),
    )


def _meaning(answer: Answer, month: Month, margin: float, words: Words) -> str:
    if month.at_risk is None or not month.n:
        return answer.notes[0].said(words)
    people = words.plural("{n} patient complained", "{n} patients complained", month.n)
    text = _("{people}: so much margin they and their families would bring while they stay.")
    if margin == EVERYTHING:
        text = _("{people}: so much revenue they and their families would bring while they stay.")
    return words(text, people=Markup(people))


def _beside(month: Month, window: int, words: Words) -> tuple[str, ...]:
    if month.at_risk is None or not month.n:
        return ()
    lines = [
        f"{words(name)}: {words.about(month.of(state))} ({words.number(int(people))})"
        for (state, name), people in zip(STATE_NAMES.items(), _counts(month), strict=True)
        if people
    ]
    if month.people[UNKNOWN]:
        lines.append(words(_("Who is not known counts as the mean of active patients.")))
    return (*lines, words(_("Back is a visit within {days} days."), days=window))


def _counts(month: Month) -> list[int]:
    return [int(month.people[STATES.index(state)]) for state in STATE_NAMES]


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what is multiplied, and the article's example."""
    month, _window, margin = answer.beside
    definition = _(
        "For the patient and each of his household: money of the year up to his last visit before "
        "the complaint × {margin} × min({years}, 1 ÷ (1 − r)) years, not discounted. r is the "
        "share of those who a year ago had come as often and had been away as long and were seen "
        "since. Several complaints of a household in a month count once, the newest."
    )
    return Explanation(
        definition=words(definition, margin=Markup(words.share(margin)), years=LONGEST),
        n=words.plural("{n} patient complained", "{n} patients complained", month.n),
        left_out=words(_("complaints of suppliers, partners and the like")),
        settings=("margin", "active_gap"),
        quotes=(Quote(ARTICLE),),
        own=ABSENT if month.at_risk is None else words.about(month.at_risk),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how much came back, may still come, and is gone."""
    month, window, _margin = answer.beside
    said = say(answer, words)
    title(axes, said.number, words(_("Back is a visit within {days} days."), days=window))
    if month.at_risk is None or not month.n:
        nothing(axes, said.meaning)
        return
    rows = [
        Row(words(name), month.of(state), people, quiet=state == "unknown")
        for (state, name), people in zip(STATE_NAMES.items(), _counts(month), strict=True)
    ]
    draw_rows(axes, rows, words, words.brief)
    footnote(axes, n_of(month.n, words))


METRIC = Metric(
    question=_("What may go with those who complained?"),
    reads=(VISITS, MONEY, COMPLAINTS, KINSHIPS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"window": 180, "margin": EVERYTHING, "complaint": ALL},
    bounds={"window": (1, 1095), "margin": (0.0, 1.0), "complaint": (ALL, LARGEST_ID)},
    own={"margin": "margin"},
    choices={"window": (90, 180, 365)},
    only_money=True,
    for_owner=True,
    units={"window": "days"},
    listed=("service", 60, _("At risk")),
)
