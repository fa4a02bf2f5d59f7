"""The form of set-up and settings: one value waits to be typed, for an hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery

from clinic.calendar import HOUR
from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.letters import Rows, edit_message
from handlers.menu import Menus
from storage.team import Team
from storage.unit import Unit

FORM_LIFE = HOUR
BELOW = _("Answered; it goes on below.")


class Setting(StatesGroup):
    """One question is open, and its answer can be typed."""

    answer = State()


class OtherClinic(Refusal):
    """The button belongs to a clinic where the person does not work now."""

    template = _("This button belongs to another clinic. Switch there with /clinics first.")


class NoSettingsInPractice(Refusal):
    """A room for practice has no settings of its own."""

    template = _("This is practice, and it has no settings. End it first: /practice")


class OldQuestion(Refusal):
    """The button names nothing that can be set."""

    template = _("This button is too old. /settings shows what can be set.")


@dataclass(frozen=True, slots=True)
class Counter:
    """What answering at the desk of settings takes: who, the unit, the form, and the menus."""

    desk: Desk
    unit: Unit
    state: FSMContext
    team: Team
    menus: Menus


async def wait_for(state: FSMContext, unit: Unit, clinic_id: int, **question: object) -> None:
    """Let a typed answer to this question be taken for an hour."""
    await state.set_state(Setting.answer)
    await state.set_data({**question, "clinic": clinic_id, "asked": unit.now})


async def end_question(state: FSMContext) -> None:
    """Let no answer be typed to a question of the settings any more; another form goes on."""
    if await state.get_state() == Setting.answer.state:
        await state.clear()


def still_waits(form: dict[str, Any], desk: Desk, unit: Unit) -> bool:
    """Return whether the form is younger than an hour and of the clinic where he works now."""
    clinic_id, asked = int(form["clinic"]), int(form["asked"])
    return clinic_id == desk.reader.clinic_id and unit.now - asked <= FORM_LIFE


def of_this_clinic(desk: Desk, clinic_id: int) -> None:
    """Raise why a button with this clinic on it cannot be followed now."""
    refuse_practice(desk)
    refuse_another_clinic(desk, clinic_id)


def refuse_another_clinic(desk: Desk, clinic_id: int) -> None:
    """Raise OtherClinic where this is not the clinic in which the reader works now."""
    if clinic_id != desk.reader.clinic_id:
        raise OtherClinic


def refuse_practice(desk: Desk) -> None:
    """Raise NoSettingsInPractice in a room for practice."""
    if desk.reader.practises:
        raise NoSettingsInPractice


def redraw(callback: CallbackQuery, unit: Unit, text: str, rows: Rows = ()) -> None:
    """Show something else in the message whose button was tapped."""
    if callback.message is not None:
        place = (callback.message.chat.id, callback.message.message_id)
        unit.send(edit_message(*place, text, rows))


def place_of(callback: CallbackQuery) -> int | None:
    """Return the message whose button was tapped: a typed answer leaves it behind."""
    return callback.message.message_id if callback.message else None


def leave(desk: Desk, unit: Unit, form: dict[str, Any]) -> None:
    """Take the buttons from the question that was answered by typing."""
    if form.get("message"):
        text = desk.words(BELOW)
        unit.send(edit_message(desk.reader.id, form["message"], text))
