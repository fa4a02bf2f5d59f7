"""What does not work in a staff group, asked after everything that does."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.filters import ForAll, InGroup, command
from handlers.group_buttons import NoFormsHere
from handlers.keys import IsKey
from handlers.menu import COMMANDS


class OnlyInOwnChat(Refusal):
    """What is asked for is nobody else's business, or shows what not everybody may see."""

    template = _("In a group I only log, correct and count. Ask me this in our own chat.")


def routes() -> Router:
    """Route the commands, keys and buttons that are left; unknown text has answers of its own."""
    router = Router(name=__name__)
    router.message.register(refuse, command(*COMMANDS), InGroup(), ForAll())
    router.message.register(refuse, IsKey(), InGroup(), ForAll())
    router.callback_query.register(refuse_button, InGroup(), ForAll())
    return router


async def refuse(message: Message) -> None:
    """Send the person to his own chat."""
    raise OnlyInOwnChat


async def refuse_button(callback: CallbackQuery) -> None:
    """Say how the same is done here without a question."""
    raise NoFormsHere
