"""Who has come and sits waiting: [Seated] says that he was called in, and so how long he waited."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.entries.appointments import ARRIVED
from clinic.people import Right
from handlers import showing
from handlers.arrival_waits import told_later, wait_of
from handlers.desk import Desk
from handlers.entry_cards import face_of, put, show_everywhere
from handlers.entry_extra_buttons import SeatPatient
from handlers.entry_reach import kept_of
from handlers.filters import May
from handlers.reach import WithdrawnLine, not_found
from storage.keeping import amend_columns
from storage.kept import Kept
from storage.unit import Unit
from storage.visits import amend_line


def routes() -> Router:
    """Route the button."""
    router = Router(name=__name__)
    router.callback_query.register(seat, SeatPatient.filter(), May(Right.LOG))
    return router


async def seat(callback: CallbackQuery, callback_data: SeatPatient, desk: Desk, unit: Unit) -> None:
    """Write down that the patient was called in; a second tap changes nothing."""
    kept = _arrival(desk, callback_data.entry)
    if kept.values["seated"] is None:
        after = replace(kept, values={**kept.values, "seated": unit.now})
        kept = amend_columns(unit, kept, after, desk.reader.id)
        _tell_visit(desk, unit, kept)
    show_everywhere(desk, kept, unit)
    if not desk.in_group:
        put(desk, kept, face_of(desk, kept), callback.message, unit)


def _arrival(desk: Desk, entry_id: int) -> Kept:
    """Return a standing arrival, whoever wrote it down: another one calls the patient in."""
    kept = kept_of(desk, entry_id)
    if kept is None or kept.kind is not ARRIVED:
        raise not_found(desk, entry_id)
    if kept.voided is not None:
        raise WithdrawnLine(line=entry_id)
    return kept


def _tell_visit(desk: Desk, unit: Unit, kept: Kept) -> None:
    """Write the wait to the visit of that day, where one stands without."""
    line, wait = told_later(desk, kept), wait_of(kept)
    if line is not None and wait is not None:
        told = amend_line(unit, line, replace(line, wait_min=wait), desk.reader.id)
        showing.show_everywhere(desk, told, unit)
