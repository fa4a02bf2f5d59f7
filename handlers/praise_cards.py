"""The card of praise: who praised, whom, in which words, and the buttons of that very row."""

from __future__ import annotations

from clinic.marks import mark as _
from handlers.cards import DOT, WHOLE, name_in
from handlers.complaint_cards import LOGGED, patient_said, struck
from handlers.complaint_chips import back_to_card
from handlers.desk import Desk
from handlers.history import signed
from handlers.letters import LONGEST, Button, Rows, in_rows, shortened
from handlers.said_buttons import ANONYMOUS, OfferDoctors, SetDoctor, VoidSaid
from storage.attachments import photos_of
from storage.praises import Praise

MOST_DOCTORS = 12


def praise_card(desk: Desk, praise: Praise, added: int = 0) -> str:
    """Return the card's text; ``added`` photos come with this unit."""
    head = praise_head(desk, praise)
    if praise.voided is not None:
        return struck(desk, head, praise)
    below = [signed(desk, desk.words(LOGGED), praise.author_id, praise.logged)]
    photos = len(photos_of(desk.journal, praise.id)) + added
    if photos:
        below.insert(0, desk.words.plural("{n} photo", "{n} photos", photos))
    room = LONGEST - sum(len(part) + 1 for part in (head, *below))
    said = [desk.words("{said}", said=shortened(praise.note, room))] if praise.note else []
    return "\n".join([desk.marked(head), *said, *below])


def praise_head(desk: Desk, praise: Praise, longest: int = WHOLE) -> str:
    """Return what it is, the patient and the doctor on one line."""
    parts = [desk.words(_("<b>Praise</b>")), patient_said(desk, praise.code, longest)]
    doctor = name_in(desk.catalogue.doctors, praise.doctor_id)
    if doctor:
        parts.append(desk.words("{name}", name=shortened(doctor, longest)))
    return DOT.join(parts)


def praise_rows(desk: Desk, praise: Praise) -> Rows:
    """Return what can be done with this very row; without doctors none can be named."""
    if praise.voided is not None:
        return []
    rows: list[Button] = [(desk.words(_("Undo")), VoidSaid(entry=praise.id))]
    if any(not each.hidden for each in desk.catalogue.doctors):
        rows.insert(0, (desk.words(_("Doctor")), OfferDoctors(entry=praise.id)))
    return [rows]


def doctor_chips(desk: Desk, praise: Praise) -> Rows:
    """Return a chip for each doctor, and one for none where one was named."""
    shown = [each for each in desk.catalogue.doctors if not each.hidden][:MOST_DOCTORS]
    chips: list[Button] = [
        (each.name, SetDoctor(entry=praise.id, doctor=each.id)) for each in shown
    ]
    if praise.doctor_id is not None:
        none = SetDoctor(entry=praise.id, doctor=ANONYMOUS)
        chips.append((desk.words(_("No doctor")), none))
    return [*in_rows(chips, 2), [back_to_card(desk, praise.id)]]
