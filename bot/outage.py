"""After a longer outage the owners hear which hours may be missing: Telegram keeps a day."""

from __future__ import annotations

from bot.office import Office
from clinic.calendar import HOUR, MINUTE, Calendar
from clinic.marks import mark as _
from clinic.words import Words
from storage.alive import Owner, last_alive, owners, stay_alive
from storage.reader import Reader
from storage.team import Team
from storage.unit import Letter, Priority

KEPT_BY_TELEGRAM = 24 * HOUR
BEAT = MINUTE
AWAY = _(
    "I was away from {from_day}, {from_time} to {to_day}, {to_time}. Telegram keeps messages for "
    "24 hours only, so what was written before {lost_day}, {lost_time} may be missing. Ask the "
    "reception to check these hours with /day."
)


class Outage:
    """Notices at the start that the bot was away for long, and keeps the time from then on."""

    def __init__(self, office: Office, reader: Reader) -> None:
        """Look at when the bot was last alive, before it says so anew."""
        self._office = office
        self._reader = reader
        self._last = last_alive(reader, office.bot_id)

    async def watch(self) -> None:
        """Tell the owners what may be missing; then write down each minute that the bot runs."""
        now = self._office.clock.now()
        if self._last is not None and now - self._last > KEPT_BY_TELEGRAM:
            await self._tell(self._last, now)
        while True:
            unit = self._office.unit()
            stay_alive(unit)
            await self._office.keep(unit)
            await self._office.clock.until(self._office.clock.now() + BEAT)

    async def _tell(self, since: int, now: int) -> None:
        unit = self._office.unit()
        for owner in owners(self._reader):
            text = self._words(owner, since, now)
            payload = {"chat_id": owner.person_id, "text": text, "parse_mode": "HTML"}
            unit.send(Letter(owner.person_id, "sendMessage", payload, Priority.ALERT))
        await self._office.keep(unit)

    def _words(self, owner: Owner, since: int, now: int) -> str:
        settings = Team(self._reader).settings(owner.clinic_id, now)
        calendar = Calendar(settings.zone, self._office.clock)
        moments = {"from": since, "to": now, "lost": now - KEPT_BY_TELEGRAM}
        days = {f"{name}_day": calendar.day_of(moment) for name, moment in moments.items()}
        times = {f"{name}_time": calendar.time_of(moment) for name, moment in moments.items()}
        return Words.for_chat(owner.language or settings.language)(AWAY, **days, **times)
