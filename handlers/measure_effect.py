"""Whether a measure helped: asked after 30 and 90 days, beside what the journal says."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import CallbackQuery

from clinic.calendar import day_number
from clinic.complaint_work import CLOSED
from clinic.marks import mark as _
from clinic.measure import EFFECT_AFTER, Comparison, Effect, Told, compared
from clinic.words import Markup
from handlers import complaint_work_texts as texts
from handlers.chores import Duty
from handlers.complaint_work_buttons import SetEffect
from handlers.complaint_work_lines import measure_said
from handlers.complaint_work_texts import lowered
from handlers.desk import Desk
from handlers.fallback import OldButton
from handlers.letters import Button, Rows, edit_message, in_rows
from handlers.letters import message as letter
from handlers.measure_due import keeper_desk
from handlers.measure_finding import complaint_behind, kept_measure, with_measure
from handlers.said import show_everywhere
from storage.complaint_lists import complaints_between
from storage.complaints import Complaint, complaint_by_id
from storage.jobs import Job
from storage.measures import Measure, judge_measure, measure_by_id, measure_of
from storage.unit import Priority, Unit

DID_IT_HELP = _("Did it help? {days} days have passed.")
COUNTED = _(
    "Complaints of the same subject and cause: {before} in the {days} days before, {after} since."
)
UNEXAMINED = _("Of the same subject, with no cause said yet: {n}.")
SAID = _("Noted after {days} days: {effect}.")


async def ask(job: Job, duty: Duty) -> None:
    """Ask the keeper whether the measure helped, unless the complaint was opened again."""
    measure = measure_by_id(duty.journal, job.content["measure"])
    complaint = complaint_by_id(duty.journal, measure.complaint_id) if measure else None
    if measure is None or complaint is None or complaint.voided is not None:
        return
    newest = measure_of(duty.journal, complaint.id)
    if complaint.state not in CLOSED or newest is None or newest.id != measure.id:
        return
    desk, days = keeper_desk(duty, measure), job.content["days"]
    if desk is not None:
        question = letter(
            desk.chat_id, _question(desk, complaint, measure, days), _chips(desk, measure, days)
        )
        duty.unit.send(replace(question, priority=Priority.ALERT))


def _question(desk: Desk, complaint: Complaint, measure: Measure, days: int) -> str:
    """Return what was done, what the journal says, and the question."""
    counts = comparison(desk, complaint, measure, days)
    numbers = {"before": counts.before, "after": counts.after, "days": days}
    lines = [measure_said(desk, measure), desk.words(COUNTED, **numbers)]
    if counts.unexamined:
        lines.append(desk.words(UNEXAMINED, n=counts.unexamined))
    return "\n".join([*lines, desk.words(DID_IT_HELP, days=days)])


def comparison(desk: Desk, complaint: Complaint, measure: Measure, days: int) -> Comparison:
    """Return the complaints like this one so many days before the measure was done, and after."""
    turn = day_number(desk.calendar.day_of(measure.done or measure.at))
    others = complaints_between(desk.journal, turn - days, turn + days)
    return compared(_told(complaint), [_told(each) for each in others], turn, days)


def _told(complaint: Complaint) -> Told:
    return Told(complaint.day, frozenset(complaint.subjects), frozenset(complaint.causes))


def _chips(desk: Desk, measure: Measure, days: int) -> Rows:
    buttons: list[Button] = [
        (desk.words(label), SetEffect(measure=measure.id, days=days, effect=effect))
        for effect, label in texts.EFFECTS.items()
    ]
    return in_rows(buttons, 2)


async def judge(callback: CallbackQuery, callback_data: SetEffect, desk: Desk, unit: Unit) -> None:
    """Keep what is said of the effect; what was said already stays, and is shown."""
    measure, days = kept_measure(desk, callback_data.measure), callback_data.days
    complaint = complaint_behind(desk, measure)
    if days not in EFFECT_AFTER or measure.done is None:
        raise OldButton
    if measure.effect_after(days) is None:
        measure = judge_measure(unit, measure, days, callback_data.effect, desk.reader.id)
        show_everywhere(desk, with_measure(complaint, measure), unit)
    if callback.message is not None:
        text = f"{_question(desk, complaint, measure, days)}\n{_said(desk, measure, days)}"
        unit.send(edit_message(desk.chat_id, callback.message.message_id, text))


def _said(desk: Desk, measure: Measure, days: int) -> str:
    effect = texts.EFFECTS[Effect(measure.effect_after(days) or Effect.UNKNOWN)]
    return desk.words(SAID, days=days, effect=Markup(lowered(desk.words(effect))))
