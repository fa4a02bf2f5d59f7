"""Prevention measures: who does what by when, and whether it helped after 30 and 90 days."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from clinic.complaint_work import State
from clinic.line import reads_as_visit
from clinic.marks import mark as _
from clinic.measure import TERMS, MeasureKind
from clinic.people import Right
from handlers import measure_due, measure_effect, measure_words
from handlers import measure_rows as rows_of
from handlers.chores import Chore, Daily
from handlers.complaint_cards import complaint_card
from handlers.complaint_work_buttons import DropMeasure, MeasureDone, PickMeasure, SetEffect
from handlers.complaint_work_rows import back_to, standing_measure
from handlers.desk import Desk
from handlers.filters import IsCommand, May, command
from handlers.keys import IsKey
from handlers.letters import Rows, edit_message
from handlers.measure_due import plan_measure
from handlers.measure_finding import complaint_behind, is_card_of, kept_measure, with_measure
from handlers.measure_words import Preventing
from handlers.said import Shown, own_complaint, put, show_everywhere, show_result
from storage.complaining import amend_complaint, take_step
from storage.complaints import Complaint
from storage.measures import Measure, do_measure, drop_measure
from storage.team import Team
from storage.unit import Unit

DONE = _("Noted: the measure is done. I will ask after 30 and 90 days whether it helped.")


def routes() -> Router:
    """Route what is done so that complaints are not repeated."""
    router = Router(name=__name__)
    router.callback_query.register(pick, PickMeasure.filter(), May(Right.MEND_OTHERS))
    router.callback_query.register(finish, MeasureDone.filter(), May(Right.LOG))
    router.callback_query.register(leave, DropMeasure.filter(), May(Right.MEND_OTHERS))
    router.callback_query.register(measure_effect.judge, SetEffect.filter(), May(Right.LOG))
    typed = (F.text, ~F.reply_to_message, ~IsCommand(), ~IsKey(), ~F.text.func(reads_as_visit))
    may = May(Right.MEND_OTHERS)
    router.message.register(measure_words.take_words, Preventing.words, *typed, may)
    router.message.register(measure_words.take_reason, Preventing.reason, *typed, may)
    router.message.register(measure_words.drop, Preventing.words, command("cancel"), may)
    router.message.register(measure_words.drop, Preventing.reason, command("cancel"), may)
    return router


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due."""
    return {measure_due.KIND: measure_due.remind, measure_due.EFFECT: measure_effect.ask}, ()


async def pick(
    callback: CallbackQuery,
    callback_data: PickMeasure,
    desk: Desk,
    unit: Unit,
    team: Team,
    state: FSMContext,
) -> None:
    """Ask who does it, then by when, and write it down; a second tap shows what stands."""
    complaint = own_complaint(desk, callback_data.entry)
    if complaint.state is not State.RESOLVED or complaint.measure is not None:
        show_result(desk, complaint, unit)
        return
    asked = _question(desk, complaint, callback_data, team)
    if asked is not None:
        question, rows = asked
        text = f"{complaint_card(desk, complaint)}\n{desk.words(question)}"
        put(desk, complaint.id, (text, rows), callback.message, unit)
        if callback_data.kind is MeasureKind.NONE:
            await measure_words.wait_for(state, unit, desk, Preventing.reason, complaint.id)
        return
    measure = _planned(desk, callback_data, unit)
    changed = plan_measure(desk, complaint, measure, unit)
    measure_due.tell_keeper(desk, measure, unit)
    face = measure_words.asking(desk, changed)
    put(desk, complaint.id, face, callback.message, unit)
    await measure_words.wait_for(state, unit, desk, Preventing.words, measure.id)


def _question(
    desk: Desk, complaint: Complaint, picked: PickMeasure, team: Team
) -> tuple[str, Rows] | None:
    """Return what is still to be asked with its chips, or None where all is said."""
    if picked.kind is MeasureKind.NONE:
        return rows_of.WHY_NONE, [[back_to(desk, complaint)]]
    if picked.keeper not in {each.id for each in team.members(desk.reader.clinic_id)}:
        return rows_of.WHO, rows_of.keeper_rows(desk, complaint, picked.kind, team)
    if picked.days not in TERMS:
        return rows_of.BY_WHEN, rows_of.term_rows(desk, complaint, picked.kind, picked.keeper)
    return None


def _planned(desk: Desk, picked: PickMeasure, unit: Unit) -> Measure:
    due, kind = rows_of.due_in(desk, picked.days), picked.kind.value
    by, id = desk.reader.id, unit.ids.new()
    return Measure(id, picked.entry, kind, "", picked.keeper, due, by, unit.now)


async def finish(
    callback: CallbackQuery, callback_data: MeasureDone, desk: Desk, unit: Unit
) -> None:
    """Say that a measure is done: its complaint is prevented from now on."""
    measure = kept_measure(desk, callback_data.measure)
    complaint = complaint_behind(desk, measure)
    if not measure.waits:
        _show(desk, complaint, unit, callback.message, measure)
        return
    done = do_measure(unit, measure, desk.reader.id)
    if complaint.state is State.RESOLVED:
        prevented = replace(complaint, status=State.PREVENTED.value)
        complaint = take_step(unit, complaint, prevented, desk.reader.id)
    measure_due.watch(desk, done, unit)
    _show(desk, with_measure(complaint, done), unit, callback.message, done)


def _show(desk: Desk, complaint: Complaint, unit: Unit, shown: Shown, measure: Measure) -> None:
    """Show the complaint wherever it stands; a message of its own says that it is done."""
    if shown is None or is_card_of(desk, complaint, shown):
        show_result(desk, complaint, unit)
        return
    show_everywhere(desk, complaint, unit)
    text = measure_due.notice(desk, measure)
    if measure.done is not None:
        text = f"{text}\n{desk.words(DONE)}"
    unit.send(edit_message(desk.chat_id, shown.message_id, text))


async def leave(
    callback: CallbackQuery, callback_data: DropMeasure, desk: Desk, unit: Unit
) -> None:
    """Let a measure be done no more; another one can be given."""
    measure = kept_measure(desk, callback_data.measure)
    complaint = own_complaint(desk, measure.complaint_id)
    standing = standing_measure(desk, complaint)
    if not measure.waits or standing is None or standing.id != measure.id:
        show_result(desk, complaint, unit)
        return
    drop_measure(unit, measure, desk.reader.id)
    dropped = replace(measure, dropped=unit.now)
    measure_due.watch(desk, dropped, unit)
    without = amend_complaint(unit, complaint, replace(complaint, measure=None), desk.reader.id)
    show_result(desk, with_measure(without, dropped), unit)
