"""Segments: who is new, regular, at risk or lost, and what do they bring? (R44)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

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
    title,
)
from metrics.kit.daily import clipped
from metrics.kit.matrix import Segment, draw_matrix
from metrics.kit.months import month_before
from metrics.kit.stages import AT_RISK, GROUPS, STAGES, stages

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STAGE_NAMES = {
    "new": _("One visit"),
    "developing": _("2–3 visits"),
    "regular": _("Regular"),
    "second_wave": _("Second wave"),
    "at_risk": _("At risk"),
    "lost": _("Lost"),
}
GROUP_NAMES = {"top": _("top 20%"), "middle": _("next 30%"), "rest": _("other 50%")}
ACTIONS = {
    "book": _("book the next visit before they leave"),
    "remind": _("remind of the recall in time"),
    "keep": _("keep what you promise; ask for a recommendation"),
    "ask_back": _("ask why they came back"),
    "call": _("/calls, the best first"),
    "call_yourself": _("call yourself"),
    "ask_why": _("ask why they left"),
    "invite": _("invite once more"),
}
ADVISED = {
    "new": ("book", "book", "book"),
    "developing": ("remind", "remind", "remind"),
    "regular": ("keep", "keep", "keep"),
    "second_wave": ("ask_back", "ask_back", "ask_back"),
    "at_risk": ("call_yourself", "call", "call"),
    "lost": ("ask_why", "invite", "invite"),
}
"""What to do with each group of a stage."""

NOBODY = _("Nobody has been here yet.")


@dataclass(frozen=True)
class Found:
    """People, money of their last year and moves since a month ago, by stage and group."""

    people: Array
    money: Array
    moves: Array


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return people, money and moves of every stage and value group at the period's end."""
    gap, day = int(options["gap"]), clipped(period, as_of).last
    now, before = stages(frames, gap, day, month_before(day))
    people = now.table()
    found = Found(people, now.table(now.money), people - before.table())
    return Answer(
        patients=int(people.sum()),
        at_risk=int(people[AT_RISK].sum()),
        money_at_risk=int(found.money[AT_RISK].sum()),
        rows=[
            {
                "stage": stage,
                "group": group,
                "people": int(people[row, column]),
                "money": int(found.money[row, column]),
                "move": int(found.moves[row, column]),
                "action": ADVISED[stage][column],
            }
            for row, stage in enumerate(STAGES)
            for column, group in enumerate(GROUPS)
        ],
        notes=[] if people.any() else [Note(NOBODY)],
        beside=found,
    )


def say(answer: Answer, words: Words) -> Sentence:
    """Return the money at risk, how many stand at each stage, and what to do with each."""
    found: Found = answer.beside
    people = words.plural("{n} patient", "{n} patients", answer["at_risk"])
    text = _("{people} are late: in their last year they brought that much.")
    return Sentence(
        number=words(
            _("Money at risk: {money}"), money=Markup(words.about(answer["money_at_risk"]))
        ),
        meaning=words(NOBODY) if answer.notes else words(text, people=Markup(people)),
        step=words(_("/calls lists who is overdue and worth a call")),
        beside=tuple(_line(place, found, words) for place in range(len(STAGES)))
        if not answer.notes
        else (),
    )


def _line(place: int, found: Found, words: Words) -> str:
    stage = STAGES[place]
    best, *_others, rest = ADVISED[stage]
    action = words(ACTIONS[rest])
    if best != rest:
        text = _("the top 20%: {best}; others: {rest}")
        action = words(text, best=Markup(words(ACTIONS[best])), rest=Markup(action))
    move = int(found.moves[place].sum())
    sign = "+" if move > 0 else "\N{MINUS SIGN}" if move < 0 else "±"
    return words(
        _("{stage}: {people} ({sign}{move}): {action}"),
        stage=Markup(words(STAGE_NAMES[stage])),
        people=words.number(int(found.people[place].sum())),
        sign=sign,
        move=words.number(abs(move)),
        action=Markup(action),
    )


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what makes a stage and a group."""
    return Explanation(
        definition=words(
            _(
                "By visits: 1, 2–3, regular from 4; what an old patient had before the journal "
                "began counts as one. Second wave: back after a loss. At risk: away for over 1.5 × "
                "the own median interval (from four visits on), or over half the time after which "
                "a patient is lost. Groups: by what each brought in the 365 days up to the last "
                "visit. In brackets the change since a month ago."
            )
        ),
        n=words.plural("{n} patient", "{n} patients", answer["patients"]),
        settings=("active_gap",),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the table of stages and groups."""
    found: Found = answer.beside
    shown = _("Patients; what they brought in their last year; change since a month ago")
    title(axes, say(answer, words).number, words(shown))
    if answer.notes:
        nothing(axes, words(NOBODY))
        return
    cells = [
        [
            Segment(
                int(found.people[row, column]),
                int(found.money[row, column]),
                int(found.moves[row, column]),
            )
            for column in range(len(GROUPS))
        ]
        for row in range(len(STAGES))
    ]
    names = [words(STAGE_NAMES[stage]) for stage in STAGES]
    draw_matrix(axes, names, [words(GROUP_NAMES[group]) for group in GROUPS], cells, words)
    footnote(axes, words(_("Groups by what each brought")))


METRIC = Metric(
    question=_("Who is new, regular, at risk or lost, and what do they bring?"),
    reads=(VISITS,),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"gap": 548},
    bounds={"gap": (30, 3650)},
    own={"gap": "active_gap"},
    units={"gap": "days"},
    listed=("return", 25, _("Segments")),
    only_money=True,
    for_owner=True,
    drills={"channel": "first_channel", "service": "first_service", "doctor": "first_doctor"},
)
