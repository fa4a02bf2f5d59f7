"""The four signs, beside weeks counted one by one and limits by the books' formulas.

Seen to fail when the running week is judged, when a limit on trial lights a lamp, when fewer new
patients are the good side, when a mark of tomorrow moves the baseline, and when a bill a tenth over
its quote surprises.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from clinic.calendar import day_number
from clinic.report import Question
from metrics.kit.sign_words import SHORT, STEPS
from metrics.kit.watched import SIGNS, WATCHED
from metrics.signs import METRIC
from tests.metrics.asking import Asked, asked
from tests.metrics.journals import CLINIC

FIRST = date(2025, 1, 6)
"""A Monday."""

KEYS = ["sign", "state", "point", "mean", "low", "high", "rule"]


def monday(week: int) -> date:
    return FIRST + timedelta(weeks=week)


def sunday(week: int) -> date:
    return monday(week) + timedelta(days=6)


def rows(clinic: Asked, as_of: date, **options: float) -> dict[str, dict[str, Any]]:
    numbers = clinic.numbers("signs", as_of, **options)
    return {row["sign"]: row for row in numbers["rows"]}


def write_weeks(clinic: Asked, complaints: list[int], new: list[int] | None = None) -> None:
    """Write weeks of two open days with ten old patients' visits each, and their complaints."""
    clinic.writer.set("legacy_until", f'"{FIRST + timedelta(days=1)}"')
    newcomer = 100
    for week, count in enumerate(complaints):
        for patient in range(1, 11):
            for day in (0, 3):
                clinic.visit(patient, monday(week) + timedelta(days=day))
        for _each in range(new[week] if new else 0):
            newcomer += 1
            clinic.visit(newcomer, monday(week), channel_id=1)
        for each in range(count):
            clinic.writer.complain(1000 * week + each + 1, day_number(monday(week)) + each % 7)


@contextmanager
def written(template: Path, *weeks: list[int]) -> Iterator[Asked]:
    with asked(template) as clinic:
        write_weeks(clinic, *weeks)
        yield clinic


STEADY = [6, 5, 7, 6, 5, 6, 7, 6] * 9


@pytest.fixture(scope="module")
def steady(template: Path) -> Iterator[Asked]:
    """A clinic of 70 weeks with about six complaints a week, and twenty in the last but one."""
    with written(template, [*STEADY[:68], 20, 6], [7, 6, 8, 7] * 17 + [7, 7]) as clinic:
        yield clinic


def test_the_rows_are_those_of_the_machine_interface(steady: Asked):
    numbers = steady.numbers("signs", sunday(69))
    assert [row["sign"] for row in numbers["rows"]] == list(SIGNS)
    assert all(list(row)[:7] == KEYS for row in numbers["rows"])
    assert numbers["values"]["signals"] == sum(r["state"] == "signal" for r in numbers["rows"])
    assert numbers["options"] == {"weeks": 52, "series": 0}
    assert numbers["period"] == {"first": str(monday(18)), "last": str(sunday(69))}


def test_points_are_those_of_the_newest_closed_week(steady: Asked):
    found = rows(steady, sunday(67) + timedelta(days=3))
    assert found["complaints"]["point"] == pytest.approx(1000 * STEADY[67] / 27)
    assert found["new"]["point"] == 7 / 2


def test_limits_are_those_of_the_first_52_weeks(steady: Asked):
    row = rows(steady, sunday(69))["complaints"]
    visits = [20 + new for new in [7, 6, 8, 7] * 13]
    mean = sum(STEADY[:52]) / sum(visits)
    reach = 3 * sqrt(mean / 27)
    assert row["mean"] == pytest.approx(1000 * mean)
    assert row["high"] == pytest.approx(1000 * (mean + reach))
    assert row["chart"] == "u"


def test_a_week_far_out_is_a_signal_then_to_be_watched_then_calm(steady: Asked):
    states = [rows(steady, sunday(week))["complaints"] for week in (67, 68, 69)]
    assert [row["state"] for row in states] == ["calm", "signal", "watch"]
    assert [row["rule"] for row in states] == [None, "outside", "outside"]
    assert steady.values("signs", sunday(68))["signals"] == 1


def test_the_running_week_is_not_judged(steady: Asked):
    running = sunday(68) - timedelta(days=1)
    assert rows(steady, running)["complaints"] == rows(steady, sunday(67))["complaints"]


def test_on_trial_limits_nothing_is_more_than_to_be_watched(template: Path):
    with written(template, [*STEADY[:30], 20]) as clinic:
        row = rows(clinic, sunday(30))["complaints"]
        assert (row["state"], row["rule"]) == ("watch", "outside")
        assert clinic.values("signs", sunday(30))["signals"] == 0


def test_fewer_complaints_and_more_new_patients_light_nothing(template: Path):
    with written(template, [*STEADY[:60], 0], [*[8] * 60, 20]) as clinic:
        found = rows(clinic, sunday(60))
        assert {found[sign]["state"] for sign in ("complaints", "new")} == {"calm"}


def test_fewer_new_patients_light_their_lamp(template: Path):
    with written(template, STEADY[:61], [*[16] * 60, 0]) as clinic:
        row = rows(clinic, sunday(60))["new"]
        assert (row["state"], row["rule"]) == ("signal", "outside")


def test_it_is_too_early_until_sixteen_weeks_are_over(template: Path):
    with written(template, STEADY[:17]) as clinic:
        for week, needed in ((3, "12 more closed weeks are"), (14, "1 more closed week is")):
            report = clinic.report("signs", sunday(week))
            assert f"Too early to judge: {needed} needed." in report.text
            assert {row["state"] for row in report.numbers["rows"]} == {"too_early"}
            assert report.numbers["rows"][0]["mean"] is None
        assert rows(clinic, sunday(15))["complaints"]["state"] == "calm"


def test_an_empty_clinic_is_told_so(clinic: Asked):
    report = clinic.report("signs", sunday(10))
    assert report.numbers["values"]["signals"] == 0
    assert {row["state"] for row in report.numbers["rows"]} == {"too_early"}
    assert "No week is over yet" in report.text
    assert clinic.desk.chart(Question("signs", CLINIC, sunday(10).isoformat()))


def test_a_change_begins_the_baseline_anew_and_one_of_tomorrow_does_not(template: Path):
    with written(template, [*STEADY[:68], 20]) as clinic:
        before = rows(clinic, sunday(68))["complaints"]
        assert before["state"] == "signal"
        clinic.enter("marks", sunday(68) + timedelta(days=1), note="new desk")
        assert rows(clinic, sunday(68))["complaints"] == before
        report = clinic.report("signs", sunday(68) + timedelta(days=1))
        assert "16 more closed weeks are needed" in report.text
        clinic.enter("marks", monday(62), note="new hours")
        report = clinic.report("signs", sunday(68))
        assert {row["state"] for row in report.numbers["rows"]} == {"too_early"}
        assert "9 more closed weeks are needed" in report.text


def test_corrections_of_the_past_count_and_what_is_voided_does_not(template: Path):
    with written(template, [*STEADY[:68], 20]) as clinic:
        for each in range(14):
            clinic.writer.void("complaints", 68_001 + each)
        assert rows(clinic, sunday(68))["complaints"]["state"] == "calm"
        for each in range(14):
            clinic.writer.complain(90_000 + each, day_number(sunday(68)))
        assert rows(clinic, sunday(68))["complaints"]["state"] == "signal"


def test_a_bill_a_tenth_over_its_quote_surprises_nobody(clinic: Asked):
    for patient, (amount, quote) in enumerate(((1100, 1000), (1101, 1000), (900, 1000)), start=1):
        clinic.visit(patient, FIRST, amount, quote=quote)
    clinic.visit(4, FIRST, 5000)
    clinic.visit(5, FIRST, 600, quote=500)
    clinic.visit(5, FIRST, 300, quote=400)
    assert rows(clinic, sunday(0))["trust"]["point"] == 1 / 4


def test_without_quotes_trust_is_complaints_about_the_price(clinic: Asked):
    for patient in range(1, 6):
        clinic.visit(patient, FIRST)
    for id, subject in enumerate(("price", "waiting", "price"), start=1):
        clinic.writer.complain(id, day_number(FIRST) + id, subject=subject)
    row = rows(clinic, sunday(0))["trust"]
    assert row["chart"] == "g"
    assert "Visits between complaints about the price" in clinic.report("signs", sunday(0)).text


@pytest.mark.parametrize("first", [date(2026, 3, 23), date(2026, 10, 19)])
def test_a_week_in_which_the_clock_is_changed_has_its_seven_days(clinic: Asked, first: date):
    clinic.writer.set("timezone", '"Europe/Berlin"')
    for day in range(7):
        clinic.visit(day + 1, first + timedelta(days=day))
    assert rows(clinic, first + timedelta(days=6))["new"]["point"] == 1
    assert clinic.values("signs", first + timedelta(days=5))["weeks"] == 0


def test_every_state_of_every_sign_has_a_next_step_of_its_own():
    states = ("calm", "watch", "signal", "too_early")
    assert set(STEPS) == {(sign, state) for sign in SIGNS for state in states}
    assert len(set(STEPS.values())) == len(STEPS)


def test_what_moved_most_and_what_to_do_are_said_of_the_worst(template: Path):
    with written(template, [*STEADY[:68], 20]) as clinic:
        for each in range(20):
            clinic.writer.update("complaints", 68_001 + each, subject="waiting")
        text = clinic.report("signs", sunday(68)).text
        assert "Moved most: Waiting: 20 in four weeks, usually 0" in text
        assert "→ Read the newest ones side by side" in text


def test_each_series_can_be_asked_for_alone(steady: Asked):
    for place, name in enumerate(WATCHED, start=1):
        numbers = steady.numbers("signs", sunday(69), series=place)
        assert [row["sign"] for row in numbers["rows"]] == [name]
    assert list(METRIC.named["series"]) == list(SHORT) == ["signs", *WATCHED]


def test_revenue_is_hidden_from_whoever_sees_no_money(steady: Asked):
    series = list(WATCHED).index("revenue") + 1
    more = {"options": {"series": series}, "money": False}
    report = steady.report("signs", sunday(69), **more)
    assert "This is about totals of money" in report.text
    assert "RUB" not in report.text
    question = Question("signs", CLINIC, sunday(69).isoformat(), **more)
    assert steady.desk.chart(question)


def test_longer_is_looked_at_when_it_is_asked_for(steady: Asked):
    assert steady.numbers("signs", sunday(69), weeks=104)["period"]["first"] == str(monday(-34))
    assert steady.numbers("signs", sunday(69), weeks=520)["rows"][0]["state"] == "watch"
    short = steady.numbers("signs", sunday(69), weeks=13)
    assert short["period"]["first"] == str(monday(57))
    visits = [20 + new for new in ([7, 6, 8, 7] * 17)[5:57]]
    assert short["rows"][0]["mean"] == pytest.approx(1000 * sum(STEADY[5:57]) / sum(visits))
