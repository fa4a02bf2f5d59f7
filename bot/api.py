"""Telegram's Bot API as plain JSON over HTTP: one call, its result, or why it was refused."""

from __future__ import annotations

import json
import re
from typing import Any

import aiohttp

JSON = {"Content-Type": "application/json"}
CALL_SECONDS = 30.0
QUOTED = re.compile('".*"', re.DOTALL)
UNSAID = '"…"'
"""Refusals go to the log, and Telegram quotes there what it could not read: a patient's line."""


class ApiRefusal(Exception):
    """The Bot API answered no: its error code, its words, and what it asks to do."""

    def __init__(self, code: int, words: str, parameters: dict[str, Any] | None = None) -> None:
        """Keep the answer; ``parameters`` may hold retry_after or migrate_to_chat_id."""
        super().__init__(f"{code} {QUOTED.sub(UNSAID, words)}")
        self.code = code
        self.words = words
        asked = parameters or {}
        self.retry_after: int | None = asked.get("retry_after")
        self.migrated_to: int | None = asked.get("migrate_to_chat_id")


class Unreachable(Exception):
    """No answer came: whether the call took effect is not known."""


class BotApi:
    """Calls the Bot API for one bot; payloads go out as they are stored."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        """Take a session whose connections are shared by all calls."""
        self._session = session
        self._address = f"{url.rstrip('/')}/bot{token}/"

    async def call(
        self,
        method: str,
        payload: bytes | aiohttp.FormData = b"{}",
        seconds: float = CALL_SECONDS,
    ) -> Any:  # noqa: ANN401 - whatever JSON the method returns
        """Return the result of a method.

        Raises ApiRefusal when Telegram says no, Unreachable when nothing came back.
        """
        headers = JSON if isinstance(payload, bytes) else None
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._session.post(
                self._address + method, data=payload, headers=headers, timeout=limit
            ) as response:
                answer = json.loads(await response.read())
        except (TimeoutError, aiohttp.ClientError, ValueError, OSError) as fault:
            # The address holds the token, and the fault's words may hold the address.
            raise Unreachable(type(fault).__name__) from None
        if not isinstance(answer, dict):
            raise Unreachable("no answer of a Bot API")
        if not answer.get("ok"):
            raise ApiRefusal(
                answer.get("error_code", 0),
                answer.get("description", ""),
                answer.get("parameters"),
            )
        return answer.get("result")


def as_json(payload: dict[str, Any]) -> bytes:
    """Return a payload as the bytes of its JSON."""
    return json.dumps(payload, ensure_ascii=False).encode()
