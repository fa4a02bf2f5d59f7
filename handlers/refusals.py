"""What was refused, said in the reader's language: one place for all handlers."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import ErrorEvent

from clinic.errors import Refusal
from clinic.people import StaffMember
from clinic.words import Words
from handlers.letters import message, to_stranger
from handlers.showing import OutOfReach
from storage.unit import Unit


def routes() -> Router:
    """Route refusals; every other fault goes on to the lane, which tries the update again."""
    router = Router(name=__name__)
    router.errors.register(say_refusal, ExceptionTypeFilter(Refusal))
    return router


async def say_refusal(
    event: ErrorEvent,
    unit: Unit,
    words: Words,
    state: FSMContext,
    author: StaffMember | None = None,
) -> None:
    """Answer what to write instead; nothing of the unit is written, and strangers wait."""
    refusal, update = event.exception, event.update
    spoke = update.message or update.edited_message or update.callback_query
    if isinstance(refusal, Refusal) and spoke is not None and spoke.from_user is not None:
        unit.reset()
        if isinstance(refusal, OutOfReach):
            await _end_form_of(refusal, state)
        say = message if author else to_stranger
        unit.send(say(spoke.from_user.id, words.refusal(refusal)))


async def _end_form_of(refusal: OutOfReach, state: FSMContext) -> None:
    """Let no form wait for a line that cannot be changed: it would refuse every answer."""
    form = await state.get_data()
    if form and form.get("line") == refusal.fields.get("line"):
        await state.clear()
