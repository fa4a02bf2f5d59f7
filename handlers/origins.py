"""Where a new patient came from: a channel, nobody knows, a recommendation, or before the bot."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.line import reads_as_visit
from clinic.marks import mark as _
from clinic.people import Right
from clinic.period import spoken_period
from clinic.reading.edges import quoted
from clinic.reading.typed_code import answered_code
from clinic.text import folded
from clinic.words import Markup
from handlers.amending import amend, is_whole_visit
from handlers.asked import NOTHING, Origin
from handlers.asking import ORIGIN, recommendation_in
from handlers.chip_buttons import CameBefore, CameBy, CameUnknown, Recommended, ReferredBy
from handlers.desk import Desk
from handlers.editing import FORM_LIFE, NotAnswered
from handlers.filters import IsCommand, May
from handlers.fixing import NoSuchChoice
from handlers.keys import IsKey
from handlers.questions import open_questions
from handlers.reach import LARGEST_ID, own_line
from handlers.showing import Shown, show_everywhere, show_result, way_back
from storage.journal import VisitLine
from storage.patients import mark_patient, marks_by_id
from storage.unit import Unit


class Referring(StatesGroup):
    """The form: the code of who recommended the clinic is waited for."""

    code = State()


class OwnReferrer(Refusal):
    """A patient cannot recommend the clinic to himself."""

    template = _(
        "{code} is the patient's own number. Type the number of whoever recommended the clinic."
    )


def routes() -> Router:
    """Route where a new patient came from."""
    router = Router(name=__name__)
    router.callback_query.filter(May(Right.LOG))
    router.message.filter(May(Right.LOG))
    router.callback_query.register(set_channel, CameBy.filter())
    router.callback_query.register(set_unknown, CameUnknown.filter())
    router.callback_query.register(set_legacy, CameBefore.filter())
    router.callback_query.register(ask_referrer, Recommended.filter())
    router.callback_query.register(set_referrer, ReferredBy.filter())
    router.message.register(take_referrer, Referring.code, F.text, ~IsCommand(), ~IsKey())
    return router


async def set_channel(
    callback: CallbackQuery, callback_data: CameBy, desk: Desk, unit: Unit
) -> None:
    """Write the channel down; the question goes."""
    line = own_line(desk, callback_data.line)
    if callback_data.channel not in {each.id for each in desk.catalogue.channels}:
        raise NoSuchChoice
    changed = amend(desk, line, replace(line, channel_id=callback_data.channel), unit)
    _show(desk, changed, unit, callback.message)


async def set_unknown(
    callback: CallbackQuery, callback_data: CameUnknown, desk: Desk, unit: Unit
) -> None:
    """Write down that the patient was asked: he is new, wherever he came from."""
    line = own_line(desk, callback_data.line)
    _mark(desk, line, unit, legacy=False)
    _show(desk, line, unit, callback.message)


async def set_legacy(
    callback: CallbackQuery, callback_data: CameBefore, desk: Desk, unit: Unit
) -> None:
    """Write down that the patient came before the journal began."""
    line = own_line(desk, callback_data.line)
    _mark(desk, line, unit, legacy=True)
    _show(desk, line, unit, callback.message)


async def ask_referrer(
    callback: CallbackQuery, callback_data: Recommended, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Write the recommendation down, and ask on the same card whose it was."""
    line, channel = own_line(desk, callback_data.line), recommendation_in(desk.catalogue)
    if channel is None:
        raise NoSuchChoice
    changed = amend(desk, line, replace(line, channel_id=channel.id), unit)
    _show(desk, changed, unit, callback.message, Origin.REFERRER)
    await state.set_state(Referring.code)
    await state.set_data({"line": line.id, "asked": unit.now})


async def set_referrer(
    callback: CallbackQuery, callback_data: ReferredBy, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Write down which patient recommended the clinic; or leave it unknown."""
    line = own_line(desk, callback_data.line)
    changed = line
    if callback_data.patient is not None:
        code = _code_of(desk, line, callback_data.patient)
        changed = amend(desk, line, replace(line, referrer=code), unit)
    _show(desk, changed, unit, callback.message)
    await _end_form_of(line.id, state)


async def take_referrer(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Take a typed code for the referrer's; whatever means something else ends the question."""
    form, text = await state.get_data(), message.text or ""
    if message.reply_to_message and not _is_card(desk, message.reply_to_message, form["line"]):
        raise SkipHandler
    late = unit.now - form["asked"] > FORM_LIFE
    if late or is_whole_visit(desk, text) or spoken_period(text) is not None:
        await state.clear()
        raise SkipHandler
    line = own_line(desk, form["line"])
    code = _read_referrer(desk, line, text)
    changed = amend(desk, line, replace(line, referrer=code), unit)
    show_result(desk, changed, unit, NOTHING)
    await state.clear()


def _read_referrer(desk: Desk, line: VisitLine, text: str) -> str:
    """Return a patient's code; words that are none could be a name, and are refused."""
    known = desk.known_code(folded(text))
    if known is None and not reads_as_visit(text):
        question = Markup(desk.words(ORIGIN[Origin.REFERRER]))
        raise NotAnswered(part=quoted(text), question=question)
    code = known or answered_code(text, desk.known_code)
    if folded(code) == folded(line.code):
        raise OwnReferrer(code=code)
    return code


def _code_of(desk: Desk, line: VisitLine, patient_id: int) -> str:
    found = marks_by_id(desk.journal, patient_id) if 0 <= patient_id <= LARGEST_ID else None
    if found is None or found.id == line.patient_id:
        raise NoSuchChoice
    return found.code


def _is_card(desk: Desk, shown: Message, line_id: int) -> bool:
    where = desk.reader.clinic_id, shown.chat.id, shown.message_id
    return desk.mail.cards.entry_of(*where) == line_id


def _mark(desk: Desk, line: VisitLine, unit: Unit, *, legacy: bool) -> None:
    patient = marks_by_id(desk.journal, line.patient_id)
    if patient is not None:
        mark_patient(unit, patient, desk.reader.id, legacy=legacy, asked=not legacy)


def _show(
    desk: Desk, line: VisitLine, unit: Unit, shown: Shown, origin: Origin | None = None
) -> None:
    asked = replace(open_questions(desk, shown), origin=origin)
    show_everywhere(desk, line, unit, asked, way_back(shown))


async def _end_form_of(line_id: int, state: FSMContext) -> None:
    if await state.get_state() == Referring.code.state and await state.get_value("line") == line_id:
        await state.clear()
