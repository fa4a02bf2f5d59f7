"""What an edited message of several lines did, in one answer."""

from __future__ import annotations

from collections.abc import Callable

from clinic.marks import mark as _
from clinic.words import Markup
from handlers.callbacks import ShowLine
from handlers.cards import LISTED, day_count, headline
from handlers.desk import Desk
from handlers.letters import LONGEST, Rows, in_rows
from handlers.letters import message as letter
from handlers.rewriting import Rewritten
from storage.journal import VisitLine
from storage.unit import Letter, Outcome

BUTTONS_A_ROW = 5
CHANGED = _("{number}. {head}")
ADDED = _("{number}. {head}: added")
WITHDRAWN = _("<s>{head}</s>: withdrawn")
KEPT_OUT = _("<s>{head}</s> was withdrawn before and stays so")


def summary(desk: Desk, told: Rewritten) -> Callable[[Outcome], Letter]:
    """Return one message for all lines; a number opens the card of a line that stands."""
    standing = [*told.changed, *told.added]
    buttons = [(str(n), ShowLine(line=line.id)) for n, line in enumerate(standing, 1)]
    rows: Rows = in_rows(buttons, BUTTONS_A_ROW)

    def text(outcome: Outcome) -> Letter:
        head = desk.words.plural(
            "{n} line follows the edited message",
            "{n} lines follow the edited message",
            len(told.touched),
        )
        foot = _counts(desk, told, outcome)
        room = LONGEST - len(head) - sum(map(len, foot)) - 40
        return letter(desk.chat_id, "\n".join([head, *_fitting(desk, told, room), *foot]), rows)

    return text


def _counts(desk: Desk, told: Rewritten, outcome: Outcome) -> list[str]:
    """Return the count of each day that was touched, as it stands after all."""
    last = {count.day: count for count in outcome}
    lines = {line.day: line for line in told.touched}
    return [day_count(desk, line, last[day]) for day, line in lines.items()]


def _fitting(desk: Desk, told: Rewritten, room: int) -> list[str]:
    """Return a line of text for each line as far as there is room, and how many are left out."""
    said = _said(desk, told)
    fitting: list[str] = []
    for text in said:
        room -= len(text) + 1
        if room < 0:
            left = len(said) - len(fitting)
            return [*fitting, desk.words.plural("and {n} more", "and {n} more", left)]
        fitting.append(text)
    return fitting


def _said(desk: Desk, told: Rewritten) -> list[str]:
    shapes: list[tuple[str, list[VisitLine]]] = [
        (CHANGED, told.changed),
        (ADDED, told.added),
        (WITHDRAWN, told.withdrawn),
        (KEPT_OUT, told.kept_out),
    ]
    shaped = [(shape, line) for shape, lines in shapes for line in lines]
    return [
        desk.words(shape, number=number, head=Markup(headline(desk, line, LISTED)))
        for number, (shape, line) in enumerate(shaped, 1)
    ]
