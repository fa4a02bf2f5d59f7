"""Two codes of one patient become one, and two again."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from clinic.people import Right
from clinic.text import clean, folded
from handlers.desk import Desk
from handlers.filters import May, command
from handlers.letters import message as letter
from handlers.merge_pages import (
    AlreadyOne,
    LeaveApart,
    MergePatients,
    NotMerged,
    NotTwoCodes,
    SeparatePatient,
    ShowMerged,
    StandsForOthers,
    UnknownCode,
    apart_page,
    list_page,
    merged_page,
    separated_page,
    two_page,
)
from handlers.setting_form import redraw
from storage.merging import Twin, merge, separate, stands_for_others, twin
from storage.unit import Unit


def routes() -> Router:
    """Route the merging of patients' codes, for owners and managers."""
    router = Router(name=__name__)
    may = May(Right.MEND_OTHERS)
    router.message.register(open_merging, command("merge"), may)
    router.callback_query.register(merge_codes, MergePatients.filter(), may)
    router.callback_query.register(leave_apart, LeaveApart.filter(), may)
    router.callback_query.register(separate_code, SeparatePatient.filter(), may)
    router.callback_query.register(show_merged, ShowMerged.filter(), may)
    return router


async def open_merging(message: Message, command: CommandObject, desk: Desk, unit: Unit) -> None:
    """Show two codes and ask which stays, or list what was merged."""
    typed = clean(command.args or "").split()
    if len(typed) <= 1 and not any(sign.isdigit() for sign in "".join(typed)):
        unit.send(letter(desk.reader.id, *list_page(desk, 0)))
        return
    if len(typed) != len(("one", "other")):
        raise NotTwoCodes
    one, other = (_patient(desk, each) for each in typed)
    if one.id == other.id:
        raise AlreadyOne(one=typed[0], other=typed[1])
    unit.send(letter(desk.reader.id, *two_page(desk, one, other)))


def _patient(desk: Desk, typed: str) -> Twin:
    """Return whom a typed code stands for now; raises UnknownCode."""
    code = typed.lstrip("#№")
    known = desk.journal.patient(folded(code))
    found = None if known is None else twin(desk.journal, known.id)
    if found is None:
        raise UnknownCode(code=code)
    return found


async def merge_codes(
    callback: CallbackQuery, callback_data: MergePatients, desk: Desk, unit: Unit
) -> None:
    """Let one of them stand for both; a second tap shows that it is so."""
    kept, gone = _row(desk, callback_data.kept), _row(desk, callback_data.gone)
    if gone.merged_into != kept.id:
        _refuse_chains(desk, kept, gone)
        merge(unit, kept, gone, desk.reader.id)
    redraw(callback, unit, *merged_page(desk, kept, gone))


def _refuse_chains(desk: Desk, kept: Twin, gone: Twin) -> None:
    """Raise where a code would point to one that points on."""
    if kept.id == gone.id or kept.merged_into is not None or gone.merged_into is not None:
        raise NotMerged
    if stands_for_others(desk.journal, gone.id):
        raise StandsForOthers(code=gone.code)


async def leave_apart(callback: CallbackQuery, desk: Desk, unit: Unit) -> None:
    """Merge nothing."""
    redraw(callback, unit, *apart_page(desk))


async def separate_code(
    callback: CallbackQuery, callback_data: SeparatePatient, desk: Desk, unit: Unit
) -> None:
    """Let a code stand for itself again; a second tap shows that it does."""
    gone, kept = _row(desk, callback_data.gone), _row(desk, callback_data.kept)
    if gone.merged_into == kept.id:
        separate(unit, gone, desk.reader.id)
    elif gone.merged_into is not None:
        raise NotMerged
    redraw(callback, unit, *separated_page(desk, kept, gone))


async def show_merged(
    callback: CallbackQuery, callback_data: ShowMerged, desk: Desk, unit: Unit
) -> None:
    """Show a page of what was merged."""
    redraw(callback, unit, *list_page(desk, callback_data.page))


def _row(desk: Desk, patient_id: int) -> Twin:
    found = twin(desk.journal, patient_id)
    if found is None:
        raise NotMerged
    return found
