"""The tables: what a clinic writes down. Nothing derived is stored.

``clinic_id`` stands first in every key of a clinic's own tables; global tables live in
``storage.post``.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from storage.types import Bytes, Count, Day, Flag, Id, Json, Moment, Money, Real, Words

STRICT: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def own(name: str, *rest: Any) -> Table:
    """Return a clinic's own table: (clinic_id, id) is its key."""
    return Table(
        name,
        metadata,
        Column("clinic_id", Id, ForeignKey("clinics.id"), primary_key=True, autoincrement=False),
        Column("id", Id, primary_key=True, autoincrement=False),
        *rest,
        **STRICT,
    )


def to_own(column: str, table: str) -> ForeignKeyConstraint:
    """Return a reference that cannot leave the clinic; checked when the unit is committed."""
    return ForeignKeyConstraint(
        ["clinic_id", column],
        [f"{table}.clinic_id", f"{table}.id"],
        deferrable=True,
        initially="DEFERRED",
    )


def flag(name: str, default: int = 0) -> tuple[Column[int], CheckConstraint]:
    """Return a 0-or-1 column and its check."""
    return (
        Column(name, Flag, nullable=False, server_default=text(str(default))),
        CheckConstraint(f"{name} IN (0, 1)", name=name),
    )


def one_of(name: str, values: str, nullable: bool = False) -> tuple[Column[str], CheckConstraint]:
    """Return a text column that holds one of the space-separated values."""
    listed = ", ".join(f"'{value}'" for value in values.split())
    return (
        Column(name, Words, nullable=nullable),
        CheckConstraint(f"{name} IN ({listed})", name=name),
    )


def changed() -> Column[int]:
    """Return the stamp of a row: the clinic's change number of the write that touched it last."""
    return Column("change", Id, nullable=False)


ROLES = "owner manager staff"
SERVICE_CLASSES = "treatment hygiene consultation other"
SUBJECTS = "waiting rudeness price treatment booking premises other"
CAUSES = "people systems processes products customers"
STATES = "new acknowledged investigating answered resolved prevented reopened"

clinics = Table(
    "clinics",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("created", Moment, nullable=False),
    Column("change", Id, nullable=False, server_default=text("0")),
    **STRICT,
)

settings = Table(
    "settings",
    metadata,
    Column("clinic_id", Id, ForeignKey("clinics.id"), primary_key=True, autoincrement=False),
    Column("key", Words, primary_key=True),
    Column("since", Moment, primary_key=True, autoincrement=False),
    Column("value", Json, nullable=False),
    Column("author_id", Id),
    changed(),
    **STRICT,
)

staff = own(
    "staff",
    *one_of("role", ROLES),
    Column("name", Words, nullable=False),
    Column("since", Moment, nullable=False),
    Column("removed", Moment),
    changed(),
)

patients = own(
    "patients",
    Column("code", Words, nullable=False),
    Column("key", Words, nullable=False),
    *flag("legacy"),
    Column("merged_into", Id),
    changed(),
    UniqueConstraint("clinic_id", "key"),
    CheckConstraint("length(code) BETWEEN 1 AND 64", name="code"),
    Index(None, "clinic_id", "change"),
)

services = own(
    "services",
    Column("name", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("aliases", Json, nullable=False, server_default=text("'[]'")),
    *one_of("kind", SERVICE_CLASSES),
    Column("price", Money),
    Column("recall_days", Count),
    *flag("hidden"),
    changed(),
    UniqueConstraint("clinic_id", "key"),
)


def named(name: str, *rest: Any) -> Table:
    """Return a table of things that are only named: channels, doctors."""
    return own(
        name,
        Column("name", Words, nullable=False),
        Column("key", Words, nullable=False),
        Column("aliases", Json, nullable=False, server_default=text("'[]'")),
        *flag("hidden"),
        changed(),
        UniqueConstraint("clinic_id", "key"),
        *rest,
    )


channels = named("channels")
doctors = named("doctors", Column("person_id", Id))

imports = own(
    "imports",
    Column("kind", Words, nullable=False),
    Column("file", Words, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("good", Count, nullable=False, server_default=text("0")),
    Column("duplicate", Count, nullable=False, server_default=text("0")),
    Column("bad", Count, nullable=False, server_default=text("0")),
)


def entry(name: str, *rest: Any) -> Table:
    """Return a table of entries: who wrote it down, when, by which tap or line, and if it stands.

    ``token`` makes a second delivery of the same line find the first; ``fingerprint`` is kept
    from an imported row as it stood in its file.
    """
    return own(
        name,
        Column("day", Day, nullable=False),
        Column("note", Words, nullable=False, server_default=text("''")),
        Column("author_id", Id, nullable=False),
        Column("logged", Moment, nullable=False),
        Column("token", Words, nullable=False),
        Column("import_id", Id),
        Column("fingerprint", Bytes),
        Column("voided", Moment),
        Column("voided_by", Id),
        changed(),
        *rest,
        to_own("import_id", "imports"),
        UniqueConstraint("clinic_id", "token"),
        CheckConstraint("(voided IS NULL) = (voided_by IS NULL)", name="voided"),
        CheckConstraint("length(note) <= 4096", name="note"),
        Index(None, "clinic_id", "day"),
        Index(None, "clinic_id", "patient_id"),
        Index(None, "clinic_id", "change"),
        Index(
            None,
            "clinic_id",
            "fingerprint",
            sqlite_where=text("fingerprint IS NOT NULL"),
            postgresql_where=text("fingerprint IS NOT NULL"),
        ),
    )


visit_lines = entry(
    "visit_lines",
    Column("patient_id", Id, nullable=False),
    Column("service_id", Id),
    Column("amount", Money),
    Column("paid", Money),
    Column("discount", Money),
    Column("quote", Money),
    Column("channel_id", Id),
    Column("doctor_id", Id),
    Column("wait_min", Count),
    Column("rating", Real),
    Column("rating_scale", Count),
    Column("referrer", Words),
    to_own("patient_id", "patients"),
    to_own("service_id", "services"),
    to_own("channel_id", "channels"),
    to_own("doctor_id", "doctors"),
    CheckConstraint("wait_min BETWEEN 0 AND 600", name="wait_min"),
    CheckConstraint("(rating IS NULL) = (rating_scale IS NULL)", name="rating_scale"),
    CheckConstraint("rating BETWEEN 0 AND rating_scale", name="rating"),
)
"""One line of a visit; ``paid`` null means the whole ``amount``; a negative amount is a refund."""

complaints = entry(
    "complaints",
    Column("patient_id", Id),
    *one_of("subject", SUBJECTS),
    *one_of("cause", CAUSES, nullable=True),
    Column("gravity", Count),
    *flag("rude"),
    *one_of("status", STATES),
    Column("resolved", Day),
    Column("measure", Words),
    Column("emotion", Words),
    to_own("patient_id", "patients"),
    CheckConstraint("gravity BETWEEN 1 AND 3", name="gravity"),
)

complaint_steps = own(
    "complaint_steps",
    Column("complaint_id", Id, nullable=False),
    *one_of("status", STATES),
    Column("author_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    to_own("complaint_id", "complaints"),
    Index(None, "clinic_id", "complaint_id"),
)

amendments = own(
    "amendments",
    Column("line_id", Id, nullable=False),
    Column("field", Words, nullable=False),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    Column("author_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    to_own("line_id", "visit_lines"),
    Index(None, "clinic_id", "line_id"),
)

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
