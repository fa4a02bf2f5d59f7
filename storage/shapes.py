"""The shapes that tables share: a clinic's own rows, named things, entries."""

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
from sqlalchemy.schema import SchemaItem

from storage.types import Bytes, Day, Flag, Id, Json, Moment, Words

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


def own(name: str, *rest: SchemaItem) -> Table:
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
    """Return a reference that cannot leave the clinic."""
    return ForeignKeyConstraint(["clinic_id", column], [f"{table}.clinic_id", f"{table}.id"])


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


def named(name: str, *rest: SchemaItem) -> Table:
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


def entry(name: str, *rest: SchemaItem) -> Table:
    """Return a table of entries: who wrote it down, when, by which tap or line, and if it stands.

    ``token`` makes a second delivery of the same line find the first; ``fingerprint`` is kept
    from an imported row as it stood in its file. What is about a patient is found by him.
    """
    columns = [each.name for each in rest if isinstance(each, Column)]
    by_patient = [Index(None, "clinic_id", "patient_id")] if "patient_id" in columns else []
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
        *by_patient,
        Index(None, "clinic_id", "change"),
        Index(
            None,
            "clinic_id",
            "fingerprint",
            sqlite_where=text("fingerprint IS NOT NULL"),
            postgresql_where=text("fingerprint IS NOT NULL"),
        ),
    )
