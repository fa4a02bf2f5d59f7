"""Balance: what came from new, from returning and from regained patients, and what left? (R42)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    MONEY,
    VISITS,
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
from metrics.kit.daily import clipped
from metrics.kit.rows import Row, draw_rows
from metrics.kit.sides import Sides, both_sides

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = {
    "new": _("New patients"),
    "returning": _("Returning"),
    "regained": _("Back after a loss"),
    "lost": _("Lost"),
}
NOBODY = _("Nobody was here and nobody was lost on these days.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return patients and money from new, returning and regained patients, and of the lost."""
    found = both_sides(frames, clipped(period, as_of), as_of, int(options["gap"]))
    return Answer(
        **{f"{name}_patients": found.patients[name] for name in NAMES},
        **{f"{name}_money": found.money[name] for name in NAMES},
        legacy=found.legacy,
        change=found.change,
        rows=[
            {"side": name, "patients": found.patients[name], "money": found.money[name]}
            for name in NAMES
        ],
        notes=[] if any(found.patients.values()) else [Note(NOBODY)],
        beside=found,
    )


def say(answer: Answer, words: Words) -> Sentence:
    """Return the net change, then every side with its patients and money: never one alone."""
    found: Sides = answer.beside
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
        beside=tuple(_lines(found, words)) if not answer.notes else (),
    )


def _lines(found: Sides, words: Words) -> list[str]:
    lines = [_line(name, found, words) for name in NAMES]
    if found.legacy:
        text = _("Of the returning, old ones seen for the first time: {n}")
        lines.insert(2, words(text, n=words.number(found.legacy)))
    return lines


def _line(name: str, found: Sides, words: Words) -> str:
    patients = words.plural("{n} patient", "{n} patients", found.patients[name])
    line = f"{words(NAMES[name])}: {patients}"
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
    found: Sides = answer.beside
    return Explanation(
        definition=words(
            _(
                "New: the first visit ever lies in these days. Back after a loss: came again after "
                "{days} or more, from that visit on. Returning: every other visit. Lost: a visit + "
                "{days} without another lies in these days; beside them what they brought in the "
                "year up to it. Net change = new + old ones seen for the first time + back after a "
                "loss − lost: that of /base."
            ),
            days=Markup(words.plural("{n} day", "{n} days", found.gap)),
        ),
        n=words.plural("{n} patient", "{n} patients", sum(found.patients.values())),
        settings=("active_gap", "legacy_until"),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw each side's money (patients, for who sees no money)."""
    found: Sides = answer.beside
    shown = _("Money by side; n patients") if words.sees_money else _("Patients by side")
    title(axes, say(answer, words).number, words(shown))
    if answer.notes:
        nothing(axes, words(NOBODY))
        return
    rows = [_bar(name, found, words) for name in NAMES]
    draw_rows(axes, rows, words, words.brief if words.sees_money else words.figure)
    if words.sees_money:
        footnote(axes, words(_("Lost: what they brought in their last year")))


def _bar(name: str, found: Sides, words: Words) -> Row:
    n, lost = found.patients[name], name == "lost"
    value, of = (found.money[name], n) if words.sees_money else (n, None)
    return Row(words(NAMES[name]), value, of, quiet=lost)


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
