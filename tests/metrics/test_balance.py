"""The balance, beside a list of who was here and who was lost.

Seen to fail when a patient who comes back is also counted as returning, and when the lost are
those of the last visit's day instead of the day lost.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked

GAP = 60
FIRST = date(2026, 3, 1)
LOW, HIGH = 0, 30
OFFSETS = (-90, -61, -60, -59, -31, -30, -29, 0, 1, 30, 31, 60)
lines = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(OFFSETS), st.sampled_from((0, 1000, -300))),
    max_size=30,
)


@settings(max_examples=80, deadline=None)
@given(lines)
def test_each_patient_stands_on_one_side(template: Path, written: list[tuple[int, int, int]]):
    days: dict[int, set[int]] = defaultdict(set)
    with asked(template) as clinic:
        for patient, offset, amount in written:
            clinic.visit(patient, FIRST + timedelta(days=offset), amount)
            if amount >= 0:
                days[patient].add(offset)
        as_of = FIRST + timedelta(days=HIGH)
        values = clinic.values("balance", as_of, f"{FIRST}..{as_of}", gap=GAP)
    sides: dict[str, set[int]] = defaultdict(set)
    for patient, seen in days.items():
        seen = {day for day in seen if day <= HIGH}
        here = sorted(day for day in seen if day >= LOW)
        if here:
            gaps = [day - max(seen & set(range(-99, day)), default=-999) for day in here]
            back = any(GAP <= gap < 900 for gap in gaps)
            side = "new" if min(seen) >= LOW else "regained" if back else "returning"
            sides[side].add(patient)
        for day in seen:
            if LOW <= day + GAP <= HIGH and not any(day < later < day + GAP for later in seen):
                sides["lost"].add((patient, day))
    for side in ("new", "returning", "regained", "lost"):
        assert values[f"{side}_patients"] == len(sides[side]), side
    moved = [amount for patient, offset, amount in written if LOW <= offset <= HIGH]
    told = sum(values[f"{side}_money"] for side in ("new", "returning", "regained"))
    assert told == sum(moved)


def test_what_the_lost_brought_in_their_last_year_stands_beside_them(clinic: Asked):
    clinic.visit(1, date(2024, 1, 1), 7_000)
    clinic.visit(1, date(2025, 1, 1), 500)
    clinic.visit(1, date(2025, 6, 1), 900)
    values = clinic.values("balance", date(2025, 9, 1), "2025-08", gap=90)
    assert (values["lost_patients"], values["lost_money"]) == (1, 1_400)
    assert values["change"] == -1


def test_who_sees_no_money_sees_patients(clinic: Asked):
    clinic.visit(1, FIRST)
    report = clinic.report("balance", FIRST, money=False)
    assert "New patients: 1 patient" in report.text
    assert "RUB" not in report.text
