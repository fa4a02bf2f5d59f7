"""Whether a call is within a person's reach: his to make, or somebody else's by now."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.call_buttons import OfCall
from handlers.desk import Desk
from handlers.letters import Rows, edit_message, shortened
from handlers.letters import message as letter
from storage.calls import Call, call_by_id, last_attempt
from storage.unit import Unit

LONGEST_NAME = 40


class NoSuchCall(Refusal):
    """The call of a button is not in the clinic where the person works now."""

    template = _("I don't find this call in the clinic where you work now. /calls shows the list.")


class SomebodyElses(Refusal):
    """Another person holds the card of this patient."""

    template = _("{name} is calling this patient now. /calls gives you another one.")


class CalledAlready(Refusal):
    """The attempt was noted already, by this person or another."""

    template = _("{name} has noted this call already. /calls gives you the next one.")


class NotOnTheList(Refusal):
    """The call is closed: he has been here, or its reason is gone."""

    template = _("This patient is off the list by now. /calls gives you the next one.")


class OldCard(Refusal):
    """What the button offers is no choice any more."""

    template = _("This choice is gone. /calls shows the card as it is now.")


def own_call(desk: Desk, unit: Unit, of: OfCall) -> Call:
    """Return the call of a button while this person may make it, or raise why he may not."""
    call = call_by_id(desk.journal, of.call)
    if call is None:
        raise NoSuchCall
    holder = call.held_by(unit.now)
    if holder not in (None, desk.reader.id):
        raise SomebodyElses(name=name_of(desk, holder))
    if call.attempts != of.seen:
        raise _noted(desk, call)
    if call.closed is not None:
        raise NotOnTheList
    return call


def _noted(desk: Desk, call: Call) -> Refusal:
    attempt = last_attempt(desk.journal, call.patient_id)
    return CalledAlready(name=name_of(desk, attempt.author_id if attempt else None))


def name_of(desk: Desk, person_id: int | None) -> str:
    """Return a short name of a person of the clinic."""
    return shortened(desk.journal.names().get(person_id or 0, "?"), LONGEST_NAME)


def put(desk: Desk, callback: CallbackQuery, unit: Unit, text: str, rows: Rows = ()) -> None:
    """Show something in the tapped message, or in a new one where that cannot be reached."""
    if callback.message is None:
        unit.send(letter(desk.chat_id, text, rows))
    else:
        unit.send(edit_message(desk.chat_id, callback.message.message_id, text, rows))
