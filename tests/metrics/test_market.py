"""The share of the people around, beside a recount.

Seen to fail when a patient counts as active on the day he is lost, and when a year ago is counted
with what came since.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked

AS_OF = date(2026, 3, 1)
GAP = 548
BACK = (0, 1, 364, 365, 366, 547, 548, 549, 912, 913, 914, 1000)
"""Days before the as-of day: around a year ago, around being lost, around both."""

journals = st.lists(st.tuples(st.integers(1, 8), st.sampled_from(BACK)), min_size=1, max_size=25)


@settings(max_examples=50, deadline=None)
@given(journals)
def test_the_share_is_that_of_a_recount_a_year_apart(template: Path, visits: list[tuple[int, int]]):
    with asked(template) as clinic:
        clinic.writer.set("catchment", "400")
        for patient, back in visits:
            clinic.visit(patient, AS_OF - timedelta(days=back))
        expected = []
        for ago in (730, 365, 0):
            active = len({who for who, back in visits if ago <= back < ago + GAP})
            day = (AS_OF - timedelta(days=ago)).isoformat()
            if active:
                expected.append({"day": day, "active": active, "share": active / 400})
        numbers = clinic.numbers("market", AS_OF)
        assert numbers["rows"] == expected
        now = len({who for who, back in visits if back < GAP})
        assert numbers["values"]["share"] == (now / 400 if now else None)


def test_without_the_setting_it_says_which_one_is_missing(clinic: Asked):
    clinic.visit(1, AS_OF)
    report = clinic.report("market", AS_OF)
    assert report.numbers["values"] == {"active": 1, "catchment": None, "share": None}
    assert "/settings: write down “People nearby”" in report.text
    assert report.numbers["notes"]


def test_more_patients_than_people_are_a_wrong_setting(clinic: Asked):
    clinic.writer.set("catchment", "1")
    for patient in (1, 2):
        clinic.visit(patient, AS_OF)
    report = clinic.report("market", AS_OF)
    assert "More patients than people" in report.text
    assert report.numbers["values"]["share"] == 2
