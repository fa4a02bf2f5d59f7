"""A disk that is full: each chat hears once that its line is kept and will be saved by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.addressed import may_be_answered
from clinic.marks import mark as _
from clinic.words import Words
from storage.mail import Arrival

KEPT = _(
    "Not saved yet: the clinic's server cannot write now, its disk may be full. I keep your "
    "message and will save it myself; please do not send it again."
)


class FullDisk:
    """Says so directly, past the outbox, which lies on the same disk."""

    def __init__(
        self, say_now: Callable[[str, dict[str, Any]], None], is_known: Callable[[int], bool]
    ) -> None:
        """Take how a message is sent at once, and whether a chat is that of somebody at work."""
        self._say_now = say_now
        self._is_known = is_known
        self._told: set[int] = set()

    def tell(self, arrivals: list[Arrival]) -> None:
        """Tell each chat once; it stays told until there is room again."""
        for arrival in arrivals:
            if arrival.chat_id in self._told or not self._is_known(arrival.chat_id):
                continue
            if not may_be_answered(arrival):
                continue
            self._told.add(arrival.chat_id)
            text = Words.for_chat(language_of(arrival.raw))(KEPT)
            self._say_now("sendMessage", {"chat_id": arrival.chat_id, "text": text})

    def over(self) -> None:
        """Forget who was told: the next full disk is another one."""
        self._told.clear()


def language_of(raw: bytes) -> str | None:
    """Return the language code of whoever sent a raw update, where it says one."""
    update: dict[str, Any] = json.loads(raw)
    bodies = [body for body in update.values() if isinstance(body, dict)]
    senders = [body["from"] for body in bodies if isinstance(body.get("from"), dict)]
    code = next((sender.get("language_code") for sender in senders), None)
    return str(code) if code else None
