"""Balance: what came from new, from returning and from regained patients, and what left? (R42)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from clinic.calendar import day_number
from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    MONEY,
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
from metrics.kit.rows import Row, draw_rows
from metrics.kit.standing import between, event_places
from metrics.kit.value import SPAN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIDES = {
    "new": _("New patients"),
    "returning": _("Returning"),
    "regained": _("Back after a loss"),
    "lost": _("Lost"),
}
RETURNING, REGAINED, NEW = 1, 2, 3
CODES = {"returning": RETURNING, "regained": REGAINED, "new": NEW}
NOBODY = _("Nobody was here and nobody was lost on these days.")


@dataclass(frozen=True)
class Found:
    """Patients and money of each side; of the lost, what they brought in their last year."""

    period: Period
    patients: dict[str, int]
    money: dict[str, int]
    gap: int

    @property
    def change(self) -> int:
        """Return how many patients came in less those who were lost."""
        return self.patients["new"] + self.patients["regained"] - self.patients["lost"]


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return patients and money from new, returning and regained patients, and of the lost."""
    found = _found(frames, clipped(period, as_of), as_of, int(options["gap"]))
    return Answer(
        **{f"{name}_patients": found.patients[name] for name in SIDES},
        **{f"{name}_money": found.money[name] for name in SIDES},
        change=found.change,
        rows=[
            {"side": name, "patients": found.patients[name], "money": found.money[name]}
            for name in SIDES
        ],
        notes=[] if any(found.patients.values()) else [Note(NOBODY)],
        beside=found,
    )


def _found(frames: Frames, period: Period, as_of: date, gap: int) -> Found:
    visits, alone = frames[VISITS].until_rows(as_of), frames[MONEY].rows(period, as_of)
    low, high = day_number(period.first), day_number(period.last)
    places = event_places(visits, gap, day_number(as_of))
    here = slice(*np.searchsorted(visits["day"], np.array((low, high + 1), np.int32)).tolist())
    group = np.zeros(frames.patients, np.int8)
    group[visits["patient"][here]] = RETURNING
    for code, kind in ((REGAINED, "reactivated"), (NEW, "new")):
        of_kind = places[kind]
        within = between(visits["day"][of_kind], low, high)
        group[visits["patient"][of_kind][within]] = code
    counts = np.bincount(group, minlength=len(CODES) + 1)
    sums = np.bincount(group[visits["patient"][here]], visits["money"][here], len(counts))
    sums = sums + np.bincount(
        np.maximum(group[alone["patient"]], RETURNING), alone["money"], len(counts)
    )
    lost = places["lost"][between(visits["day"][places["lost"]] + gap, low, high)]
    patients = {name: int(counts[code]) for name, code in CODES.items()}
    money = {name: int(sums[code]) for name, code in CODES.items()}
    return Found(
        period,
        {**patients, "lost": len(lost)},
        {**money, "lost": _last_year(visits, lost, frames.patients)},
        gap,
    )


def _last_year(visits: dict[str, Array], lost: Array, patients: int) -> int:
    """Return what the lost brought in the 365 days up to the last visit before their loss."""
    ends = np.full(patients, -SPAN * 1000, np.int32)
    ends[visits["patient"][lost]] = visits["day"][lost]
    end = ends[visits["patient"]]
    theirs = (visits["day"] <= end) & (visits["day"] > end - SPAN)
    return int(visits["money"][theirs].sum())


def say(answer: Answer, words: Words) -> Sentence:
    """Return the net change, then every side with its patients and money: never one alone."""
    found: Found = answer.beside
    sign = "+" if found.change > 0 else "\N{MINUS SIGN}" if found.change < 0 else ""
    patients = words.plural("{n} patient", "{n} patients", abs(found.change))
    return Sentence(
        number=words(
            _("Net change: {sign}{patients}, {days}"),
            sign=sign,
            patients=Markup(patients),
            days=Markup(words.dated(found.period)),
        ),
        meaning=words(NOBODY) if answer.notes else words(_("Old and new side by side:")),
        step=words(_("/base shows it month by month")),
        beside=tuple(_line(name, found, words) for name in SIDES) if not answer.notes else (),
    )


def _line(name: str, found: Found, words: Words) -> str:
    patients = words.plural("{n} patient", "{n} patients", found.patients[name])
    line = f"{words(SIDES[name])}: {patients}"
    if not words.sees_money:
        return line
    money = words.about(found.money[name])
    if name == "lost":
        return words(
            _("{line}; they brought {money} in their last year"),
            line=Markup(line),
            money=Markup(money),
        )
    return f"{line}, {money}"


def explain(answer: Answer, words: Words) -> Explanation:
    """Return who belongs to which side."""
    found: Found = answer.beside
    return Explanation(
        definition=words(
            _(
                "New: the first visit ever lies in these days. Back after a loss: came again after "
                "{days} or more. Returning: everybody else who was here. Lost: the last visit + "
                "{days} lies in these days; beside them what they brought in the year up to that "
                "visit. Each patient stands on one side; the lost were not here."
            ),
            days=Markup(words.plural("{n} day", "{n} days", found.gap)),
        ),
        n=words.plural("{n} patient", "{n} patients", sum(found.patients.values())),
        settings=("active_gap", "legacy_until"),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw each side's money (patients, for who sees no money)."""
    found: Found = answer.beside
    shown = _("Money by side; n patients") if words.sees_money else _("Patients by side")
    title(axes, say(answer, words).number, words(shown))
    if answer.notes:
        nothing(axes, words(NOBODY))
        return
    rows = [_bar(name, found, words) for name in SIDES]
    draw_rows(axes, rows, words, words.brief if words.sees_money else words.figure)
    if words.sees_money:
        footnote(axes, words(_("Lost: what they brought in their last year")))


def _bar(name: str, found: Found, words: Words) -> Row:
    n, lost = found.patients[name], name == "lost"
    value, of = (found.money[name], n) if words.sees_money else (n, None)
    return Row(words(SIDES[name]), value, of, quiet=lost)


METRIC = Metric(
    question=_("What came from new and from returning patients, and what left?"),
    reads=(VISITS, MONEY),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"gap": 548},
    bounds={"gap": (30, 3650)},
    own={"gap": "active_gap"},
    drills={"channel": "first_channel", "service": "first_service", "doctor": "first_doctor"},
    listed=("return", 15, _("New and lost")),
)
