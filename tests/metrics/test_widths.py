"""Columns as narrow as what they hold, and the year of money and visits beside each visit.

Seen to fail when a table is not widened before new rows are written to it, when the types are
those of the narrowest fields whatever they hold, when a year has one day too many, and when the
year's visits are counted by rows of all patients.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from metrics.kit.columns import Columns
from metrics.kit.layout import VISITS
from metrics.kit.patch import current
from metrics.kit.snapshot import load, save
from storage.feed import Feed
from tests.metrics.journals import CLINIC, Writer

DAY = 20_000
DEAR = 5_000_000_000
"""Minor units: more than four bytes hold."""


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Writer(tmp_path / "clinic.db")) as writer:
        yield writer


@pytest.fixture
def feed(writer: Writer) -> Iterator[Feed]:
    with closing(Feed(writer.path)) as feed:
        yield feed


def column(columns: Columns, name: str) -> tuple[int, list[int]]:
    """Return how many bytes a value of a field takes, and the values."""
    found = columns.tables[VISITS][name]
    return found.itemsize, found.tolist()


def log(writer: Writer, *days: int, amount: int = 100) -> None:
    for day in days:
        writer.log(writer.change + 1, 7, day, amount=amount)


def test_money_takes_four_bytes_until_a_sum_needs_eight(writer: Writer, feed: Feed):
    log(writer, DAY)
    before = current(None, feed, CLINIC)
    assert column(before, "money") == (4, [100])
    log(writer, DAY + 1, amount=DEAR)
    after = current(before, feed, CLINIC)
    assert column(after, "money") == (8, [100, DEAR])
    assert column(after, "year_money") == (8, [100, 100 + DEAR])


def test_a_refund_of_as_much_needs_eight_bytes_too(writer: Writer, feed: Feed):
    log(writer, DAY)
    log(writer, DAY, amount=-DEAR)
    assert column(current(None, feed, CLINIC), "money") == (8, [100 - DEAR])


def test_wide_columns_come_back_wide_from_a_snapshot(writer: Writer, feed: Feed, tmp_path: Path):
    log(writer, DAY, amount=DEAR)
    save(current(None, feed, CLINIC), tmp_path / "columns")
    loaded = load(tmp_path / "columns", CLINIC)
    assert loaded is not None
    assert column(loaded, "money") == (8, [DEAR])


def test_who_comes_every_day_has_as_many_visits_a_year_as_it_has_days(writer: Writer, feed: Feed):
    log(writer, *range(DAY, DAY + 400))
    log(writer, DAY + 400)
    width, visits = column(current(None, feed, CLINIC), "year_visits")
    assert (width, visits[:3], visits[363:367], visits[-1]) == (
        2,
        [1, 2, 3],
        [364, 365, 365, 365],
        365,
    )


def test_the_two_hundred_and_fifty_sixth_visit_of_a_year_widens_what_stood(
    writer: Writer, feed: Feed
):
    log(writer, *range(DAY, DAY + 255))
    before = current(None, feed, CLINIC)
    assert column(before, "year_visits")[0] == 1
    log(writer, DAY + 255)
    after = current(before, feed, CLINIC)
    assert column(after, "year_visits") == (2, list(range(1, 257)))
    assert column(after, "nth") == (2, list(range(1, 257)))


def test_a_visit_a_year_ago_to_the_day_lies_in_the_year_before(writer: Writer, feed: Feed):
    log(writer, DAY, amount=100)
    log(writer, DAY + 364, amount=20)
    log(writer, DAY + 365, amount=3)
    writer.log(writer.change + 1, 8, DAY + 365, amount=4_000)
    columns = current(None, feed, CLINIC)
    assert column(columns, "year_money")[1] == [100, 120, 23, 4_000]
    assert column(columns, "year_visits")[1] == [1, 2, 2, 1]


def test_a_clinic_of_many_doctors_has_wider_codes_once_one_of_them_is_named(
    writer: Writer, feed: Feed
):
    for id in range(100, 400):
        writer.insert("doctors", id=id, name=f"Doctor {id}", key=f"doctor {id}")
    log(writer, DAY)
    before = current(None, feed, CLINIC)
    assert column(before, "doctor")[0] == 1
    writer.log(writer.change + 1, 7, DAY + 1, doctor_id=399)
    after = current(before, feed, CLINIC)
    width, codes = column(after, "doctor")
    assert width == 2
    assert after.names["doctor"].name(codes[-1]) == "Doctor 399"
    assert np.array_equal(
        after.tables[VISITS]["doctor"], current(None, feed, CLINIC).tables[VISITS]["doctor"]
    )
