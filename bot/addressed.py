"""What in a staff group is said to the bot: commands, lines that name it, replies to its cards."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from aiogram.types import Message, Update

from handlers.letters import token_of
from storage.mail import Arrival

COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s|$)")
ALONE = "/help"
"""What the bot's bare name asks for."""


@dataclass(frozen=True, slots=True)
class Ear:
    """How the bot hears in one group."""

    bot_name: str
    commands: Collection[str]
    is_card: Callable[[int], bool] = lambda _number: False
    """Whether the message of this number is a card here."""
    is_logged: Callable[[str], bool] = lambda _token: False
    """Whether the message of this token has written an entry."""

    def heard(self, update: Update) -> Update | None:
        """Return the update less the bot's name, or None where it is said to somebody else."""
        if update.callback_query is not None:
            return update
        for kind in ("message", "edited_message"):
            message: Message | None = getattr(update, kind)
            if message is not None:
                said = self._said(message, edited=kind == "edited_message")
                return update.model_copy(update={kind: said}) if said else None
        return None

    def _said(self, message: Message, *, edited: bool) -> Message | None:
        if message.forward_origin or message.sender_chat or message.via_bot:
            return None
        text = (message.text or "").strip()
        if text.startswith("/"):
            return message if self._is_mine(text) else None
        named = self._without_name(text)
        if named is not None:
            return message.model_copy(update={"text": named or ALONE, "entities": None})
        replied = message.reply_to_message
        if replied is not None and self.is_card(replied.message_id):
            return message
        return message if edited and self.is_logged(token_of(message, 0)) else None

    def _is_mine(self, text: str) -> bool:
        """Return whether a command is this bot's: by its name, or one that it has."""
        found = COMMAND.match(text)
        if found is None:
            return False
        command, name = found.groups()
        if name is not None:
            return name.casefold() == self.bot_name.casefold()
        return command.casefold() in self.commands

    def _without_name(self, text: str) -> str | None:
        """Return what stands behind or before the bot's name; None where it is not named so."""
        name = f"@{self.bot_name}"
        if name == "@":
            return None
        if re.match(rf"{name}(?!\w)", text, re.IGNORECASE):
            return text[len(name) :].strip(" ,:\n")
        if re.search(rf"(?<!\w){name}$", text, re.IGNORECASE):
            return text[: -len(name)].strip(" ,:\n")
        return None


def may_be_answered(arrival: Arrival) -> bool:
    """Return whether a raw update may be answered that nobody has read: in a group few are."""
    if arrival.chat_id > 0:
        return True
    message = json.loads(arrival.raw).get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return isinstance(text, str) and (text.startswith("/") or "@" in text)
