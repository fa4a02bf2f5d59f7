"""Coverage as a metric of its own: what lacks, what came late, what was corrected.

Seen to fail when old patients' channels are asked for, and when an entry typed before midnight
counts as late.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clinic.calendar import day_number
from tests.metrics.asking import Asked

DAY = date(2026, 3, 2)
AN_HOUR = 3_600_000


def moment(day: date, hour: int) -> int:
    return (day_number(day) * 24 + hour) * AN_HOUR


def test_each_field_is_told_by_how_often_it_was_filled_in(clinic: Asked):
    clinic.writer.patient(3, legacy=1)
    clinic.visit(1, DAY, service_id=1, channel_id=1, wait_min=0, rating=5.0, rating_scale=5)
    clinic.visit(2, DAY, doctor_id=1)
    clinic.visit(3, DAY)
    rows = {
        row["field"]: (row["share"], row["n"]) for row in clinic.numbers("coverage", DAY)["rows"]
    }
    assert rows == {
        "service": (pytest.approx(1 / 3), 3),
        "doctor": (pytest.approx(1 / 3), 3),
        "channel": (0.5, 2),
        "wait": (pytest.approx(1 / 3), 3),
        "rating": (pytest.approx(1 / 3), 3),
    }


def test_an_entry_typed_on_a_later_day_is_late(clinic: Asked):
    clinic.visit(1, DAY, logged=moment(DAY, 23))
    clinic.visit(2, DAY, logged=moment(DAY + timedelta(days=1), 0))
    clinic.visit(3, DAY)  # from a file, as it were: typed long before
    values = clinic.values("coverage", DAY + timedelta(days=1))
    assert (values["late"], values["late_share"]) == (1, 0.5)


def test_corrections_are_counted_on_the_day_they_were_made(clinic: Asked):
    line = clinic.visit(1, DAY)
    before = clinic.values("coverage", DAY)
    clinic.writer.amend(line, patient_id=2)
    clinic.writer.connection.execute("UPDATE amendments SET at = ?", (moment(DAY, 9),))
    after = clinic.values("coverage", DAY)
    assert (before["corrections"], after["corrections"]) == (0, 1)
    assert after["corrections_per_100"] == 100
    clinic.writer.amend(line, patient_id=3)
    assert clinic.values("coverage", DAY)["corrections"] == 1


def test_days_with_entries_stand_beside_working_days(clinic: Asked):
    clinic.visit(1, DAY)
    clinic.visit(1, DAY + timedelta(days=2))
    clinic.writer.set("holidays", '"2026-03-04"')
    values = clinic.values("coverage", DAY + timedelta(days=13), "2026-03-02..2026-03-15")
    assert (values["logged_days"], values["working_days"]) == (2, 11)


def test_more_money_than_in_the_till_is_suspect(clinic: Asked):
    clinic.visit(1, DAY, 1060)
    clinic.enter("cash_totals", DAY, amount=1000)
    report = clinic.report("coverage", DAY)
    assert report.numbers["values"]["coverage"] == 1.06
    assert "look for double entries" in report.text
    assert "till" not in clinic.report("coverage", DAY, money=False).text
