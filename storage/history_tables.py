"""The tables of what became of entries: amendments, and the chain of everything that was done."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table

from storage.shapes import STRICT, flag, metadata, one_of, own
from storage.tables import KINDS
from storage.types import Bytes, Id, Json, Moment, Words

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
