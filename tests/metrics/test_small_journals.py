from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clinic.calendar import day_number
from clinic.errors import Refusal
from clinic.report import Question
from metrics.kit.desk import Desk
from metrics.kit.discovery import lines
from metrics.kit.shelf import Shelf
from storage.feed import Feed
from tests.metrics.journals import CLINIC, Writer

TODAY = date(2026, 11, 18)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Writer(tmp_path / "clinic.db")) as writer:
        yield writer


@pytest.fixture
def desk(writer: Writer, tmp_path: Path) -> Iterator[Desk]:
    with closing(Feed(writer.path)) as feed:
        yield Desk(Shelf(feed, tmp_path / "columns"))


def question(period: str | None = None, metric: str = "summary", clinic: int = CLINIC) -> Question:
    return Question(metric, clinic, TODAY.isoformat(), period)


@pytest.mark.parametrize("metric", [line.name for line in lines()])
@pytest.mark.parametrize("period", [None, "today", "week", "month", "year", "all"])
def test_an_empty_journal_is_answered_by_every_metric(desk: Desk, metric: str, period: str | None):
    report = desk.report(question(period, metric))
    assert report.numbers["notes"]
    assert desk.chart(question(period, metric))


def test_nothing_observed_is_absent_and_not_zero(desk: Desk):
    values = desk.report(question("month")).numbers["values"]
    assert values["visits"] == 0
    assert values["average_bill"] is None
    assert values["wait_median"] is None
    assert values["coverage"] is None


def test_one_visit_is_one_new_patient(writer: Writer, desk: Desk):
    writer.log(1, 7, day_number(TODAY), amount=350_000, wait_min=12)
    report = desk.report(question())
    assert report.numbers["values"] == {
        "visits": 1,
        "patients": 1,
        "new": 1,
        "returning": 0,
        "revenue": 350_000,
        "average_bill": 350_000,
        "complaints": 0,
        "wait_median": 12,
        "coverage": None,
    }
    assert "1 visit, 1 patient" in report.text


def test_a_refund_alone_is_money_and_no_visit(writer: Writer, desk: Desk):
    writer.log(1, 7, day_number(TODAY), amount=-50_000)
    values = desk.report(question()).numbers["values"]
    assert (values["visits"], values["revenue"], values["average_bill"]) == (0, -50_000, None)


def test_an_entry_is_counted_at_the_next_question(writer: Writer, desk: Desk):
    writer.log(1, 7, day_number(TODAY), amount=350_000)
    before = desk.report(question())
    writer.void("visit_lines", 1)
    after = desk.report(question())
    assert before.numbers["values"]["visits"] == 1
    assert after.numbers["values"]["visits"] == 0
    assert before.version != after.version


def test_an_unknown_metric_names_the_nearest(desk: Desk):
    with pytest.raises(Refusal, match="did you mean summary"):
        desk.report(question(metric="sumary"))


def test_an_unknown_option_names_those_there_are(desk: Desk):
    with pytest.raises(Refusal, match="no option window"):
        desk.report(Question("summary", CLINIC, TODAY.isoformat(), options={"window": 90}))


def test_a_neighbour_clinic_is_never_counted(writer: Writer, desk: Desk):
    with closing(Writer(writer.path, clinic_id=2)) as neighbour:
        neighbour.log(1, 7, day_number(TODAY), amount=999_900)
        neighbour.complain(1, day_number(TODAY))
    values = desk.report(question()).numbers["values"]
    assert (values["visits"], values["revenue"], values["complaints"]) == (0, 0, 0)


def test_a_clinic_that_does_not_exist_is_a_key_error(desk: Desk):
    with pytest.raises(KeyError):
        desk.report(question(clinic=9))
