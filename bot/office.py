"""The post office of one bot: where units come from and where they are committed."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.calendar import SECOND, Clock
from storage.ids import Ids
from storage.mail import Mail
from storage.unit import StorageFault, Unit
from storage.writer import Writer

PAUSE = SECOND


@dataclass(frozen=True, slots=True)
class Office:
    """What intake, lanes and delivery share."""

    bot_id: int
    writer: Writer
    mail: Mail
    ids: Ids
    clock: Clock

    def unit(self, clinic_id: int | None = None) -> Unit:
        """Return an empty unit that begins now."""
        return Unit(self.ids, self.clock.now(), self.bot_id, clinic_id)

    async def keep(self, unit: Unit) -> None:
        """Return when a unit that nobody can refuse is on disk, however long a full disk takes."""
        while True:
            try:
                return await self.writer.commit(unit)
            except StorageFault:
                await self.clock.until(self.clock.now() + PAUSE)
