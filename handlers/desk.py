"""The desk: where a staff member works, with everything that reading and showing an entry needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram.types import Update

from clinic.calendar import Calendar
from clinic.catalogue import Catalogue
from clinic.marks import mark as _
from clinic.people import Right, StaffMember
from clinic.settings import ClinicSettings
from clinic.words import Words
from handlers.at_risk import Risks
from storage.amending import Entry
from storage.journal import Journal, VisitLine
from storage.mail import Mail

RIGHT_BY = 2
"""Numbers of messages between a card and what is written by it: further off, the bot's lists and
answers may stand in between, and Telegram tells no bot whether they do."""

PRACTICE = _("Practice: this does not count.")
"""The first line of each card that is practice: by it a card is known when practice is over."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One person at work in one clinic."""

    reader: StaffMember
    words: Words
    settings: ClinicSettings
    catalogue: Catalogue
    calendar: Calendar
    journal: Journal
    mail: Mail
    chat_id: int
    """Where the conversation is: the reader's own chat, or a staff group."""

    message_id: int | None
    """The message in it that was written, edited or tapped."""

    member_of: Callable[[int, str | None], StaffMember | None]
    """Who reads in a chat as part of this clinic, wherever he works now: a person, or a group."""

    at_work: Callable[[int, str | None], StaffMember | None]
    """A person as he works now: perhaps in another clinic, or for practice."""

    risks: Risks

    @property
    def in_group(self) -> bool:
        """Return whether everybody in a group reads along: Telegram's groups are below zero."""
        return self.chat_id < 0

    def seen_by(self, reader: StaffMember, chat_id: int) -> Desk:
        """Return the same desk for another reader of the clinic, in the chat where he reads."""
        words = Words.for_chat(reader.language)
        return replace(self, reader=reader, words=words, chat_id=chat_id)

    def in_sight(self, entry_id: int, between: int = 0) -> bool:
        """Return whether the chat's newest card shows the entry, right by what was written.

        So many messages of one's own ``between`` do not hide it, such as an album's pictures.
        """
        newest = self.mail.cards.newest_in(self.reader.clinic_id, self.chat_id)
        if newest is None or newest[0] != entry_id or self.message_id is None:
            return False
        return newest[1] is None or abs(self.message_id - newest[1]) <= RIGHT_BY + between

    def marked(self, text: str) -> str:
        """Return a card's text, under a line that says so where it is practice."""
        return f"{self.words(PRACTICE)}\n{text}" if self.reader.practises else text

    def money(self, minor: int) -> str:
        """Return an amount in the clinic's currency."""
        return self.words.money(minor, self.settings.currency)

    def known_code(self, key: str) -> str | None:
        """Return the code of the clinic's patient with this key, as it is written, or None."""
        patient = self.journal.patient(key)
        return patient.code if patient else None

    def sees_money_of(self, line: VisitLine) -> bool:
        """Return whether the reader may see the line's amount: his own, or all by right."""
        if self.in_group:
            return False
        return line.author_id == self.reader.id or self.reader.may(Right.SEE_MONEY)

    def readers_of(self, line: Entry) -> list[tuple[int, int, StaffMember]]:
        """Return (card id, chat id, reader) of every card of the entry that is still read here."""
        shown = self.mail.cards.of_entry(self.reader.clinic_id, line.id)
        found = [(card, chat, self._reader_at(chat)) for card, chat in shown]
        return [
            (card, chat, reader)
            for card, chat, reader in found
            if reader is not None and reader.clinic_id == self.reader.clinic_id
        ]

    def _reader_at(self, chat_id: int) -> StaffMember | None:
        return self.reader if chat_id == self.reader.id else self.member_of(chat_id, None)


def message_id_of(update: Update) -> int | None:
    """Return the number of the message that was written, edited or tapped, if it was one."""
    tapped = update.callback_query and update.callback_query.message
    spoke = update.message or update.edited_message or tapped
    return spoke.message_id if spoke else None
