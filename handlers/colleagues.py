"""What people are to a clinic, in words, and the name under which they sign."""

from __future__ import annotations

from aiogram.types import User

from clinic.marks import mark as _
from clinic.people import Role
from clinic.text import clean

LONGEST_NAME = 64

YOU_ARE = {
    Role.OWNER: _("You are the owner of {clinic}."),
    Role.MANAGER: _("You are a manager of {clinic}."),
    Role.STAFF: _("You are on the staff of {clinic}."),
}
INVITE = {
    Role.OWNER: _("An invite for one more owner, who will see all money and invite people."),
    Role.MANAGER: _("An invite for one manager."),
    Role.STAFF: _("An invite for one colleague, who will log visits."),
}


def name_of(person: User) -> str:
    """Return the person's name on one line; the id where nothing of it can be shown."""
    name = " ".join(clean(person.full_name).split())[:LONGEST_NAME].strip()
    return name or str(person.id)
