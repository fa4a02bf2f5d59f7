"""Quotes: visits whose bill was said before, how much was billed, and where it was more."""

from __future__ import annotations

from datetime import date

import numpy as np

from metrics.kit.entries import BILLS
from metrics.kit.frames import Frames
from metrics.kit.layout import BEFORE, MONEY, VISITS, Array, Rows

DAYS = 60
BEYOND = 10
"""A bill of more than so many per cent over its quote surprises."""


def quoted_visits(bills: Rows) -> Rows:
    """Return one row a patient and day with a quote: its first line, and whether it was ``over``.

    Lines of a visit are summed; what has no quote is no part of it, and a refund is no bill.
    """
    lines = np.flatnonzero((bills["quote"] > 0) & (bills["amount"] >= 0))
    keys = (bills["day"][lines].astype(np.int64) << 32) | bills["patient"][lines]
    _keys, first, visit = np.unique(keys, return_index=True, return_inverse=True)
    billed, quoted = (
        np.bincount(visit, bills[name][lines], len(first)) for name in ("amount", "quote")
    )
    rows = {name: bills[name][lines[first]] for name in ("day", "patient", "service", "doctor")}
    return {**rows, "over": surprises(billed, quoted)}


def surprises(billed: Array, quoted: Array) -> Array:
    """Return which bills exceed their quotes by more than a tenth."""
    found: Array = 100 * billed > (100 + BEYOND) * quoted
    return found


def billed_since(quotes: Rows, frames: Frames, as_of: date) -> Array:
    """Return what each quote's patient was billed from its day on, for 60 days.

    What moved on those days, and what was billed beyond it.
    """
    keys, amounts = [], []
    for kind in (VISITS, MONEY, BILLS):
        rows = frames[kind].until_rows(as_of)
        mine = _behind_a_quote(rows, quotes, frames.patients)
        keys.append(_keys(rows["patient"][mine], rows["day"][mine]))
        fields = ("amount", "paid") if kind is BILLS else ("money",)
        moved, *paid = (rows[name][mine].astype(np.int64) for name in fields)
        amounts.append(moved - sum(paid))
    known = np.concatenate(keys)
    order = np.argsort(known)
    known, sums = known[order], np.append(0, np.cumsum(np.concatenate(amounts)[order]))
    low = np.searchsorted(known, _keys(quotes["patient"], quotes["day"]))
    high = np.searchsorted(known, _keys(quotes["patient"], quotes["day"] + DAYS), "right")
    found: Array = sums[high] - sums[low]
    return found


def _behind_a_quote(rows: Rows, quotes: Rows, patients: int) -> Array:
    """Return the places of the rows from their patient's first quote on, for 60 days after any."""
    first, last = np.full((2, patients), BEFORE, np.int32)
    first[quotes["patient"][::-1]] = quotes["day"][::-1]
    last[quotes["patient"]] = quotes["day"] + DAYS
    places = np.flatnonzero(rows["day"] <= last[rows["patient"]])
    found: Array = places[first[rows["patient"][places]] <= rows["day"][places]]
    return found


def _keys(patients: Array, days: Array) -> Array:
    keys: Array = (patients.astype(np.int64) << 32) | days
    return keys
