"""The audit chain: each row's hash covers the row and the hash before it.

A flipped byte, a changed row or one taken out of the middle breaks every later link; SQLite's own
integrity check sees none of these. A tail cut off whole is not seen by the chain alone.
"""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from storage.history_tables import audit

START = b""
"""What the first link of a clinic stands on."""


class AuditRow(NamedTuple):
    """What a link covers; ``at`` in milliseconds UTC, ``detail`` as JSON text."""

    clinic_id: int
    number: int
    at: int
    author_id: int
    action: str
    entry_id: int | None
    detail: str


class Break(NamedTuple):
    """The first row of a chain that does not follow from the row before it."""

    clinic_id: int
    number: int


def link(previous: bytes, row: tuple[int, int, int, int, str, int | None, str]) -> bytes:
    """Return the 32-byte hash of an AuditRow that follows the row with the hash ``previous``."""
    canonical = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous + canonical.encode()).digest()


def last(connection: Connection, clinic_id: int) -> tuple[int, bytes]:
    """Return number and hash of a clinic's last link; 0 and START before the first."""
    newest = (
        select(audit.c.number, audit.c.hash)
        .where(audit.c.clinic_id == clinic_id)
        .order_by(audit.c.number.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    return (row.number, row.hash) if row else (0, START)


def append(
    connection: Connection, clinic_id: int, at: int, author_id: int, action: str, **detail: object
) -> None:
    """Add a link in the caller's transaction; ``detail`` holds ids, counts and settings only."""
    number, previous = last(connection, clinic_id)
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
    row = AuditRow(clinic_id, number + 1, at, author_id, action, None, text)
    connection.execute(insert(audit).values(**row._asdict(), hash=link(previous, row)))


def verify(connection: Connection) -> Break | None:
    """Return the first broken link, lowest clinic and number first, or None where all hold."""
    columns = [audit.c[name] for name in AuditRow._fields]
    rows = connection.execution_options(yield_per=1000).execute(
        select(*columns, audit.c.hash).order_by(audit.c.clinic_id, audit.c.number)
    )
    clinic_id, number, previous = 0, 0, START
    for *fields, found in rows:
        row = AuditRow(*fields)
        if row.clinic_id != clinic_id:
            clinic_id, number, previous = row.clinic_id, 0, START
        number += 1
        if found != link(previous, row):
            return Break(clinic_id, number)
        previous = found
    return None
