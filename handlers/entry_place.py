"""Where an entry's line is read: the clinic's catalogue and day, and who works here."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.entries.taking import Place
from clinic.reading.names import Names
from clinic.text import folded
from handlers.desk import Desk
from storage.team import members_of


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who works here and may see to a promise, as a line names him."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    hidden: bool = False


def place_of(desk: Desk) -> Place:
    """Return what a line of this clinic is read with."""
    keepers = [Keeper(each.id, each.name) for each in members_of(desk.journal)]
    return Place(
        desk.catalogue,
        desk.calendar.today(),
        desk.settings.currency,
        Names(keepers, by_any_word=True),
        lambda code: desk.journal.patient(folded(code)) is not None,
    )
