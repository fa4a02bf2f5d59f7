"""The line "at risk" comes onto an owner's card, a moment after the card itself."""

from __future__ import annotations

from handlers.at_risk import KIND, reads_it, risk_lines
from handlers.chores import Chore, Daily, Duty
from handlers.letters import edit_card
from handlers.said import face_of
from storage.complaints import complaint_by_id
from storage.jobs import Job


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what follows a card."""
    return {KIND: add_line}, ()


async def add_line(job: Job, duty: Duty) -> None:
    """Ask what the complaint puts at risk, and show it where the card says another sum or none."""
    complaint = complaint_by_id(duty.journal, job.content["complaint"])
    desk = duty.desk_of(job.content["chat"])
    if complaint is None or complaint.voided is not None or desk is None or not reads_it(desk):
        return
    await desk.risks.find(desk, complaint)
    if risk_lines(desk, complaint) != job.content["said"]:
        face = face_of(desk, complaint)
        duty.unit.send(edit_card(desk.chat_id, job.content["card"], *face))
