"""The work of somebody who leaves: his measures and complaints pass to a manager, who is told."""

from __future__ import annotations

from clinic.marks import mark as _
from handlers.complaint_work_buttons import ShowOpen, Whose
from handlers.complaint_work_lines import measure_said
from handlers.desk import Desk
from handlers.history import SHORT
from handlers.letters import message as letter
from handlers.letters import shortened
from handlers.measure_due import successor
from storage.complaining import pass_complaint_on
from storage.complaint_lists import open_complaints
from storage.complaints import Complaint
from storage.measures import Measure, kept_by, pass_measure_on
from storage.team import Member, Team
from storage.unit import Unit

LISTED = 5
LEFT = _("{name} does not work here any more. What {name} had to do is yours now.")
OPEN = _("Open complaints")


def pass_work_on(desk: Desk, member: Member, unit: Unit, team: Team) -> None:
    """Give what a member who leaves had to do to a manager, or else to an owner, and tell him."""
    measures = kept_by(desk.journal, member.id)
    complaints = [each for each in open_complaints(desk.journal) if each.assignee_id == member.id]
    follower = successor(team.members(desk.reader.clinic_id), member.id)
    if follower is None or not (measures or complaints):
        return
    for measure in measures:
        pass_measure_on(unit, measure, follower.id, desk.reader.id)
    for complaint in complaints:
        pass_complaint_on(unit, complaint, follower.id, desk.reader.id)
    reader = desk.member_of(follower.id, None)
    if reader is not None:
        theirs = desk.seen_by(reader, follower.id)
        _tell(theirs, member, unit, measures, complaints)


def _tell(
    desk: Desk, member: Member, unit: Unit, measures: list[Measure], complaints: list[Complaint]
) -> None:
    words = desk.words
    lines = [words(LEFT, name=shortened(member.name, SHORT))]
    if complaints:
        lines.append(words.plural("{n} open complaint", "{n} open complaints", len(complaints)))
    if measures:
        lines.append(words.plural("{n} measure to do:", "{n} measures to do:", len(measures)))
    lines += [measure_said(desk, each) for each in measures[:LISTED]]
    mine = (words(OPEN), ShowOpen(whose=Whose.MINE, day=0, first=0))
    unit.send(letter(desk.chat_id, "\n".join(lines), [[mine]]))
