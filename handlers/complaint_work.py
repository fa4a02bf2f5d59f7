"""Complaints to the end: taken up, answered, resolved, each step once, whoever taps first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.calendar import day_number
from clinic.complaint_work import CLOSED, WAITING, State, may_become
from clinic.people import Right
from clinic.words import Markup
from handlers import complaint_list, complaint_work_due, complaint_work_pages
from handlers import complaint_work_texts as texts
from handlers.chores import Chore, Daily
from handlers.complaint_work_buttons import (
    AssignTo,
    SetCause,
    ShowOpen,
    ShowWork,
    TakeStep,
    Tell,
)
from handlers.complaint_work_lines import name_of, steps_taken
from handlers.complaint_work_rows import standing_measure
from handlers.desk import Desk
from handlers.fallback import OldButton
from handlers.filters import May, command
from handlers.letters import message as letter
from handlers.said import face_of, new_card, own_complaint, show_result
from handlers.team_pages import NobodyHere
from storage.complaining import amend_complaint, reopened, take_step
from storage.complaints import Complaint
from storage.team import Team
from storage.unit import Unit

BY_TAP = frozenset({State.ACKNOWLEDGED, State.INVESTIGATING, State.ANSWERED, State.REOPENED})
"""The steps that need nothing but a tap."""


def routes() -> Router:
    """Route the work on complaints, and its lists."""
    router = Router(name=__name__)
    may, listed = May(Right.MEND_OTHERS), complaint_list
    router.message.register(listed.list_open, command("open"), may)
    router.callback_query.register(listed.turn, ShowOpen.filter(), may)
    router.callback_query.register(take, TakeStep.filter(), may)
    router.callback_query.register(set_cause, SetCause.filter(), may)
    router.callback_query.register(assign, AssignTo.filter(), may)
    router.callback_query.register(complaint_work_pages.show_page, ShowWork.filter(), may)
    router.callback_query.register(complaint_work_pages.tell, Tell.filter(), may)
    return router


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due."""
    return complaint_work_due.chores()


async def take(callback: CallbackQuery, callback_data: TakeStep, desk: Desk, unit: Unit) -> None:
    """Bring the complaint a step further, unless somebody did so first."""
    complaint = own_complaint(desk, callback_data.entry)
    if complaint.state is not callback_data.seen:
        show_faster(desk, complaint, unit)
        return
    if callback_data.to not in BY_TAP or not may_become(complaint.state, callback_data.to):
        raise OldButton
    step_to(desk, complaint, _after(desk, complaint, callback_data.to), unit)


def _after(desk: Desk, complaint: Complaint, to: State) -> Complaint:
    """Return the complaint as it is after a step; whoever takes it up answers for it."""
    if to is State.REOPENED:
        return reopened(complaint)
    mine = to is State.ACKNOWLEDGED or complaint.assignee_id is None
    whose = desk.reader.id if mine else complaint.assignee_id
    return replace(complaint, status=to.value, assignee_id=whose)


def step_to(desk: Desk, complaint: Complaint, changed: Complaint, unit: Unit) -> Complaint:
    """Write a step, let its deadlines follow, show the complaint everywhere, and return it."""
    taken = take_step(unit, complaint, changed, desk.reader.id)
    complaint_work_due.watch(desk, taken, unit)
    show_result(desk, taken, unit)
    return taken


def show_faster(desk: Desk, complaint: Complaint, unit: Unit) -> None:
    """Say who was faster, unless it was the reader himself, and show the complaint as it stands."""
    steps = steps_taken(desk, complaint)
    last = steps[-1] if steps else None
    if last is not None and last.author_id != desk.reader.id:
        text = texts.FASTER.get(State(last.status), texts.NOBODY_HAS_IT)
        unit.send(letter(desk.chat_id, desk.words(text, name=name_of(desk, last.author_id))))
    show_result(desk, complaint, unit)


async def set_cause(
    callback: CallbackQuery, callback_data: SetCause, desk: Desk, unit: Unit
) -> None:
    """Resolve the complaint with its main cause; of one that is resolved, change the cause."""
    complaint, cause = own_complaint(desk, callback_data.entry), callback_data.cause.value
    if complaint.state is not callback_data.seen:
        show_faster(desk, complaint, unit)
        return
    others = [each for each in complaint.causes[1:] if each != cause]
    values: dict[str, Any] = {"cause": cause, "causes_also": complaint_work_pages.listed(others)}
    if complaint.state in CLOSED:
        changed = amend_complaint(unit, complaint, replace(complaint, **values), desk.reader.id)
        show_result(desk, changed, unit)
        return
    measure = standing_measure(desk, complaint)
    if measure is None or not measure.waits:
        values["measure"] = None
    values["resolved"] = day_number(desk.calendar.today())
    after = _after(desk, complaint, State.RESOLVED)
    step_to(desk, complaint, replace(after, **values), unit)


async def assign(
    callback: CallbackQuery, callback_data: AssignTo, desk: Desk, unit: Unit, team: Team
) -> None:
    """Let somebody answer for the complaint, who is told; so it is taken up."""
    complaint, person = own_complaint(desk, callback_data.entry), callback_data.person
    if (complaint.assignee_id or 0) != callback_data.seen or complaint.state in CLOSED:
        _show_whose(desk, complaint, unit)
        return
    able = {each.id for each in complaint_work_pages.able(desk, team)}
    if person not in able:
        raise NobodyHere
    given = replace(complaint, assignee_id=person)
    if complaint.state in WAITING:
        taken_up = replace(given, status=State.ACKNOWLEDGED.value)
        changed = step_to(desk, complaint, taken_up, unit)
    else:
        changed = amend_complaint(unit, complaint, given, desk.reader.id)
        show_result(desk, changed, unit)
    _tell(desk, changed, unit, person)


def _show_whose(desk: Desk, complaint: Complaint, unit: Unit) -> None:
    """Say who has it meanwhile, and show the complaint as it stands."""
    if complaint.state in CLOSED:
        show_faster(desk, complaint, unit)
        return
    if complaint.assignee_id not in (None, desk.reader.id):
        text, name = texts.HAS_IT, name_of(desk, complaint.assignee_id)
        unit.send(letter(desk.chat_id, desk.words(text, name=name)))
    show_result(desk, complaint, unit)


def _tell(desk: Desk, complaint: Complaint, unit: Unit, person: int) -> None:
    """Send whoever got the complaint its card, with who gave it."""
    reader = desk.member_of(person, None)
    if person == desk.reader.id or reader is None or desk.reader.practises:
        return
    theirs = desk.seen_by(reader, person)
    text, rows = face_of(theirs, complaint)
    given = theirs.words(texts.GIVEN, name=Markup(name_of(theirs, desk.reader.id)))
    unit.send(new_card(theirs, complaint.id, (f"{given}\n{text}", rows), unit))
