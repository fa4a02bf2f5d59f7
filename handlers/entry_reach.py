"""Whether an entry of any kind is within a person's reach: to be seen as a card, or changed."""

from __future__ import annotations

from aiogram.types import Message

from handlers.desk import Desk
from handlers.letters import token_of
from handlers.reach import LARGEST_ID, NotYours, WithdrawnLine, not_found
from storage.kept import Kept, kept_by_id, kept_by_token


def kept_of(desk: Desk, entry_id: int) -> Kept | None:
    """Return the entry of an id that somebody else may have made up, or None."""
    return kept_by_id(desk.journal, entry_id) if 0 <= entry_id <= LARGEST_ID else None


def any_kept(desk: Desk, entry_id: int) -> Kept:
    """Return an entry that the reader may see as a card, withdrawn or not, or raise why not."""
    kept = kept_of(desk, entry_id)
    if kept is None:
        raise not_found(desk, entry_id)
    if not desk.reader.may_mend(kept.author_id):
        raise NotYours(line=entry_id)
    return kept


def own_kept(desk: Desk, entry_id: int) -> Kept:
    """Return a standing entry that the reader may change, or raise why not."""
    kept = any_kept(desk, entry_id)
    if kept.voided is not None:
        raise WithdrawnLine(line=entry_id)
    return kept


def replied_kept(desk: Desk, message: Message) -> Kept | None:
    """Return the entry whose card, or whose own line, a message replies to; None without one."""
    replied = message.reply_to_message
    if replied is None:
        return None
    entry = desk.mail.cards.entry_of(desk.reader.clinic_id, desk.chat_id, replied.message_id)
    return kept_of(desk, entry) if entry else typed_kept(desk, replied)


def typed_kept(desk: Desk, message: Message) -> Kept | None:
    """Return the entry that a message was typed for."""
    return kept_by_token(desk.journal, token_of(message, 0))
