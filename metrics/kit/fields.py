"""Fields: how a column of the journal becomes an array, whatever the entry is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from clinic.calendar import Calendar, day_number
from metrics.kit.layout import NEVER, NEVER_AT, NOBODY, Array
from metrics.kit.names import Names
from metrics.kit.patients import Patients


@dataclass(frozen=True)
class Known:
    """What ids, names and moments mean in one clinic."""

    patients: Patients
    names: Mapping[str, Names]
    calendar: Calendar


Read = Callable[[Sequence[Any], Known], Array]


@dataclass(frozen=True)
class Field:
    """One field: the journal's column, the numpy type, and how one becomes the other.

    ``later`` is one of what lies behind the as-of day: a "day" or a "moment" that has not come.
    """

    column: str
    dtype: str
    read: Read
    later: str = ""
    person: bool = False
    """Whether it is a patient's place, which moves when patients come in between."""


def number(column: str, dtype: str, absent: float = 0) -> Field:
    """Return a field of numbers, with one that stands for what is absent."""

    def read(cells: Sequence[Any], _known: Known) -> Array:
        return np.array([absent if cell is None else cell for cell in cells], dtype)

    return Field(column, dtype, read)


def day(column: str, later: bool = False) -> Field:
    """Return a field of days, NEVER where there is none."""
    return Field(column, "i4", number(column, "i4", NEVER).read, "day" if later else "")


def moment(column: str, later: bool = True) -> Field:
    """Return a field of moments (ms UTC), NEVER_AT where there is none."""
    return Field(column, "i8", number(column, "i8", NEVER_AT).read, "moment" if later else "")


def day_of(column: str, later: bool = False) -> Field:
    """Return a field of the clinic's days in which moments lie, NEVER where there is none."""

    def read(cells: Sequence[Any], known: Known) -> Array:
        days = (NEVER if at is None else day_number(known.calendar.day_of(at)) for at in cells)
        return np.fromiter(days, "i4", len(cells))

    return Field(column, "i4", read, "day" if later else "")


def hour_of(column: str) -> Field:
    """Return a field of the hours, on the clinic's clock, in which moments lie; -1: none."""

    def read(cells: Sequence[Any], known: Known) -> Array:
        clock = (-1 if at is None else int(known.calendar.time_of(at)[:2]) for at in cells)
        return np.fromiter(clock, "i1", len(cells))

    return Field(column, "i1", read)


def patient(column: str = "patient_id") -> Field:
    """Return a field of patients' places, NOBODY where none is named."""

    def read(cells: Sequence[Any], known: Known) -> Array:
        ids = np.array([cell or 0 for cell in cells], np.int64)
        places = np.full(len(ids), NOBODY, np.int32)
        places[ids > 0] = known.patients.places(ids[ids > 0])
        return places

    return Field(column, "i4", read, person=True)


def named(column: str, what: str, dtype: str = "u2") -> Field:
    """Return a field of codes of services, channels or doctors, 0 where there is none."""

    def read(cells: Sequence[Any], known: Known) -> Array:
        return known.names[what].codes(np.array([cell or 0 for cell in cells], np.int64))

    return Field(column, dtype, read)


def one_of(column: str, words: Sequence[str]) -> Field:
    """Return a field of places in a list; a word outside it is the last of the list."""
    codes = {word: code for code, word in enumerate(words)}

    def read(cells: Sequence[Any], _known: Known) -> Array:
        return np.array([codes.get(cell or "", len(words) - 1) for cell in cells], np.uint8)

    return Field(column, "u1", read)


def some_of(column: str, words: Sequence[str]) -> Field:
    """Return a field of sets: the bit of a word's place in the list is set where it is named."""
    bits = {word: 1 << place for place, word in enumerate(words)}

    def read(cells: Sequence[Any], _known: Known) -> Array:
        return np.array([sum(bits[word] for word in json.loads(cell)) for cell in cells], np.uint8)

    return Field(column, "u1", read)


def flag(column: str) -> Field:
    """Return a field that is true where the column holds anything but 0."""

    def read(cells: Sequence[Any], _known: Known) -> Array:
        return np.array([bool(cell) for cell in cells], bool)

    return Field(column, "?", read)


def words(column: str) -> Field:
    """Return a field of texts, empty where there is none."""

    def read(cells: Sequence[Any], _known: Known) -> Array:
        return np.array([cell or "" for cell in cells], object)

    return Field(column, "O", read)
