"""Cards: which message shows an entry in a chat; its message id comes back from delivery."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, select

from storage.post import cards
from storage.reader import Reader
from storage.statements import compiled, insert_into, update_of
from storage.unit import Unit

ADD_CARD = insert_into(cards)
SHOW_CARD = update_of(
    cards,
    "message_id",
    where=and_(cards.c.clinic_id == bindparam("card_clinic"), cards.c.id == bindparam("card_id")),
)
_MESSAGE = compiled(
    select(cards.c.message_id).where(
        cards.c.clinic_id == bindparam("clinic_id"), cards.c.id == bindparam("card_id")
    )
)
_OF_ENTRY = compiled(
    select(cards.c.id, cards.c.chat_id).where(
        cards.c.clinic_id == bindparam("clinic_id"),
        cards.c.entry_id == bindparam("entry_id"),
        cards.c.bot_id == bindparam("bot_id"),
    )
)
SHOW_ENTRY = update_of(
    cards,
    "entry_id",
    where=and_(cards.c.clinic_id == bindparam("clinic_id"), cards.c.id == bindparam("card_id")),
)
NOTHING_SHOWN = 0
"""The entry of a card that shows the list again from which an entry was opened in it."""

_IN_CHAT = select(cards.c.id, cards.c.entry_id, cards.c.message_id).where(
    cards.c.clinic_id == bindparam("clinic_id"),
    cards.c.bot_id == bindparam("bot_id"),
    cards.c.chat_id == bindparam("chat_id"),
)
_AT = compiled(_IN_CHAT.where(cards.c.message_id == bindparam("message_id")))
_LAST_SENT = compiled(
    _IN_CHAT.where(cards.c.message_id.is_not(None)).order_by(cards.c.message_id.desc()).limit(1)
)
_LAST_UNSENT = compiled(
    _IN_CHAT.where(cards.c.message_id.is_(None)).order_by(cards.c.id.desc()).limit(1)
)


class Cards:
    """Reads which messages of a bot show which entries."""

    def __init__(self, reader: Reader, bot_id: int) -> None:
        """Bind to a bot: another one's messages cannot be edited or replied to here."""
        self._reader = reader
        self._bot_id = bot_id

    def message_of(self, clinic_id: int, card_id: int) -> int | None:
        """Return the message id of a card, or None while it is not sent."""
        row = self._reader.one(_MESSAGE, clinic_id=clinic_id, card_id=card_id)
        return row[0] if row else None

    def of_entry(self, clinic_id: int, entry_id: int) -> list[tuple[int, int]]:
        """Return (card id, chat id) of every card that shows an entry."""
        where = {"clinic_id": clinic_id, "entry_id": entry_id, "bot_id": self._bot_id}
        rows = self._reader.all(_OF_ENTRY, **where)
        return [(row[0], row[1]) for row in rows]

    def at(self, clinic_id: int, chat_id: int, message_id: int) -> tuple[int, int] | None:
        """Return (card id, entry) of a message that is a card, whatever it shows now, or None."""
        where = {"clinic_id": clinic_id, "bot_id": self._bot_id, "chat_id": chat_id}
        row = self._reader.one(_AT, **where, message_id=message_id)
        return (row[0], row[1]) if row else None

    def entry_of(self, clinic_id: int, chat_id: int, message_id: int) -> int | None:
        """Return the entry that a message shows, or None where it shows none."""
        found = self.at(clinic_id, chat_id, message_id)
        return found[1] or None if found else None

    def newest_in(self, clinic_id: int, chat_id: int) -> tuple[int, int | None] | None:
        """Return (entry, message id) of a chat's lowest card; one on its way has no message id."""
        where = {"clinic_id": clinic_id, "bot_id": self._bot_id, "chat_id": chat_id}
        sent = self._reader.one(_LAST_SENT, **where)
        unsent = self._reader.one(_LAST_UNSENT, **where)
        if unsent and (not sent or unsent[0] > abs(sent[0])):
            return unsent[1], None
        return (sent[1], sent[2]) if sent else None


def add_card(
    unit: Unit, entry_id: int, chat_id: int, message_id: int | None = None, in_list: bool = False
) -> int:
    """Add the card that shows an entry in a chat; return its id for the letter.

    A new message has no ``message_id`` until it is sent; one that becomes a card has. A card
    that was opened in a list has an id below zero, and so it always offers the way back.
    """
    card_id = -unit.ids.new() if in_list else unit.ids.new()
    place = {"bot_id": unit.bot_id, "chat_id": chat_id, "message_id": message_id}
    unit.write(ADD_CARD, id=card_id, entry_id=entry_id, **place)
    return card_id


def is_in_list(card_id: int) -> bool:
    """Return whether the card was opened in a list."""
    return card_id < 0


def show_entry(unit: Unit, card_id: int, entry_id: int) -> None:
    """Let a card show another entry from now on, or ``NOTHING_SHOWN``."""
    unit.write(SHOW_ENTRY, card_id=card_id, entry_id=entry_id)
