"""How long a patient has waited, by when he came and when he was called in."""

from __future__ import annotations

from dataclasses import replace

from clinic.calendar import MINUTE, day_number
from clinic.draft import VisitDraft
from clinic.entries.appointments import ARRIVED
from clinic.reading.wait import MAX_WAIT
from clinic.text import folded
from handlers.desk import Desk
from storage.journal import VisitLine
from storage.kept import Kept, standing_kept


def wait_of(kept: Kept) -> int | None:
    """Return the minutes between coming and being called in; None where nobody said, or forgot."""
    if kept.values["seated"] is None:
        return None
    minutes: int = (kept.values["seated"] - kept.values["arrived"]) // MINUTE
    return minutes if minutes <= MAX_WAIT else None


def told_later(desk: Desk, kept: Kept) -> VisitLine | None:
    """Return the line of the patient's visit that is to get the wait; None where one has it."""
    own = _lines(desk, kept)
    return None if not own or any(line.wait_min is not None for line in own) else own[0]


def with_wait(desk: Desk, draft: VisitDraft) -> VisitDraft:
    """Return the draft; where nobody typed a wait, with the one between arrival and seat."""
    patient = None if draft.wait_min is not None else desk.journal.patient(folded(draft.code))
    if patient is None:
        return draft
    arrivals = standing_kept(desk.journal, ARRIVED.table, day_number(draft.day))
    own = [each for each in arrivals if each.values["patient_id"] == patient.id]
    wait = wait_of(own[-1]) if own else None
    is_told = own and any(line.wait_min is not None for line in _lines(desk, own[-1]))
    return draft if wait is None or is_told else replace(draft, wait_min=wait)


def _lines(desk: Desk, kept: Kept) -> list[VisitLine]:
    lines = desk.journal.lines_of(kept.day)
    return [line for line in lines if line.patient_id == kept.values["patient_id"]]
