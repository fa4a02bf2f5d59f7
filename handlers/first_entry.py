"""The first entry of each new person is followed by how it is mended, once."""

from __future__ import annotations

from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.letters import message as letter
from storage.newcomers import first_entry, logs
from storage.unit import Unit

GUIDE = _(
    "Your first entry is saved. Undo takes it back; a reply such as <code>4500</code> corrects it."
)


def guide(desk: Desk, unit: Unit) -> None:
    """Tell a newcomer, in his own chat and behind the card, how an entry is mended; later nothing.

    Called when an update is handled: whichever way an entry was logged, its note is in the unit.
    Practice is no first entry.
    """
    if desk.reader.wrote or desk.reader.practises:
        return
    if not logs(unit):
        return
    first_entry(unit, desk.reader.id)
    words = desk.seen_by(desk.reader, desk.reader.id).words
    unit.send(letter(desk.reader.id, words(GUIDE)))
