"""The card of an entry of any kind: its face, and how it is shown wherever it stands."""

from __future__ import annotations

from aiogram.types import MaybeInaccessibleMessageUnion

from clinic.marks import mark as _
from handlers.callbacks import ShowDay
from handlers.desk import Desk
from handlers.entry_buttons import EditEntry, VoidEntry
from handlers.entry_extras import extra_lines, extra_rows
from handlers.entry_saving import Saved
from handlers.entry_views import entry_card
from handlers.letters import Button, Rows, edit_card
from handlers.letters import message as letter
from handlers.privacy import Screened, ask_about
from handlers.showing import TO_THE_LIST
from storage.cards import add_card, is_in_list, show_entry
from storage.kept import Kept
from storage.unit import Unit

Shown = MaybeInaccessibleMessageUnion | None
"""The message whose button was tapped, or that was replied to."""

Face = tuple[str, Rows]
"""Text and buttons."""


def face_of(desk: Desk, kept: Kept) -> Face:
    """Return the entry's card."""
    standing = kept.voided is None
    text = entry_card(desk, kept, extra_lines(desk, kept) if standing else [])
    return text, (entry_rows(desk, kept) if standing else [])


def entry_rows(desk: Desk, kept: Kept) -> Rows:
    """Return what can be done with this very row; in a group a reply corrects it."""
    first: list[Button] = [(desk.words(_("Undo")), VoidEntry(entry=kept.id))]
    if not desk.in_group:
        first.append((desk.words(_("Edit")), EditEntry(entry=kept.id)))
    return [first, *extra_rows(desk, kept)]


def show_saved(desk: Desk, kept: Kept, unit: Unit) -> None:
    """Answer with the card of an entry that was saved just now, and ask what was left out of it."""
    show_anew(desk, kept, unit)
    ask_what_was_left_out(desk, kept, unit)


def ask_what_was_left_out(desk: Desk, kept: Kept, unit: Unit) -> None:
    """Ask about what looked personal in an entry that was saved just now, if anything did."""
    if isinstance(kept, Saved):
        ask_about(desk, unit, Screened(kept.note, kept.held))


def show_everywhere(desk: Desk, kept: Kept, unit: Unit, back: ShowDay | None = None) -> None:
    """Bring every card of the entry up to date, each in its reader's words and rights.

    ``back`` is the place in a list from which it was opened in this chat.
    """
    for card_id, chat_id, reader in desk.readers_of(kept):
        if chat_id < 0 or reader.may_mend(kept.author_id):
            text, rows = face_of(desk.seen_by(reader, chat_id), kept)
            place = back if chat_id == desk.chat_id else None
            below = _back(desk.seen_by(reader, chat_id), kept, card_id, place)
            unit.send(edit_card(chat_id, card_id, text, [*rows, *below]))


def show_result(desk: Desk, kept: Kept, unit: Unit, back: ShowDay | None = None) -> None:
    """Bring every card up to date; where none is in sight here, send a fresh one."""
    show_everywhere(desk, kept, unit, back)
    if not desk.in_sight(kept.id):
        show_anew(desk, kept, unit)


def show_anew(desk: Desk, kept: Kept, unit: Unit) -> None:
    """Answer the reader with a card of the entry."""
    card_id = add_card(unit, kept.id, desk.chat_id)
    unit.send(letter(desk.chat_id, *face_of(desk, kept), card_id))


def put(
    desk: Desk, kept: Kept, face: Face, shown: Shown, unit: Unit, back: ShowDay | None = None
) -> None:
    """Let the tapped message show this of the entry; without one, a new message does.

    ``back`` is the place in a list that the message was, or from which the entry was opened in it.
    """
    if shown is None:
        unit.send(letter(desk.chat_id, *face, add_card(unit, kept.id, desk.chat_id)))
        return
    found = desk.mail.cards.at(desk.reader.clinic_id, desk.chat_id, shown.message_id)
    if found is None:
        in_list = back is not None
        card_id = add_card(unit, kept.id, desk.chat_id, shown.message_id, in_list=in_list)
    else:
        card_id = found[0]
        if found[1] != kept.id:
            show_entry(unit, card_id, kept.id)
    text, rows = face
    below = _back(desk, kept, card_id, back)
    unit.send(edit_card(desk.chat_id, card_id, text, [*rows, *below]))


def _back(desk: Desk, kept: Kept, card_id: int, back: ShowDay | None) -> Rows:
    """Return the way back to the list; where its place is not known, to the entry in its day."""
    if not is_in_list(card_id):
        return []
    return [[(desk.words(TO_THE_LIST), back or ShowDay(day=kept.day, first=kept.id))]]
