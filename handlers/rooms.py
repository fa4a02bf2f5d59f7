"""Rooms for practice: by what their cards are known."""

from __future__ import annotations

from functools import cache

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from clinic.people import StaffMember
from clinic.words import Words, languages
from handlers.desk import PRACTICE


@cache
def first_lines() -> tuple[str, ...]:
    """Return the first line of a card of practice in every language."""
    return tuple(Words(language)(PRACTICE) for language in languages())


class OfPastPractice(Filter):
    """Lets through a button on, or a reply to, a card of practice once its reader is at work."""

    async def __call__(
        self, event: Message | CallbackQuery, author: StaffMember | None = None
    ) -> bool:
        """Return whether the message that is meant is practice, and nobody practises."""
        if author is None or author.practises:
            return False
        shown = event.message if isinstance(event, CallbackQuery) else event.reply_to_message
        text = getattr(shown, "text", None) or ""
        return isinstance(text, str) and text.startswith(first_lines())
