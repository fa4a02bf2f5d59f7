"""What a person hears when an owner has changed what he may do."""

from __future__ import annotations

from dataclasses import replace

from clinic.marks import mark as _
from clinic.people import StaffMember
from clinic.words import Words
from handlers.colleagues import NOW_IN, YOU_ARE
from handlers.desk import Desk
from handlers.home import keys_for
from handlers.letters import message as letter
from handlers.letters import with_keys
from handlers.menu import Menus
from storage.team import Member, Team
from storage.unit import Unit

ENDED = _("You do not work in {clinic} any more: your access has ended. Your entries stay there.")


def tell_role(desk: Desk, member: Member, unit: Unit, menus: Menus) -> None:
    """Tell a member his new role, with its main screen and menu if he is in this clinic now."""
    clinic, theirs = desk.settings.name, _as_he_is(desk, member)
    words = Words.for_chat(theirs.language)
    text = words(YOU_ARE[member.role], clinic=clinic)
    if theirs.clinic_id != desk.reader.clinic_id:
        unit.send(letter(member.id, text))
        return
    changed = replace(theirs, role=member.role)
    unit.send(with_keys(member.id, text, keys_for(words, changed, clinic)))
    menus.show(changed)


def tell_removed(desk: Desk, member: Member, unit: Unit, team: Team, menus: Menus) -> None:
    """Tell a member that his access ended; the screen of another clinic of his takes its place."""
    theirs, here = _as_he_is(desk, member), desk.reader.clinic_id
    words = Words.for_chat(theirs.language)
    text = words(ENDED, clinic=desk.settings.name)
    left = [each for each in team.memberships(member.id) if each.clinic_id != here]
    if not left:
        unit.send(with_keys(member.id, text, ()))
        menus.take_away(member.id)
        return
    place = next((each for each in left if each.clinic_id == theirs.clinic_id), left[0])
    there = replace(
        theirs, clinic_id=place.clinic_id, role=place.role, several=len(left) > 1, practises=False
    )
    name = team.settings(place.clinic_id, unit.now).name
    parts = [text, words(NOW_IN, clinic=name)]
    unit.send(with_keys(member.id, "\n".join(parts), keys_for(words, there, name)))
    menus.show(there)


def _as_he_is(desk: Desk, member: Member) -> StaffMember:
    """Return the member as he works now, perhaps in another clinic, in his own language."""
    found = desk.at_work(member.id, None)
    return found or StaffMember(
        member.id, desk.reader.clinic_id, member.role, member.name, desk.reader.language
    )
