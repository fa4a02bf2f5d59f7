"""The dry run of a file, who is an old patient, and the beginning of the import."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from clinic.calendar import day_number
from clinic.days import read_day
from clinic.errors import Refusal
from clinic.importing.seen import Rehearsed, Seen, Taking
from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.filters import IsCommand, command
from handlers.import_buttons import NO_DAY, Offer
from handlers.import_result import BEGUN
from handlers.import_room import ImportRoom, Place, Shown
from handlers.import_views import rehearsed_rows, rehearsed_text, understood
from handlers.keys import IsKey
from handlers.letters import document, edit_message
from handlers.letters import message as letter
from handlers.setting_form import redraw
from storage.pictures import add_picture
from storage.unit import Unit


class NotKept(Refusal):
    """The file of a button is not kept any more, or belongs to another clinic."""

    template = _("This file is not kept any more. Send it once more.")


class HasBegun(Refusal):
    """The import of this file has begun, or is over."""

    template = _("This file is being imported, or was. /import shows what came of it.")


class Importing(StatesGroup):
    """The day before which patients are old ones is asked."""

    day = State()


def register(router: Router, may: Filter) -> None:
    """Route the dry run, the question for old patients, and the beginning."""
    router.callback_query.register(rehearse, Offer.filter(F.deed == "rehearse"), may)
    router.callback_query.register(set_legacy, Offer.filter(F.deed == "legacy"), may)
    router.callback_query.register(ask_day, Offer.filter(F.deed == "type"), may)
    router.callback_query.register(begin, Offer.filter(F.deed == "begin"), may)
    router.message.register(drop, Importing.day, command("cancel"), may)
    router.message.register(take_day, Importing.day, F.text, ~IsCommand(), ~IsKey(), may)


def place_of(desk: Desk, message_id: int) -> Place:
    """Return where a file is kept: only the person who sent it has its buttons."""
    return Place(desk.reader.id, message_id)


def shown_of(desk: Desk, message_id: int) -> Shown:
    """Return in which message the import is watched, and by whom."""
    return Shown(desk.reader.clinic_id, desk.reader.id, message_id, desk.words.language)


def taking_of(desk: Desk, seen: Seen, offer: Offer) -> Taking:
    """Return how the file is to be taken in; raises NotKept where a needed column is missing."""
    found = understood(desk, seen, offer)
    if found.columns.missing:
        raise NotKept
    legacy = offer.number if offer.number > 0 else None
    return Taking(offer.sheet, offer.kind, found.columns.places, legacy)


async def rehearse(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Say what an import would come to, and send the bad rows with their reasons."""
    seen, offer = kept(desk, imports, callback_data), callback_data
    place, shown = place_of(desk, offer.file), shown_of(desk, offer.file)
    result = await imports.rehearse(place, taking_of(desk, seen, offer), shown)
    _redraw(callback, desk, unit, seen, result, offer.but("legacy", number=NO_DAY))
    if result.bad_rows is not None:
        picture_id = add_picture(unit, str(unit.ids.new()), result.bad_rows)
        caption = desk.words(_("The bad rows, with what is wrong. Mend them and send me the file."))
        unit.send(document(desk.reader.id, picture_id, seen.bad_rows_name, caption))


def _redraw(
    callback: CallbackQuery, desk: Desk, unit: Unit, seen: Seen, result: Rehearsed, offer: Offer
) -> None:
    text = rehearsed_text(desk, seen, result, offer)
    redraw(callback, unit, text, rehearsed_rows(desk, result, offer))


def rehearsed(seen: Seen) -> Rehearsed:
    """Return the last dry run of a file; raises NotKept where there was none."""
    if seen.rehearsed is None:
        raise NotKept
    return seen.rehearsed


async def set_legacy(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Let patients count as old ones who were first seen before a day."""
    seen = kept(desk, imports, callback_data)
    _redraw(callback, desk, unit, seen, rehearsed(seen), callback_data)


async def ask_day(
    callback: CallbackQuery,
    callback_data: Offer,
    desk: Desk,
    unit: Unit,
    imports: ImportRoom,
    state: FSMContext,
) -> None:
    """Let the day be typed."""
    kept(desk, imports, callback_data)
    message_id = callback.message.message_id if callback.message else 0
    offer = callback_data.but("legacy").model_dump()
    await state.set_state(Importing.day)
    await state.set_data({"offer": offer, "message": message_id})
    text = desk.words(_("Before which day? For example: 01.01.2024. To leave it: /cancel"))
    unit.send(letter(desk.reader.id, text))


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Leave the question."""
    await state.clear()
    unit.send(letter(desk.reader.id, desk.words(_("Dropped. The file waits above."))))


async def take_day(
    message: Message, desk: Desk, unit: Unit, imports: ImportRoom, state: FSMContext
) -> None:
    """Take the day that was typed; the file with its buttons comes below."""
    form: dict[str, Any] = await state.get_data()
    offer = Offer.model_validate(form["offer"])
    day: date = read_day(message.text or "", desk.calendar.today())
    seen, offer = kept(desk, imports, offer), offer.but("legacy", number=day_number(day))
    result = rehearsed(seen)
    await state.clear()
    below = desk.words(_("Answered; it goes on below."))
    unit.send(edit_message(desk.reader.id, form["message"], below))
    text = rehearsed_text(desk, seen, result, offer)
    unit.send(letter(desk.reader.id, text, rehearsed_rows(desk, result, offer)))


async def begin(
    callback: CallbackQuery, callback_data: Offer, desk: Desk, unit: Unit, imports: ImportRoom
) -> None:
    """Begin the import; it goes on behind the answer, in the message that was tapped."""
    seen = kept(desk, imports, callback_data)
    taking = taking_of(desk, seen, callback_data)
    message_id = callback.message.message_id if callback.message else 0
    redraw(callback, unit, desk.words(BEGUN))
    if not imports.begin(place_of(desk, callback_data.file), taking, shown_of(desk, message_id)):
        raise HasBegun


def kept(desk: Desk, imports: ImportRoom, offer: Offer) -> Seen:
    """Return the file that a button is about; raises NotKept for one that is gone or foreign."""
    seen = imports.seen(place_of(desk, offer.file))
    foreign = seen is None or seen.clinic_id != desk.reader.clinic_id
    if seen is None or foreign or not 0 <= offer.sheet < len(seen.sheets):
        raise NotKept
    return seen
