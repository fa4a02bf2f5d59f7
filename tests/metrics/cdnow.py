"""The buyers of CDNOW as patients of a clinic, and what other programs say of them.

2357 people bought first in the first quarter of 1997 and were followed to 30 June 1998. When each
came first and next is kept with the figures; the purchases themselves are fetched by make oracles.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from clinic.calendar import day_number
from metrics.kit import NEVER, Array
from tests.metrics.asking import Asked

FIGURES = Path(__file__).parent / "figures"
CDNOW = json.loads((FIGURES / "cdnow.json").read_text(encoding="utf-8"))
PURCHASES = Path(__file__).parents[2] / "build" / "oracles" / "cdnow.csv"
LAST = date(1998, 6, 30)


def buyers() -> tuple[Array, Array]:
    """Return the day of each buyer's first purchase and of his next; NEVER where there is none."""
    starts, ends = [], []
    for first, (n, gaps) in CDNOW["returns"].items():
        day = day_number(date.fromisoformat(first))
        starts += [day] * n
        ends += [*(day + gap for gap in gaps), *[NEVER] * (n - len(gaps))]
    return np.array(starts, "i4"), np.array(ends, "i4")


def write_buyers(clinic: Asked) -> None:
    """Log each buyer's first and next visit; enough for returns, too few for money and cohorts."""
    clinic.writer.connection.execute("BEGIN")
    for patient, days in enumerate(zip(*(each.tolist() for each in buyers()), strict=True), 1):
        for day in days:
            if day != NEVER:
                clinic.visit(patient, date.fromordinal(day + date(1970, 1, 1).toordinal()))
    clinic.writer.connection.execute("COMMIT")


def purchases() -> Iterator[tuple[int, date, int]]:
    """Yield code, day and cents of each purchase; the test is skipped where they are not."""
    if not PURCHASES.exists():
        pytest.skip("the purchases are fetched by make oracles")
    with PURCHASES.open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            cents = round(float(row["amount"]) * 100)
            yield int(row["patient"]), date.fromisoformat(row["date"]), cents


def write_purchases(clinic: Asked) -> None:
    """Log all purchases as visits; the test is skipped where they are not."""
    bought = list(purchases())
    clinic.writer.connection.execute("BEGIN")
    for patient, day, cents in bought:
        clinic.visit(patient, day, cents)
    clinic.writer.connection.execute("COMMIT")
