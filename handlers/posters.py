"""Posters that ask patients for their rating: a place, a link and a QR code."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from clinic.calendar import HOUR
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.people import Right
from clinic.poster import PLACES, place_of
from clinic.words import Words
from handlers.desk import Desk
from handlers.filters import IsCommand, May, command
from handlers.keys import IsKey
from handlers.letters import message as letter
from handlers.poster_buttons import MakePoster, ShowPoster, TakeDown
from handlers.poster_sending import send_poster
from handlers.poster_views import MOST, poster_page
from handlers.reporting import Reporting
from handlers.setting_form import redraw, refuse_another_clinic
from storage.posters import Poster, add_poster, hide_poster, poster_by_id, posters_of
from storage.unit import Unit

TYPE_PLACE = _("Type the place, for example: exit")
DOWN = _("Taken down: its link asks nobody now. The ratings stay.")
UP = _("The poster is up again.")


class Placing(StatesGroup):
    """A place waits to be typed."""

    place = State()


class BadPlace(Refusal):
    """The typed place shows nothing."""

    template = _("A place needs a letter or a figure, for example: exit")


class TooManyPosters(Refusal):
    """The clinic has as many posters as a list can show."""

    template = _("You have {limit} posters already. Use one of them: /poster")


class NoSuchPoster(Refusal):
    """The poster of a button is not this clinic's, or was changed meanwhile."""

    template = _("I don't find this poster in your clinic. /poster lists them.")


class NoPracticePoster(Refusal):
    """Patients are not asked for practice."""

    template = _("This is practice, where no patients come. End it first: /practice")


class NoNameYet(Refusal):
    """The bot's own name is not known yet, and a link needs it."""

    template = _("I don't know my own name yet, which the link needs. Try again in a minute.")


def routes() -> Router:
    """Route what owners and managers do with posters."""
    router = Router(name=__name__)
    may = May(Right.MEND_OTHERS)
    router.message.register(list_posters, command("poster"), may)
    router.callback_query.register(make, MakePoster.filter(), may)
    router.callback_query.register(show, ShowPoster.filter(), may)
    router.callback_query.register(take_down, TakeDown.filter(), may)
    router.message.register(drop, Placing.place, command("cancel"), may)
    router.message.register(take_place, Placing.place, F.text, ~IsCommand(), ~IsKey(), may)
    return router


async def list_posters(
    message: Message,
    command: CommandObject,
    desk: Desk,
    unit: Unit,
    bot_name: str,
    reports: Reporting,
) -> None:
    """Show the posters and where another may hang; behind the command, the place at once."""
    if desk.reader.practises:
        raise NoPracticePoster
    if command.args:
        await _make(desk, unit, command.args, bot_name, reports)
    else:
        unit.send(letter(desk.reader.id, *poster_page(desk)))


async def make(  # noqa: PLR0913 - what a dispatcher hands over by name
    callback: CallbackQuery,
    callback_data: MakePoster,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
    bot_name: str,
    reports: Reporting,
) -> None:
    """Make a poster for the place that was tapped, or ask for the place."""
    refuse_another_clinic(desk, callback_data.clinic)
    label = PLACES.get(callback_data.place)
    if label is not None:
        await _make(desk, unit, Words(desk.settings.language)(label), bot_name, reports)
        return
    await state.set_state(Placing.place)
    await state.set_data({"clinic": desk.reader.clinic_id, "asked": unit.now})
    unit.send(letter(desk.reader.id, desk.words(TYPE_PLACE)))


async def take_place(
    message: Message,
    desk: Desk,
    unit: Unit,
    state: FSMContext,
    bot_name: str,
    reports: Reporting,
) -> None:
    """Make a poster for the place that was typed, within the hour."""
    form = await state.get_data()
    await state.clear()
    if form["clinic"] != desk.reader.clinic_id or unit.now - form["asked"] > HOUR:
        unit.send(letter(desk.reader.id, *poster_page(desk)))
    else:
        await _make(desk, unit, message.text or "", bot_name, reports)


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the question for the place."""
    await state.clear()
    unit.send(letter(desk.reader.id, *poster_page(desk)))


async def show(
    callback: CallbackQuery,
    callback_data: ShowPoster,
    desk: Desk,
    unit: Unit,
    bot_name: str,
    reports: Reporting,
) -> None:
    """Send a poster's picture again."""
    poster = _own(desk, callback_data.clinic, callback_data.poster)
    await send_poster(desk, unit, poster, bot_name, reports)


async def take_down(
    callback: CallbackQuery, callback_data: TakeDown, desk: Desk, unit: Unit
) -> None:
    """Take a poster down, or put it back, and show the list as it is then."""
    poster = _own(desk, callback_data.clinic, callback_data.poster)
    if poster.hidden != callback_data.down:
        hide_poster(unit, poster, callback_data.down, desk.reader.id)
    changed = (poster.id, callback_data.down)
    said = desk.words(DOWN if callback_data.down else UP)
    text, rows = poster_page(desk, changed)
    redraw(callback, unit, f"{said}\n\n{text}", rows)


async def _make(desk: Desk, unit: Unit, typed: str, bot_name: str, reports: Reporting) -> None:
    place = place_of(typed)
    if not any(each.isalnum() for each in place):
        raise BadPlace
    if not bot_name:
        raise NoNameYet
    known = posters_of(desk.journal)
    if len(known) >= MOST:
        raise TooManyPosters(limit=MOST)
    same = next((each for each in known if each.place == place and not each.hidden), None)
    poster = same or add_poster(unit, desk.reader.clinic_id, place, desk.reader.id)
    await send_poster(desk, unit, poster, bot_name, reports)


def _own(desk: Desk, clinic_id: int, poster_id: int) -> Poster:
    refuse_another_clinic(desk, clinic_id)
    poster = poster_by_id(desk.journal, poster_id)
    if poster is None:
        raise NoSuchPoster
    return poster
