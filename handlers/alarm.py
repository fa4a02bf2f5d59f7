"""The owner is told at once of a complaint that is grave, rude or not the patient's first.

Of one by a patient who is among the best he is told as soon as the worker has found that out.
"""

from __future__ import annotations

from dataclasses import replace

from clinic.complaint import Gravity, Subject
from clinic.people import Role
from clinic.ranking import LEAST_PATIENTS
from handlers.at_risk import follow
from handlers.complaint_work_due import watch
from handlers.desk import Desk
from handlers.said import face_of, new_card
from storage.complaining import owner_saw
from storage.complaints import Complaint, is_repeated
from storage.jobs import plan
from storage.mail import Mail
from storage.patients import has_as_many
from storage.team import Team
from storage.unit import Priority, Unit

KIND = "complaint_of_the_best"


def tell_owners(desk: Desk, complaint: Complaint, unit: Unit, team: Team) -> None:
    """Send each owner but its author a card of such a complaint, once; in practice nobody.

    Whatever it is like, its deadlines run from now on.
    """
    watch(desk, complaint, unit)
    see(desk, complaint, unit)
    if desk.reader.practises or complaint.voided is not None:
        return
    if _is_alarming(desk, complaint):
        for owner_id in untold(desk.reader.clinic_id, complaint, desk.mail, team):
            if reader := desk.member_of(owner_id, None):
                tell(desk.seen_by(reader, owner_id), complaint, unit)
    elif complaint.patient_id is not None and has_as_many(desk.journal, LEAST_PATIENTS):
        key = f"{complaint.id} {complaint.patient_id}"
        plan(unit, KIND, key, unit.now, complaint=complaint.id)


def untold(clinic_id: int, complaint: Complaint, mail: Mail, team: Team) -> list[int]:
    """Return the owners who neither wrote the complaint down nor have a card of it."""
    shown = mail.cards.of_entry(clinic_id, complaint.id)
    told = {chat_id for _card_id, chat_id in shown} | {complaint.author_id}
    owners = (each.id for each in team.members(clinic_id) if each.role is Role.OWNER)
    return [each for each in owners if each not in told]


def tell(desk: Desk, complaint: Complaint, unit: Unit) -> None:
    """Send an owner a card of a complaint, in his own chat."""
    card = new_card(desk, complaint.id, face_of(desk, complaint), unit)
    unit.send(replace(card, priority=Priority.ALERT))
    follow(desk, complaint, card.card_id, unit)
    owner_saw(unit, complaint.id)


def see(desk: Desk, complaint: Complaint, unit: Unit) -> None:
    """Keep that an owner has a complaint before him; the first time stays."""
    if desk.reader.role is Role.OWNER and complaint.owner_saw is None:
        owner_saw(unit, complaint.id)


def _is_alarming(desk: Desk, complaint: Complaint) -> bool:
    return (
        complaint.gravity == Gravity.GRAVE
        or bool(complaint.rude)
        or complaint.subject == Subject.RUDENESS
        or is_repeated(desk.journal, complaint)
    )
