"""Acting for people: the playground's routes for other processes."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

MOST_AT_ONCE = 500
"""Messages in one request."""


class Play:
    """People, what they see, and the knobs of what goes wrong."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        """Take the playground's address."""
        self._session = session
        self._address = address

    async def ask(self, name: str, **query: int) -> Any:  # noqa: ANN401 - the JSON of the route
        """Return what GET /play/<name> answers."""
        async with self._session.get(f"{self._address}/play/{name}", params=query) as response:
            return _read(response.status, await response.read())

    async def do(self, name: str, **given: object) -> Any:  # noqa: ANN401 - the JSON of the route
        """Return what POST /play/<name> answers."""
        async with self._session.post(f"{self._address}/play/{name}", json=given) as response:
            return _read(response.status, await response.read())

    async def say(self, messages: list[tuple[int, str]]) -> None:
        """Let people send texts, in this order."""
        for start in range(0, len(messages), MOST_AT_ONCE):
            some = messages[start : start + MOST_AT_ONCE]
            await self.do("sends", messages=[{"person": who, "text": text} for who, text in some])

    async def waiting(self) -> int:
        """Return how many updates are still to be delivered, repeats included."""
        queue = await self.ask("queue")
        return int(queue["waiting"] + queue["repeats"])

    async def heard(self, chat: int) -> list[str]:
        """Return the texts of the bot's messages in a chat."""
        messages = await self.ask("messages", chat=chat)
        return [message.get("text", "") for message in messages if message["from_bot"]]


def _read(status: int, body: bytes) -> Any:  # noqa: ANN401 - whatever JSON the route answers
    answer = json.loads(body)
    if status != 200:
        raise RuntimeError(f"the playground refuses: {answer}")
    return answer
