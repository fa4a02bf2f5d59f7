"""The tables of the work that follows from entries: measures, calls, and what falls due."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint, text

from storage.entry_tables import LEAVINGS
from storage.shapes import STRICT, changed, metadata, one_of, own, to_own
from storage.types import Count, Day, Id, Json, Moment, Money, Words

MEASURES = "training culture rules technology promises products none"
EFFECTS = "worked partly failed unknown"
REASONS = "overdue recall complaint rating promise"
OUTCOMES = "reached booked no_answer refused do_not_call"

measures = own(
    "measures",
    Column("complaint_id", Id, nullable=False),
    *one_of("kind", MEASURES),
    Column("note", Words, nullable=False, server_default=text("''")),
    Column("keeper_id", Id, nullable=False),
    Column("due", Day, nullable=False),
    Column("author_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("done", Moment),
    Column("dropped", Moment),
    *one_of("effect_30", EFFECTS, nullable=True),
    *one_of("effect_90", EFFECTS, nullable=True),
    changed(),
    to_own("complaint_id", "complaints"),
    Index(None, "clinic_id", "complaint_id"),
    Index(None, "clinic_id", "change"),
)
"""What is done so that a complaint is not repeated; ``none``: not needed, the note says why."""

calls = own(
    "calls",
    Column("patient_id", Id, nullable=False),
    *one_of("reason", REASONS),
    Column("worth", Money),
    Column("opened", Moment, nullable=False),
    Column("holder_id", Id),
    Column("held_until", Moment),
    Column("attempts", Count, nullable=False, server_default=text("0")),
    *one_of("outcome", OUTCOMES, nullable=True),
    Column("contacted", Moment),
    Column("later", Day),
    Column("closed", Moment),
    changed(),
    to_own("patient_id", "patients"),
    Index(
        "uq_calls_open",
        "clinic_id",
        "patient_id",
        unique=True,
        sqlite_where=text("closed IS NULL"),
        postgresql_where=text("closed IS NULL"),
    ),
    Index(None, "clinic_id", "patient_id"),
    Index(None, "clinic_id", "change"),
)
"""A patient to be called; only one call of a patient is open, and one person holds it."""

call_attempts = own(
    "call_attempts",
    Column("call_id", Id, nullable=False),
    *one_of("outcome", OUTCOMES),
    *one_of("reason", LEAVINGS, nullable=True),
    Column("author_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("voided", Moment),
    Column("voided_by", Id),
    to_own("call_id", "calls"),
    CheckConstraint("(voided IS NULL) = (voided_by IS NULL)", name="voided"),
    Index(None, "clinic_id", "call_id"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("clinic_id", Id, ForeignKey("clinics.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("due", Moment, nullable=False),
    Column("content", Json, nullable=False, server_default=text("'{}'")),
    Column("attempts", Count, nullable=False, server_default=text("0")),
    Column("done", Moment),
    UniqueConstraint("clinic_id", "kind", "key"),
    CheckConstraint("length(key) BETWEEN 1 AND 200", name="key"),
    Index(
        "ix_jobs_waiting",
        "due",
        sqlite_where=text("done IS NULL"),
        postgresql_where=text("done IS NULL"),
    ),
    **STRICT,
)
"""What falls due at a moment: a reminder, a deadline, a monthly expense. ``key`` makes it one."""
