"""Complaints, beside a list of them told one by one.

Seen to fail when open complaints are those of the period alone, when an open one counts as
resolved today, and when another subject counts in the total.
"""

from __future__ import annotations

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
AS_OF = FIRST + timedelta(days=40)
PERIOD = f"{FIRST}..{AS_OF}"
lines = st.lists(
    st.tuples(
        st.sampled_from((-30, -1, 0, 1, 20, 40, 41)),
        st.sampled_from((None, None, 0, 1, 5, 60)),
        st.sampled_from(("waiting", "price", "other")),
        st.sampled_from((None, 1, 2)),
    ),
    max_size=20,
)


def first_half_resolved(inside: list[Any]) -> int | None:
    """Return the first day with S ≤ 0.5, by the product over the days on which some resolved."""
    told = []
    for day, took, _subject, _patient in inside:
        done = took is not None and day + took <= 40
        told.append((took if done else 40 - day, done))
    survival = 1.0
    for day in sorted({at for at, done in told if done}):
        resolved = sum(at == day and done for at, done in told)
        survival *= 1 - resolved / sum(at >= day for at, _ in told)
        if survival <= 0.5 + 1e-12:
            return day
    return None


@settings(max_examples=60, deadline=None)
@given(lines, st.integers(0, 5))
def test_complaints_are_those_of_the_list(template: Path, written: list[Any], visits: int):
    with asked(template) as clinic:
        for patient in range(1, visits + 1):
            clinic.visit(patient, FIRST)
        for id, (day, took, subject, patient) in enumerate(written, start=1):
            on = FIRST + timedelta(days=day)
            resolved = None if took is None else day_number(on) + took
            more = {"patient_id": patient, "subject": subject, "resolved": resolved}
            status = "new" if took is None else "resolved"
            clinic.writer.complain(id, day_number(on), status=status, **more)
        numbers = clinic.numbers("complaints", AS_OF, PERIOD)
    values = numbers["values"]
    inside = [line for line in written if 0 <= line[0] <= 40]
    seen = [line for line in written if line[0] <= 40]
    still = [line for line in seen if line[1] is None or line[0] + line[1] > 40]
    assert (values["complaints"], values["visits"]) == (len(inside), visits)
    assert values["open"] == len(still)
    if visits:
        limits = stats.chi2.ppf((0.025, 0.975), (2 * len(inside), 2 * len(inside) + 2)) / 2
        low = float(limits[0]) if inside else 0.0
        assert values["low"] == pytest.approx(1000 * low / visits)
        assert values["high"] == pytest.approx(1000 * float(limits[1]) / visits)
    assert values["resolve_median_days"] == first_half_resolved(inside)
    counts = {row["subject"]: row["count"] for row in numbers["rows"]}
    for subject in ("waiting", "price", "other"):
        assert counts.get(subject, 0) == sum(line[2] == subject for line in inside)


def test_a_complaint_of_two_subjects_counts_once_in_all(clinic: Asked):
    clinic.visit(1, FIRST)
    clinic.writer.complain(1, day_number(FIRST), subject="price", subjects_also='["rudeness"]')
    numbers = clinic.numbers("complaints", AS_OF)
    assert numbers["values"]["complaints"] == 1
    assert {row["subject"] for row in numbers["rows"]} == {"price", "rudeness"}


def test_the_deadline_is_the_clinics_own_in_working_days(clinic: Asked):
    clinic.visit(1, FIRST)
    clinic.writer.complain(1, day_number(FIRST))
    saturday = FIRST + timedelta(days=5)
    assert clinic.values("complaints", saturday)["overdue"] == 0
    assert clinic.values("complaints", saturday + timedelta(days=1))["overdue"] == 1
    clinic.writer.set("open_days", '"12345"')
    assert clinic.values("complaints", saturday + timedelta(days=2))["overdue"] == 0


def test_who_came_back_after_a_complaint_is_told(clinic: Asked):
    for patient in (1, 2):
        clinic.visit(patient, FIRST)
        clinic.writer.complain(patient, day_number(FIRST), patient_id=patient)
    clinic.visit(1, FIRST + timedelta(days=9))
    assert "back since: 1 of 2" in clinic.report("complaints", AS_OF).text


def test_none_written_asks_whether_they_are_logged(clinic: Asked):
    clinic.visit(1, FIRST)
    assert "are they logged?" in clinic.report("complaints", AS_OF).text
