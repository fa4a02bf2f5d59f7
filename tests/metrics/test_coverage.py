"""Coverage: what every report says of the till."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clinic.calendar import day_number
from clinic.report import Question, Report
from metrics.kit.desk import Desk
from metrics.kit.shelf import Shelf
from storage.feed import Feed
from tests.metrics.journals import CLINIC, Writer

TODAY = date(2026, 3, 12)
DAY = day_number(TODAY)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Writer(tmp_path / "clinic.db")) as writer:
        writer.log(1, 5, DAY, amount=9_400)
        writer.log(2, 6, DAY - 1, amount=5_000)
        yield writer


def said(writer: Writer, period: str = "today", *, money: bool = True) -> Report:
    with closing(Feed(writer.path)) as feed:
        desk = Desk(Shelf(feed, writer.path.parent / "columns"))
        return desk.report(Question("summary", CLINIC, TODAY.isoformat(), period, money=money))


def test_without_a_cash_total_coverage_is_unknown_and_the_report_says_so(writer: Writer):
    report = said(writer)
    assert report.numbers["values"]["coverage"] is None
    assert "Coverage is unknown" in report.text


def test_under_the_floor_the_report_says_so_and_never_rounds_up(writer: Writer):
    writer.enter("cash_totals", 10, DAY, amount=9_901)
    report = said(writer)
    assert report.numbers["values"]["coverage"] == 9_400 / 9_901
    assert "Coverage is 94%" in report.text


def test_from_the_floor_on_the_report_is_silent(writer: Writer):
    writer.enter("cash_totals", 10, DAY, amount=9_894)
    assert "Coverage" not in said(writer).text


def test_the_floor_is_the_clinics_own(writer: Writer):
    writer.enter("cash_totals", 10, DAY, amount=10_000)
    writer.set("coverage_floor", "0.9")
    assert "Coverage" not in said(writer).text


def test_a_payment_without_a_visit_is_logged_money(writer: Writer):
    writer.enter("cash_totals", 10, DAY, amount=10_000)
    writer.enter("payments", 11, DAY, patient_id=9, kind="debt", amount=600)
    assert said(writer).numbers["values"]["coverage"] == 1


def test_days_without_a_cash_total_do_not_count(writer: Writer):
    writer.enter("cash_totals", 10, DAY, amount=10_000)
    assert said(writer, "week").numbers["values"]["coverage"] == 0.94


def test_a_cash_total_of_nothing_is_no_coverage(writer: Writer):
    writer.enter("cash_totals", 10, DAY, amount=0)
    assert said(writer).numbers["values"]["coverage"] is None


def test_a_new_cash_total_is_seen_by_the_next_question(writer: Writer):
    writer.enter("cash_totals", 10, DAY, amount=10_000)
    with closing(Feed(writer.path)) as feed:
        desk = Desk(Shelf(feed, writer.path.parent / "columns"))
        asked = Question("summary", CLINIC, TODAY.isoformat(), "today")
        assert desk.report(asked).numbers["values"]["coverage"] == 0.94
        writer.update("cash_totals", 10, amount=9_400)
        assert desk.report(asked).numbers["values"]["coverage"] == 1
        writer.void("cash_totals", 10)
        assert desk.report(asked).numbers["values"]["coverage"] is None


def test_who_may_not_see_money_is_told_nothing_of_the_till(writer: Writer):
    assert "Coverage" not in said(writer, money=False).text
