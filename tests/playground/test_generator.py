"""The synthetic clinic is the same each time, and its truth is what its rows say."""

import csv
import io
import json
from datetime import date, timedelta
from itertools import pairwise

import pytest

from playground.generator import complaints_csv, generate, visits_csv
from playground.generator.__main__ import main
from playground.generator.chance import Chance
from playground.generator.life import History
from playground.generator.recount import recount, recount_returns
from playground.generator.rows import money
from playground.generator.shape import is_open

LAST = date(2026, 11, 20)
VISIT_COLUMNS = (
    "date patient service amount channel doctor wait_min rating referrer legacy note paid discount "
    "quote"
)
COMPLAINT_COLUMNS = "date text patient subject gravity status resolved"


@pytest.fixture(scope="module")
def history() -> History:
    return generate(7, LAST)


@pytest.mark.no_cover
def test_the_same_seed_gives_the_same_bytes(history: History):
    again = generate(7, LAST)
    assert visits_csv(again.visits) == visits_csv(history.visits)
    assert complaints_csv(again.complaints) == complaints_csv(history.complaints)
    assert again.truth.as_json() == history.truth.as_json()


@pytest.mark.no_cover
def test_another_seed_gives_another_clinic(history: History):
    assert visits_csv(generate(8, LAST).visits) != visits_csv(history.visits)


def test_the_truth_is_what_a_recount_of_the_rows_finds(history: History):
    found = recount(history.visits, history.complaints, history.truth.decline)
    assert found == history.truth.counts


def test_the_returns_are_what_a_recount_of_the_rows_finds(history: History):
    found = recount_returns(history.visits, LAST)
    for channel, truth in history.truth.returns.items():
        counted = found[channel]
        assert (counted.new, counted.mature, counted.returned) == (
            truth.new,
            truth.mature,
            truth.returned,
        )


def test_about_twenty_visits_come_on_an_open_day_for_three_years(history: History):
    truth = history.truth
    assert truth.counts.lines >= 15_000
    assert 17 <= truth.counts.visits / truth.open_days <= 22
    assert truth.first == date(2023, 11, 22)
    assert {row.date for row in history.visits if row.amount >= 0} <= {
        day for day in _days(truth.first, LAST) if is_open(day)
    }


def test_patients_of_recommendation_return_more_than_patients_of_advertising(history: History):
    returns = history.truth.returns
    share = {name: one.returned / one.mature for name, one in returns.items()}
    assert share["Recommendation"] > share["Website"] > share["Advertising"]


def test_the_service_declines_ten_weeks_before_the_end(history: History):
    decline = history.truth.decline
    assert (LAST - decline).days == 69
    counts = history.truth.counts
    late = counts.complaints_in_decline / counts.visits_in_decline
    early = (counts.complaints - counts.complaints_in_decline) / (
        counts.visits - counts.visits_in_decline
    )
    assert late > 2 * early
    assert _mean_wait(history, decline, LAST) > 1.6 * _mean_wait(history, date.min, decline)


def test_fewer_patients_return_in_the_decline_than_in_the_same_weeks_a_year_before(
    history: History,
):
    decline, year = history.truth.decline, timedelta(364)
    now = _returning(history, decline, LAST)
    before = _returning(history, decline - year, LAST - year)
    assert now < 0.9 * before


def test_some_of_the_lost_come_back_after_a_year_and_a_half(history: History):
    days: dict[str, set[date]] = {}
    for row in history.visits:
        days.setdefault(row.patient, set()).add(row.date)
    gaps = [b - a for each in days.values() for a, b in pairwise(sorted(each))]
    back = sum(gap >= timedelta(548) for gap in gaps)
    lost = sum(max(each) <= LAST - timedelta(548) for each in days.values()) + back
    assert 0.02 < back / lost < 0.08
    assert not any(timedelta(400) < gap < timedelta(548) for gap in gaps)


def test_patients_are_numbers_and_refunds_are_negative_amounts(history: History):
    assert all(row.patient.isdigit() for row in history.visits)
    refunds = [row for row in history.visits if row.amount < 0]
    assert len(refunds) == history.truth.counts.refunds > 20
    assert all(row.note == "refund" for row in refunds)


def test_some_patients_have_two_services_on_a_day(history: History):
    counts = history.truth.counts
    assert counts.lines - counts.refunds > counts.visits


def test_the_csv_has_the_columns_of_the_import(history: History):
    header = next(csv.reader(io.StringIO(visits_csv(history.visits))))
    assert header == VISIT_COLUMNS.split()
    header = next(csv.reader(io.StringIO(complaints_csv(history.complaints))))
    assert header == COMPLAINT_COLUMNS.split()


@pytest.mark.parametrize(
    ("minor", "shown"), [(350000, "3500"), (350050, "3500.50"), (-5, "-0.05"), (0, "0")]
)
def test_money_is_shown_in_units(minor: int, shown: str):
    assert money(minor) == shown


def test_chance_is_the_same_on_every_python():
    chance = Chance(7)
    drawn = [chance.between(1, 100) for _ in range(5)]
    assert drawn == [33, 16, 66, 8, 54]
    assert [chance.count(4) for _ in range(4)] == [2, 1, 1, 3]


def test_the_command_writes_the_files_it_is_asked_for(tmp_path):
    names = {name: tmp_path / f"{name}.out" for name in ("visits", "complaints", "truth")}
    asked = [f"--{name}={path}" for name, path in names.items()]
    main(["--years=1", "--last=2026-11-20", *asked])
    history = generate(7, LAST, years=1)
    assert names["visits"].read_bytes() == visits_csv(history.visits).encode()
    assert json.loads(names["truth"].read_text())["counts"]["lines"] == len(history.visits)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _mean_wait(history: History, first: date, last: date) -> float:
    waits = [
        row.wait_min
        for row in history.visits
        if row.wait_min is not None and first <= row.date < last
    ]
    return sum(waits) / len(waits)


def _returning(history: History, first: date, last: date) -> int:
    seen: dict[str, date] = {}
    for row in history.visits:
        seen.setdefault(row.patient, row.date)
    return sum(first <= row.date <= last and seen[row.patient] < row.date for row in history.visits)
