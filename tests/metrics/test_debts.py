"""Debts, beside purses from which each payment goes to the oldest bill.

Seen to fail when a prepayment settles nothing, when a payment goes to the newest debt, and when
a debt of exactly 30 days counts as old.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked

AS_OF = date(2026, 6, 30)
AGES = st.sampled_from((0, 29, 30, 31, 60, 61, 90, 91, 300))
who = st.integers(1, 3)
bills = st.lists(
    st.tuples(who, AGES, st.sampled_from((0, 1000, 5000)), st.sampled_from((0, 1000, 9000))),
    max_size=15,
)
payments = st.lists(
    st.tuples(who, AGES, st.sampled_from(("debt", "prepayment")), st.sampled_from((500, 6000))),
    max_size=6,
)


def by_hand(billed: list[Any], paid: list[Any]) -> dict[str, int]:
    """Return what is owed, bill by bill."""
    debts: dict[int, list[list[int]]] = {}
    purse: dict[int, int] = {}
    for patient, age, amount, given_ in sorted(billed, key=lambda bill: -bill[1]):
        if given_ < amount:
            debts.setdefault(patient, []).append([age, amount - given_])
        purse[patient] = purse.get(patient, 0) + max(given_ - amount, 0)
    for patient, _age, _kind, amount in paid:
        purse[patient] = purse.get(patient, 0) + amount
    for patient, owed in debts.items():
        for debt in owed:
            used = min(purse[patient], debt[1])
            purse[patient] -= used
            debt[1] -= used
    left = [(patient, age, amount) for patient in debts for age, amount in debts[patient] if amount]
    return {
        "debt": sum(amount for _, _, amount in left),
        "over_30": sum(amount for _, age, amount in left if age > 30),
        "debtors": len({patient for patient, _, _ in left}),
        "prepaid": sum(purse.values()),
    }


@settings(max_examples=60, deadline=None)
@given(bills, payments)
def test_debts_are_those_of_the_purses(template: Path, billed: list[Any], paid: list[Any]):
    with asked(template) as clinic:
        for patient, age, amount, given_ in billed:
            clinic.visit(patient, AS_OF - timedelta(days=age), amount, paid=given_)
        for patient, age, kind, amount in paid:
            pay(clinic, patient, AS_OF - timedelta(days=age), amount, kind)
        assert clinic.values("debts", AS_OF, "1990-01-01..2090-12-31") == by_hand(billed, paid)


def pay(clinic: Asked, patient: int, day: date, amount: int, kind: str = "debt") -> None:
    clinic.enter("payments", day, patient_id=patient, kind=kind, amount=amount)


def test_what_is_paid_after_the_as_of_day_still_stands_on_it(clinic: Asked):
    clinic.visit(1, AS_OF - timedelta(days=40), 5000, paid=1000)
    pay(clinic, 1, AS_OF + timedelta(days=1), 4000)
    assert clinic.values("debts", AS_OF)["over_30"] == 4000
    assert clinic.values("debts", AS_OF + timedelta(days=1))["debt"] == 0


def test_debts_of_merged_codes_are_one_patients(clinic: Asked):
    clinic.visit(1, AS_OF, 5000, paid=0)
    clinic.visit(2, AS_OF, 5000, paid=0)
    clinic.writer.update("patients", 2, merged_into=1)
    assert clinic.values("debts", AS_OF)["debtors"] == 1


def test_debts_are_told_by_their_age(clinic: Asked):
    clinic.visit(1, AS_OF, 5000, paid=0)
    clinic.visit(2, AS_OF - timedelta(days=31), 700, paid=0)
    report = clinic.report("debts", AS_OF)
    assert [(row["age"], row["amount"]) for row in report.numbers["rows"]] == [
        ("0-30", 5000),
        ("31-60", 700),
        ("61-90", 0),
        ("91+", 0),
    ]
    assert "Owed for over 30 days: RUB" in report.text
    assert "2 patients owe" in report.text
