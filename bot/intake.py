"""Telegram → inbox: an update is on disk before Telegram hears that it was received."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

from bot.api import ApiRefusal, BotApi, Unreachable, as_json
from bot.full_disk import FullDisk
from bot.logs import where
from bot.office import Office
from clinic.calendar import SECOND, Clock
from storage.mail import Arrival, receive
from storage.unit import StorageFault

POLL_SECONDS = 25
BATCH = 100
FIRST_PAUSE = SECOND // 2
LONGEST_PAUSE = 10 * SECOND
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]

BEYOND = 1 << 63
"""The first number that the database cannot keep."""

KNOWN_FAULTS = (ApiRefusal, Unreachable, StorageFault)

log = logging.getLogger(__name__)


def chat_of(update: dict[str, Any]) -> int:
    """Return the chat an update belongs to, its sender's own where it has none, or 0.

    One of an odd shape belongs to chat 0 too: it is kept, and fails by itself.
    """
    for name, body in update.items():
        if name == "update_id" or not isinstance(body, dict):
            continue
        within = body.get("message", body) if name == "callback_query" else body
        chat = within.get("chat") if isinstance(within, dict) else None
        return _id_in(chat or body.get("from"))
    return 0


def _id_in(place: object) -> int:
    number = place.get("id") if isinstance(place, dict) else None
    return number if isinstance(number, int) and abs(number) < BEYOND else 0


class Intake:
    """Commits updates as they came and hands new ones on, each once."""

    def __init__(
        self, office: Office, hand_on: Callable[[list[Arrival]], None], full_disk: FullDisk
    ) -> None:
        """Take where updates are kept, who handles them, and who speaks when the disk is full."""
        self._office = office
        self._hand_on = hand_on
        self._full_disk = full_disk
        self._under_way: dict[int, asyncio.Event] = {}
        self.newest = 0
        """The largest id of an update taken: everything Telegram has was seen when it is here."""

    async def take(self, updates: list[dict[str, Any]]) -> None:
        """Return when every update is on disk; known ones are dropped.

        Raises StorageFault when the disk refuses: then nothing was taken.
        """
        await self._first_deliveries(updates)
        written = asyncio.Event()
        arrivals = list(self._new(updates, written))
        if not arrivals:
            return
        unit = self._office.unit()
        receive(unit, arrivals)
        try:
            await self._office.writer.commit(unit)
        except StorageFault:
            self._full_disk.tell(arrivals)
            raise
        finally:
            for arrival in arrivals:
                del self._under_way[arrival.update_id]
            written.set()
        self._hand_on(arrivals)
        self.newest = max(self.newest, *(arrival.update_id for arrival in arrivals))

    async def _first_deliveries(self, updates: list[dict[str, Any]]) -> None:
        """Wait for updates that came before and are being written: a repeat knows no more."""
        numbers = {update["update_id"] for update in updates}
        while others := numbers & self._under_way.keys():
            await self._under_way[others.pop()].wait()

    def _new(self, updates: list[dict[str, Any]], written: asyncio.Event) -> Iterator[Arrival]:
        known = self._office.mail.known([update["update_id"] for update in updates])
        for update in updates:
            number = update["update_id"]
            if number not in self._under_way and number not in known:
                self._under_way[number] = written
                yield Arrival(number, chat_of(update), _raw(update))


def _raw(update: dict[str, Any]) -> bytes:
    """Return the update's JSON; half a letter, which UTF-8 has no place for, is kept as it is."""
    return json.dumps(update, ensure_ascii=False).encode(errors="surrogatepass")


class Poller:
    """Long polling: the offset moves only after the commit."""

    def __init__(self, api: BotApi, intake: Intake, clock: Clock) -> None:
        """Take the Bot API and where its updates go."""
        self._api = api
        self._intake = intake
        self._clock = clock
        self._pause = FIRST_PAUSE

    async def poll(self) -> None:
        """Fetch updates until cancelled; whatever goes wrong is waited out."""
        offset = 0
        while True:
            try:
                offset = await self._fetch(offset)
                self._pause = FIRST_PAUSE
            except Exception as fault:
                said = fault if isinstance(fault, KNOWN_FAULTS) else where(fault)
                log.warning("no updates: %s; next try in %d ms", said, self._pause)
                await self._wait(fault)

    async def _fetch(self, offset: int) -> int:
        """Return the offset of the next poll; 0 after a silence, as ids may fall then."""
        question = {
            "offset": offset,
            "limit": BATCH,
            "timeout": POLL_SECONDS,
            "allowed_updates": KINDS,
        }
        updates = await self._api.call("getUpdates", as_json(question), POLL_SECONDS + 10)
        if not updates:
            return 0
        await self._intake.take(updates)
        newest: int = max(update["update_id"] for update in updates)
        return newest + 1

    async def _wait(self, fault: Exception) -> None:
        asked = getattr(fault, "retry_after", None)
        await self._clock.until(self._clock.now() + (asked * SECOND if asked else self._pause))
        self._pause = min(2 * self._pause, LONGEST_PAUSE)


def read_update(body: bytes) -> dict[str, Any] | None:
    """Return the update in a webhook's body, or None where it is none."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    known = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if known else None
