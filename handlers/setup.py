"""Set-up: what a new clinic was not told yet is asked, one tap a question, in one living message.

What was answered is a setting of the clinic: a question that is pressed again changes nothing.
"""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from clinic.marks import mark as _
from clinic.people import Right, Role, StaffMember
from clinic.settings import OPENING, ClinicSettings, read_setting
from clinic.words import Words
from handlers.desk import Desk
from handlers.examples import examples
from handlers.filters import May
from handlers.home import keys_for
from handlers.letters import Rows, in_rows, with_keys
from handlers.letters import message as letter
from handlers.menu import Menus
from handlers.setting_buttons import GoOnSettingUp, Settle
from handlers.setting_form import (
    Counter,
    end_question,
    of_this_clinic,
    place_of,
    redraw,
    wait_for,
)
from handlers.setting_questions import ASKED, LANGUAGE, NAME, chips, holds
from storage.founding import change_setting
from storage.team import Team, choose_language
from storage.unit import Unit

A_ROW = 2
SETUP = "setup"
BEGIN = _("A few taps, and the clinic is set up; you can log visits meanwhile.")
ALL_SAID = _("This is set up; /settings changes it.")
READY = _(
    "<b>{clinic} is set up.</b> Write the first visit, for example <code>{line}</code>.\n"
    "Services, usual prices and channels are those of dentistry: /settings makes them yours. "
    "/invite lets a colleague in."
)


def routes() -> Router:
    """Route the answers to set-up's questions."""
    router = Router(name=__name__)
    router.callback_query.register(settle_tapped, Settle.filter(), May(Right.SET))
    router.callback_query.register(go_on, GoOnSettingUp.filter(), May(Right.SET))
    return router


async def begin(member: StaffMember, unit: Unit, team: Team, state: FSMContext) -> None:
    """Ask a new owner what is open, if anything is; the unit is that of the owner's clinic."""
    settings = team.settings(member.clinic_id, unit.now)
    if member.role is Role.OWNER and settings.still_open():
        await ask_next(member, settings, unit, state)


async def ask_next(
    member: StaffMember, settings: ClinicSettings, unit: Unit, state: FSMContext
) -> None:
    """Send the question that comes next in a message of its own; it can be tapped or typed."""
    words = Words.for_chat(member.language)
    unit.send(letter(member.id, *question(words, member.clinic_id, settings, unit.now)))
    key = settings.still_open()
    if key:
        await wait_for(state, unit, member.clinic_id, of=SETUP, key=key)


def question(words: Words, clinic_id: int, settings: ClinicSettings, now: int) -> tuple[str, Rows]:
    """Return what holds so far and what is asked next, with the answers to tap."""
    key = settings.still_open()
    name = words(_("<b>{clinic}</b>"), clinic=settings.name)
    said = [holds(words, settings, each) for each in OPENING if each in settings.said - {NAME}]
    if key is None:
        return "\n".join([name, *said, words(ALL_SAID)]), []
    buttons = [
        (label, Settle(clinic=clinic_id, key=key, value=value))
        for label, value in chips(words, settings, key, now)
    ]
    lines = [name, *(said or [words(BEGIN)]), "", words(ASKED[key])]
    return "\n".join(lines), in_rows(buttons, A_ROW)


async def settle_tapped(
    callback: CallbackQuery, desk: Desk, unit: Unit, team: Team, state: FSMContext, menus: Menus
) -> None:
    """Take a tapped answer; one to a question that is answered already shows what holds."""
    tapped = Settle.unpack(callback.data or "")
    of_this_clinic(desk, tapped.clinic)
    if tapped.key in OPENING and tapped.key not in desk.settings.said:
        counter = Counter(desk, unit, state, team, menus)
        desk = settle(counter, tapped.key, tapped.value)
        if desk.settings.still_open() is None:
            await finish(replace(counter, desk=desk))
    await _ask_here(callback, desk, unit, state)


async def go_on(
    callback: CallbackQuery, callback_data: GoOnSettingUp, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Ask what is still open, in the message of the settings."""
    of_this_clinic(desk, callback_data.clinic)
    await _ask_here(callback, desk, unit, state)


def settle(counter: Counter, key: str, typed: str) -> Desk:
    """Let an answer be in force and return the desk as it is then; raises what is wrong with it.

    The language of a clinic is its owner's too, unless he has asked for another.
    """
    desk, unit = counter.desk, counter.unit
    value = read_setting(key, typed, desk.calendar.today())
    change_setting(unit, desk.journal, desk.settings, (key, value), desk.reader.id)
    after = replace(desk, settings=desk.settings.with_value(key, value))
    if key != LANGUAGE or counter.team.standing(desk.reader.id)[0] is not None:
        return after
    language = after.settings.language
    choose_language(unit, desk.reader.id, language)
    reader = replace(desk.reader, language=language)
    return replace(after, reader=reader, words=Words.for_chat(language))


async def finish(counter: Counter) -> None:
    """Say that the clinic is set up, with the main screen in the owner's language."""
    desk = counter.desk
    name = desk.settings.name
    text = desk.words(READY, clinic=name, line=examples(desk).line)
    counter.unit.send(with_keys(desk.reader.id, text, keys_for(desk.words, desk.reader, name)))
    counter.menus.show(desk.reader)
    await end_question(counter.state)


async def _ask_here(callback: CallbackQuery, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Show what holds and what is asked next in the message whose button was tapped."""
    key, clinic_id = desk.settings.still_open(), desk.reader.clinic_id
    redraw(callback, unit, *question(desk.words, clinic_id, desk.settings, unit.now))
    if key:
        place = place_of(callback)
        await wait_for(state, unit, clinic_id, of=SETUP, key=key, message=place)
