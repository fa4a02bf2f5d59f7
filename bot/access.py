"""Access: who is writing, what may be done, and everything that handlers are given by name."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, Message, TelegramObject, Update, User

from bot.addressed import Ear
from bot.chats import Chats
from bot.clinics import Clinics
from bot.exports import Exports
from bot.import_room import Imports
from bot.reports import Reports
from clinic.people import StaffMember
from clinic.words import Words
from handlers.colleagues import name_of
from handlers.desk import Desk, message_id_of
from handlers.first_entry import guide
from handlers.menu import COMMANDS, Menus
from handlers.silence import Silence
from storage.groups import Group
from storage.kept import kept_by_token
from storage.mail import Mail
from storage.team import learn_name
from storage.unit import Unit

FOR_EVERYBODY = frozenset(
    {"unit", "words", "team", "silence", "say_now", "menus", "bot_name", "group"}
)
FOR_MEMBERS = frozenset({"author", "desk", "reports", "imports", "exports"})
"""What handlers may ask for by parameter name, besides what aiogram itself provides."""

PRIVATE = "private"
GROUPS = frozenset({"group", "supergroup"})
GONE = frozenset({"left", "kicked"})
START = re.compile(r"/start(@\w+)?(\s|$)", re.IGNORECASE)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
SayNow = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Provisions:
    """What lives as long as the application and handlers may ask for."""

    clinics: Clinics
    silence: Silence
    reports: Reports
    imports: Imports
    mail: Mail
    say_now: SayNow
    bot_name: Callable[[], str]
    exports: Exports


class Access(BaseMiddleware):
    """Finds the person's role in his clinic, or in the clinic of the group where he writes."""

    def __init__(self, provisions: Provisions, chats: Chats) -> None:
        """Take what handlers are given, and who remembers chats that were gone or have moved."""
        self._given = provisions
        self._menus = Menus(provisions.say_now, lambda: provisions.reports.metrics)
        self._chats = chats

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's own signature
        """Handle the update with the person's rights, or not at all."""
        person: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if not isinstance(event, Update):
            return None
        data["message_id"] = message_id_of(event)
        if chat is not None and chat.type in GROUPS:
            return await self._in_group(handler, event, data)
        if person is None or person.is_bot or (chat is not None and chat.type != PRIVATE):
            return None
        self._given.clinics.look_outside()
        if event.message or event.callback_query:
            await self._chats.spoke(person.id)
        author = self._given.clinics.member(person.id, person.language_code)
        if author is not None:
            self._menus.show(author)
        self._provide(data, author, author.language if author else person.language_code)
        return await _handled(handler, event, data)

    async def _in_group(self, handler: Handler, event: Update, data: dict[str, Any]) -> object:
        """Handle what is said to the bot by who works in the group's clinic, and nothing else."""
        chat: Chat = data["event_chat"]
        person: User | None = data["event_from_user"]
        clinics = self._given.clinics
        await self._follow(event.message, chat.id)
        if person is None or person.is_bot:
            return None
        clinics.look_outside()
        place = self._chats.present(chat.id)
        # While the move is being written down, the binding still stands at the old id.
        group = data["group"] = clinics.group(place) or clinics.group(chat.id)
        heard = self._ear(group, place).heard(event)
        author = _author(clinics, group, person)
        if event.my_chat_member is not None:
            heard = event
            if event.my_chat_member.new_chat_member.status not in GONE:
                await self._chats.spoke(place)
        elif author is None or not (group or _asks_to_begin(event)):
            return None
        if heard is None:
            return None
        self._provide(data, author, self._language(author, person))
        return await _handled(handler, heard, data)

    async def _follow(self, said: Message | None, chat_id: int) -> None:
        """Follow a group that became a supergroup, whichever of the two chats says so."""
        if said is not None and said.migrate_to_chat_id is not None:
            await self._chats.moved(chat_id, said.migrate_to_chat_id)
        if said is not None and said.migrate_from_chat_id is not None:
            await self._chats.moved(said.migrate_from_chat_id, chat_id)

    def _ear(self, group: Group | None, place: int) -> Ear:
        given = self._given
        commands = {*COMMANDS, *(line.name for line in given.reports.metrics)}
        if group is None:
            return Ear(given.bot_name(), commands)
        journal, cards = given.clinics.clinic(group.clinic_id).journal, given.mail.cards
        return Ear(
            given.bot_name(),
            commands,
            lambda number: cards.entry_of(group.clinic_id, place, number) is not None,
            lambda token: bool(journal.line_by_token(token) or kept_by_token(journal, token)),
        )

    def _language(self, author: StaffMember | None, person: User) -> str | None:
        """Return what is spoken in a group: the clinic's language, for all who read along."""
        if author is None:
            return person.language_code
        return self._given.clinics.clinic(author.clinic_id).settings.language

    def _provide(
        self, data: dict[str, Any], author: StaffMember | None, language: str | None
    ) -> None:
        given, unit = self._given, data["unit"]
        data["team"] = given.clinics.team
        data["silence"] = given.silence
        data["say_now"] = given.say_now
        data["menus"] = self._menus
        data["bot_name"] = given.bot_name()
        data["words"] = Words.for_chat(language)
        data.setdefault("group", None)
        if author is not None:
            self._provide_member(data, author, unit)

    def _provide_member(self, data: dict[str, Any], author: StaffMember, unit: Unit) -> None:
        given, person, chat = self._given, data["event_from_user"], data["event_chat"]
        clinic = given.clinics.clinic(author.clinic_id)
        unit.clinic_id, unit.staff_seen = author.clinic_id, clinic.staff_seen  # rights as read
        if author.name == str(person.id) != name_of(person) and not author.practises:
            learn_name(unit, person.id, name_of(person))
        data |= {"author": author, "reports": given.reports}
        data |= {"imports": given.imports, "exports": given.exports}
        data["desk"] = Desk(
            author,
            data["words"],
            clinic.settings,
            clinic.catalogue,
            clinic.calendar,
            clinic.journal,
            given.mail,
            self._chats.present(chat.id) if chat else person.id,
            data["message_id"],
            partial(given.clinics.member_in, author.clinic_id),
            given.clinics.member,
            given.clinics.risks,
        )


def _author(clinics: Clinics, group: Group | None, person: User) -> StaffMember | None:
    """Return the person as staff of the group's clinic, or of his own where none is bound."""
    if group is None:
        return clinics.at_work(person.id, person.language_code)
    return clinics.member_in(group.clinic_id, person.id, person.language_code)


def _asks_to_begin(event: Update) -> bool:
    """Return whether an update says /start: all that is heard where no clinic is bound."""
    text = event.message.text if event.message else None
    return text is not None and START.match(text) is not None


async def _handled(handler: Handler, event: Update, data: dict[str, Any]) -> object:
    """Return what the handler answered; a newcomer's first entry is followed by advice."""
    answer: object = await handler(event, data)
    if "desk" in data:
        guide(data["desk"], data["unit"])
    return answer
