"""Owing: what patients still owe, and what they have paid ahead.

A debt arises where less was paid than billed. What a patient pays without a visit, and what he
pays over a bill, settles his oldest debt first; what is left then is paid ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.kit.entries import BILLS, PAYMENTS
from metrics.kit.frames import Frames
from metrics.kit.layout import Array

READS = (BILLS, PAYMENTS)


@dataclass(frozen=True)
class Owing:
    """Debts that stand, one place each, and what all patients together have paid ahead."""

    day: Array
    patient: Array
    amount: Array
    """Minor units that are still owed of the bill of that day."""

    ahead: int


def owing(frames: Frames, as_of: date) -> Owing:
    """Return the debts and prepayments that stand at the end of a day."""
    bills, paid = frames[BILLS].until_rows(as_of), frames[PAYMENTS].until_rows(as_of)
    short = bills["amount"] - bills["paid"]
    credit = _by_patient(paid["patient"], paid["amount"], frames.patients)
    credit += _by_patient(bills["patient"], np.maximum(-short, 0), frames.patients)
    order = np.lexsort((bills["id"], bills["day"], bills["patient"]))
    order = order[short[order] > 0]
    patient, debt = bills["patient"][order], short[order]
    left = _unsettled(patient, debt, credit)
    owed = _by_patient(patient, debt, frames.patients)
    stands = left > 0
    return Owing(
        bills["day"][order][stands],
        patient[stands],
        left[stands],
        int(np.maximum(credit - owed, 0).sum()),
    )


def _by_patient(patient: Array, amount: Array, patients: int) -> Array:
    sums = np.zeros(patients, np.int64)
    np.add.at(sums, patient, amount)
    return sums


def _unsettled(patient: Array, debt: Array, credit: Array) -> Array:
    """Return what is left of each debt; they come by patient, the oldest first."""
    if not len(debt):
        return debt
    total = np.cumsum(debt)
    starts = np.flatnonzero(np.append(True, patient[1:] != patient[:-1]))
    lengths = np.diff(np.append(starts, len(patient)))
    before = np.repeat(total[starts] - debt[starts], lengths)
    left: Array = np.clip(total - before - credit[patient], 0, debt)
    return left
