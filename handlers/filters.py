"""Who may reach a route."""

from __future__ import annotations

import re

from aiogram.filters import Command, CommandStart, Filter
from aiogram.types import Message, TelegramObject

from clinic.errors import NotAllowed
from clinic.people import RIGHTS, ROLE_NAMES, Right, Role, StaffMember
from clinic.words import Words
from handlers.desk import Desk

COMMAND = re.compile(r"/\w")


def command(*names: str) -> Command:
    """Return a filter for commands in any letter case, with the bot's name behind them or not.

    Checking that name would ask Telegram for it. A private chat has one bot only, and what is said
    to another one in a group comes to no handler.
    """
    return Command(*names, ignore_case=True, ignore_mention=True)


def start(*, with_code: bool) -> CommandStart:
    """Return a filter for /start alone, or with the code of an invite behind it."""
    return CommandStart(deep_link=with_code, ignore_case=True, ignore_mention=True)


class IsCommand(Filter):
    """Lets through what begins like a command; ``// a note`` does not."""

    async def __call__(self, message: Message) -> bool:
        """Return whether a letter follows the slash."""
        return COMMAND.match(message.text or "") is not None


class IsStranger(Filter):
    """Lets through who works in no clinic."""

    async def __call__(self, event: TelegramObject, author: StaffMember | None = None) -> bool:
        """Return whether nobody knows the person."""
        return author is None


class ForAll(Filter):
    """Declares that whoever works in the clinic may reach a route, whatever the role."""

    async def __call__(self, event: TelegramObject) -> bool:
        """Return True."""
        return True


class InGroup(Filter):
    """Lets through what is said in a clinic's staff group."""

    async def __call__(self, event: TelegramObject, desk: Desk | None = None) -> bool:
        """Return whether everybody in a group reads along."""
        return desk is not None and desk.in_group


class May(Filter):
    """Lets through who has the right; whoever has a role without it is told whose it is."""

    def __init__(self, right: Right) -> None:
        """Ask for one right."""
        self._right = right

    async def __call__(self, event: TelegramObject, author: StaffMember, words: Words) -> bool:
        """Return True, or raise NotAllowed, which names the role that may."""
        if not author.may(self._right):
            role = next(role for role in reversed(Role) if self._right in RIGHTS[role])
            raise NotAllowed(role=words(ROLE_NAMES[role]))
        return True
