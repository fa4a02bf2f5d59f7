"""The chain of the same people, beside each followed by himself.

Seen to fail when a quarter counts whose year is not over, when money of after the first year
counts, when who came after a year was brought in time, and when a fall within chance is weak.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.links import Chain, Cohort, Link
from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2024, 1, 1)
AS_OF = date(2025, 6, 30)
people = st.lists(
    st.tuples(
        st.sampled_from((0, 89, 90, 91, 181, 182)),
        st.sampled_from((None, 1, 90, 91, 364, 365)),
        st.sampled_from((None, 3, 4, 5)),
        st.sampled_from((None, None, 0, 365, 366)),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(people)
def test_links_are_those_of_each_patient(template: Path, written: list[tuple]):
    with asked(template) as clinic:
        for patient, (start, back, rating, brought) in enumerate(written, start=1):
            day = FIRST + timedelta(days=start)
            scale = 5 if rating else None
            clinic.visit(patient, day, 1000, rating=rating, rating_scale=scale)
            if back is not None:
                clinic.visit(patient, day + timedelta(days=back), 500)
            if brought is not None:
                other, then = 1000 + patient, day + timedelta(days=brought)
                clinic.visit(other, then, 7, referrer=str(patient))
        rows = clinic.numbers("chain", AS_OF, EVERYTHING)["rows"]
    days = [(start, patient) for patient, (start, *_) in enumerate(written)]
    for row in rows:
        month = date.fromisoformat(f"{row['cohort']}-01")
        mine = [written[place] for start, place in days if _quarter(start) == month]
        own = [
            line for line in written if line[3] is not None and _quarter(line[0] + line[3]) == month
        ]
        assert row["size"] == len(mine) + len(own)
        rated = [rating >= 4 for _, _, rating, _ in mine if rating]
        assert row["satisfied"] == (pytest.approx(fmean(rated)) if rated else None)
        back = sum(back is not None and back <= 90 for _, back, _, _ in mine)
        assert row["returned"] == pytest.approx(back / row["size"])
        brought = sum(brought is not None and brought <= 365 for *_, brought in mine)
        assert row["recommended"] == pytest.approx(brought / row["size"])
        paid = sum(1000 + (500 if back is not None and back < 365 else 0) for _, back, _, _ in mine)
        assert row["value"] == pytest.approx((paid + 7 * len(own)) / row["size"])
    starts = [start for start, _ in days] + [
        line[0] + line[3] for line in written if line[3] is not None
    ]
    whole = {_quarter(start) for start in starts if _quarter(start) <= date(2024, 4, 1)}
    assert [row["cohort"] for row in rows] == sorted(f"{month:%Y-%m}" for month in whole)


def _quarter(start: int) -> date:
    day = FIRST + timedelta(days=start)
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def cohort(month: int, n: int, mean: float) -> Cohort:
    link = Link(n, mean, (mean * (1 - mean)) ** 0.5)
    same = Link(n, 0.5, 0.5)
    return Cohort(
        month, n, {"satisfied": link, "returned": same, "recommended": same, "value": same}
    )


def test_only_a_fall_beyond_chance_is_weak():
    before = [cohort(month, 200, 0.8) for month in (0, 3, 6, 9)]
    assert Chain((*before, cohort(12, 200, 0.76))).weakest is None
    fallen = Chain((*before, cohort(12, 200, 0.65)))
    assert fallen.weakest == "satisfied"
    inside = 4 * 199 * 0.8 * 0.2 / (800 - 4)
    error = (inside / 800 + 0.65 * 0.35 / 200) ** 0.5
    assert fallen.worse("satisfied") == pytest.approx(0.15 / error)
    assert Chain((*before, cohort(12, 200, 0.95))).weakest is None


def test_too_young_a_clinic_is_told_what_is_missing(clinic: Asked):
    clinic.visit(1, FIRST)
    assert "Two whole quarters" in clinic.report("chain", AS_OF).text
