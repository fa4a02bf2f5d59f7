"""Profit, beside a ledger added up by hand.

Seen to fail when taxes are among the costs that visits must cover, when the owner's unpaid work
is taken off twice, and when a cost of the day after the period is counted.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked

FIRST, LAST = date(2025, 11, 1), date(2026, 10, 31)
AS_OF = LAST + timedelta(days=10)
BUCKETS = ("acquire", "keep", "improve", "fixed", "variable", "tax")
offsets = st.sampled_from((-1, 0, 1, 29, 30, 100, 364, 365))
visits = st.lists(
    st.tuples(st.integers(1, 4), offsets, st.sampled_from((0, 1000, 99_999, -500))), max_size=25
)
expenses = st.lists(
    st.tuples(st.sampled_from(BUCKETS), offsets, st.sampled_from((1, 700, 20_000))), max_size=15
)


def by_hand(seen: list[Any], spent: list[Any], rent: int | None, pay: int, counts: bool) -> Any:
    """Return the values from the entries one by one, a bill as a fraction."""
    inside = [each for each in seen if 0 <= each[1] <= 364]
    revenue = sum(amount for _, _, amount in inside)
    days = {(who, day) for who, day, amount in inside if amount >= 0}
    costs = [(bucket, amount) for bucket, day, amount in spent if 0 <= day <= 364]
    total = sum(amount for _, amount in costs) + (12 * pay if counts else 0) if costs else None
    net = None if total is None else revenue - total
    variable = sum(amount for bucket, amount in costs if bucket == "variable")
    standing = sum(amount for bucket, amount in costs if bucket not in ("variable", "tax"))
    left = Fraction(revenue - variable, len(days)) if days else Fraction(0)
    other = None if rent is None else 12 * rent
    advantage = net
    if net is not None and other is not None:
        advantage = net - (0 if counts else 12 * pay) - other
    return {
        "revenue": revenue,
        "costs": total,
        "net": net,
        "rent_alternative": other,
        "advantage": advantage,
        "break_even_visits": math.ceil(standing / left) if costs and left > 0 else None,
    }


RICH = [(9, 5, 1_000_000)], [(bucket, 7, 900) for bucket in BUCKETS]


@settings(max_examples=60, deadline=None)
@example(*RICH, 3000, 500, True)
@example(*RICH, 3000, 500, False)
@given(visits, expenses, st.sampled_from((None, 3000)), st.sampled_from((0, 500)), st.booleans())
def test_profit_is_that_of_the_ledger(
    template: Path, seen: list[Any], spent: list[Any], rent: int | None, pay: int, counts: bool
):
    with asked(template) as clinic:
        for who, day, amount in seen:
            clinic.visit(who, FIRST + timedelta(days=day), amount)
        for bucket, day, amount in spent:
            spend(clinic, bucket, FIRST + timedelta(days=day), amount)
        clinic.writer.set("owner_pay", str(pay))
        clinic.writer.set("owner_pay_counts", "true" if counts else "false")
        if rent is not None:
            clinic.writer.set("market_rent", str(rent))
        assert clinic.values("profit", AS_OF) == by_hand(seen, spent, rent, pay, counts)


def spend(clinic: Asked, bucket: str, day: date, amount: int) -> None:
    clinic.enter("expenses", day, category=bucket, bucket=bucket, amount=amount)


def test_the_last_twelve_closed_months_are_asked_for(clinic: Asked):
    clinic.visit(1, FIRST)
    assert clinic.numbers("profit", LAST)["period"] == {
        "first": FIRST.isoformat(),
        "last": LAST.isoformat(),
    }
    assert clinic.numbers("profit", AS_OF)["period"]["last"] == LAST.isoformat()
    assert clinic.numbers("profit", LAST - timedelta(days=1))["period"]["last"] == "2026-09-30"


def test_letting_is_less_vacancy_tax_and_upkeep_and_for_leased_premises_the_rent(clinic: Asked):
    clinic.visit(1, FIRST, 1_000_000)
    spend(clinic, "fixed", FIRST, 1)
    told = {"market_rent": 100_000, "rent_vacancy": 0.1, "rent_tax": 0.2, "rent_upkeep": 2_000}
    for key, value in told.items():
        clinic.writer.set(key, str(value))
    own = clinic.values("profit", AS_OF)
    assert own["rent_alternative"] == 12 * (100_000 * 0.9 * 0.8 - 2_000)
    clinic.writer.set("premises", '"leased"')
    clinic.writer.set("rent_paid", "60000")
    leased = clinic.values("profit", AS_OF)
    assert leased["rent_alternative"] == own["rent_alternative"] - 12 * 60_000
    assert leased["advantage"] == 1_000_000 - 1 - leased["rent_alternative"]


def test_months_without_costs_are_named_and_none_at_all_is_no_profit(clinic: Asked):
    clinic.visit(1, FIRST, 5000)
    bare = clinic.report("profit", AS_OF)
    assert bare.numbers["values"]["net"] is None
    assert "no profit to tell" in bare.text
    for month in range(12):
        if month != 4:
            spend(clinic, "fixed", date(2025 + (month + 10) // 12, (month + 10) % 12 + 1, 7), 10)
    assert "1 month has no cost at all: 03.2026" in clinic.report("profit", AS_OF).text


def test_the_lines_add_up_to_net(clinic: Asked):
    clinic.visit(1, FIRST, 90_000)
    for bucket in BUCKETS:
        spend(clinic, bucket, FIRST, 700)
    rows = clinic.numbers("profit", AS_OF)["rows"]
    assert rows[0] == {"line": "revenue", "amount": 90_000}
    assert rows[-1] == {"line": "net", "amount": sum(row["amount"] for row in rows[:-1])}


def test_a_setting_made_today_counts_for_the_days_before_it_too(clinic: Asked):
    clinic.visit(1, FIRST)
    clinic.writer.insert("settings", key="market_rent", since=10**15, value="100000")
    assert clinic.values("profit", AS_OF)["rent_alternative"] == 1_200_000


@pytest.mark.parametrize("who", ["staff", "manager"])
def test_profit_is_the_owners_alone(clinic: Asked, who: str):
    from metrics.kit.desk import OwnersOnly

    clinic.visit(1, FIRST)
    with pytest.raises(OwnersOnly):
        clinic.report("profit", AS_OF, money=True, owner=False)
