"""The owner is told at once of a complaint that is grave, rude or not the patient's first."""

from __future__ import annotations

from dataclasses import replace

from clinic.complaint import Gravity, Subject
from clinic.people import Role
from handlers.at_risk import follow
from handlers.complaint_work_due import watch
from handlers.desk import Desk
from handlers.said import face_of, new_card
from storage.complaining import owner_saw
from storage.complaints import Complaint, is_repeated
from storage.team import Team
from storage.unit import Priority, Unit


def tell_owners(desk: Desk, complaint: Complaint, unit: Unit, team: Team) -> None:
    """Send each owner but its author a card of such a complaint, once; in practice nobody.

    Whatever it is like, its deadlines run from now on.
    """
    watch(desk, complaint, unit)
    see(desk, complaint, unit)
    if desk.reader.practises or not _is_alarming(desk, complaint):
        return
    shown = desk.mail.cards.of_entry(desk.reader.clinic_id, complaint.id)
    told = {chat_id for _card_id, chat_id in shown} | {complaint.author_id}
    for member in team.members(desk.reader.clinic_id):
        reader = desk.member_of(member.id, None)
        if member.role is Role.OWNER and member.id not in told and reader is not None:
            theirs = desk.seen_by(reader, member.id)
            card = new_card(theirs, complaint.id, face_of(theirs, complaint), unit)
            unit.send(replace(card, priority=Priority.ALERT))
            follow(theirs, complaint, card.card_id, unit)
            owner_saw(unit, complaint.id)


def see(desk: Desk, complaint: Complaint, unit: Unit) -> None:
    """Keep that an owner has a complaint before him; the first time stays."""
    if desk.reader.role is Role.OWNER and complaint.owner_saw is None:
        owner_saw(unit, complaint.id)


def _is_alarming(desk: Desk, complaint: Complaint) -> bool:
    return complaint.voided is None and (
        complaint.gravity == Gravity.GRAVE
        or bool(complaint.rude)
        or complaint.subject == Subject.RUDENESS
        or is_repeated(desk.journal, complaint)
    )
