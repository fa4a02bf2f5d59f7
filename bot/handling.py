"""One update, from its raw bytes to "handled": parsed by itself, retried when somebody was faster.

An update that cannot be handled is put aside after three tries, so that it blocks nobody.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.access import SayNow
from bot.addressed import may_be_answered
from bot.clinics import Clinics
from bot.forms import current_unit, write_forms
from bot.full_disk import FullDisk, language_of
from bot.logs import where
from bot.office import PAUSE, Office
from clinic.marks import mark as _
from clinic.words import Words
from storage.mail import ATTEMPTED, FORGET_UPDATE, HANDLED, Arrival
from storage.unit import Letter, Stale, StorageFault, Unit

TRIES = 3
NOT_SAVED = _("That message was not saved: something is wrong with it or with me. Type it again.")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handling:
    """Feeds the dispatcher and commits what its handlers put into the unit."""

    office: Office
    bot: Bot
    dispatcher: Dispatcher
    clinics: Clinics
    full_disk: FullDisk
    say_now: SayNow

    async def handle(self, arrival: Arrival) -> None:
        """Return when the update is handled or put aside; never raises for what is in it."""
        failures, stale = arrival.attempts, 0
        while failures < TRIES:
            try:
                await self._once(arrival)
                return
            except StorageFault:
                await self._wait_for_room(arrival)
            except Stale as somebody_was_faster:
                stale += 1
                if stale >= TRIES:
                    failures = await self._failed(arrival, failures + 1, somebody_was_faster)
            except Exception as fault:
                failures = await self._failed(arrival, failures + 1, fault)
        await self._put_aside(arrival)

    async def _once(self, arrival: Arrival) -> None:
        unit = self.office.unit()
        token = current_unit.set(unit)
        try:
            update = Update.model_validate_json(arrival.raw, context={"bot": self.bot})
            await self.dispatcher.feed_update(self.bot, update, unit=unit)
        finally:
            current_unit.reset(token)
        write_forms(unit)
        self._close(unit, arrival)
        await self.office.writer.commit(unit)
        self.full_disk.over()
        if update.callback_query is not None:
            self.say_now("answerCallbackQuery", _answer_to(update.callback_query.id, unit.alert))

    def _close(self, unit: Unit, arrival: Arrival, fault: str | None = None) -> None:
        """Say "handled" in the unit; a stranger's or patient's update is forgotten instead."""
        named = {"bot_id": unit.bot_id, "update_id": arrival.update_id}
        if (unit.clinic_id is None or unit.untraced) and fault is None:
            unit.write(FORGET_UPDATE, **named)
        else:
            expected = 1 if fault is None else None
            unit.write(HANDLED, expected, **named, handled=unit.now, fault=fault)

    async def _wait_for_room(self, arrival: Arrival) -> None:
        self.full_disk.tell([arrival])
        await self.office.clock.until(self.office.clock.now() + PAUSE)

    async def _failed(self, arrival: Arrival, attempts: int, fault: Exception) -> int:
        """Count a failure of the update itself and say where it was."""
        log.error(
            "update %d failed (%d of %d): %s", arrival.update_id, attempts, TRIES, where(fault)
        )
        unit = self.office.unit()
        named = {"bot_id": unit.bot_id, "update_id": arrival.update_id}
        unit.write(ATTEMPTED, None, **named, attempts=attempts, fault=type(fault).__name__)
        await self.office.keep(unit)
        return attempts

    async def _put_aside(self, arrival: Arrival) -> None:
        log.error("update %d is put aside; its raw text stays in the inbox", arrival.update_id)
        unit = self.office.unit()
        known = arrival.chat_id and self.clinics.is_known(arrival.chat_id)
        if known and may_be_answered(arrival):
            text = Words.for_chat(language_of(arrival.raw))(NOT_SAVED)
            payload = {"chat_id": arrival.chat_id, "text": text}
            unit.send(Letter(arrival.chat_id, "sendMessage", payload))
        self._close(unit, arrival, fault="put aside")
        await self.office.keep(unit)


def _answer_to(query_id: str, alert: str | None) -> dict[str, object]:
    """Return the answer to a tap: nothing, or a window that only the person sees."""
    answer: dict[str, object] = {"callback_query_id": query_id}
    return answer if alert is None else {**answer, "text": alert, "show_alert": True}
