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
_ENTRY = compiled(
    select(cards.c.entry_id).where(
        cards.c.clinic_id == bindparam("clinic_id"),
        cards.c.bot_id == bindparam("bot_id"),
        cards.c.chat_id == bindparam("chat_id"),
        cards.c.message_id == bindparam("message_id"),
    )
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

    def entry_of(self, clinic_id: int, chat_id: int, message_id: int) -> int | None:
        """Return the entry that a message shows, or None where it is no card."""
        where = {"clinic_id": clinic_id, "bot_id": self._bot_id, "chat_id": chat_id}
        row = self._reader.one(_ENTRY, **where, message_id=message_id)
        return row[0] if row else None


def add_card(unit: Unit, entry_id: int, chat_id: int, message_id: int | None = None) -> int:
    """Add the card that shows an entry in a chat; return its id for the letter.

    A new message has no ``message_id`` until it is sent; one that becomes a card has.
    """
    card_id = unit.ids.new()
    place = {"bot_id": unit.bot_id, "chat_id": chat_id, "message_id": message_id}
    unit.write(ADD_CARD, id=card_id, entry_id=entry_id, **place)
    return card_id
