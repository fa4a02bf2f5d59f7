"""Customer capital, beside a sum over patients that are told one by one.

Seen to fail when a mean is taken times the patients, when a group of nine tells its own retention,
when the year before the last visit is a day longer, when refunds on days of their own are left
out, when somebody away for exactly A is not lost, and when who came since is no part of the change.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked

AS_OF = date(2026, 6, 30)
GAP, QUARTER, DISCOUNT = 548, 91, 0.10
AGO = (0, 1, 90, 91, 92, 182, 183, 273, 274, 364, 365, 366, 456, 457, 547, 548, 549, 638, 639, 913)
lines = st.lists(
    st.tuples(
        st.integers(1, 14),
        st.sampled_from(AGO),
        st.sampled_from((0, 1000, 5000, 20_000, -3000)),
    ),
    max_size=50,
)
Story = dict[int, dict[int, int]]
"""Of each patient the money of each day ago with a visit, and of days with a refund alone."""


def column(away: int) -> int:
    return sum(away >= edge for edge in (183, 365, GAP))


def state(days: list[int], at: int) -> tuple[int, int]:
    """Return the group of a patient at so many days ago, given how long ago his visits were."""
    past = [day for day in days if day >= at]
    return sum(len(past) >= edge for edge in (2, 4)), column(min(past) - at)


def retentions(visits: dict[int, list[int]], at: int) -> dict[tuple[int, int], float | None]:
    """Return who came again within a year, by group, else by time away, else of all."""
    seen: dict[object, list[bool]] = defaultdict(list)
    for days in visits.values():
        if any(day >= at + 365 for day in days):
            group = state(days, at + 365)
            back = any(at <= day < at + 365 for day in days)
            for key in (group, group[1], "all"):
                seen[key].append(back)
    found: dict[tuple[int, int], float | None] = {}
    for group in ((tenure, away) for tenure in range(3) for away in range(4)):
        told = [seen[key] for key in (group, group[1], "all") if len(seen[key]) >= 10]
        found[group] = sum(told[0]) / len(told[0]) if told else None
    return found


def each(stories: Story, visits: dict[int, list[int]], at: int) -> dict[int, float] | None:
    """Return what each patient is worth at so many days ago."""
    rates, found = retentions(visits, at), {}
    for patient, days in visits.items():
        past = [day for day in days if day >= at]
        if not past:
            continue
        if (rate := rates[state(days, at)]) is None:
            return None
        money = sum(sum_ for day, sum_ in stories[patient].items() if at <= day < min(past) + 365)
        found[patient] = max(money, 0) * sum((rate / (1 + DISCOUNT)) ** t for t in range(1, 11))
    return found


@settings(max_examples=60, deadline=None)
@given(lines)
def test_the_sum_is_that_of_every_patients_own_worth(
    template: Path, more: list[tuple[int, int, int]]
):
    written = [*((patient, 456, 1000) for patient in range(1, 13)), *more]
    stories: Story = defaultdict(lambda: defaultdict(int))
    visits: dict[int, set[int]] = defaultdict(set)
    with asked(template) as clinic:
        for patient, ago, amount in written:
            clinic.visit(patient, AS_OF - timedelta(days=ago), amount)
            stories[patient][ago] += amount
            if amount >= 0:
                visits[patient].add(ago)
        values = clinic.values("capital", AS_OF)
        then = clinic.values("capital", AS_OF - timedelta(days=QUARTER))
        rows = clinic.numbers("capital", AS_OF)["rows"]
    days = {patient: sorted(those) for patient, those in visits.items()}
    now, before = each(stories, days, 0), each(stories, days, QUARTER)
    assert values["patients"] == len(days)
    assert values["capital"] == (None if now is None else pytest.approx(sum(now.values())))
    assert values["before"] == then["capital"]
    if now is not None and before is not None:
        assert_parts(values, days, now, before)
        assert sum(row["capital"] for row in rows) == pytest.approx(values["capital"])


def assert_parts(
    values: dict[str, float],
    days: dict[int, list[int]],
    now: dict[int, float],
    before: dict[int, float],
) -> None:
    """See that the four parts are all of the change, each of the people it speaks of."""
    new = sum(worth for patient, worth in now.items() if patient not in before)
    lost = sum(
        now[patient] - before[patient]
        for patient, those in days.items()
        if patient in before and min(those) >= GAP > min(those) - QUARTER
    )
    assert values["new"] == pytest.approx(new)
    assert values["lost"] == pytest.approx(lost)
    parts = sum(values[part] for part in ("new", "kept", "lost", "price"))
    assert parts == pytest.approx(values["capital"] - values["before"], abs=1e-6)


def monthly(clinic: Asked, patients: range, amount: int, months: range) -> None:
    """Let patients come every 30 days, so many times 30 days ago."""
    for patient in patients:
        for month in months:
            clinic.visit(patient, AS_OF - timedelta(days=30 * month), amount)


def test_dearer_visits_are_told_apart_from_more_of_them(clinic: Asked):
    monthly(clinic, range(1, 11), 1000, range(4, 30))
    monthly(clinic, range(1, 11), 2000, range(4))
    values = clinic.values("capital", AS_OF)
    years = sum(1 / 1.1**t for t in range(1, 11))
    assert values["before"] == pytest.approx(10 * 13 * 1000 * years)
    assert values["price"] == pytest.approx(10 * 4 * 1000 * years)
    assert (values["new"], values["lost"]) == (0, 0)
    assert values["kept"] == pytest.approx(0, abs=1e-6)


def test_the_range_is_that_of_five_points_of_discount(clinic: Asked):
    monthly(clinic, range(1, 11), 1000, range(30))
    values = clinic.values("capital", AS_OF, discount=0.10, margin=0.5)
    assert values["low"] == clinic.values("capital", AS_OF, discount=0.15, margin=0.5)["capital"]
    assert values["high"] == pytest.approx(
        clinic.values("capital", AS_OF, discount=0.05, margin=0.5)["capital"]
    )
    assert values["low"] < values["capital"] < values["high"]
    assert values["capital"] * 2 == clinic.values("capital", AS_OF)["capital"]


def test_one_more_patient_is_asked_for_when_nine_came_a_year_ago(clinic: Asked):
    monthly(clinic, range(1, 10), 1000, range(30))
    report = clinic.report("capital", AS_OF)
    assert report.numbers["values"]["capital"] is None
    assert "1 more is needed" in report.text
