"""The feed: what the columns are built from, read by a process of its own.

Rows are plain tuples in the order that each method names; only standing lines are given, and
what is absent is -1 (or 0 for an id), so that they go into arrays as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any

from storage import feeding
from storage.database import open_reading
from storage.feed_entries import entries_of
from storage.reader import Reader, Row

CHUNK = 50_000
"""Rows read at a time: a million lines at once would cost the worker 400 MB."""


class Feed:
    """Reads one clinic's journal at a time, row for row, and never writes."""

    def __init__(self, path: Path) -> None:
        """Open the database read-only."""
        self._connection = open_reading(path)
        self._reader = Reader(self._connection)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Show one committed state to everything that is read inside."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def database(self) -> int:
        """Return the number this database was given when it was made."""
        return _number(self._reader.one(feeding.DATABASE)) or 0

    def change(self, clinic_id: int) -> int | None:
        """Return the clinic's change number, or None where there is no such clinic."""
        return _number(self._reader.one(feeding.CHANGE, clinic_id=clinic_id))

    def patients(self, clinic_id: int, since: int | None = None) -> list[Row]:
        """Return (id, mark, merged into or 0) of all patients, or of those changed since.

        The mark is 2 where the patient is marked legacy, 1 where he was asked where he comes
        from, and 0 where nobody has said anything.
        """
        if since is None:
            return self._reader.all(feeding.PATIENTS, clinic_id=clinic_id)
        return sorted(self._reader.all(feeding.PATIENTS_SINCE, clinic_id=clinic_id, since=since))

    def touched(self, clinic_id: int, since: int) -> set[int]:
        """Return the patients, before and after, of what changed after ``since``.

        Lines of visits, arrivals and payments.
        """
        found = [
            row
            for touched in (feeding.TOUCHED, feeding.ARRIVED, feeding.PAID)
            for row in self._reader.all(touched, clinic_id=clinic_id, since=since)
        ]
        before = [
            self._reader.all(feeding.GIVEN_AWAY, clinic_id=clinic_id, entry_id=line_id)
            for _patient_id, line_id in found
        ]
        return {id for id, _ in found} | {id for rows in before for (id,) in rows}

    def lines(self, clinic_id: int) -> Iterator[list[Row]]:
        """Yield all standing lines in chunks, in the order of their ids, then paid debts.

        A line is (patient, day, money moved, 1 if a visit and 0 if a refund, service, channel,
        doctor, wait in minutes, rating, rating's scale, moment it was logged or -1 if imported).
        """
        cursor = self._connection.execute(
            feeding.LINES.sql, feeding.LINES.row({"clinic_id": clinic_id})
        )
        while chunk := cursor.fetchmany(CHUNK):
            yield chunk
        yield self._reader.all(feeding.DEBTS_PAID, clinic_id=clinic_id)

    def lines_of(self, clinic_id: int, patient_ids: Iterable[int]) -> list[Row]:
        """Return the standing lines of these patients, shaped and ordered as ``lines`` does."""
        rows = [
            row
            for id in patient_ids
            for asked in (feeding.LINES_OF, feeding.DEBTS_PAID_OF)
            for row in self._reader.all(asked, clinic_id=clinic_id, patient_id=id)
        ]
        return [row[:-1] for row in sorted(rows, key=itemgetter(-1))]

    def arrivals(self, clinic_id: int) -> list[Row]:
        """Return (patient, day, ms waited) of all standing arrivals who were called in."""
        return self._reader.all(feeding.ARRIVALS, clinic_id=clinic_id)

    def arrivals_of(self, clinic_id: int, patient_ids: Iterable[int]) -> list[Row]:
        """Return the same of these patients alone."""
        return [
            row
            for id in patient_ids
            for row in self._reader.all(feeding.ARRIVALS_OF, clinic_id=clinic_id, patient_id=id)
        ]

    def entries(
        self, clinic_id: int, table: str, columns: tuple[str, ...], since: int | None = None
    ) -> list[Row]:
        """Return id, 1 if it stands, and these columns of a table's entries, None where absent.

        Without ``since`` of all that stand, else of those changed since, voided ones included.
        """
        asked = entries_of(table, columns, since=since is not None)
        return self._reader.all(asked, clinic_id=clinic_id, since=since)

    def complaints(self, clinic_id: int, since: int | None = None) -> list[Row]:
        """Return all complaints, or those changed since, voided ones included.

        One is (id, 1 if it stands, day, patient, subject, cause, gravity, rude, status, day
        resolved, emotion before and after, outcome, contact, other subjects and other causes as
        JSON, doctor; when it was first acknowledged, first and last resolved, seen by the owner
        and logged); what is absent is None.
        """
        if since is None:
            return self._reader.all(feeding.COMPLAINTS, clinic_id=clinic_id)
        return sorted(self._reader.all(feeding.COMPLAINTS_SINCE, clinic_id=clinic_id, since=since))

    def names(self, clinic_id: int, what: str) -> list[Row]:
        """Return (id, name, class, days until due again) of services, channels or doctors.

        Class and days are None where there are none: only services have any.
        """
        return self._reader.all(feeding.NAMES[what], clinic_id=clinic_id)

    def settings(self, clinic_id: int) -> list[tuple[str, int, Any]]:
        """Return (key, moment since when, value) of all settings, the latest of a key last."""
        rows = self._reader.all(feeding.SETTINGS, clinic_id=clinic_id)
        return [(key, since, json.loads(value)) for key, since, value in rows]


def _number(row: Row | None) -> int | None:
    return None if row is None else int(row[0])
