"""By when complaints are to be taken up and resolved, and who is told when they are not."""

from __future__ import annotations

from dataclasses import replace

from clinic.calendar import Calendar
from clinic.complaint_work import Deadlines, Stage, stages_of
from clinic.people import RIGHTS, Right, Role
from clinic.settings import ClinicSettings
from handlers import complaint_work_texts as texts
from handlers.chores import Chore, Daily, Duty, next_time
from handlers.complaint_work_lines import steps_taken
from handlers.desk import Desk
from handlers.said import face_of, new_card
from storage.complaining import owner_saw
from storage.complaint_lists import typed_complaints
from storage.complaint_steps import Step, started, steps_of
from storage.complaints import Complaint, complaint_by_id
from storage.jobs import Job, drop, plan
from storage.unit import Priority, Unit

KIND, ANEW = "complaint", "complaint_deadlines"


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due: a deadline; and each morning, all of them by the settings of now."""
    return {KIND: escalate}, (Daily(ANEW, _at_opening, plan_anew),)


def watch(desk: Desk, complaint: Complaint, unit: Unit) -> None:
    """Let the deadlines that still run fall due, and the others no more."""
    steps = steps_taken(desk, complaint)
    _plan(unit, complaint, steps, Deadlines(desk.settings, desk.calendar))


def _plan(unit: Unit, complaint: Complaint, steps: list[Step], deadlines: Deadlines) -> None:
    """Plan by the beginning of the wait: a complaint that is opened again waits anew.

    What is over is not planned: it was told, and what is done is forgotten after some days.
    """
    since = started(steps, complaint.logged)
    running = stages_of(complaint.state) if complaint.voided is None else ()
    for stage in Stage:
        key = f"{complaint.id}:{stage}:{since}"
        due = deadlines.of(stage, since)
        if stage not in running:
            drop(unit, KIND, key)
        elif due > unit.now:
            plan(unit, KIND, key, due, complaint=complaint.id, stage=stage)


def _at_opening(settings: ClinicSettings, calendar: Calendar) -> int | None:
    return next_time(settings.opens, calendar)


async def plan_anew(job: Job, duty: Duty) -> None:
    """Follow hours, holidays and deadlines that were changed; what was told is not told again."""
    deadlines = Deadlines(duty.settings, duty.calendar)
    for complaint in typed_complaints(duty.journal):
        _plan(duty.unit, complaint, steps_of(duty.journal, complaint.id), deadlines)


async def escalate(job: Job, duty: Duty) -> None:
    """Tell of a complaint that was not taken up or resolved in time, if it still is not."""
    complaint = complaint_by_id(duty.journal, job.content["complaint"])
    stage = Stage(job.content["stage"])
    if complaint is None or complaint.voided is not None:
        return
    since = started(steps_of(duty.journal, complaint.id), complaint.logged)
    if stage not in stages_of(complaint.state) or f":{since}" not in job.key:
        return
    due = Deadlines(duty.settings, duty.calendar).of(stage, since)
    if due > duty.unit.now:
        key = f"{complaint.id}:{stage}:{since}:{due}"
        plan(duty.unit, KIND, key, due, complaint=complaint.id, stage=stage)
        return
    for desk in _to_be_told(duty, complaint, stage):
        _tell(desk, complaint, stage, duty.unit)
    if any(desk.reader.role is Role.OWNER for desk in _to_be_told(duty, complaint, stage)):
        owner_saw(duty.unit, complaint.id)


def _to_be_told(duty: Duty, complaint: Complaint, stage: Stage) -> list[Desk]:
    """Return the desks of the owners, and of the assignee or, without one, of the managers."""
    members = duty.team.members(duty.journal.clinic_id)
    able = [each for each in members if Right.MEND_OTHERS in RIGHTS[each.role]]
    whose = complaint.assignee_id if stage is Stage.RESOLVE else None
    named = [each for each in able if each.id == whose]
    told = [each for each in able if not named or each in named or each.role is Role.OWNER]
    desks = [duty.desk_of(each.id) for each in told]
    return [desk for desk in desks if desk is not None]


def _tell(desk: Desk, complaint: Complaint, stage: Stage, unit: Unit) -> None:
    text, rows = face_of(desk, complaint)
    face = f"{desk.words(texts.MISSED[stage])}\n{text}", rows
    unit.send(replace(new_card(desk, complaint.id, face, unit), priority=Priority.ALERT))
