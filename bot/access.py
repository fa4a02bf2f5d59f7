"""Access: who is writing, what may be done, and everything that handlers are given by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject, Update, User

from bot.chats import Chats
from bot.clinics import Clinics
from bot.reports import Reports
from clinic.words import Words
from handlers.colleagues import name_of
from handlers.desk import Desk
from handlers.silence import Silence
from storage.mail import Mail
from storage.team import learn_name
from storage.unit import Unit

FOR_EVERYBODY = frozenset({"unit", "words", "team", "silence", "say_now", "bot_name"})
FOR_MEMBERS = frozenset({"author", "desk", "reports"})
"""What handlers may ask for by parameter name, besides what aiogram itself provides."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
SayNow = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Provisions:
    """What lives as long as the application and handlers may ask for."""

    clinics: Clinics
    silence: Silence
    reports: Reports
    mail: Mail
    say_now: SayNow
    bot_name: Callable[[], str]


class Access(BaseMiddleware):
    """Finds the person's role in his clinic; in groups the bot keeps quiet."""

    def __init__(self, provisions: Provisions, chats: Chats) -> None:
        """Take what handlers are given, and who remembers chats that were gone."""
        self._given = provisions
        self._chats = chats

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's own signature
        """Handle the update with the person's rights, or not at all."""
        person: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if person is None or person.is_bot or (chat is not None and chat.type != "private"):
            return None
        self._given.clinics.look_outside()
        if isinstance(event, Update) and (event.message or event.callback_query):
            await self._chats.spoke(person.id)
        self._provide(person, data)
        return await handler(event, data)

    def _provide(self, person: User, data: dict[str, Any]) -> None:
        given, unit = self._given, data["unit"]
        author = given.clinics.member(person.id, person.language_code)
        data["team"] = given.clinics.team
        data["silence"] = given.silence
        data["say_now"] = given.say_now
        data["bot_name"] = given.bot_name()
        data["words"] = Words.for_chat(author.language if author else person.language_code)
        if author is not None:
            if author.name == str(person.id) != name_of(person):
                learn_name(unit, person.id, name_of(person))
            clinic = given.clinics.clinic(author.clinic_id)
            _bind(unit, author.clinic_id, clinic.staff_seen)
            data["author"] = author
            data["reports"] = given.reports
            data["desk"] = Desk(
                author,
                data["words"],
                clinic.settings,
                clinic.catalogue,
                clinic.calendar,
                clinic.journal,
                given.mail,
                data["event_chat"].id if data.get("event_chat") else person.id,
                given.clinics.member,
            )


def _bind(unit: Unit, clinic_id: int, staff_seen: int) -> None:
    """Bind the unit to the clinic, and to the rights as they were read."""
    unit.clinic_id = clinic_id
    unit.staff_seen = staff_seen
