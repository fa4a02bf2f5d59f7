"""What the synthetic clinic writes beside visits is the same each time, and its truth too."""

import csv
import io
from collections import Counter, defaultdict
from datetime import date

import pytest

from playground.generator import Books, expenses_csv, generate, keep_books
from playground.generator.__main__ import main
from playground.generator.life import History

LAST = date(2026, 11, 20)


@pytest.fixture(scope="module")
def history() -> History:
    return generate(7, LAST)


@pytest.fixture(scope="module")
def books(history: History) -> Books:
    return keep_books(7, history.visits, history.truth.first, LAST)


@pytest.mark.no_cover
def test_the_same_seed_gives_the_same_books_and_another_seed_others(history: History, books: Books):
    assert keep_books(7, history.visits, history.truth.first, LAST) == books
    assert keep_books(8, history.visits, history.truth.first, LAST) != books


def test_the_truth_is_what_a_recount_of_the_rows_finds(history: History, books: Books):
    truth = books.truth
    spent: Counter[str] = Counter()
    for row in books.expenses:
        spent[row.bucket] += row.amount
    logged: defaultdict[date, int] = defaultdict(int)
    for visit in history.visits:
        logged[visit.date] += visit.amount
    totals = {
        row.date: row.columns["amount"] for row in books.entries if row.table == "cash_totals"
    }
    assert truth.spent == spent
    assert truth.entries == Counter(row.table for row in books.entries)
    assert (truth.cash_days, truth.cash) == (len(totals), sum(totals.values()))
    assert truth.logged_on_cash_days == sum(logged[day] for day in totals)


def test_the_till_holds_what_was_logged_give_or_take_a_few_percent(books: Books):
    coverage = books.truth.logged_on_cash_days / books.truth.cash
    assert 0.95 <= coverage <= 1.01


def test_rent_and_wages_come_every_month_and_the_clinic_earns_more_than_it_spends(
    history: History, books: Books
):
    for category in ("rent", "wages"):
        months = [f"{row.date:%Y-%m}" for row in books.expenses if row.category == category]
        assert len(months) == len(set(months)) == 36
    assert 0.4 < sum(books.truth.spent.values()) / history.truth.counts.revenue < 0.9


def test_nothing_is_written_after_the_last_day_and_nobody_is_made_up(
    history: History, books: Books
):
    known = {row.patient for row in history.visits}
    assert all(row.date <= LAST for row in (*books.expenses, *books.entries))
    named = {row.columns[name] for row in books.entries for name in ("patient", "relative")
             if name in row.columns}  # fmt: skip
    assert named <= known


def test_only_who_stayed_away_is_asked_why(history: History, books: Books):
    newest = {row.patient: row.date for row in history.visits}
    left = [row for row in books.entries if row.table == "leavings"]
    assert len(left) > 100
    assert all(newest[str(row.columns["patient"])] < row.date for row in left)


def test_the_csv_has_the_columns_of_the_import(books: Books):
    header, *rows = csv.reader(io.StringIO(expenses_csv(books.expenses)))
    assert header == ["date", "category", "amount", "bucket", "channel", "note"]
    assert len(rows) == len(books.expenses)


def test_the_command_writes_expenses(tmp_path):
    main(["--years=1", "--last=2026-11-20", f"--expenses={tmp_path / 'expenses.csv'}"])
    history = generate(7, LAST, years=1)
    books = keep_books(7, history.visits, history.truth.first, LAST)
    assert (tmp_path / "expenses.csv").read_text() == expenses_csv(books.expenses)
