"""Evenness of doctors, beside patients counted one by one.

Seen to fail when who lies inside is named, when the limits are those of 95 %, when returns after
90 days or on the 90th are told wrong, when patients of another first service count or those who
have one without a doctor, when the most frequent is that of those who came back, and when
complaints are of nobody's patients.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from clinic.calendar import day_number
from metrics.kit.even import count_side, share_limits, share_side
from metrics.kit.layout import SERVICE_CLASSES
from tests.metrics.asking import EVERYTHING, Asked, asked
from tests.metrics.journals import SERVICES

FIRST = date(2026, 1, 5)
FOLLOWED = 200
AS_OF = FIRST + timedelta(days=FOLLOWED)
doctors = st.sampled_from((None, 1, 2))
services = st.sampled_from((None, 1, 3, 3))


class Story(NamedTuple):
    """A patient: his first visit, the one after it, and what he complained of."""

    doctor: int | None
    service: int | None
    start: int
    back: int | None
    then: tuple[int | None, int | None]
    complained: tuple[bool, int | None] | None
    """Whether his name is known, and of which doctor."""

    @property
    def kind(self) -> str | None:
        """Return the class of his first service."""
        return None if self.service is None else SERVICES[self.service][1]

    @property
    def mature(self) -> bool:
        """Return whether his doctor is known, and he has been followed for 90 days."""
        return self.doctor is not None and self.start <= FOLLOWED - 90

    def treated_by(self, doctor: int) -> int:
        """Return how many of his visits are the doctor's."""
        again = self.back is not None and self.start + self.back <= FOLLOWED
        return (self.doctor == doctor) + (again and self.then[0] == doctor)


stories = st.lists(
    st.builds(
        Story,
        doctors,
        services,
        st.sampled_from((0, 110, 111)),
        st.sampled_from((None, 1, 90, 91)),
        st.tuples(doctors, services),
        st.none() | st.tuples(st.booleans(), doctors),
    ),
    max_size=25,
)


def write(clinic: Asked, patient: int, story: Story) -> None:
    day = FIRST + timedelta(days=story.start)
    clinic.visit(patient, day, doctor_id=story.doctor, service_id=story.service)
    if story.back is not None:
        doctor, service = story.then
        again = day + timedelta(days=story.back)
        clinic.visit(patient, again, doctor_id=doctor, service_id=service)
    if story.complained is not None:
        named, doctor = story.complained
        values = {"patient_id": patient if named else None, "doctor_id": doctor}
        clinic.writer.complain(patient, day_number(day), **values)


def by_hand(told: list[Story], asked_for: int) -> list[tuple[int, ...]]:
    """Return of each doctor first visits, returns, visits and complaints, as they are listed."""
    often = [sum(each.kind == kind and each.mature for each in told) for kind in SERVICE_CLASSES]
    kind = SERVICE_CLASSES[asked_for - 1 if asked_for else often.index(max(often))]
    mine = [each for each in told if each.kind == kind]
    found = []
    for doctor in (1, 2):
        mature = [each for each in mine if each.mature and each.doctor == doctor]
        returned = sum(each.back is not None and each.back <= 90 for each in mature)
        visits = sum(each.treated_by(doctor) for each in mine)
        complaints = sum(each.complained == (True, doctor) for each in mine)
        found.append((len(mature), returned, visits, complaints))
    return sorted((row for row in found if row[0] or row[2]), key=lambda row: -row[0])


@settings(max_examples=100, deadline=None)
@given(stories, st.integers(0, 4))
def test_doctors_are_those_of_the_stories(template: Path, told: list[Story], asked_for: int):
    with asked(template) as clinic:
        for patient, story in enumerate(told, start=1):
            write(clinic, patient, story)
        rows = clinic.numbers("evenness", AS_OF, EVERYTHING, **{"class": asked_for})["rows"]
    fields = ("mature", "returned", "visits", "complaints")
    assert [tuple(row[name] for name in fields) for row in rows] == by_hand(told, asked_for)


@settings(max_examples=60)
@given(st.integers(1, 400), st.floats(0.02, 0.98), st.sampled_from((0.95, 0.998)))
def test_the_limits_of_a_share_lie_between_two_whole_counts(n: int, share: float, level: float):
    low, high = share_limits(n, share, level)
    for limit, at in ((low, (1 - level) / 2), (high, (1 + level) / 2)):
        whole = stats.binom.ppf(at, n, share)
        assert max(whole - 1, 0) - 1e-9 <= limit * n <= whole + 1e-9


@settings(max_examples=60)
@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0.05, 0.95),
)
def test_a_share_lies_outside_where_chance_hardly_ever_brings_it(of: tuple[int, int], share: float):
    k, n = of
    few, many = stats.binom.cdf(k, n, share), stats.binom.sf(k - 1, n, share)
    side = "above" if many < 0.001 else "below" if few < 0.001 else None
    assume(min(abs(many - 0.001), abs(few - 0.001)) > 1e-9)
    assert share_side(k, n, share) == side


@settings(max_examples=60)
@given(st.integers(0, 60), st.floats(0.05, 60))
def test_a_count_lies_outside_where_chance_hardly_ever_brings_it(count: int, mean: float):
    few, many = stats.poisson.cdf(count, mean), stats.poisson.sf(count - 1, mean)
    side = "above" if many < 0.001 else "below" if few < 0.001 else None
    assume(min(abs(many - 0.001), abs(few - 0.001)) > 1e-9)
    assert count_side(count, mean) == side


def test_three_of_three_are_no_reason_to_name_anybody():
    assert share_side(3, 3, 0.6) is None
    assert share_side(0, 3, 0.6) is None


def test_many_patients_have_the_normal_limits():
    # Spiegelhalter (2005), Stat. Med. 24:1185, section 2: ± 3.09 √(θ(1 − θ)/n) for 99.8 %.
    low, high = share_limits(10_000, 0.3)
    reach = 3.09 * (0.3 * 0.7 / 10_000) ** 0.5
    assert (low, high) == pytest.approx((0.3 - reach, 0.3 + reach), abs=2e-4)


def treat(clinic: Asked, doctor: int, patients: int, back: int, start: int) -> None:
    for patient in range(start, start + patients):
        clinic.visit(patient, FIRST, doctor_id=doctor, service_id=2)
        if patient < start + back:
            clinic.visit(patient, FIRST + timedelta(days=30))


def test_only_who_lies_outside_is_named_and_only_to_the_owner(clinic: Asked):
    treat(clinic, 1, 120, 84, 1)
    treat(clinic, 2, 40, 4, 1001)
    report = clinic.report("evenness", AS_OF)
    assert report.numbers["values"]["outside"] == 2
    assert "Li: fewer come back than elsewhere, 10%, n = 40" in report.text
    treat(clinic, 2, 40, 38, 2001)
    report = clinic.report("evenness", AS_OF)
    assert report.numbers["values"]["outside"] == 0
    assert "Li" not in report.text
    assert {row["doctor"] for row in report.numbers["rows"]} == {None}


def test_chance_alone_names_nobody_at_five_of_a_hundred(clinic: Asked):
    treat(clinic, 1, 100, 50, 1)
    treat(clinic, 2, 30, 6, 1001)
    beyond = stats.binom.ppf((0.001, 0.025), 30, 56 / 130)
    assert beyond[0] < 6 < beyond[1]
    assert clinic.values("evenness", AS_OF)["outside"] == 0


def test_one_doctor_is_compared_with_nobody(clinic: Asked):
    treat(clinic, 1, 20, 10, 1)
    assert "Two doctors" in clinic.report("evenness", AS_OF).text


def test_too_few_patients_compare_nobody(clinic: Asked):
    treat(clinic, 1, 4, 4, 1)
    treat(clinic, 2, 4, 0, 1001)
    report = clinic.report("evenness", AS_OF)
    assert "2 more first visits must lie 90 days back." in report.text
    assert report.numbers["values"]["outside"] == 0
