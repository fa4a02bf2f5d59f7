"""What people are to a clinic, in words, and the name under which they sign."""

from __future__ import annotations

from aiogram.types import User

from clinic.invite import InvitedAs
from clinic.marks import mark as _
from clinic.people import Role
from clinic.text import clean

LONGEST_NAME = 64

YOU_ARE = {
    Role.OWNER: _("You are the owner of {clinic}."),
    Role.MANAGER: _("You are a manager of {clinic}."),
    Role.STAFF: _("You are on the staff of {clinic}."),
}
YOU_ARE_DOCTOR = _("You are a doctor of {clinic}, on its staff.")
NOW_IN = _("You work in {clinic} now.")
INVITE = {
    InvitedAs.OWNER: _("An invite for one more owner, who will see all money and invite people."),
    InvitedAs.MANAGER: _("An invite for one manager."),
    InvitedAs.STAFF: _("An invite for one colleague, who will log visits."),
    InvitedAs.DOCTOR: _("An invite for one doctor, who will log visits as the one who treated."),
}
INVITE_CHIPS = {
    InvitedAs.STAFF: _("Staff"),
    InvitedAs.DOCTOR: _("Doctor"),
    InvitedAs.MANAGER: _("Manager"),
    InvitedAs.OWNER: _("Owner"),
}


def name_of(person: User) -> str:
    """Return the person's name on one line; the id where nothing of it can be shown."""
    return one_line(person.full_name) or str(person.id)


def one_line(typed: str) -> str:
    """Return a name on one line, cut to its longest; empty where nothing of it can be shown."""
    return " ".join(clean(typed).split())[:LONGEST_NAME].strip()
