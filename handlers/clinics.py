"""Several clinics of one person: where he works now, and the switch to another."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.words import Markup
from handlers.colleagues import YOU_ARE
from handlers.desk import Desk
from handlers.filters import ForAll, command
from handlers.home import keys_for
from handlers.invites import DROPPED
from handlers.keys import PressedClinic
from handlers.letters import Rows, edit_message, shortened, with_keys
from handlers.letters import message as letter
from handlers.menu import Menus
from handlers.people_buttons import SwitchClinic
from storage.membership import drop_form
from storage.practice import empty_room
from storage.team import Membership, Team, stand_in
from storage.unit import Unit

WHERE = _("You work in {clinic} now. Tap the clinic where you want to work:")
IN_ONE = _("You work in one clinic: {clinic}. An invite of another would add it here.")
HERE = _("{you_are} What you write now goes to this clinic.")
CURRENT = "\N{WHITE HEAVY CHECK MARK} {}"
LONGEST_NAME = 40


class NotYourClinic(Refusal):
    """The button names a clinic where the person does not work, or no more."""

    template = _("You do not work in that clinic. /clinics shows where you do.")


def routes() -> Router:
    """Route the choice of a clinic."""
    router = Router(name=__name__)
    router.message.register(offer, command("clinics"), ForAll())
    router.message.register(offer, PressedClinic(), ForAll())
    router.callback_query.register(switch, SwitchClinic.filter(), ForAll())
    return router


async def offer(message: Message, desk: Desk, unit: Unit, team: Team) -> None:
    """Say where the person works now and list his clinics."""
    places, here = team.memberships(desk.reader.id), desk.settings.name
    rows: Rows = []
    if len(places) > 1 or desk.reader.practises:  # a tap leads out of practice as well
        rows = _chips(places, desk.reader.clinic_id, unit, team)
    unit.send(letter(desk.reader.id, _where(desk, places, here), rows))


async def switch(
    callback: CallbackQuery,
    callback_data: SwitchClinic,
    desk: Desk,
    unit: Unit,
    team: Team,
    menus: Menus,
) -> None:
    """Let the person work in another of his clinics; a form of the one he leaves is dropped."""
    wanted = callback_data.clinic
    staff_seen = team.staff_change(wanted)
    places = team.memberships(desk.reader.id)
    place = next((each for each in places if each.clinic_id == wanted), None)
    if place is None:
        raise NotYourClinic
    # He must still work there when this is written, whatever happened where he comes from.
    unit.clinic_id, unit.staff_seen = wanted, staff_seen
    stand_in(unit, desk.reader.id, wanted)
    if desk.reader.practises:
        empty_room(unit, desk.reader.id)
    there = replace(desk.reader, clinic_id=wanted, role=place.role, practises=False)
    name = team.settings(wanted, unit.now).name
    parts = [desk.words(HERE, you_are=Markup(desk.words(YOU_ARE[place.role], clinic=name)))]
    begun, _content = desk.mail.form(there.id, there.id)
    if wanted != desk.reader.clinic_id and begun is not None:
        drop_form(unit, there.id)
        parts.append(desk.words(DROPPED))
    unit.send(with_keys(there.id, "\n".join(parts), keys_for(desk.words, there, name)))
    menus.show(there)
    if callback.message is not None:
        text, rows = _where(desk, places, name), _chips(places, wanted, unit, team)
        unit.send(edit_message(there.id, callback.message.message_id, text, rows))


def _where(desk: Desk, places: list[Membership], here: str) -> str:
    """Return what is said above the clinics: who works in one only has nothing to choose."""
    return desk.words(WHERE if len(places) > 1 else IN_ONE, clinic=here)


def _chips(places: list[Membership], here: int, unit: Unit, team: Team) -> Rows:
    """Return a button for each clinic; the one where he is now is marked."""
    chips = []
    for place in places:
        name = shortened(team.settings(place.clinic_id, unit.now).name, LONGEST_NAME)
        label = CURRENT.format(name) if place.clinic_id == here else name
        chips.append([(label, SwitchClinic(clinic=place.clinic_id))])
    return chips
