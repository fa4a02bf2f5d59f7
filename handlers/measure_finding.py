"""A measure behind a button, and the complaint behind a measure."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from handlers.desk import Desk
from handlers.reach import LARGEST_ID, NotYours, WithdrawnLine, not_found
from handlers.said import Shown
from storage.complaints import AmendedComplaint, Complaint, complaint_by_id
from storage.measures import Measure, measure_by_id


class DroppedMeasure(Refusal):
    """The measure is to be done no more."""

    template = _("This measure was dropped; nothing is to be done for it any more.")


def kept_measure(desk: Desk, measure_id: int) -> Measure:
    """Return a standing measure that the reader does or may change, or raise why not."""
    known = 0 <= measure_id <= LARGEST_ID
    measure = measure_by_id(desk.journal, measure_id) if known else None
    if measure is None:
        raise not_found(desk, measure_id)
    if measure.keeper_id != desk.reader.id and not desk.reader.may(Right.MEND_OTHERS):
        raise NotYours(line=measure.complaint_id)
    if measure.dropped is not None:
        raise DroppedMeasure
    return measure


def complaint_behind(desk: Desk, measure: Measure) -> Complaint:
    """Return the standing complaint of a measure; its keeper may not see it."""
    complaint = complaint_by_id(desk.journal, measure.complaint_id)
    if complaint is None or complaint.voided is not None:
        raise WithdrawnLine(line=measure.complaint_id)
    return complaint


def with_measure(complaint: Complaint, measure: Measure) -> AmendedComplaint:
    """Return a complaint as it is shown with a measure that is not committed yet."""
    if isinstance(complaint, AmendedComplaint):
        return replace(complaint, planned=measure)
    values: dict[str, Any] = {
        each.name: getattr(complaint, each.name) for each in fields(Complaint)
    }
    return AmendedComplaint(**values, planned=measure)


def is_card_of(desk: Desk, complaint: Complaint, shown: Shown) -> bool:
    """Return whether a message is a card of the complaint."""
    if shown is None:
        return False
    place = (desk.reader.clinic_id, desk.chat_id)
    return desk.mail.cards.entry_of(*place, shown.message_id) == complaint.id
