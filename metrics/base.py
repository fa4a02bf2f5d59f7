"""Base: how did the number of active patients change, and by whom? (R33)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
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
    footnote,
    nothing,
    title,
)
from metrics.kit.daily import clipped
from metrics.kit.standing import IN, KINDS, monthly, overdue, standing
from metrics.kit.waterfall import Step, draw_waterfall

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEP_NAMES = {
    "new": _("New patients"),
    "legacy": _("Old, first seen"),
    "reactivated": _("Back again"),
    "lost": _("Lost"),
}
NOBODY = _("Nobody has been here yet.")


@dataclass(frozen=True)
class Found:
    """What the sentence and the bridge need."""

    period: Period
    late: Share
    """Of the active patients with a rhythm of their own, those who are later than usual."""

    gap: int


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the base month by month: start, who came in, who was lost, end."""
    gap, period = int(options["gap"]), clipped(period, as_of)
    events = standing(frames, as_of, gap)
    first, last = day_number(period.first), day_number(period.last)
    counts = {kind: events.within(kind, first, last) for kind in KINDS}
    start = events.until(first - 1)
    late, rhythmic = overdue(frames[VISITS].until_rows(period.last), last, gap)
    end = start + sum(counts[kind] for kind in IN) - counts["lost"]
    return Answer(
        start=start,
        **counts,
        end=end,
        late=late,
        rhythmic=rhythmic,
        rows=monthly(events, period, start),
        notes=[] if start or end or counts["lost"] else [Note(NOBODY)],
        beside=Found(period, Share.of(late, rhythmic), gap),
    )


def say(answer: Answer, words: Words) -> Sentence:
    """Return the net change, what it is made of, who is late, and whom to call."""
    found: Found = answer.beside
    change = answer["end"] - answer["start"]
    sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else ""
    patients = words.plural("{n} active patient", "{n} active patients", answer["end"])
    return Sentence(
        number=words(
            _("{patients}, {sign}{change} in {days}"),
            patients=Markup(patients),
            sign=sign,
            change=words.number(abs(change)),
            days=Markup(words.dated(found.period)),
        ),
        meaning=_made_of(answer, words),
        step=words(_("/calls lists who is overdue and worth a call")),
        beside=tuple(_beside(answer, found, words)),
    )


def _made_of(answer: Answer, words: Words) -> str:
    if not any(answer[kind] for kind in ("start", "end", "lost")):
        return words(NOBODY)
    text = _("{start} before, + {new} new, + {back} back again, \N{MINUS SIGN} {lost} lost.")
    if answer["legacy"]:
        text = _(
            "{start} before, + {new} new, + {old} old ones seen for the first time, + {back} back "
            "again, \N{MINUS SIGN} {lost} lost."
        )
    names = {"start": "start", "new": "new", "old": "legacy", "back": "reactivated", "lost": "lost"}
    return words(text, **{name: words.number(answer[kind]) for name, kind in names.items()})


def _beside(answer: Answer, found: Found, words: Words) -> list[str]:
    lines = []
    if found.late.n:
        text = _("Later than their own rhythm: {share}: some will be the losses of months to come")
        lines.append(words(text, share=Markup(found.late.said(words))))
    if answer["lost"]:
        days = words.plural("{n} day", "{n} days", found.gap)
        text = _("Lost now means last seen {days} ago")
        lines.append(words(text, days=Markup(days)))
    return lines


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what active, lost and back again mean."""
    found: Found = answer.beside
    days = Markup(words.plural("{n} day", "{n} days", found.gap))
    return Explanation(
        definition=words(
            _(
                "Active is who was last seen less than {days} ago. Lost is dated on the last visit "
                "+ {days}; back again is a visit so long after the one before. End = start + new + "
                "old ones seen for the first time + back again − lost, to the patient. Later than "
                "their own rhythm: away for over 1.5 × the own median interval, from four visits "
                "on."
            ),
            days=days,
        ),
        n=words.plural("{n} active patient", "{n} active patients", answer["end"]),
        interval=found.late.said_with_interval(words),
        settings=("active_gap", "legacy_until"),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the bridge from the base at the start to that at the end."""
    found: Found = answer.beside
    title(axes, say(answer, words).number, _made_of(answer, words))
    if answer.notes:
        nothing(axes, words(NOBODY))
        return
    signs = {**dict.fromkeys(IN, 1), "lost": -1}
    changes = [
        Step(words(name), signs[kind] * answer[kind])
        for kind, name in STEP_NAMES.items()
        if answer[kind] or kind != "legacy"
    ]
    before, after = words(_("At the start")), words(_("At the end"))
    bars = [Step(before, answer["start"], True), *changes, Step(after, answer["end"], True)]
    draw_waterfall(axes, bars, words, words.figure)
    days = words.plural("{n} day", "{n} days", found.gap)
    footnote(axes, words(_("Lost: not seen for {days}"), days=Markup(days)))


METRIC = Metric(
    question=_("How did the number of active patients change?"),
    reads=(VISITS,),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"gap": 548},
    bounds={"gap": (30, 3650)},
    own={"gap": "active_gap"},
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    listed=("return", 20, _("Patient base")),
)
