"""The tables of what became of entries and of what was said: amendments, the chain of everything
that was done, reports as they were answered, and what was guessed before they were seen."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint

from storage.shapes import STRICT, flag, metadata, one_of, own
from storage.tables import KINDS
from storage.types import Bytes, Count, Day, Id, Json, Moment, Words

amendments = own(
    "amendments",
    *one_of("kind", KINDS),
    Column("entry_id", Id, nullable=False),
    Column("field", Words, nullable=False),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    Column("author_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    *flag("typed"),
    Index(None, "clinic_id", "entry_id"),
)
"""What was changed in an entry; ``typed`` where its author edited the message that wrote it."""

reports = own(
    "reports",
    Column("parent_id", Id),
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id),
    Column("asked_by", Id, nullable=False),
    Column("asked", Moment, nullable=False),
    *flag("money"),
    *flag("for_owner"),
    Column("question", Json, nullable=False),
    Column("version", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("explained", Words, nullable=False),
    Column("numbers", Json, nullable=False),
    Column("settings", Json, nullable=False),
    Index(None, "clinic_id", "parent_id"),
    Index("ix_reports_asked", "asked"),
)
"""A report as it was said, word for word: opened again it is never worked out anew.

``parent_id`` is the report from which a button led here; ``message_id`` the message that asked;
``money`` and ``for_owner`` say who may see it; ``numbers`` are without their rows; ``settings``
those in force then."""

guesses = own(
    "guesses",
    Column("author_id", Id, nullable=False),
    Column("day", Day, nullable=False),
    Column("customers", Count),
    Column("people", Count),
    Column("at", Moment, nullable=False),
    UniqueConstraint("clinic_id", "author_id", "day"),
    CheckConstraint("(customers IS NULL) = (people IS NULL)", name="both"),
    CheckConstraint("customers >= 0 AND people >= 0 AND customers + people <= 100", name="whole"),
)
"""How an owner split complaints by their causes before he saw it, in percent; the rest is the
organisation. One a day; without shares he did not want to guess."""

audit = Table(
    "audit",
    metadata,
    Column("clinic_id", Id, ForeignKey("clinics.id"), primary_key=True, autoincrement=False),
    Column("number", Id, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("author_id", Id, nullable=False),
    Column("action", Words, nullable=False),
    Column("entry_id", Id),
    Column("detail", Json, nullable=False),
    Column("hash", Bytes, nullable=False),
    **STRICT,
)
"""A chain: each hash covers the row and the hash before it, so that a flipped byte is seen."""
