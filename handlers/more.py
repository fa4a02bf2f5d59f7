"""/more: everything that is written down besides visits and what patients say, by its name."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from clinic.entries.appointments import ARRIVED, BOOKED, CANCELLED, MISSED
from clinic.entries.kind import Kind
from clinic.entries.kinds import BY_COMMAND
from clinic.entries.money import CASH, DEBT, EXPENSE, PREPAYMENT
from clinic.entries.outside import KINSHIP, MARK, REVIEW
from clinic.entries.promises import PROMISE
from clinic.entries.reasons import LEAVING, WISH
from clinic.marks import mark as _
from clinic.people import Right, Role
from handlers.desk import Desk
from handlers.entry_form_buttons import BeginEntry
from handlers.entry_form_views import in_pairs, is_tapped
from handlers.entry_forms import begin
from handlers.fallback import OldButton
from handlers.filters import May, command
from handlers.keys import MORE, Pressed
from handlers.letters import Button
from handlers.letters import message as letter
from handlers.number_buttons import ListNumbers
from handlers.number_lists import MORE as NOT_EVERYDAY
from handlers.number_lists import MORE_NUMBERS
from storage.unit import Unit

MONEY = (EXPENSE, CASH, DEBT, PREPAYMENT)
APPOINTMENTS = (BOOKED, ARRIVED, MISSED, CANCELLED)
WORDS = (PROMISE, WISH, LEAVING)
OUTSIDE = (REVIEW, MARK, KINSHIP)
AT_THE_DESK = (*APPOINTMENTS, *WORDS, *MONEY, *OUTSIDE)
OF_THE_OWNER = (*MONEY, *APPOINTMENTS, *WORDS, *OUTSIDE)

WHAT = _("What shall I write down?")
SHORTER = _("In one line it is quicker: {example}")
BESIDES = _("The day's list: /day · settings: /settings · help: /help")
BESIDES_AT_THE_DESK = _("The day's list: /day · help: /help")


def routes() -> Router:
    """Route the screen."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.callback_query.filter(May(Right.LOG))
    router.message.register(show_more, command("more"))
    router.message.register(show_more, Pressed(MORE))
    router.callback_query.register(begin_kind, BeginEntry.filter())
    return router


async def show_more(message: Message, desk: Desk, unit: Unit) -> None:
    """List what can be written down, what the role needs first at the top."""
    kinds = _kinds(desk)
    rest = BESIDES if desk.reader.may(Right.SET) else BESIDES_AT_THE_DESK
    lines = [desk.words(WHAT), desk.words(SHORTER, example=desk.words(kinds[0].example))]
    text = "\n".join([*lines, *([] if desk.in_group else [desk.words(rest)])])
    buttons: list[Button] = [
        (desk.words(each.title), BeginEntry(kind=each.command)) for each in kinds
    ]
    rows = [*in_pairs(buttons), *([] if desk.in_group else [_numbers(desk)])]
    unit.send(letter(desk.chat_id, text, rows))


def _numbers(desk: Desk) -> list[Button]:
    """Return the way to the numbers that are not for every day."""
    return [(desk.words(MORE_NUMBERS), ListNumbers(group=NOT_EVERYDAY))]


async def begin_kind(
    callback: CallbackQuery, callback_data: BeginEntry, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Begin an entry of the kind in the message of the list."""
    kind = BY_COMMAND.get(callback_data.kind)
    if kind is None:
        raise OldButton
    await begin(desk, unit, state, kind, shown=callback.message)


def _kinds(desk: Desk) -> Sequence[Kind]:
    if desk.in_group:
        return [each for each in AT_THE_DESK if is_tapped(each)]
    return OF_THE_OWNER if desk.reader.role is Role.OWNER else AT_THE_DESK
