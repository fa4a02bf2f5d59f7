"""What patients said, complaints and praise alike: found, changed, and shown wherever it stands."""

from __future__ import annotations

from aiogram.types import MaybeInaccessibleMessageUnion

from clinic.people import StaffMember
from handlers.at_risk import follow
from handlers.complaint_cards import complaint_card, complaint_head
from handlers.complaint_chips import complaint_rows
from handlers.desk import Desk
from handlers.fallback import OldButton
from handlers.letters import Rows, edit_card
from handlers.letters import message as letter
from handlers.praise_cards import praise_card, praise_head, praise_rows
from handlers.reach import LARGEST_ID, NotYours, WithdrawnLine, not_found
from storage import complaints, praises
from storage.cards import add_card, show_entry
from storage.complaining import amend_complaint, void_complaint
from storage.complaints import Complaint, complaint_by_id
from storage.praises import Praise, amend_praise, praise_by_id, void_praise
from storage.unit import Letter, Unit

Said = Complaint | Praise
Shown = MaybeInaccessibleMessageUnion | None
"""The message whose button was tapped, or that was replied to."""

ALBUM = 10
"""Photos that Telegram sends at once: each is a message, and comes by itself."""

Face = tuple[str, Rows]
"""Text and buttons."""


def said_of(desk: Desk, entry_id: int) -> Said | None:
    """Return the complaint or praise of an id that somebody else may have made up, or None."""
    if not 0 <= entry_id <= LARGEST_ID:
        return None
    return complaint_by_id(desk.journal, entry_id) or praise_by_id(desk.journal, entry_id)


def any_said(desk: Desk, entry_id: int) -> Said:
    """Return what the reader may see as a card, withdrawn or not, or raise why not."""
    said = said_of(desk, entry_id)
    if said is None:
        raise not_found(desk, entry_id)
    if not desk.reader.may_mend(said.author_id):
        raise NotYours(line=entry_id)
    return said


def own_said(desk: Desk, entry_id: int) -> Said:
    """Return what stands and the reader may change, or raise why not."""
    said = any_said(desk, entry_id)
    if said.voided is not None:
        raise WithdrawnLine(line=entry_id)
    return said


def own_complaint(desk: Desk, entry_id: int) -> Complaint:
    """Return a standing complaint that the reader may change, or raise why not."""
    said = own_said(desk, entry_id)
    if not isinstance(said, Complaint):
        raise OldButton
    return said


def own_praise(desk: Desk, entry_id: int) -> Praise:
    """Return standing praise that the reader may change, or raise why not."""
    said = own_said(desk, entry_id)
    if not isinstance(said, Praise):
        raise OldButton
    return said


def kind_of(said: Said) -> str:
    """Return the kind of the entry as the journal calls it."""
    return complaints.KIND if isinstance(said, Complaint) else praises.KIND


def head_of(desk: Desk, said: Said, longest: int) -> str:
    """Return the entry on one line."""
    if isinstance(said, Complaint):
        return complaint_head(desk, said, longest)
    return praise_head(desk, said, longest)


def amend_said(unit: Unit, said: Said, changed: Said, author_id: int, typed: bool = False) -> Said:
    """Write what differs (``typed``: by an edit of its message); return it as it shall be."""
    if isinstance(said, Complaint) and isinstance(changed, Complaint):
        return amend_complaint(unit, said, changed, author_id, typed)
    if isinstance(said, Praise) and isinstance(changed, Praise):
        return amend_praise(unit, said, changed, author_id, typed)
    raise OldButton


def void_said(unit: Unit, said: Said, author_id: int) -> Said:
    """Withdraw the entry."""
    if isinstance(said, Complaint):
        return void_complaint(unit, said, author_id)
    return void_praise(unit, said, author_id)


def face_of(desk: Desk, said: Said, added: int = 0) -> Face:
    """Return the entry's card; ``added`` photos come with this unit."""
    if isinstance(said, Complaint):
        return complaint_card(desk, said, added), complaint_rows(desk, said)
    return praise_card(desk, said, added), praise_rows(desk, said)


def show_everywhere(desk: Desk, said: Said, unit: Unit, added: int = 0) -> None:
    """Bring every card of the entry up to date, each in its reader's words."""
    for card_id, chat_id in desk.mail.cards.of_entry(desk.reader.clinic_id, said.id):
        reader = _reader_at(desk, chat_id)
        if reader is not None and (chat_id < 0 or reader.may_mend(said.author_id)):
            theirs = desk.seen_by(reader, chat_id)
            unit.send(edit_card(chat_id, card_id, *face_of(theirs, said, added)))
            if isinstance(said, Complaint) and desk.risks.of(said) is None:
                follow(theirs, said, card_id, unit)


def show_result(desk: Desk, said: Said, unit: Unit, added: int = 0) -> None:
    """Bring every card up to date; where none is in sight here, send a fresh one."""
    show_everywhere(desk, said, unit, added)
    if not desk.in_sight(said.id, ALBUM if added else 0):
        show_anew(desk, said, unit, added)


def show_anew(desk: Desk, said: Said, unit: Unit, added: int = 0) -> None:
    """Answer the reader with a card of the entry."""
    card = new_card(desk, said.id, face_of(desk, said, added), unit)
    unit.send(card)
    if isinstance(said, Complaint):
        follow(desk, said, card.card_id, unit)


def new_card(desk: Desk, entry_id: int, face: Face, unit: Unit) -> Letter:
    """Return a message that shows an entry, saved or not yet, from now on."""
    card_id = add_card(unit, entry_id, desk.chat_id)
    return letter(desk.chat_id, *face, card_id)


def put(desk: Desk, entry_id: int, face: Face, shown: Shown, unit: Unit) -> None:
    """Let the tapped message show this of the entry; without one, a new message does."""
    if shown is None:
        unit.send(new_card(desk, entry_id, face, unit))
        return
    found = desk.mail.cards.at(desk.reader.clinic_id, desk.chat_id, shown.message_id)
    if found is None:
        card_id = add_card(unit, entry_id, desk.chat_id, shown.message_id)
    else:
        card_id = found[0]
        if found[1] != entry_id:
            show_entry(unit, card_id, entry_id)
    unit.send(edit_card(desk.chat_id, card_id, *face))


def _reader_at(desk: Desk, chat_id: int) -> StaffMember | None:
    reader = desk.reader if chat_id == desk.reader.id else desk.member_of(chat_id, None)
    return reader if reader and reader.clinic_id == desk.reader.clinic_id else None
