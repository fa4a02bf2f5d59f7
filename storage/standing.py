"""How the post stands, for a monitor: what has waited long, and what was given up."""

from __future__ import annotations

from sqlalchemy import bindparam, func, literal_column, select

from storage.post import inbox, outbox
from storage.reader import Reader
from storage.statements import compiled

_OLDEST = compiled(
    select(inbox.c.received)
    .where(inbox.c.bot_id == bindparam("bot_id"), inbox.c.handled.is_(None))
    .order_by(inbox.c.number)
    .limit(literal_column("1"))
)
_PUT_ASIDE = compiled(
    select(func.count()).where(
        inbox.c.bot_id == bindparam("bot_id"),
        inbox.c.handled.is_not(None),
        inbox.c.fault.is_not(None),
    )
)
_DEAD = compiled(
    select(func.count()).where(
        outbox.c.bot_id == bindparam("bot_id"), outbox.c.state == literal_column("'dead'")
    )
)


class Standing:
    """Reads the standing of one bot's post."""

    def __init__(self, reader: Reader, bot_id: int) -> None:
        """Bind to a bot."""
        self._reader = reader
        self._bot_id = bot_id

    def waiting_since(self) -> int | None:
        """Return when the oldest unhandled update was received (milliseconds UTC), or None."""
        row = self._reader.one(_OLDEST, bot_id=self._bot_id)
        return row[0] if row else None

    def put_aside(self) -> int:
        """Return how many updates could not be handled, of those that are still kept."""
        row = self._reader.one(_PUT_ASIDE, bot_id=self._bot_id)
        return row[0] if row else 0

    def dead_letters(self) -> int:
        """Return how many messages were given up, of those that are still kept."""
        row = self._reader.one(_DEAD, bot_id=self._bot_id)
        return row[0] if row else 0
