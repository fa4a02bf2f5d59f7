"""By when a measure is to be done: its keeper is told of it, reminded once, and then the owner."""

from __future__ import annotations

from dataclasses import replace

from clinic.calendar import day_from
from clinic.complaint import Subject
from clinic.complaint_work import Deadlines
from clinic.marks import mark as _
from clinic.measure import EFFECT_AFTER
from clinic.people import RIGHTS, Right, Role
from clinic.words import Markup
from handlers import complaint_work_texts as texts
from handlers.chores import Duty
from handlers.complaint_chips import SUBJECTS
from handlers.complaint_work_buttons import MeasureDone
from handlers.complaint_work_lines import measure_said
from handlers.complaint_work_texts import lowered
from handlers.desk import Desk
from handlers.letters import Rows
from handlers.letters import message as letter
from handlers.measure_finding import with_measure
from handlers.said import show_everywhere
from storage.complaining import amend_complaint
from storage.complaints import Complaint, complaint_by_id
from storage.jobs import Job, drop, plan
from storage.measures import Measure, add_measure, measure_by_id
from storage.team import Member
from storage.unit import Priority, Unit

KIND, EFFECT = "measure", "effect"
KEEPER, OWNER = "keeper", "owner"
YOURS = _("This is yours to do so that a complaint ({subject}) is not repeated.")
REMINDER = _("This was to be done by {day}, so that a complaint ({subject}) is not repeated.")
UNDONE = _("This was to be done by {day} against a complaint ({subject}), and is not done.")


def plan_measure(desk: Desk, complaint: Complaint, measure: Measure, unit: Unit) -> Complaint:
    """Write a measure with its complaint, let it fall due, and show it everywhere."""
    add_measure(unit, measure)
    given = replace(complaint, measure=measure.kind)
    changed = with_measure(amend_complaint(unit, complaint, given, desk.reader.id), measure)
    watch(desk, measure, unit)
    show_everywhere(desk, changed, unit)
    return changed


def watch(desk: Desk, measure: Measure, unit: Unit) -> None:
    """Let what follows fall due: the reminder while it waits, the question after it is done."""
    deadlines = Deadlines(desk.settings, desk.calendar)
    if measure.waits:
        end = desk.calendar.moment_at(day_from(measure.due), 0)
        due = deadlines.opening_after(end, 1)
        plan(unit, KIND, f"{measure.id}:{KEEPER}", due, measure=measure.id, whom=KEEPER)
        return
    for whom in (KEEPER, OWNER):
        drop(unit, KIND, f"{measure.id}:{whom}")
    if measure.done is not None and measure.dropped is None:
        for days in EFFECT_AFTER:
            due = deadlines.opening_after(measure.done, days)
            plan(unit, EFFECT, f"{measure.id}:{days}", due, measure=measure.id, days=days)


def tell_keeper(desk: Desk, measure: Measure, unit: Unit) -> None:
    """Tell somebody else that the measure is his, with the button that says it is done."""
    reader = desk.member_of(measure.keeper_id, None)
    if reader is None or desk.reader.practises or measure.keeper_id == desk.reader.id:
        return
    theirs = desk.seen_by(reader, measure.keeper_id)
    unit.send(letter(theirs.chat_id, notice(theirs, measure), done_rows(theirs, measure)))


def notice(desk: Desk, measure: Measure, text: str = YOURS) -> str:
    """Return the measure, and why it is to be done; nothing of the patient."""
    complaint = complaint_by_id(desk.journal, measure.complaint_id)
    subject = Subject(complaint.subject) if complaint else Subject.OTHER
    about = Markup(lowered(desk.words(SUBJECTS[subject])))
    head = desk.words(text, subject=about, day=day_from(measure.due))
    return f"{head}\n{measure_said(desk, measure)}"


def done_rows(desk: Desk, measure: Measure) -> Rows:
    """Return the button that says it is done."""
    return [[(desk.words(texts.DONE), MeasureDone(measure=measure.id))]]


async def remind(job: Job, duty: Duty) -> None:
    """Remind the keeper once; a working day later tell the owners, if it is still not done."""
    measure = measure_by_id(duty.journal, job.content["measure"])
    if measure is None or not measure.waits:
        return
    complaint = complaint_by_id(duty.journal, measure.complaint_id)
    if complaint is None or complaint.voided is not None:
        return
    if job.content["whom"] == OWNER:
        for owner in owners_of(duty):
            _say(owner, measure, UNDONE, duty.unit)
        return
    desk = keeper_desk(duty, measure)
    if desk is not None:
        _say(desk, measure, REMINDER, duty.unit)
    deadlines = Deadlines(duty.settings, duty.calendar)
    due = deadlines.opening_after(duty.unit.now, 1)
    plan(duty.unit, KIND, f"{measure.id}:{OWNER}", due, measure=measure.id, whom=OWNER)


def _say(desk: Desk, measure: Measure, text: str, unit: Unit) -> None:
    said = letter(desk.chat_id, notice(desk, measure, text), done_rows(desk, measure))
    unit.send(replace(said, priority=Priority.ALERT))


def owners_of(duty: Duty) -> list[Desk]:
    """Return the desks of the clinic's owners."""
    members = duty.team.members(duty.journal.clinic_id)
    desks = [duty.desk_of(each.id) for each in members if each.role is Role.OWNER]
    return [desk for desk in desks if desk is not None]


def keeper_desk(duty: Duty, measure: Measure) -> Desk | None:
    """Return the desk of the keeper, or of whoever follows one who works here no more."""
    desk = duty.desk_of(measure.keeper_id)
    if desk is not None:
        return desk
    follower = successor(duty.team.members(duty.journal.clinic_id), measure.keeper_id)
    return duty.desk_of(follower.id) if follower else None


def successor(members: list[Member], gone: int) -> Member | None:
    """Return the first manager besides somebody who goes, or else the first owner."""
    able = [m for m in members if m.id != gone and Right.MEND_OTHERS in RIGHTS[m.role]]
    managers = [member for member in able if member.role is Role.MANAGER]
    return next(iter(managers or able), None)
