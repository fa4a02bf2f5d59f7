"""Free text before it is saved: what would tell who somebody is stays out, and the person is asked.

The text as typed is kept beside the journal, under the question's own number, until the question is
answered or an hour old.
"""

from __future__ import annotations

from dataclasses import dataclass

from clinic.catalogue import Listed
from clinic.marks import mark as _
from clinic.privacy import personal_parts, without
from handlers.desk import Desk
from handlers.letters import message as letter
from handlers.said_buttons import KeepOut, PutBack
from storage.unit import Unit
from storage.withheld import Withheld, withhold

LEFT_OUT = _(
    "I left out what looks like a phone number, an address or somebody's name: a chat cannot be "
    "recalled."
)


@dataclass(frozen=True, slots=True)
class Screened:
    """What may be saved of a text, and the number of the question about the rest, if any."""

    text: str
    held: int | None = None


def screen(desk: Desk, unit: Unit, kind: str, entry_id: int, text: str) -> Screened:
    """Return what may be saved; the caller asks about the rest with ``ask_about``."""
    left = left_of(desk, text)
    if left == text:
        return Screened(text)
    return Screened(left, withhold(unit, desk.reader.id, Withheld(kind, entry_id, text, left)))


def left_of(desk: Desk, text: str) -> str:
    """Return the text without what would tell who somebody is."""
    return without(text, personal_parts(text, own_names(desk))) if text else text


def ask_about(desk: Desk, unit: Unit, screened: Screened) -> None:
    """Ask whether to put back what was left out, below what was answered so far."""
    if screened.held is None:
        return
    answers = [
        (desk.words(_("Leave it out")), KeepOut(held=screened.held)),
        (desk.words(_("Put it back")), PutBack(held=screened.held)),
    ]
    unit.send(letter(desk.chat_id, desk.words(LEFT_OUT), [answers]))


def own_names(desk: Desk) -> list[str]:
    """Return what may be written: the clinic, its people, services and channels by name."""
    catalogue = desk.catalogue
    listed: list[Listed] = [*catalogue.doctors, *catalogue.services, *catalogue.channels]
    names = [name for each in listed for name in (each.name, *each.aliases)]
    return [desk.settings.name, *names, *desk.journal.names().values()]
