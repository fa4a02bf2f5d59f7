"""Beforehand: what a patient had brought when a day came, and when he came again after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.kit.frames import Frames
from metrics.kit.layout import BEFORE, MONEY, NEVER, VISITS, Array, Rows
from metrics.kit.year import YEAR


@dataclass(frozen=True)
class Beforehand:
    """What somebody had brought when a day came: equally long arrays, one place a question."""

    last: Array
    """The day of the last visit up to it; BEFORE where there was none."""

    following: Array
    """The day of the first visit after it; NEVER where there is none yet."""

    nth: Array
    yearly: Array


def beforehand(frames: Frames, patients: Array, days: Array, as_of: date) -> Beforehand:
    """Return what each of these patients had brought in the year up to his last visit by a day.

    Refunds and late payments up to the day count too.
    """
    asked = np.zeros(frames.patients, bool)
    asked[patients] = True
    keys, visits = _by_patient(frames[VISITS].until_rows(as_of), asked)
    low = np.searchsorted(keys, _key(patients, BEFORE))
    high = np.searchsorted(keys, _key(patients, days), side="right")
    there = high > low
    last = np.full(len(days), BEFORE)
    last[there] = visits["day"][high[there] - 1]
    yearly = _between(keys, visits["money"], patients, last - YEAR, days)
    alone, moved = _by_patient(frames[MONEY].until_rows(as_of), asked)
    yearly = yearly + _between(alone, moved["money"], patients, last - YEAR, days)
    following = np.full(len(days), NEVER)
    later = high < np.searchsorted(keys, _key(patients, NEVER))
    following[later] = visits["day"][high[later]]
    nth = np.zeros(len(days), np.int64)
    nth[there] = visits["nth"][high[there] - 1]
    return Beforehand(last, following, nth, np.where(there, np.maximum(yearly, 0), 0))


def _key(patients: Array, days: Array | int) -> Array:
    """Return one whole number a patient and day, rising by both; days may be negative."""
    found: Array = (patients.astype(np.int64) << 32) + days
    return found


def _by_patient(rows: Rows, asked: Array) -> tuple[Array, Rows]:
    """Return the rows of the patients that are asked about, by patient and day, with their keys."""
    mine = np.flatnonzero(asked[rows["patient"]])
    keys = _key(rows["patient"][mine], rows["day"][mine])
    order = np.argsort(keys, kind="stable")
    return keys[order], {
        name: rows[name][mine][order] for name in ("day", "nth", "money") if name in rows
    }


def _between(keys: Array, money: Array, patients: Array, after: Array, until: Array) -> Array:
    """Return each patient's money after one day and up to another."""
    sums = np.concatenate(([0], np.cumsum(money)))
    low = np.searchsorted(keys, _key(patients, after), side="right")
    high = np.searchsorted(keys, _key(patients, until), side="right")
    found: Array = sums[high] - sums[low]
    return found
