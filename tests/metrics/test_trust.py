"""Trust, beside bills and quotes added up visit by visit.

Seen to fail when exactly a tenth more surprises, when lines without a quote count, when each line
of a visit is a visit, and when complaints about anything count.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from clinic.calendar import day_number
from tests.metrics.asking import Asked, asked

FIRST = date(2026, 3, 2)
AS_OF = FIRST + timedelta(days=20)
PERIOD = f"{FIRST}..{AS_OF}"
lines = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from((-1, 0, 10, 20, 21)),
        st.sampled_from((900, 1000, 1100, 1101, 1200, -500)),
        st.sampled_from((None, 0, 1000, 1090)),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_surprises_are_those_of_the_bills(template: Path, written: list[Any]):
    with asked(template) as clinic:
        for patient, day, amount, quote in written:
            clinic.visit(patient, FIRST + timedelta(days=day), amount, quote=quote, service_id=1)
        numbers = clinic.numbers("trust", AS_OF, PERIOD)
    billed: defaultdict[tuple[int, int], int] = defaultdict(int)
    quoted: defaultdict[tuple[int, int], int] = defaultdict(int)
    for patient, day, amount, quote in written:
        if quote and amount >= 0 and 0 <= day <= 20:
            billed[patient, day] += amount
            quoted[patient, day] += quote
    over = sum(10 * billed[visit] > 11 * quote for visit, quote in quoted.items())
    values = numbers["values"]
    assert (values["quoted"], values["over"]) == (len(quoted), over)
    assert sum(row["quoted"] for row in numbers["rows"]) == len(quoted)
    if quoted:
        limits = stats.binomtest(over, len(quoted)).proportion_ci(method="wilson")
        assert values["over_low"] == pytest.approx(limits.low, abs=1e-12)
        assert values["over_high"] == pytest.approx(limits.high)


def test_complaints_about_price_stand_beside_it_per_hundred_visits(clinic: Asked):
    for patient in range(1, 51):
        clinic.visit(patient, FIRST)
    for id, subject in enumerate(("price", "waiting", "price"), start=1):
        clinic.writer.complain(id, day_number(FIRST), subject=subject)
    values = clinic.values("trust", AS_OF, PERIOD)
    assert (values["complaints"], values["complaints_per_100"]) == (2, 4.0)
    low, high = stats.chi2.ppf((0.025, 0.975), (4, 6)) / 2 * 2
    assert (values["complaints_low"], values["complaints_high"]) == pytest.approx((low, high))


def test_where_most_surprises_are_is_said_first(clinic: Asked):
    for patient, service in ((1, 1), (2, 2), (3, 2)):
        clinic.visit(patient, FIRST, 2000, quote=1000, service_id=service)
    clinic.visit(4, FIRST, 1000, quote=1000, service_id=1)
    text = clinic.report("trust", AS_OF, PERIOD).text
    assert "3 of 4 quoted visits came out more than 10% dearer. Most often: Hygiene (2)." in text
    only = clinic.report("trust", AS_OF, PERIOD, only={"service": 1}).numbers["values"]
    assert (only["quoted"], only["over"]) == (2, 1)


def test_without_a_quote_it_says_how_to_write_one(clinic: Asked):
    clinic.visit(1, FIRST)
    assert "quote 28000" in clinic.report("trust", AS_OF, PERIOD).text
