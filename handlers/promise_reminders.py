"""The reminder of a promise: to its keeper on the day, and once more when it is overdue."""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.people import Role
from clinic.words import Markup
from handlers.chores import Duty
from handlers.letters import message as letter
from handlers.promise_passing import heir_of, passed
from handlers.promise_rules import is_open, plan_overdue
from handlers.promise_states import promise_face
from storage.cards import add_card
from storage.jobs import Job
from storage.kept import Kept, kept_by_id
from storage.team import members_of

TODAY = _("To be kept today:")
OVERDUE = _("Not kept yet:")


async def remind(job: Job, duty: Duty) -> None:
    """Show the promise to its keeper; when it is overdue, to the managers too."""
    kept = kept_by_id(duty.journal, job.content["entry"])
    if kept is None or not is_open(kept):
        return
    keeper = kept.values["keeper_id"]
    if duty.desk_of(keeper) is None:
        kept = _passed_on(duty, kept)
    is_overdue = bool(job.content.get("overdue"))
    told = {kept.values["keeper_id"], *(_managers(duty) if is_overdue else ())}
    for person_id in sorted(told):
        _show(duty, person_id, kept, OVERDUE if is_overdue else TODAY)
    if not is_overdue:
        plan_overdue(duty.settings, duty.calendar, duty.unit, kept)


def _passed_on(duty: Duty, kept: Kept) -> Kept:
    """Return the promise with a keeper who works here: its own has left by another way."""
    leaver = kept.values["keeper_id"]
    heir = heir_of(duty.journal, leaver)
    return kept if heir is None else passed(duty.unit, kept, heir.id, heir.id)


def _managers(duty: Duty) -> list[int]:
    """Return the managers, or the owners where there are none."""
    members = members_of(duty.journal)
    managers = [each.id for each in members if each.role is Role.MANAGER]
    return managers or [each.id for each in members if each.role is Role.OWNER]


def _show(duty: Duty, person_id: int, kept: Kept, head: str) -> None:
    """Send somebody a card of the promise; nothing to whoever works here no more."""
    desk = duty.desk_of(person_id)
    if desk is None:
        return
    text, rows = promise_face(desk, kept)
    card_id = add_card(duty.unit, kept.id, desk.chat_id)
    said = desk.words("{head}\n{card}", head=Markup(desk.words(head)), card=Markup(text))
    duty.unit.send(letter(desk.chat_id, said, rows, card_id))
