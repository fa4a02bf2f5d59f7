"""A file that somebody sent, fetched from Telegram into a folder."""

from __future__ import annotations

from pathlib import Path

import aiohttp

from bot.api import ApiRefusal, BotApi, Unreachable, as_json
from clinic.errors import Refusal
from clinic.importing.refusals import TooLarge
from clinic.marks import mark as _

MIB = 1024 * 1024
LARGEST = 20 * MIB
"""What Telegram hands to a bot."""

SECONDS = 120.0
_BLOCK = 1 << 18


class NotFetched(Refusal):
    """Telegram did not hand the file out."""

    template = _("I could not fetch the file from Telegram just now. Send it once more.")


class Downloads:
    """Fetches files for one bot."""

    def __init__(self, session: aiohttp.ClientSession, api: BotApi, url: str, token: str) -> None:
        """Take a session, the Bot API, and where its files lie."""
        self._session = session
        self._api = api
        self._address = f"{url.rstrip('/')}/file/bot{token}/"

    async def fetch(self, file_id: str, path: Path) -> None:
        """Write the file to a path; raises NotFetched or TooLarge."""
        try:
            found = await self._api.call("getFile", as_json({"file_id": file_id}))
            await self._copy(self._address + found["file_path"], path)
        # The address holds the token, and the fault's words may hold the address.
        except (ApiRefusal, Unreachable, KeyError, aiohttp.ClientError, TimeoutError):
            raise NotFetched from None

    async def _copy(self, address: str, path: Path) -> None:
        limit = aiohttp.ClientTimeout(total=SECONDS)
        async with self._session.get(address, timeout=limit) as response:
            response.raise_for_status()
            with path.open("wb") as file:
                async for block in response.content.iter_chunked(_BLOCK):
                    file.write(block)
                    if file.tell() > LARGEST:
                        raise TooLarge(limit=LARGEST // MIB)
