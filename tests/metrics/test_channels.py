"""Channels, beside a recount patient by patient.

Seen to fail when the last visit's channel counts in the place of the first's, when the first days
have one day too many, when money on days without a visit is left out, when a payback counts only
the mature, when an arrow points the other way, and when it stands wherever counts differ.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clinic.report import Question
from metrics import channels
from metrics.kit.words import Words
from tests.metrics.asking import EVERYTHING, Asked, asked
from tests.metrics.journals import CLINIC
from tests.metrics.pictures import assert_readable, drawn, texts
from tests.metrics.test_ltv import months_between

FIRST = date(2025, 1, 31)
HORIZON = 90
OFFSETS = (0, 1, 27, 28, 59, 60, 89, 90, 91, 110, 111, 200)
AS_OF = 200
NAMES = {1: "Street", 2: "Friends", None: None}
KEYS = ["channel", "new", "share", "mature", "revenue", "revenue_per_patient"]
KEYS += ["spend", "cac", "payback_months"]

lines = st.tuples(
    st.integers(1, 9),
    st.sampled_from(OFFSETS),
    st.sampled_from((0, 1000, 30_000, -500)),
    st.sampled_from((None, 1, 2)),
)
costs = st.tuples(
    st.sampled_from(OFFSETS), st.sampled_from((None, 1, 2)), st.sampled_from((0, 1500, 40_000))
)


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def first_touch(own: list[tuple[int, int, int | None]]) -> tuple[int, int | None]:
    """Return the day of the first visit and that day's first channel."""
    start = min(day for day, money, _ in own if money >= 0)
    said = [channel for day, money, channel in own if day == start and money >= 0]
    return start, next((each for each in said if each), None)


def by_hand(
    journal: list[tuple[int, int, int, int | None]], spent: list[tuple[int, int | None, int]]
) -> dict[str | None, dict[str, Any]]:
    people: dict[str | None, list[tuple[int, list[tuple[int, int]]]]] = {}
    for patient in {who for who, _, money, _ in journal if money >= 0}:
        own = [(day, money, channel) for who, day, money, channel in journal if who == patient]
        start, channel = first_touch(own)
        moved = [(day, money) for day, money, _ in own]
        people.setdefault(NAMES[channel], []).append((start, moved))
    total = sum(len(own) for own in people.values())
    found = {}
    for name in {*people, *(NAMES[c] for _, c, amount in spent if c and amount)} | {None}:
        cost = sum(amount for _, c, amount in spent if NAMES[c] == name)
        found[name] = one(people.get(name, []), cost if name and spent else None, total)
    return found


def one(own: list[tuple[int, list[tuple[int, int]]]], cost: int | None, total: int) -> Any:
    mature = [each for each in own if AS_OF - each[0] >= HORIZON]
    early = sum(money for start, moved in mature for day, money in moved if day - start < HORIZON)
    return {
        "new": len(own),
        "share": len(own) / total,
        "mature": len(mature),
        "revenue": early,
        "revenue_per_patient": early / len(mature) if mature else None,
        "spend": cost,
        "cac": cost / len(own) if own and cost is not None else None,
        "payback_months": None if cost is None or not own else payback(own, cost),
    }


def payback(own: list[tuple[int, list[tuple[int, int]]]], cost: int) -> int | None:
    aged = [
        (months_between(on(start), on(max(day, start))), money)
        for start, moved in own
        for day, money in moved
    ]
    for month in range(10):
        if sum(money for age, money in aged if age <= month) >= cost:
            return month
    return None


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, max_size=30), st.lists(costs, max_size=4))
@example([(1, HORIZON, 1000, None)], [])
def test_channels_are_those_of_a_recount(
    template: Path,
    more: list[tuple[int, int, int, int | None]],
    spent: list[tuple[int, int | None, int]],
):
    journal = [(1, 0, 1000, 1), *more]
    with asked(template) as clinic:
        for patient, offset, amount, channel in journal:
            clinic.visit(patient, on(offset), amount, channel_id=channel)
        for offset, channel, amount in spent:
            spend(clinic, on(offset), amount, channel)
        numbers = clinic.numbers("channels", on(AS_OF), EVERYTHING, horizon=HORIZON)
        rows = {row["channel"]: row for row in numbers["rows"]}
        loose = sum(amount for _, channel, amount in spent if channel is None)
        assert rows.pop("unassigned", {"spend": 0})["spend"] == loose
        expected = by_hand(journal, spent)
        assert rows.keys() == expected.keys()
        for name, row in expected.items():
            assert {key: rows[name][key] for key in row} == pytest.approx(row), name
        assert numbers["values"]["new"] == sum(row["new"] for row in expected.values())


def spend(
    clinic: Asked, day: date, amount: int, channel: int | None, bucket: str = "acquire"
) -> None:
    values = {"category": "ads", "bucket": bucket, "amount": amount, "channel_id": channel}
    clinic.enter("expenses", day, **values)


def come(clinic: Asked, first: int, patients: int, channel: int | None, paid: int = 1000) -> None:
    for patient in range(first, first + patients):
        clinic.visit(patient, FIRST, paid, channel_id=channel)


def test_the_keys_are_those_of_the_contract(clinic: Asked):
    come(clinic, 1, 3, 1)
    numbers = clinic.numbers("channels", on(1), EVERYTHING)
    assert list(numbers["values"])[:3] == ["new", "spend", "cac"]
    assert list(numbers["rows"][0])[:9] == KEYS
    assert numbers["options"]["horizon"] == 365


def test_what_is_not_written_down_is_asked_for_and_never_nothing(clinic: Asked):
    come(clinic, 1, 12, 1)
    spend(clinic, FIRST, 9000, 1, "keep")
    report = clinic.report("channels", on(1))
    assert report.numbers["values"] == {"new": 12, "spend": None, "cac": None}
    assert "What is spent to win patients is not written down." in report.text
    assert "/expense" in report.text
    assert report.numbers["rows"][0]["payback_months"] is None


def test_money_without_patients_and_money_without_a_channel_are_told_apart(clinic: Asked):
    come(clinic, 1, 12, 1)
    spend(clinic, FIRST, 50_000, 2)
    spend(clinic, FIRST, 70_000, None)
    report = clinic.report("channels", on(1))
    rows = {row["channel"]: row for row in report.numbers["rows"]}
    assert (rows["Friends"]["new"], rows["Friends"]["cac"]) == (0, None)
    assert rows["unassigned"]["spend"] == 70_000
    assert rows["Street"]["payback_months"] == 0
    assert re.search("Friends</b>: RUB.?500 — money spent, nobody came", report.text)
    assert report.numbers["values"]["cac"] == 10_000


def test_the_cheapest_channel_is_named_from_ten_patients_on(clinic: Asked):
    come(clinic, 1, 10, 1)
    come(clinic, 11, 9, 2)
    spend(clinic, FIRST, 20_000, 1)
    spend(clinic, FIRST, 9_000, 2)
    report = clinic.report("channels", on(40))
    assert "Cheapest new patients: Street" in report.title
    assert report.numbers["rows"][0]["payback_months"] is None


def test_the_margin_pays_back_and_not_the_revenue(clinic: Asked):
    come(clinic, 1, 10, 1, 10_000)
    for patient in range(1, 11):
        clinic.visit(patient, on(40), 10_000, channel_id=2)
    spend(clinic, FIRST, 100_000, 1)
    assert clinic.numbers("channels", on(60))["rows"][0]["payback_months"] == 1
    clinic.writer.set("margin", "0.5")
    assert clinic.numbers("channels", on(60))["rows"][0]["payback_months"] == 2


def test_old_patients_are_not_new_and_merged_ones_are_one_with_his_first_channel(clinic: Asked):
    clinic.writer.patient(1, legacy=1)
    come(clinic, 1, 2, 1)
    clinic.visit(3, on(-5), channel_id=2)
    clinic.writer.update("patients", 2, merged_into=3)
    rows = clinic.numbers("channels", on(1))["rows"]
    assert [(row["channel"], row["new"]) for row in rows] == [("Friends", 1), (None, 0)]


def test_the_unknown_is_seen_in_the_chart_of_many_channels(clinic: Asked):
    for id in range(10, 25):
        clinic.writer.insert("channels", id=id, name=f"Way {id}", key=f"way {id}")
        come(clinic, id * 10, 2, id)
        spend(clinic, FIRST, 500, id)
    come(clinic, 1000, 1, None)
    question = Question("channels", CLINIC, on(1).isoformat())
    asked_for = clinic.desk._ask(question)
    with drawn(channels.draw, asked_for.answer, Words("en")) as figure:
        assert_readable(figure)
        assert "unknown" in {text for text, _ in texts(figure)}


def daily(clinic: Asked, channel: int, often: tuple[int, int], first_patient: int) -> None:
    """Let so many new patients come in the 13 weeks before the last 13, and in the last."""
    patient = first_patient
    for span, count in enumerate(often):
        for place in range(count):
            day = date(2026, 1, 5) + timedelta(days=91 * span + place % 91)
            clinic.visit(patient, day, channel_id=channel)
            patient += 1


@pytest.mark.parametrize(("often", "arrow"), [((91, 182), "↑"), ((182, 91), "↓"), ((91, 100), "")])
def test_an_arrow_stands_only_where_chance_does_not_explain_it(
    clinic: Asked, often: tuple[int, int], arrow: str
):
    clinic.visit(9000, date(2025, 12, 1))
    daily(clinic, 1, often, 1)
    daily(clinic, 2, (91, 91), 1001)
    as_of = date(2026, 1, 5) + timedelta(days=181)
    report = clinic.report("channels", as_of, EVERYTHING)
    trend = {row["channel"]: row["trend"] for row in report.numbers["rows"]}
    assert trend == {"Street": {"↑": 1, "↓": -1, "": 0}[arrow], "Friends": 0, None: 0}
    assert (f"Street {arrow}" in re.sub("<[^>]+>", "", report.text)) == bool(arrow)


def test_a_young_journal_has_no_arrows(clinic: Asked):
    daily(clinic, 1, (91, 182), 1)
    as_of = date(2026, 1, 5) + timedelta(days=180)
    assert clinic.numbers("channels", as_of, EVERYTHING)["rows"][0]["trend"] == 0
