"""What if, beside a year played through patient by patient and bill by bill.

Seen to fail when a new price moves the old revenue alone, when churn is taken for
points where it is a part, and when a discount is added to a price instead of multiplied.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.discounting import churn_cut, raised, raised_by_points
from tests.metrics.asking import Asked, asked

LAST = date(2026, 10, 31)
FIRST = date(2025, 11, 1)
BEFORE = date(2025, 3, 1)
shares = st.sampled_from((-0.2, -0.05, 0.0, 0.05, 0.3))
visits = st.lists(
    st.tuples(st.integers(1, 12), st.integers(0, 364), st.sampled_from((0, 1000, 90_001))),
    max_size=30,
)


def fill(clinic: Asked, margin: float | None = 0.4) -> None:
    """Ten patients of the year before, eight of whom come again, and two new ones."""
    for patient in range(1, 11):
        clinic.visit(patient, BEFORE, 5_000)
    for patient in range(1, 9):
        clinic.visit(patient, FIRST + timedelta(days=40), 10_000)
    for patient in (21, 22):
        clinic.visit(patient, FIRST + timedelta(days=60), 30_000)
    if margin is not None:
        clinic.writer.set("margin", str(margin))
    clinic.writer.set("discount_rate", "0.1")


def test_five_points_and_five_per_cent_less_churn_are_told_apart():
    """The multiple r ÷ (1 + i − r) of Gupta and Lehmann (2003) at 20% churn, 10% discount."""
    assert raised(0.8, raised_by_points(0.8, 0.05), 0.1) == pytest.approx(0.275)
    assert raised(0.8, churn_cut(0.8, 0.05), 0.1) == pytest.approx(0.0474, abs=0.0001)
    for r, told in ((0.5, 0.20), (0.7, 0.22), (0.9, 0.41)):
        assert raised(r, raised_by_points(r, 0.05), 0.1) == pytest.approx(told, abs=0.005)


@pytest.mark.parametrize(("lever", "more"), [("churn", 0.275), ("churn_part", 0.0474)])
def test_the_value_of_a_patient_rises_by_as_much(clinic: Asked, lever: str, more: float):
    fill(clinic)
    values = clinic.values("whatif", LAST, **{lever: -0.05})
    assert values["retention"] == 0.8
    assert values["ltv"] / values["ltv_before"] - 1 == pytest.approx(more, abs=0.0001)
    explained = clinic.report("whatif", LAST).explained
    assert "value +27.5%; 5% fewer leavers: +4.7%" in explained
    assert "(disputed): 5% fewer who leave bring 25% more profit." in explained


@settings(max_examples=60, deadline=None)
@given(visits, shares, st.sampled_from((0.0, 0.1, 0.5)), shares, st.sampled_from((-300, 0, 70)))
def test_bills_played_through_one_by_one_change_profit_as_much(
    template: Path,
    seen: list[tuple[int, int, int]],
    price: float,
    discount: float,
    bill: float,
    fixed: int,
):
    with asked(template) as clinic:
        clinic.visit(1, FIRST, 20_000)
        for who, day, amount in seen:
            clinic.visit(who, FIRST + timedelta(days=day), amount)
        clinic.writer.set("margin", "0.4")
        levers = {"price": price, "discount": discount, "bill": bill, "fixed": fixed}
        told = clinic.values("whatif", LAST, **levers)["change"]
    change = -12.0 * fixed * 100
    for amount in (20_000, *(amount for _, _, amount in seen)):
        costs = amount * 0.6
        dearer = amount * (1 + bill)
        paid = (dearer + dearer * price) - (dearer + dearer * price) * discount
        change += (paid - costs * (1 + bill)) - (amount - costs)
    assert told == pytest.approx(change)


def test_more_patients_bring_what_patients_brought(clinic: Asked):
    fill(clinic)
    change = {
        lever: clinic.values("whatif", LAST, **{lever: far})["change"]
        for lever, far in (("new", 3), ("returned", 0.5), ("churn", -0.1), ("churn_part", -0.5))
    }
    assert change["new"] == pytest.approx(0.4 * 12 * 3 * 30_000)
    assert change["returned"] == pytest.approx(0.4 * 0.5 * 2 * 10_000)
    assert change["churn"] == pytest.approx(0.4 * 0.1 * 10 * 10_000)
    assert change["churn_part"] == pytest.approx(0.4 * 0.1 * 10 * 10_000)


def test_a_cut_as_large_as_the_margin_is_impossible(clinic: Asked):
    fill(clinic)
    assert clinic.values("whatif", LAST, discount=0.1)["more_visits"] == pytest.approx(1 / 3)
    for levers in ({"discount": 0.4}, {"price": -0.5}):
        report = clinic.report("whatif", LAST, options=levers)
        assert report.numbers["values"]["more_visits"] is None
        assert report.numbers["values"]["ltv"] is None
        assert "no number of visits" in report.text


def test_against_letting_a_higher_rent_weighs_less_vacancy_and_tax(clinic: Asked):
    fill(clinic)
    clinic.enter("expenses", FIRST, category="rent", bucket="fixed", amount=1_000)
    told = {"market_rent": 2_000, "rent_vacancy": 0.5, "rent_tax": 0.2}
    for key, value in told.items():
        clinic.writer.set(key, str(value))
    values = clinic.values("whatif", LAST, rent=10, price=0.1)
    advantage = clinic.values("profit", LAST)["advantage"]
    assert values["change"] == pytest.approx(14_000)
    assert values["against_rent"] == pytest.approx(advantage + 14_000 - 12 * 1_000 * 0.5 * 0.8)


def test_without_a_margin_only_prices_and_costs_are_told(clinic: Asked):
    fill(clinic, margin=None)
    rows = {row["lever"]: row["change"] for row in clinic.numbers("whatif", LAST)["rows"]}
    assert rows["price"] == pytest.approx(0.05 * 140_000)
    assert {rows[lever] for lever in ("bill", "churn", "churn_part", "returned", "new")} == {None}
    clinic.enter("expenses", FIRST, category="gloves", bucket="variable", amount=35_000)
    assert clinic.values("whatif", LAST)["margin"] == 0.75


def test_all_patients_together_are_worth_what_capital_says_and_more_with_less_churn(clinic: Asked):
    fill(clinic)
    values = clinic.values("whatif", LAST, churn=-0.05)
    assert values["capital_before"] == pytest.approx(clinic.values("capital", LAST)["capital"])
    rows = clinic.numbers("capital", LAST)["rows"]
    expected = 0.0
    for row in rows:
        rate = row["retention"] + (0.05 if row["away_from"] < 365 else 0)
        kept = min(rate, 1) / 1.1
        expected += row["yearly"] * sum(kept**year for year in range(1, 11))
    assert values["capital"] == pytest.approx(expected)
    dearer = clinic.values("whatif", LAST, bill=0.5)
    assert dearer["capital"] == pytest.approx(1.5 * dearer["capital_before"])


def test_nothing_is_written_by_asking(clinic: Asked):
    fill(clinic)
    before = clinic.feed.change(1)
    clinic.values("whatif", LAST, price=0.1)
    assert clinic.feed.change(1) == before
