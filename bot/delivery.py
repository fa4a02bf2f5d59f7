"""Outbox → Telegram: a lane per chat, in order, until each letter is sent or dead."""

from __future__ import annotations

import logging
from collections import deque
from typing import Any

from bot.api import ApiRefusal, BotApi, Unreachable, as_json
from bot.busy import Busy
from bot.logs import where
from bot.office import Office
from bot.postman import Postman
from bot.sending import Outgoing
from bot.tasks import Tasks
from storage.unit import Unit

log = logging.getLogger(__name__)


class Delivery:
    """Sends what was committed; nothing else speaks to people."""

    def __init__(self, tasks: Tasks, api: BotApi, office: Office, postman: Postman) -> None:
        """Take where letters come from and who carries them."""
        self._tasks = tasks
        self._api = api
        self._office = office
        self._postman = postman
        self._lanes: dict[int, deque[Outgoing]] = {}
        self._refused: set[str] = set()
        self._stopping = False
        self.taken = 0
        self.busy = Busy()

    def start(self) -> None:
        """Take up the letters that an earlier run has left."""
        self.take(self._office.mail.outgoing())

    def committed(self, units: list[Unit]) -> None:
        """Take the letters of units that are on disk now."""
        self.take([row for unit in units for row in unit.outgoing])

    def take(self, rows: list[dict[str, Any]]) -> None:
        """Put letters into their chats' lanes."""
        self.busy.more(len(rows))
        self.taken += len(rows)
        for row in rows:
            letter = Outgoing.of(row)
            lane = self._lanes.get(letter.chat_id)
            if lane is not None:
                lane.append(letter)
                continue
            self._lanes[letter.chat_id] = deque([letter])
            self._tasks.create_task(self._run(letter.chat_id))

    def say_now(self, method: str, payload: dict[str, Any]) -> None:
        """Call a method at once, best effort: answers to buttons, "typing", menus."""
        self._tasks.create_task(self._try(method, payload))

    async def _try(self, method: str, payload: dict[str, Any]) -> None:
        try:
            await self._api.call(method, as_json(payload))
        except (ApiRefusal, Unreachable) as fault:
            if method not in self._refused:
                self._refused.add(method)
                log.warning("%s was not done (said once): %s", method, fault)

    async def _run(self, chat_id: int) -> None:
        lane = self._lanes[chat_id]
        while lane and not self._stopping:
            self._merge(lane)
            await self._carry(lane[0])
            lane.popleft()
            self.busy.less()
        del self._lanes[chat_id]

    async def _carry(self, letter: Outgoing) -> None:
        """Deliver a letter; whatever happens, the next one of its chat has its turn."""
        try:
            await self._postman.deliver(letter)
        except Exception as fault:
            log.error("letter %d waits for the next start: %s", letter.id, where(fault))

    def stop(self) -> None:
        """Finish the letters under way and begin no more: what waits is on disk."""
        self._stopping = True

    def _merge(self, lane: deque[Outgoing]) -> None:
        """Let a card that is not sent yet carry the edits that wait behind it."""
        letter = lane[0]
        if letter.card_id is None or letter.is_edit:
            return
        for later in [each for each in lane if each.card_id == letter.card_id and each.is_edit]:
            letter.absorb(later)
            lane.remove(later)
            self.busy.less()
