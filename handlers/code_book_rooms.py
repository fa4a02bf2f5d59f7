"""The clinic's rooms, by taps: added, renamed, removed and brought back."""

from __future__ import annotations

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from clinic.marks import mark as _
from clinic.offering import read_name, refuse_second
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.offering_pages import A_ROW, BACK, LABEL, NoSuchListed
from handlers.setting_buttons import AskRoom, HideRoom, OfClinic, OfRoom, ShowRooms
from handlers.setting_form import (
    end_question,
    of_this_clinic,
    place_of,
    redraw,
    refuse_practice,
    wait_for,
)
from storage.rooms import Room, add_room, hide_room, rename_room, rooms_of
from storage.unit import Unit

ROOM = "room"
NONE_YET = _("There are no rooms. Add one, and a complaint can say where it happened.")
NEW = _("What is the room called? Write its name, such as: Room 2.")
OTHERWISE = _("What shall “{name}” be called?")
GONE = _("Removed: it is not offered any more. Entries of before keep it.")
MOST = 20


async def show_rooms(
    callback: CallbackQuery, callback_data: ShowRooms, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show the rooms; a question that waits is dropped."""
    of_this_clinic(desk, callback_data.clinic)
    await end_question(state)
    redraw(callback, unit, *rooms_page(desk))


def rooms_page(desk: Desk) -> tuple[str, Rows]:
    """Return the rooms that are offered, then those that were removed, with a button for each."""
    words, clinic_id = desk.words, desk.reader.clinic_id
    rooms = sorted(rooms_of(desk.journal), key=lambda each: each.hidden)
    offered = sum(not each.hidden for each in rooms)
    text = words(_("<b>Rooms</b>: {n}"), n=offered) if rooms else words(NONE_YET)
    buttons: list[Button] = [
        (shortened(_label(each), LABEL), OfRoom(room=each.id)) for each in rooms[:MOST]
    ]
    below: list[Button] = [
        (words(_("+ Add")), AskRoom(clinic=clinic_id)),
        (words(BACK), OfClinic(clinic=clinic_id)),
    ]
    return text, [*in_rows(buttons, A_ROW), below]


def _label(room: Room) -> str:
    return f"({room.name})" if room.hidden else room.name


async def show_room(
    callback: CallbackQuery, callback_data: OfRoom, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Show one room; a question that waits is dropped."""
    refuse_practice(desk)
    room = _found(desk, callback_data.room)
    await end_question(state)
    redraw(callback, unit, *room_page(desk, room))


def room_page(desk: Desk, room: Room) -> tuple[str, Rows]:
    """Return a room with what can be done with it."""
    words, clinic_id = desk.words, desk.reader.clinic_id
    name = words(_("<b>{name}</b>"), name=room.name)
    back: list[Button] = [(words(BACK), ShowRooms(clinic=clinic_id))]
    if room.hidden:
        bring = HideRoom(room=room.id, hidden=False)
        return f"{name}\n{words(GONE)}", [[(words(_("Bring back")), bring)], back]
    buttons: list[Button] = [
        (words(_("Rename")), AskRoom(clinic=clinic_id, room=room.id)),
        (words(_("Remove")), HideRoom(room=room.id, hidden=True)),
    ]
    return name, [buttons, back]


async def ask_room(
    callback: CallbackQuery, callback_data: AskRoom, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Ask for the name of a new room, or for another name of one."""
    of_this_clinic(desk, callback_data.clinic)
    clinic_id, room_id = callback_data.clinic, callback_data.room
    text = desk.words(NEW)
    if room_id:
        text = desk.words(OTHERWISE, name=_found(desk, room_id).name)
    redraw(callback, unit, text, [[(desk.words(BACK), ShowRooms(clinic=clinic_id))]])
    await wait_for(state, unit, clinic_id, of=ROOM, room=room_id, message=place_of(callback))


def name_room(desk: Desk, unit: Unit, room_id: int, typed: str) -> tuple[str, Rows]:
    """Name a new room or another one as typed; return its page. Raises what is wrong with it."""
    name = read_name(typed)
    refuse_second(rooms_of(desk.journal), [name], but=room_id)
    if not room_id:
        return room_page(desk, add_room(unit, name, desk.reader.id))
    room = _found(desk, room_id)
    return room_page(desk, rename_room(unit, room, name, desk.reader.id))


async def remove_room(
    callback: CallbackQuery, callback_data: HideRoom, desk: Desk, unit: Unit, state: FSMContext
) -> None:
    """Remove a room from what is offered, or bring it back; a second tap shows how it is."""
    refuse_practice(desk)
    room = _found(desk, callback_data.room)
    await end_question(state)
    after = hide_room(unit, room, callback_data.hidden, desk.reader.id)
    redraw(callback, unit, *room_page(desk, after))


def _found(desk: Desk, room_id: int) -> Room:
    room = next((each for each in rooms_of(desk.journal) if each.id == room_id), None)
    if room is None:
        raise NoSuchListed
    return room
