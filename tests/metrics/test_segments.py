"""Segments, beside each patient's story told by hand.

Seen to fail when a patient away for exactly A is not lost, when a second wave hides that one is
at risk, when an old patient is new, when the money is that of all years, when equal sums share a
place in two groups, and when a past period shows today.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.months import month_before
from tests.metrics.asking import Asked, asked

GAP = 100
AS_OF = date(2026, 6, 30)
OLD = 7
AGO = (0, 1, 10, 20, 30, 45, 49, 50, 51, 99, 100, 101, 200, 201, 300, 464, 466)
lines = st.lists(
    st.tuples(st.integers(1, 7), st.sampled_from(AGO), st.sampled_from((0, 1000, 5000))),
    max_size=40,
)


def stage(days: list[int], old: bool = False) -> str:
    """Return the stage of a patient from how many days ago his visits were, the oldest first."""
    gaps = [before - after for before, after in pairwise(days)]
    limit = math.floor(median(gaps) * 1.5) if len(gaps) >= 3 else math.inf
    if days[-1] >= GAP:
        return "lost"
    if days[-1] > min(limit, GAP // 2):
        return "at_risk"
    if any(gap >= GAP for gap in gaps):
        return "second_wave"
    times = len(days) + old
    return "new" if times == 1 else "developing" if times < 4 else "regular"


@settings(max_examples=80, deadline=None)
@given(lines)
def test_every_patient_stands_where_his_story_says(
    template: Path, written: list[tuple[int, int, int]]
):
    stories: dict[int, set[int]] = defaultdict(set)
    with asked(template) as clinic:
        clinic.writer.patient(OLD, legacy=1)
        for patient, ago, amount in written:
            clinic.visit(patient, AS_OF - timedelta(days=ago), amount)
            stories[patient].add(ago)
        numbers = clinic.numbers("segments", AS_OF, gap=GAP)
    at = {who: stage(sorted(days, reverse=True), who == OLD) for who, days in stories.items()}
    told = Counter(at.values())
    shown: Counter[str] = Counter()
    money: Counter[str] = Counter()
    for row in numbers["rows"]:
        shown[row["stage"]] += row["people"]
        money[row["stage"]] += row["money"]
    assert +shown == told
    last = {patient: min(days) for patient, days in stories.items()}
    brought: Counter[str] = Counter()
    for patient, ago, amount in written:
        if ago - last[patient] < 365:
            brought[at[patient]] += amount
    assert +money == +brought
    assert numbers["values"]["money_at_risk"] == brought["at_risk"]


def test_the_best_fifth_stands_apart(clinic: Asked):
    for patient in range(1, 11):
        clinic.visit(patient, AS_OF, 100 * patient)
    rows = clinic.numbers("segments", AS_OF)["rows"]
    new = {row["group"]: (row["people"], row["money"]) for row in rows if row["stage"] == "new"}
    assert new == {"top": (2, 1900), "middle": (3, 2100), "rest": (5, 1500)}


def test_of_equal_sums_who_came_last_is_no_better(clinic: Asked):
    for patient in range(1, 11):
        clinic.visit(patient, AS_OF - timedelta(days=20 - patient), 100)
    rows = clinic.numbers("segments", AS_OF)["rows"]
    assert [row["people"] for row in rows if row["stage"] == "new"] == [2, 3, 5]


def test_every_cell_has_one_action_and_says_so(clinic: Asked):
    for patient in range(1, 11):
        clinic.visit(patient, AS_OF - timedelta(days=80), 100 * patient)
    report = clinic.report("segments", AS_OF, options={"gap": GAP})
    assert all(row["action"] for row in report.numbers["rows"])
    assert "At risk: 10 (+10): the top 20%: call yourself; others: /calls" in report.text


def test_a_past_period_shows_where_they_stood_at_its_end(clinic: Asked):
    clinic.visit(1, date(2026, 1, 1))
    march = clinic.numbers("segments", AS_OF, "2026-03", gap=GAP)["rows"]
    assert {row["stage"] for row in march if row["people"]} == {"at_risk"}
    june = clinic.numbers("segments", AS_OF, gap=GAP)["rows"]
    assert {row["stage"] for row in june if row["people"]} == {"lost"}


def test_a_move_is_counted_since_a_month_ago(clinic: Asked):
    clinic.visit(1, AS_OF - timedelta(days=29))
    clinic.visit(2, AS_OF - timedelta(days=31))
    rows = clinic.numbers("segments", AS_OF)["rows"]
    assert sum(row["move"] for row in rows) == 1


def test_a_month_before_keeps_to_the_month():
    assert month_before(date(2026, 3, 31)) == date(2026, 2, 28)
    assert month_before(date(2026, 1, 15)) == date(2025, 12, 15)
