"""Showing a line again wherever it stands, after it changed or when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable

from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.asked import NOTHING, Asked
from handlers.cards import visit_buttons, visit_card
from handlers.desk import Desk
from handlers.letters import Rows, edit_card
from handlers.letters import message as letter
from storage.cards import add_card
from storage.journal import VisitLine
from storage.unit import Effect, Letter, Outcome, Unit

LARGEST_ID = (1 << 63) - 1


class OutOfReach(Refusal):
    """The row ``line`` cannot be changed, or no more; a form that waits for it is over."""


class NoSuchLine(OutOfReach):
    """The row of a button is not in this clinic's journal."""

    template = _("I don't find this entry in your clinic's journal. /day lists the day.")


class WithdrawnLine(OutOfReach):
    """The row was withdrawn, so it cannot be changed."""

    template = _("This entry is withdrawn. Type it again if it should count.")


class NotYours(OutOfReach):
    """The row was written by somebody else, and the role does not reach it."""

    template = _("Somebody else wrote this entry. Ask them or the owner to change it.")


def own_line(desk: Desk, line_id: int) -> VisitLine:
    """Return a standing line that the reader may change, or raise why not."""
    line = any_line(desk, line_id)
    if line.voided is not None:
        raise WithdrawnLine(line=line_id)
    return line


def any_line(desk: Desk, line_id: int) -> VisitLine:
    """Return a line that the reader may see as a card, withdrawn or not, or raise why not."""
    line = desk.journal.line(line_id) if 0 <= line_id <= LARGEST_ID else None
    if line is None:
        raise NoSuchLine(line=line_id)
    if not desk.reader.may_mend(line.author_id):
        raise NotYours(line=line_id)
    return line


def show_everywhere(desk: Desk, line: VisitLine, unit: Unit, asked: Asked = NOTHING) -> None:
    """Bring every card of the line up to date, each in its reader's words and rights."""
    for card_id, chat_id, reader in desk.readers_of(line):
        theirs = desk.seen_by(reader, chat_id)
        rows = visit_buttons(theirs, line, asked)
        unit.answer(card_with(theirs, line, rows, (card_id, chat_id), asked))


def show_here(desk: Desk, line: VisitLine, unit: Unit, message_id: int) -> None:
    """Turn a question about the line, whose answer was tapped, into a card of the line."""
    chat_id = desk.chat_id
    card_id = add_card(unit, line.id, chat_id, message_id)
    unit.answer(card_with(desk, line, visit_buttons(desk, line), (card_id, chat_id)))


def show_anew(desk: Desk, line: VisitLine, unit: Unit, asked: Asked = NOTHING) -> None:
    """Answer the reader with a card of the line; the unit's last effect gives its count."""
    chat_id = desk.chat_id
    card_id = add_card(unit, line.id, chat_id)
    rows = visit_buttons(desk, line, asked)
    if not unit.effects:
        count_only(line, unit)

    def card(outcome: Outcome) -> Letter:
        return letter(chat_id, visit_card(desk, line, outcome[-1], asked), rows, card_id)

    unit.answer(card)


def count_only(line: VisitLine, unit: Unit) -> None:
    """Ask for the day's count without changing it."""
    unit.effects.append(Effect(line.day, line.patient_id, 0, 0))


def card_with(
    desk: Desk,
    line: VisitLine,
    rows: Rows,
    place: tuple[int, int],
    asked: Asked = NOTHING,
) -> Callable[[Outcome], Letter]:
    """Return the edit of a card at (card id, chat id), worded when the count is known."""
    card_id, chat_id = place

    def card(outcome: Outcome) -> Letter:
        return edit_card(chat_id, card_id, visit_card(desk, line, outcome[-1], asked), rows)

    return card
