"""/language: the person's own language, whatever Telegram's is."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from babel import Locale

from clinic.marks import mark as _
from clinic.words import Words, languages
from handlers.callbacks import SetLanguage
from handlers.desk import Desk
from handlers.filters import ForAll, command
from handlers.home import keys_for
from handlers.letters import Rows, edit_message, with_keys
from handlers.letters import message as letter
from handlers.menu import Menus
from storage.team import choose_language
from storage.unit import Unit

WHICH = _("Which language shall I speak with you?")
DONE = _("I speak English with you from now on.")


def routes() -> Router:
    """Route the choice of a language."""
    router = Router(name=__name__)
    router.message.register(offer, command("language"), ForAll())
    router.callback_query.register(choose, SetLanguage.filter(), ForAll())
    return router


async def offer(message: Message, desk: Desk, unit: Unit) -> None:
    """Offer the languages that have a catalogue, each by its own name."""
    unit.send(letter(message.chat.id, desk.words(WHICH), _chips()))


async def choose(
    callback: CallbackQuery,
    callback_data: SetLanguage,
    desk: Desk,
    unit: Unit,
    menus: Menus,
) -> None:
    """Remember the choice and show the main screen and the menu in that language."""
    words = Words.for_chat(callback_data.code)
    choose_language(unit, desk.reader.id, words.language)
    if callback.message is not None:
        place = (desk.chat_id, callback.message.message_id)
        unit.send(edit_message(*place, words(WHICH), _chips()))
    reader = replace(desk.reader, language=words.language)
    unit.send(with_keys(reader.id, words(DONE), keys_for(words, reader, desk.settings.name)))
    menus.show(reader)


def _chips() -> Rows:
    return [[(_own_name(code), SetLanguage(code=code)) for code in languages()]]


def _own_name(code: str) -> str:
    return str(Locale.parse(code).get_display_name(code)).capitalize()
