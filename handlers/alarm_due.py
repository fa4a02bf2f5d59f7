"""Owners are told of a complaint by one of the patients who bring most, once that is known."""

from __future__ import annotations

from handlers.alarm import KIND, tell, untold
from handlers.chores import Chore, Daily, Duty
from storage.complaints import complaint_by_id
from storage.jobs import Job


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what follows a complaint that is not alarming by itself."""
    return {KIND: tell_of_the_best}, ()


async def tell_of_the_best(job: Job, duty: Duty) -> None:
    """Ask whether the patient is among the best, and tell each owner who was not told before."""
    complaint = complaint_by_id(duty.journal, job.content["complaint"])
    if complaint is None or complaint.voided is not None:
        return
    ids = untold(duty.journal.clinic_id, complaint, duty.mail, duty.team)
    desks = [desk for desk in map(duty.desk_of, ids) if desk is not None]
    if not desks:
        return
    await desks[0].risks.ask(desks[0], complaint)
    found = desks[0].risks.of(complaint)
    for desk in desks if found is not None and found.top else ():
        tell(desk, complaint, duty.unit)
