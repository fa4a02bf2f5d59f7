"""Pages on the card of a complaint: to whom it is given, why it happened, and what else is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery

from clinic.complaint_work import CLOSED
from clinic.marks import mark as _
from clinic.people import RIGHTS, Right
from handlers import complaint_work_texts as texts
from handlers.complaint_cards import complaint_card
from handlers.complaint_work_buttons import AssignTo, Page, SetCause, ShowWork, Tell, Told
from handlers.complaint_work_choices import CHOICES, COLUMNS, values_of
from handlers.complaint_work_lines import step_line, steps_taken
from handlers.complaint_work_rows import back_to, more_rows
from handlers.desk import Desk
from handlers.fallback import OldButton
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.measure_rows import kind_rows
from handlers.said import own_complaint, put, show_everywhere, show_result
from storage.complaining import amend_complaint
from storage.complaints import Complaint
from storage.team import Member, Team
from storage.unit import Unit

LABEL, MOST_NAMES, MOST_STEPS = 16, 30, 12
TO_WHOM, WHY = _("Who answers for it?"), _("Why did it happen? One main cause.")
WHAT_FOR = _("What will be done so that it is not repeated?")
STAYS_OPEN = frozenset({Told.SUBJECTS, Told.CAUSES})
"""Of these several may be true, so that the page stays."""


def able(desk: Desk, team: Team) -> list[Member]:
    """Return who works on complaints in the reader's clinic."""
    members = team.members(desk.reader.clinic_id)
    return [each for each in members if Right.MEND_OTHERS in RIGHTS[each.role]]


def listed(values: Iterable[str]) -> str:
    """Return further subjects or causes as they are stored."""
    return json.dumps(sorted(values))


async def show_page(
    callback: CallbackQuery, callback_data: ShowWork, desk: Desk, unit: Unit, team: Team
) -> None:
    """Show on the card what can be chosen; nothing is changed by it."""
    complaint = own_complaint(desk, callback_data.entry)
    put(
        desk, complaint.id, _page(desk, complaint, callback_data.page, team), callback.message, unit
    )


def _page(desk: Desk, complaint: Complaint, page: Page, team: Team) -> tuple[str, Rows]:
    card, back = complaint_card(desk, complaint), [back_to(desk, complaint)]
    if page is Page.MORE:
        return card, more_rows(desk, complaint)
    if page is Page.STEPS:
        return _steps(desk, complaint), [back]
    if page is Page.ASSIGN:
        return _asking(desk, card, TO_WHOM), [*_people(desk, complaint, team), back]
    if page is Page.CAUSE:
        return _asking(desk, card, WHY), [*_causes(desk, complaint), back]
    if page is Page.MEASURE:
        return _asking(desk, card, WHAT_FOR), [*kind_rows(desk, complaint), back]
    return card, [*_chips(desk, complaint, Told(page.value)), back]


def _asking(desk: Desk, card: str, question: str) -> str:
    return f"{card}\n{desk.words(question)}"


def _steps(desk: Desk, complaint: Complaint) -> str:
    head = desk.words(_("<b>What became of it</b>"))
    steps = steps_taken(desk, complaint)[-MOST_STEPS:]
    return "\n".join([head, *(step_line(desk, each) for each in steps)])


def _people(desk: Desk, complaint: Complaint, team: Team) -> Rows:
    seen = complaint.assignee_id or 0
    buttons: list[Button] = [
        (shortened(each.name, LABEL), AssignTo(entry=complaint.id, seen=seen, person=each.id))
        for each in able(desk, team)[:MOST_NAMES]
    ]
    return in_rows(buttons, 2)


def _causes(desk: Desk, complaint: Complaint) -> Rows:
    buttons: list[Button] = [
        (
            _chosen(desk.words(label), cause == complaint.cause),
            SetCause(entry=complaint.id, seen=complaint.state, cause=cause),
        )
        for cause, label in texts.CAUSES.items()
    ]
    return in_rows(buttons, 2)


def _chosen(label: str, chosen: bool) -> str:
    return texts.CHOSEN.format(label) if chosen else label


def _chips(desk: Desk, complaint: Complaint, told: Told) -> Rows:
    """Return a chip for each value; a chosen one is taken back by the same chip."""
    chosen = set(values_of(complaint, told))
    buttons: list[Button] = [
        (
            _chosen(shortened(label, LABEL), value in chosen),
            Tell(entry=complaint.id, told=told, value=value, on=value not in chosen),
        )
        for value, label in CHOICES[told](desk, complaint).items()
    ]
    return in_rows(buttons[:MOST_NAMES], 2)


AT_CLOSING = frozenset({Told.OUTCOME, Told.AFTER, Told.CAUSES})


async def tell(
    callback: CallbackQuery, callback_data: Tell, desk: Desk, unit: Unit, team: Team
) -> None:
    """Set or take back what the chip says; where several may be true, the page stays."""
    complaint, told = own_complaint(desk, callback_data.entry), callback_data.told
    if callback_data.value not in CHOICES[told](desk, complaint):
        raise OldButton
    if told in AT_CLOSING and complaint.state not in CLOSED:
        show_result(desk, complaint, unit)
        return
    after = replace(complaint, **_with(complaint, callback_data))
    changed = amend_complaint(unit, complaint, after, desk.reader.id)
    if told in STAYS_OPEN:
        show_everywhere(desk, changed, unit)
        page = _page(desk, changed, Page(told.value), team)
        put(desk, complaint.id, page, callback.message, unit)
    else:
        show_result(desk, changed, unit)


def _with(complaint: Complaint, chip: Tell) -> dict[str, Any]:
    """Return the column that a chip changes, as it shall be."""
    column = COLUMNS[chip.told]
    if chip.told in STAYS_OPEN:
        before = {*values_of(complaint, chip.told)} - {chip.value}
        return {column: listed({*before, chip.value} if chip.on else before)}
    value: str | int = int(chip.value) if column.endswith("_id") else chip.value
    return {column: value if chip.on else None}
