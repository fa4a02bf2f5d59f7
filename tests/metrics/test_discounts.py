"""Discounts, beside a count visit by visit.

Seen to fail when two discounted lines of a day count as two visits, and when the depth is taken
of the bill after the discount.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.levers import more_visits
from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2026, 1, 5)
AS_OF = FIRST + timedelta(days=300)
lines = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from((0, 1, 30, 90, 91)),
        st.sampled_from((0, 1000, 4000, -500)),
        st.sampled_from((None, 0, 200, 1000)),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_discounts_are_those_of_a_count(template: Path, written: list[Any]):
    with asked(template) as clinic:
        for patient, day, amount, off in written:
            clinic.visit(patient, FIRST + timedelta(days=day), amount, discount=off)
        values = clinic.values("discounts", AS_OF, EVERYTHING)
    visits = {(patient, day) for patient, day, amount, _ in written if amount >= 0}
    cheap = [line for line in written if line[2] >= 0 and line[3]]
    given_ = sum(line[3] for line in cheap)
    paid = sum(line[2] for line in cheap)
    assert values["visits"] == len(visits)
    assert values["discounted"] == len({(patient, day) for patient, day, _, _ in cheap})
    assert values["depth"] == (pytest.approx(given_ / (given_ + paid)) if cheap else None)


def test_a_tenth_off_at_a_margin_of_forty_per_cent_needs_a_third_more_visits():
    assert more_visits(0.4, 0.1) == pytest.approx(1 / 3)
    assert more_visits(0.4, 0.4) is None
    assert more_visits(0.4, 0.0) == 0
    assert more_visits(None, 0.1) is None


def test_who_began_with_a_discount_is_told_apart(clinic: Asked):
    for patient in range(1, 13):
        clinic.visit(patient, FIRST, 1000, discount=100)
        clinic.visit(patient + 100, FIRST, 1000)
        clinic.visit(patient + 100, FIRST + timedelta(days=90), 1000)
    clinic.visit(1, FIRST + timedelta(days=5), 1000)
    values = clinic.values("discounts", AS_OF)
    assert values["returned_discounted"] == pytest.approx(1 / 12)
    assert values["returned_others"] == 1


def test_a_cut_beyond_the_margin_is_said_to_be_impossible(clinic: Asked):
    clinic.visit(1, FIRST, 1000, discount=100)
    clinic.writer.set("margin", "0.15")
    report = clinic.report("discounts", AS_OF, options={"cut": 0.2})
    assert "no number of visits helps" in report.text
    assert "need 200% more visits" in clinic.report("discounts", AS_OF).text
    assert "margin" not in clinic.report("discounts", AS_OF, money=False).text
