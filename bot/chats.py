"""Chats that cannot be reached as they are: gone until they speak, or moved to a new id."""

from __future__ import annotations

import asyncio

from bot.office import Office
from storage.groups import move_group
from storage.mail import KEEP_CHAT
from storage.unit import Unit


class Chats:
    """Knows where a chat is now, and whether it can be reached."""

    def __init__(self, office: Office) -> None:
        """Read what earlier runs have learnt."""
        self._office = office
        known = office.mail.chats()
        self._gone = {chat_id for chat_id, gone, _ in known if gone}
        self._moved = {chat_id: moved for chat_id, _, moved in known if moved is not None}
        self._moving = asyncio.Lock()

    def present(self, chat_id: int) -> int:
        """Return the id under which the chat is reached now."""
        return self._moved.get(chat_id, chat_id)

    def is_gone(self, chat_id: int) -> bool:
        """Return whether the chat has shut the bot out."""
        return chat_id in self._gone

    async def gone(self, chat_id: int) -> None:
        """Remember that the chat has shut the bot out; what waits for it is dead."""
        self._gone.add(chat_id)
        await self._keep(chat_id, gone=1)

    async def spoke(self, chat_id: int) -> None:
        """Remember that the chat can be reached again."""
        if chat_id in self._gone:
            self._gone.discard(chat_id)
            await self._keep(chat_id, gone=0)

    async def moved(self, chat_id: int, new_id: int) -> None:
        """Remember the chat's new id: a group that became a supergroup; its binding follows.

        Both chats say so, and so does whatever is refused at the old one: the first is heard,
        and who comes later waits for it, lest the new chat be taken for a stranger's.
        """
        async with self._moving:
            if self._moved.get(chat_id) == new_id:
                return
            self._moved[chat_id] = new_id
            unit = self._office.unit()
            move_group(unit, chat_id, new_id)
            await self._keep(chat_id, gone=0, moved_to=new_id, unit=unit)

    async def _keep(
        self, chat_id: int, gone: int, moved_to: int | None = None, unit: Unit | None = None
    ) -> None:
        unit = unit or self._office.unit()
        unit.write(KEEP_CHAT, bot_id=unit.bot_id, id=chat_id, gone=gone, moved_to=moved_to)
        await self._office.keep(unit)
