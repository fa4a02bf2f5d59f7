"""Answers that are typed: to set-up, to the settings, to the lists, and the name of a clinic."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from clinic.catalogue import Field
from clinic.errors import Refusal
from clinic.goal_settings import GOALS
from clinic.marks import mark as _
from clinic.offering import read_price
from clinic.people import Right, Role
from clinic.period import spoken_period
from clinic.settings import read_setting
from clinic.text import clean
from handlers.amending import is_whole_visit
from handlers.code_book_rooms import ROOM, name_room
from handlers.desk import Desk
from handlers.filters import ForAll, IsCommand, command
from handlers.home import keys_for
from handlers.keys import IsKey
from handlers.letters import message as letter
from handlers.letters import with_keys
from handlers.menu import Menus
from handlers.next_steps import STEP, kept_step
from handlers.offering import ADDED, LISTED
from handlers.offering_changes import add_new, change, row_of
from handlers.setting_buttons import Asked, AskListed
from handlers.setting_form import Counter, Setting, leave, still_waits
from handlers.setting_pages import page_of
from handlers.settings import CLINIC, SETTING, apply
from handlers.setup import SETUP, ask_next, finish, settle
from storage.founding import found_clinic, next_clinic_id
from storage.team import Team
from storage.unit import Unit

DROPPED = _("Dropped. The settings stay as they were.")
FOUNDED = _("<b>{clinic}</b> is a clinic of its own, and you work there now.")


def routes() -> Router:
    """Route what is typed while a question of the settings is open.

    Whether he may still set anything is asked inside: a form of somebody who may not any more is
    dropped, and what he types means something else.
    """
    router = Router(name=__name__)
    router.message.register(drop, Setting.answer, command("cancel"), ForAll())
    router.message.register(take, Setting.answer, F.text, ~IsCommand(), ~IsKey(), ForAll())
    return router


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Drop the question."""
    await state.clear()
    unit.send(letter(desk.reader.id, desk.words(DROPPED)))


async def take(
    message: Message, desk: Desk, unit: Unit, state: FSMContext, team: Team, menus: Menus
) -> None:
    """Take the answer; a whole visit, a question or a reply to a card typed meanwhile is that."""
    form, text = await state.get_data(), message.text or ""
    if not desk.reader.may(Right.SET) or not still_waits(form, desk, unit):
        await state.clear()
        raise SkipHandler
    if _means_else(desk, form, message):
        raise SkipHandler
    await state.clear()
    await _TAKERS[form["of"]](Counter(desk, unit, state, team, menus), form, text)
    leave(desk, unit, form)


def _means_else(desk: Desk, form: dict[str, Any], message: Message) -> bool:
    replied, text = message.reply_to_message, message.text or ""
    if replied is not None:
        place = (desk.reader.clinic_id, replied.chat.id, replied.message_id)
        if desk.mail.cards.entry_of(*place) is not None:
            return True
    if _is_figure(desk, form, text):
        return False
    return is_whole_visit(desk, text) or spoken_period(text) is not None


def _is_figure(desk: Desk, form: dict[str, Any], text: str) -> bool:
    """Return whether an amount or a number that was asked for reads: "85 000" is no visit then."""
    try:
        if form.get("asks") == Asked.PRICE:
            read_price(text, desk.settings.currency)
            return True
        return form.get("key") in GOALS and read_setting(form["key"], clean(text)) is not None
    except Refusal:
        return False


async def _take_setup(counter: Counter, form: dict[str, Any], text: str) -> None:
    """Answer a question of set-up; one that was answered meanwhile shows what is asked now."""
    desk = counter.desk
    if form["key"] not in desk.settings.said:
        desk = settle(counter, form["key"], clean(text))
    if desk.settings.still_open() is None:
        await finish(replace(counter, desk=desk))
    else:
        await ask_next(desk.reader, desk.settings, counter.unit, counter.state)


async def _take_setting(counter: Counter, form: dict[str, Any], text: str) -> None:
    desk, unit = counter.desk, counter.unit
    after = apply(desk, unit, form["key"], clean(text))
    unit.send(letter(desk.reader.id, *page_of(form["key"], desk, after)))


async def _take_step(counter: Counter, form: dict[str, Any], text: str) -> None:
    desk, unit = counter.desk, counter.unit
    unit.send(letter(desk.reader.id, *kept_step(desk, unit, form, text)))


async def _take_listed(counter: Counter, form: dict[str, Any], text: str) -> None:
    desk, unit = counter.desk, counter.unit
    of = AskListed(field=Field(form["field"]), id=form["id"], asked=Asked(form["asks"]))
    one = row_of(desk, of)
    unit.send(letter(desk.reader.id, *change(desk, unit, one, of, text)))


async def _take_new(counter: Counter, form: dict[str, Any], text: str) -> None:
    desk, unit = counter.desk, counter.unit
    unit.send(letter(desk.reader.id, *add_new(desk, unit, Field(form["field"]), text)))


async def _take_room(counter: Counter, form: dict[str, Any], text: str) -> None:
    desk, unit = counter.desk, counter.unit
    unit.send(letter(desk.reader.id, *name_room(desk, unit, form["room"], text)))


async def _take_clinic(counter: Counter, form: dict[str, Any], text: str) -> None:
    """Found a further clinic; its owner works there from now on, and is asked the rest."""
    desk, unit = counter.desk, counter.unit
    name = read_setting("name", clean(text))
    clinic_id, owner = next_clinic_id(desk.journal), (desk.reader.id, desk.reader.name)
    settings = found_clinic(unit, clinic_id, owner, {"name": name})
    there = replace(desk.reader, clinic_id=clinic_id, role=Role.OWNER, several=True)
    told = desk.words(FOUNDED, clinic=settings.name)
    keys = keys_for(desk.words, there, settings.name)
    unit.send(with_keys(there.id, told, keys))
    counter.menus.show(there)
    await ask_next(there, settings, unit, counter.state)


_TAKERS: dict[str, Callable[[Counter, dict[str, Any], str], Awaitable[None]]] = {
    SETUP: _take_setup,
    SETTING: _take_setting,
    STEP: _take_step,
    LISTED: _take_listed,
    ADDED: _take_new,
    CLINIC: _take_clinic,
    ROOM: _take_room,
}
