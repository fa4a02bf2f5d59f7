"""Public reviews: answered by one tap; a bad one is a complaint that somebody has to work on."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.entries.outside import REVIEW
from clinic.people import Right
from handlers.desk import Desk
from handlers.entry_cards import show_result
from handlers.entry_extra_buttons import ReviewAnswered
from handlers.entry_reach import own_kept
from handlers.fallback import OldButton
from handlers.filters import May
from storage.keeping import amend_columns
from storage.kept import Kept
from storage.unit import Unit


def routes() -> Router:
    """Route the button."""
    router = Router(name=__name__)
    router.callback_query.register(answer, ReviewAnswered.filter(), May(Right.LOG))
    return router


async def answer(
    callback: CallbackQuery, callback_data: ReviewAnswered, desk: Desk, unit: Unit
) -> None:
    """Write down that the review was answered; a second tap changes nothing."""
    kept = _review(desk, callback_data.entry)
    if kept.values["answered"] is None:
        after = replace(kept, values={**kept.values, "answered": unit.now})
        kept = amend_columns(unit, kept, after, desk.reader.id)
    show_result(desk, kept, unit)


def _review(desk: Desk, entry_id: int) -> Kept:
    kept = own_kept(desk, entry_id)
    if kept.kind is not REVIEW:
        raise OldButton
    return kept
