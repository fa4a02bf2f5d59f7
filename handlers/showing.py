"""Showing a line again wherever it stands, after it changed or when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable

from aiogram.types import InlineKeyboardMarkup, MaybeInaccessibleMessageUnion

from clinic.marks import mark as _
from handlers.asked import NOTHING, Asked
from handlers.callbacks import ShowDay
from handlers.cards import visit_buttons, visit_card
from handlers.checks import origin_of
from handlers.desk import Desk
from handlers.letters import Rows, edit_card
from handlers.letters import message as letter
from storage.cards import add_card, is_in_list, show_entry
from storage.journal import VisitLine
from storage.unit import DayCount, Effect, Letter, Outcome, Unit

Shown = MaybeInaccessibleMessageUnion | None
"""The message whose button was tapped, or that was replied to."""

Text = Callable[[Outcome], str]
View = tuple[Text, Rows]
TO_THE_LIST = _("Back to the list")


def show_everywhere(
    desk: Desk,
    line: VisitLine,
    unit: Unit,
    asked: Asked = NOTHING,
    back: ShowDay | None = None,
) -> None:
    """Bring every card of the line up to date, each in its reader's words and rights.

    ``back`` is the place in a list from which the line was opened in this chat.
    """
    count_only(line, unit)
    for card_id, chat_id, reader in desk.readers_of(line):
        theirs = desk.seen_by(reader, chat_id)
        place = back if chat_id == desk.chat_id else None
        rows = [*visit_buttons(theirs, line, asked), *_back(theirs, line, card_id, place)]
        unit.answer(_edit((chat_id, card_id), (_card_text(theirs, line, asked), rows)))


def show_result(
    desk: Desk,
    line: VisitLine,
    unit: Unit,
    asked: Asked = NOTHING,
    back: ShowDay | None = None,
) -> None:
    """Bring every card up to date, and let the person see the line where he looks.

    That is the lowest card of the chat, right by what he wrote: else a fresh one is sent.
    """
    show_everywhere(desk, line, unit, asked, back)
    if not desk.in_sight(line.id):
        show_anew(desk, line, unit, asked)


def show_here(
    desk: Desk, line: VisitLine, unit: Unit, message_id: int | None, back: ShowDay | None = None
) -> None:
    """Turn the tapped message into the line's card; ``back`` is the place in a list it was."""
    asked = still_asked(desk, line)
    if message_id is None:
        show_anew(desk, line, unit, asked)
        return
    view = (_card_text(desk, line, asked), visit_buttons(desk, line, asked))
    _put(desk, line, unit, message_id, back, view)


def ask_here(
    desk: Desk, line: VisitLine, unit: Unit, shown: Shown, rows: Rows, text: str | None = None
) -> None:
    """Put other buttons, and a text instead of the card's, on the tapped message alone."""
    view = (_card_text(desk, line, NOTHING) if text is None else _known(text), rows)
    if shown is None:
        count_only(line, unit)
        unit.answer(_new(desk, line, unit, view))
    else:
        _put(desk, line, unit, shown.message_id, way_back(shown), view)


def show_anew(desk: Desk, line: VisitLine, unit: Unit, asked: Asked = NOTHING) -> None:
    """Answer the reader with a card of the line, with the count of its day."""
    count_only(line, unit)
    view = (_card_text(desk, line, asked), visit_buttons(desk, line, asked))
    unit.answer(_new(desk, line, unit, view))


def still_asked(desk: Desk, line: VisitLine) -> Asked:
    """Return what a card asks whenever it is shown: where a new patient came from."""
    return Asked(origin=origin_of(desk, line))


def shows(desk: Desk, line: VisitLine, shown: Shown) -> bool:
    """Return whether a message is a card of the line."""
    if shown is None:
        return False
    return (
        desk.mail.cards.entry_of(desk.reader.clinic_id, shown.chat.id, shown.message_id) == line.id
    )


def way_back(shown: Shown) -> ShowDay | None:
    """Return the place in a list that a message offers to go back to."""
    markup = getattr(shown, "reply_markup", None)
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
    carried = [button.callback_data or "" for row in rows for button in row]
    places = [data for data in carried if data.startswith(f"{ShowDay.__prefix__}:")]
    return ShowDay.unpack(places[0]) if places else None


def count_only(line: VisitLine, unit: Unit) -> None:
    """Ask for the day's count, without changing it, where the unit does not count it already."""
    if all(effect.day != line.day for effect in unit.effects):
        unit.effects.append(Effect(line.day, line.patient_id, 0, 0))


def _count(line: VisitLine, outcome: Outcome) -> DayCount:
    """Return the count of the line's own day as the unit leaves it."""
    return next(count for count in reversed(outcome) if count.day == line.day)


def _card_text(desk: Desk, line: VisitLine, asked: Asked) -> Text:
    return lambda outcome: visit_card(desk, line, _count(line, outcome), asked)


def _known(text: str) -> Text:
    return lambda _outcome: text


def _put(
    desk: Desk, line: VisitLine, unit: Unit, message_id: int, back: ShowDay | None, view: View
) -> None:
    """Let a message show a view of the line from now on; it is a card, or becomes one."""
    count_only(line, unit)
    found = desk.mail.cards.at(desk.reader.clinic_id, desk.chat_id, message_id)
    if found is None:
        card_id = add_card(unit, line.id, desk.chat_id, message_id, in_list=back is not None)
    else:
        card_id = found[0]
        if found[1] != line.id:
            show_entry(unit, card_id, line.id)
    text, rows = view
    below = _back(desk, line, card_id, back)
    unit.answer(_edit((desk.chat_id, card_id), (text, [*rows, *below])))


def _back(desk: Desk, line: VisitLine, card_id: int, back: ShowDay | None) -> Rows:
    """Return the way back to the list; where its place is not known, to the line in its day."""
    if not is_in_list(card_id):
        return []
    place = back or ShowDay(day=line.day, first=line.id)
    return [[(desk.words(TO_THE_LIST), place)]]


def _new(desk: Desk, line: VisitLine, unit: Unit, view: View) -> Callable[[Outcome], Letter]:
    chat_id, (text, rows) = desk.chat_id, view
    card_id = add_card(unit, line.id, chat_id)
    return lambda outcome: letter(chat_id, text(outcome), rows, card_id)


def _edit(place: tuple[int, int], view: View) -> Callable[[Outcome], Letter]:
    (chat_id, card_id), (text, rows) = place, view
    return lambda outcome: edit_card(chat_id, card_id, text(outcome), rows)
