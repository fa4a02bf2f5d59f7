"""The iceberg, beside people counted one by one.

Seen to fail when two complaints of one patient are two people, when the range is not cut at those
who were seen, when none at all means nobody, and when leavers who complained count as silent.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from clinic.calendar import day_number
from metrics.kit.under_water import Iceberg, Interval
from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2026, 1, 5)
AS_OF = FIRST + timedelta(days=200)
SOON = f"{FIRST}..{FIRST + timedelta(days=40)}"
complaints = st.lists(
    st.tuples(st.sampled_from((-1, 0, 40, 41)), st.sampled_from((None, 1, 2, 3))), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(complaints, st.integers(0, 60))
def test_the_iceberg_is_that_of_the_list(
    template: Path, written: list[tuple[int, int | None]], patients: int
):
    with asked(template) as clinic:
        for patient in range(1, patients + 1):
            clinic.visit(patient, FIRST)
        for id, (day, who) in enumerate(written, start=1):
            clinic.writer.complain(id, day_number(FIRST) + day, patient_id=who)
        values = clinic.values("iceberg", AS_OF, SOON, low=0.05, high=0.1)
    inside = [who for day, who in written if 0 <= day <= 40]
    people = len({who for who in inside if who}) + inside.count(None)
    assert (values["complaints"], values["patients"]) == (people, patients)
    limits = stats.chi2.ppf((0.025, 0.975), (2 * people, 2 * people + 2)) / 2
    low, high = (float(limits[0]) if people else 0.0), float(limits[1])
    assert (values["poisson_low"], values["poisson_high"]) == pytest.approx((low, high))
    assert values["estimate_low"] == pytest.approx(min(people * 10, patients))
    assert values["estimate_high"] == pytest.approx(min((people or high) * 20, patients))


def test_the_limits_of_a_count_are_as_published():
    # Garwood (1936), Biometrika 28:437, table 1: 0 (0–3.69), 10 (4.80–18.39), 25 (16.18–36.90).
    published = {0: (0.0, 3.69), 10: (4.80, 18.39), 25: (16.18, 36.90)}
    for count, limits in published.items():
        found = Iceberg(count, 10_000, Interval(0.03, 0.07))
        assert found.poisson == pytest.approx(limits, abs=5e-3)


def test_nobody_complained_is_at_most_so_many_and_asks_whether_they_are_logged(clinic: Asked):
    for patient in range(1, 201):
        clinic.visit(patient, FIRST)
    report = clinic.report("iceberg", AS_OF)
    assert "at most 123" in report.text
    assert "are complaints logged?" in report.text
    assert report.numbers["values"]["estimate_low"] == 0


def leavers(clinic: Asked, answers: dict[int, str], silent: int = 0) -> None:
    """Let patients come once and never again; of some it is noted on the phone why."""
    for patient in range(1, len(answers) + silent + 1):
        clinic.visit(patient, FIRST)
        if patient in answers:
            day = FIRST + timedelta(days=100)
            clinic.call(patient, day, day)
            clinic.enter("leavings", day, patient_id=patient, reason=answers[patient])


def test_thirty_answers_give_the_clinics_own_share(clinic: Asked):
    told = {patient: "unhappy" if patient <= 6 else "moved" for patient in range(1, 31)}
    leavers(clinic, told, silent=20)
    for id, patient in enumerate((101, 102, 103, 50), start=1):
        clinic.visit(patient, FIRST)
        clinic.writer.complain(id, day_number(FIRST), patient_id=patient)
    for patient in (101, 102, 103):
        clinic.visit(patient, FIRST + timedelta(days=30))
    values = clinic.values("iceberg", AS_OF, EVERYTHING)
    left = 49  # the fiftieth complained, and is silent no longer
    assert values["own_answers"] == 30
    assert values["own_estimate"] == pytest.approx(4 + left * 6 / 30)
    assert values["own_share"] == pytest.approx(4 / (4 + left * 6 / 30))
    few, many = stats.binomtest(6, 30).proportion_ci(method="wilson")
    assert values["own_low"] == pytest.approx(4 / (4 + left * many))
    assert values["own_high"] == pytest.approx(4 / (4 + left * few))
    assert "By your own calls: 14 dissatisfied" in clinic.report("iceberg", AS_OF).text


def test_fewer_answers_say_how_many_more_are_needed(clinic: Asked):
    leavers(clinic, dict.fromkeys(range(1, 30), "unhappy") | {29: "no_answer"})
    clinic.writer.complain(1, day_number(FIRST))
    report = clinic.report("iceberg", AS_OF)
    assert report.numbers["values"]["own_share"] is None
    assert report.numbers["values"]["own_answers"] == 28
    assert "2 more answers give your own share" in report.text


def test_who_said_why_at_the_desk_has_answered_no_call(clinic: Asked):
    clinic.visit(1, FIRST)
    clinic.enter("leavings", FIRST + timedelta(days=100), patient_id=1, reason="unhappy")
    assert clinic.values("iceberg", AS_OF)["own_answers"] == 0


def test_without_a_visit_nothing_is_estimated(clinic: Asked):
    report = clinic.report("iceberg", AS_OF)
    assert "Nobody was seen" in report.text
    assert report.numbers["values"]["estimate_high"] == 0
