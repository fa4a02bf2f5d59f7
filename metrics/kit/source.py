"""What the columns are read from: the shape of ``storage.feed``, which metrics never import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]


class Source(Protocol):
    """Reads the journal of one clinic at a time; rows as ``storage.feed`` describes them."""

    def steady(self) -> AbstractContextManager[None]:
        """Show one committed state to everything that is read inside."""

    def database(self) -> int:
        """Return the number of this database."""

    def change(self, clinic_id: int) -> int | None:
        """Return the clinic's change number, or None where there is no such clinic."""

    def patients(self, clinic_id: int, since: int | None = None) -> list[Row]:
        """Return all patients, or those changed since, by id."""

    def touched(self, clinic_id: int, since: int) -> set[int]:
        """Return the patients of the lines and arrivals changed after ``since``."""

    def lines(self, clinic_id: int) -> Iterator[list[Row]]:
        """Yield all standing lines in chunks, in the order of their ids."""

    def lines_of(self, clinic_id: int, patient_ids: Iterable[int]) -> list[Row]:
        """Return the standing lines of these patients in the order of their ids."""

    def arrivals(self, clinic_id: int) -> list[Row]:
        """Return (patient, day, ms waited) of all standing arrivals who were called in."""

    def arrivals_of(self, clinic_id: int, patient_ids: Iterable[int]) -> list[Row]:
        """Return the same of these patients alone."""

    def entries(
        self, clinic_id: int, table: str, columns: tuple[str, ...], since: int | None = None
    ) -> list[Row]:
        """Return id, 1 if it stands, and these columns of a table's entries.

        Without ``since`` of all that stand, else of those changed since.
        """

    def complaints(self, clinic_id: int, since: int | None = None) -> list[Row]:
        """Return all complaints, or those changed since, by id."""

    def names(self, clinic_id: int, what: str) -> list[Row]:
        """Return the names of the clinic's services, channels or doctors."""

    def settings(self, clinic_id: int) -> list[tuple[str, int, Any]]:
        """Return (key, moment since when, value), the latest of a key last."""
