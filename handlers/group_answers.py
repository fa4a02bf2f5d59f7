"""How the bot answers in a staff group: quietly, and so that it is seen what is answered."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from handlers.desk import Desk
from handlers.letters import in_plain, reply
from storage.unit import Unit


def answer_in_group(spoke: Message | CallbackQuery, desk: Desk, text: str, unit: Unit) -> None:
    """Answer a tap so that only its author sees it, and a message under that message."""
    if isinstance(spoke, CallbackQuery):
        unit.alert = in_plain(text)
    else:
        unit.send(reply(desk.chat_id, text, spoke.message_id))
