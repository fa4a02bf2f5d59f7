"""The janitor: raw updates, sent letters and pictures go after seven days."""

from __future__ import annotations

from bot.office import Office
from clinic.calendar import HOUR
from storage.mail import PRUNE_INBOX, PRUNE_OUTBOX
from storage.pictures import PRUNE_PICTURES

KEPT = 7 * 24 * HOUR


class Janitor:
    """Sweeps once an hour."""

    def __init__(self, office: Office) -> None:
        """Take the post whose old papers go."""
        self._office = office

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await self.sweep()
            await self._office.clock.until(self._office.clock.now() + HOUR)

    async def sweep(self) -> None:
        """Delete what is older than seven days and done with."""
        unit = self._office.unit()
        for statement in (PRUNE_INBOX, PRUNE_OUTBOX, PRUNE_PICTURES):
            unit.write(statement, None, before=unit.now - KEPT)
        await self._office.keep(unit)
