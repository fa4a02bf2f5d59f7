"""What became of the synthetic clinic's complaints, and whom it called: the same each time."""

from datetime import date

import pytest

from playground.generator import called, examined, generate, hours, keep_books
from playground.generator.aftermath import Examined
from playground.generator.life import History
from playground.generator.rows import Stamp

LAST = date(2026, 11, 20)


@pytest.fixture(scope="module")
def history() -> History:
    return generate(7, LAST)


@pytest.fixture(scope="module")
def found(history: History) -> list[Examined]:
    return examined(7, history.complaints, history.visits, LAST)


def test_the_same_seed_finds_the_same_and_another_one_something_else(
    history: History, found: list[Examined]
):
    assert examined(7, history.complaints, history.visits, LAST) == found
    assert examined(8, history.complaints, history.visits, LAST) != found


def test_only_what_is_resolved_has_a_cause_and_nothing_lies_ahead(
    history: History, found: list[Examined]
):
    for row, each in zip(history.complaints, found, strict=True):
        assert row.resolved or not (each.columns.get("cause") or each.steps or each.measure)
        moments = [each.columns["logged"].day, *(step.at.day for step in each.steps)]
        assert moments == sorted(moments)
        assert row.date <= moments[0] <= moments[-1] <= LAST
        done = (each.measure or {}).get("done")
        assert done is None or row.resolved <= done.day <= LAST


def test_rush_hours_are_where_long_waits_are(history: History):
    stamps = hours(7, history.visits, date(2026, 6, 1))
    waits: dict[int, list[int]] = {}
    for row, at in zip(history.visits, stamps, strict=True):
        assert (at is None) == (row.date < date(2026, 6, 1))
        if at is not None and row.wait_min is not None:
            waits.setdefault(at.minute // 60, []).append(row.wait_min)
    mean = {hour: sum(each) / len(each) for hour, each in waits.items()}
    assert min(mean[hour] for hour in (11, 12, 17, 18)) > max(mean[hour] for hour in (9, 14, 15))


def test_who_booked_on_the_phone_came_or_did_not_and_nobody_is_called_ahead(history: History):
    books = keep_books(7, history.visits, history.truth.first, LAST)
    leavings = [row for row in books.entries if row.table == "leavings"]
    calls = [row for row in called(7, history.visits, leavings, LAST) if row.table == "calls"]
    assert {row.columns["outcome"] for row in calls} == {
        "booked", "no_answer", "reached", "refused"
    }  # fmt: skip
    for row in calls:
        assert row.date <= LAST
        unheard = row.columns["outcome"] == "no_answer"
        assert row.columns["contacted"] == (None if unheard else Stamp(row.date, 12 * 60))
