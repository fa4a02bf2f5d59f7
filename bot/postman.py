"""The postman: carries one letter until it is sent or dead, and writes down which."""

from __future__ import annotations

import json
import logging
from enum import Enum

from bot.api import ApiRefusal, BotApi, Unreachable
from bot.buckets import Bucket, Gate, Limits
from bot.chats import Chats
from bot.office import Office
from bot.sending import GONE_MESSAGES, NO_CHANGE, Outgoing, file_id_in, message_id_in
from clinic.calendar import HOUR, SECOND
from storage.cards import SHOW_CARD
from storage.mail import FORGET_LETTER, SENT
from storage.pictures import KEEP_FILE_ID
from storage.unit import Priority

FIRST_PAUSE = SECOND // 2
MOST_DOUBLINGS = 7
LIFE = 24 * HOUR
"""A letter that could not be sent for a day is dead: Telegram forgets its updates then, too."""

NOT_ITS_FAULT = frozenset({401, 404})
"""A token that was withdrawn or mistyped: the letters are good, and wait for the right one."""

log = logging.getLogger(__name__)


class Fate(Enum):
    """What becomes of a letter that was answered with no."""

    SENT = "sent"
    DEAD = "dead"
    AGAIN = "again"


class Postman:
    """Obeys Telegram's limits and whatever it answers."""

    def __init__(self, api: BotApi, office: Office, limits: Limits) -> None:
        """Take the Bot API and how fast letters may go."""
        self._api = api
        self._office = office
        self._limits = limits
        self._gate = Gate(limits.overall, office.clock)
        self._buckets: dict[int, Bucket] = {}
        self.chats = Chats(office)

    async def deliver(self, letter: Outgoing) -> None:
        """Return when the letter is sent or dead, and the outbox says so."""
        clock = self._office.clock
        fate, result = Fate.AGAIN, None
        while fate is Fate.AGAIN:
            if letter.due > clock.now():
                await clock.until(letter.due)
            if self._too_late(letter):
                fate = Fate.DEAD
                break
            letter.attempts += 1
            try:
                result, fate = await self._send(letter), Fate.SENT
            except ApiRefusal as refusal:
                fate = await self._after(refusal, letter)
            except Unreachable:
                letter.due = clock.now() + _pause(letter)
        await self._mark(letter, fate, result)

    def _too_late(self, letter: Outgoing) -> bool:
        """Return whether nobody waits for it any more; one never tried is late by its own term."""
        now = self._office.clock.now()
        tired = letter.attempts > 0 and now - letter.born > LIFE
        return tired or (letter.expires is not None and now > letter.expires)

    async def _send(self, letter: Outgoing) -> object:
        chat_id = self.chats.present(letter.chat_id)
        if self.chats.is_gone(chat_id):
            raise ApiRefusal(403, "the chat is gone")
        await self._turn(chat_id, letter.priority)
        picture = letter.picture_id and self._office.mail.pictures.by_id(letter.picture_id)
        if picture:
            return await self._api.call(letter.method, letter.with_picture(chat_id, picture))
        return await self._api.call(*self._addressed(letter, chat_id))

    def _addressed(self, letter: Outgoing, chat_id: int) -> tuple[str, bytes]:
        """Return method and payload; an edit finds its message through its card."""
        message_id = None
        if letter.is_edit and letter.card_id is not None:
            message_id = self._office.mail.cards.message_of(letter.clinic_id or 0, letter.card_id)
            if message_id is None:
                letter.become_message()
        elif letter.is_edit and chat_id != letter.chat_id:
            letter.become_message()  # a supergroup counts anew: the number is another message's
        return letter.method, letter.ready(chat_id, message_id)

    async def _turn(self, chat_id: int, priority: int) -> None:
        clock = self._office.clock
        rate = self._limits.group if chat_id < 0 else self._limits.chat
        if rate.interval:
            moment = self._buckets.setdefault(chat_id, Bucket(rate)).next(clock.now())
            if moment > clock.now():
                await clock.until(moment)
        await self._gate.enter(priority)

    async def _after(self, refusal: ApiRefusal, letter: Outgoing) -> Fate:
        """Return what becomes of a refused letter, with its next moment where it goes again."""
        now = self._office.clock.now()
        if refusal.code == 429:
            letter.due = now + (refusal.retry_after or 1) * SECOND
            return Fate.AGAIN
        if refusal.migrated_to is not None:
            await self.chats.moved(letter.chat_id, refusal.migrated_to)
            return Fate.AGAIN
        if refusal.code >= 500 or refusal.code in NOT_ITS_FAULT:
            letter.due = now + _pause(letter)
            return Fate.AGAIN
        if NO_CHANGE in refusal.words:
            return Fate.SENT
        if letter.is_edit and any(words in refusal.words for words in GONE_MESSAGES):
            letter.become_message()
            return Fate.AGAIN
        return await self._dead(refusal, letter)

    async def _dead(self, refusal: ApiRefusal, letter: Outgoing) -> Fate:
        if refusal.code == 403 and not self.chats.is_gone(letter.chat_id):
            await self.chats.gone(letter.chat_id)
        log.warning("letter %d is dead: %s", letter.id, refusal)
        return Fate.DEAD

    async def _mark(self, letter: Outgoing, fate: Fate, result: object) -> None:
        """Return when the outbox knows; the next letter of the chat waits for that."""
        unit = self._office.unit()
        message_id, file_id = message_id_in(result), file_id_in(result)
        kept = None if message_id is None else json.dumps({"message_id": message_id})
        attempts = letter.attempts
        for each in (letter.id, *letter.merged):
            if letter.priority == Priority.STRANGER:
                unit.write(FORGET_LETTER, letter_id=each)  # nothing of them is kept
                continue
            unit.write(SENT, letter_id=each, state=fate.value, attempts=attempts, result=kept)
        if letter.card_id is not None and message_id is not None:
            place = {"card_clinic": letter.clinic_id, "card_id": letter.card_id}
            # A card of practice may have vanished meanwhile.
            unit.write(SHOW_CARD, None, **place, message_id=message_id)
        if letter.picture_id is not None and file_id is not None:
            unit.write(KEEP_FILE_ID, picture_id=letter.picture_id, file_id=file_id, image=None)
        await self._office.keep(unit)


def _pause(letter: Outgoing) -> int:
    return FIRST_PAUSE << min(letter.attempts - 1, MOST_DOUBLINGS)
