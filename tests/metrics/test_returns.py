"""Returns, beside a recount patient by patient and what people would expect.

Seen to fail when a patient is mature only after more than the window (``>`` for ``>=``), and when
a gap of exactly the episode's days counts as a return (``>=`` for ``>``).
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2026, 1, 5)
AS_OF = FIRST + timedelta(days=400)
WINDOW = 90
OFFSETS = (0, 1, 44, 45, 46, 89, 90, 91, 135, 180, 310, 311, 400)
"""Days after the first, so that returns on the window's last day and its morrow are the rule."""

journals = st.lists(
    st.tuples(st.integers(1, 14), st.sampled_from(OFFSETS)), min_size=1, max_size=60
)


def by_hand(visits: list[tuple[int, int]], window: int, episode: int) -> dict[str, Any]:
    """Return first, mature, returned and the product-limit estimate, one patient at a time."""
    days: dict[int, list[int]] = {}
    for patient, offset in visits:
        days[patient] = sorted({*days.get(patient, ()), offset})
    told = []
    for seen in days.values():
        start = seen[0]
        while (later := [day for day in seen if day > start]) and later[0] - start <= episode:
            start = later[0]
        back = later[0] - start if later else None
        told.append((400 - start, back))
    mature = [(followed, back) for followed, back in told if followed >= window]
    survival = 1.0
    for day in sorted({back for _, back in told if back is not None and back <= window}):
        events = sum(back == day for _, back in told)
        risk = sum((followed if back is None else back) >= day for followed, back in told)
        survival *= 1 - events / risk
    return {
        "first": len(told),
        "mature": len(mature),
        "mature_returned": sum(back is not None and back <= window for _, back in mature),
        "at_risk": len(mature),
        "km_rate": 1 - survival if len(mature) >= 10 else None,
    }


@settings(max_examples=60, deadline=None)
@given(journals, st.sampled_from((0, 45)), st.sampled_from((WINDOW, 180)))
def test_returns_are_those_of_a_recount(
    template: Path, visits: list[tuple[int, int]], episode: int, window: int
):
    with asked(template) as clinic:
        for patient, offset in visits:
            clinic.visit(patient, FIRST + timedelta(days=offset))
        values = clinic.values("returns", AS_OF, EVERYTHING, window=window, episode=episode)
        expected = by_hand(visits, window, episode)
        assert {name: values[name] for name in expected} == pytest.approx(expected)


def come_and_return(clinic: Asked, patients: int, after: int | None) -> None:
    for patient in range(1, patients + 1):
        clinic.visit(patient, FIRST)
        if after is not None:
            clinic.visit(patient, FIRST + timedelta(days=after))


def test_a_return_on_the_windows_last_day_counts_and_on_the_next_does_not(clinic: Asked):
    come_and_return(clinic, 12, WINDOW)
    assert clinic.values("returns", AS_OF)["km_rate"] == 1
    assert clinic.values("returns", AS_OF, window=WINDOW - 1)["km_rate"] == 0


def test_nobody_and_everybody_have_no_limits_that_were_not_observed(clinic: Asked):
    come_and_return(clinic, 12, None)
    values = clinic.values("returns", AS_OF)
    assert (values["km_rate"], values["km_low"], values["mature_low"]) == (0, None, 0)


def test_an_as_of_day_knows_no_later_return(clinic: Asked):
    come_and_return(clinic, 12, 30)
    before = clinic.values("returns", FIRST + timedelta(days=29), EVERYTHING)
    assert (before["mature"], before["km_rate"]) == (0, None)
    on_the_day = clinic.values("returns", FIRST + timedelta(days=30), EVERYTHING, window=30)
    assert on_the_day["mature_returned"] == 12


def test_old_patients_are_no_newcomers_and_merged_ones_are_one(clinic: Asked):
    clinic.writer.patient(1, legacy=1)
    come_and_return(clinic, 3, None)
    clinic.writer.update("patients", 3, merged_into=2)
    assert clinic.values("returns", AS_OF)["first"] == 1


def test_too_few_are_told_how_many_are_missing(clinic: Asked):
    come_and_return(clinic, 9, 30)
    report = clinic.report("returns", AS_OF)
    assert "1 more patient must have been followed for 90 days" in report.text
    assert report.numbers["values"]["km_rate"] is None


def test_a_cohort_is_a_month_of_first_visits(clinic: Asked):
    come_and_return(clinic, 2, 40)
    clinic.visit(7, FIRST + timedelta(days=40))
    rows = clinic.numbers("returns", AS_OF)["rows"]
    assert [(row["cohort"], row["first"], row["mature_returned"]) for row in rows] == [
        ("2026-01", 2, 2),
        ("2026-02", 1, 0),
    ]


def test_a_question_of_one_channel_counts_whom_it_brought(clinic: Asked):
    clinic.visit(1, FIRST, channel_id=1)
    clinic.visit(2, FIRST, channel_id=2)
    clinic.visit(2, FIRST + timedelta(days=9), channel_id=1)
    report = clinic.report("returns", AS_OF, only={"channel": 2})
    assert report.numbers["values"]["first"] == 1
    assert report.numbers["values"]["mature_returned"] == 1
