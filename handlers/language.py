"""/language: the person's own language, whatever Telegram's is."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from babel import Locale

from clinic.marks import mark as _
from clinic.words import Words, languages
from handlers.callbacks import SetLanguage
from handlers.desk import Desk
from handlers.filters import command
from handlers.letters import edit_message
from handlers.letters import message as letter
from storage.team import choose_language
from storage.unit import Unit

WHICH = _("Which language shall I speak with you?")
DONE = _("I speak English with you from now on.")


def routes() -> Router:
    """Route the choice of a language."""
    router = Router(name=__name__)
    router.message.register(offer, command("language"))
    router.callback_query.register(choose, SetLanguage.filter())
    return router


async def offer(message: Message, desk: Desk, unit: Unit) -> None:
    """Offer the languages that have a catalogue, each by its own name."""
    chips = [(_own_name(code), SetLanguage(code=code)) for code in languages()]
    unit.send(letter(message.chat.id, desk.words(WHICH), [chips]))


async def choose(
    callback: CallbackQuery, callback_data: SetLanguage, desk: Desk, unit: Unit
) -> None:
    """Remember the choice and confirm it in that language."""
    words = Words.for_chat(callback_data.code)
    choose_language(unit, desk.reader.id, words.language)
    if callback.message is not None:
        place = (desk.chat_id, callback.message.message_id)
        unit.send(edit_message(*place, words(DONE)))


def _own_name(code: str) -> str:
    return str(Locale.parse(code).get_display_name(code)).capitalize()
