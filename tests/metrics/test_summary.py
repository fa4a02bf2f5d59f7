from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
from matplotlib.image import imread

import metrics
from clinic.calendar import day_number
from clinic.report import Question, Report
from metrics.kit.desk import Desk
from metrics.kit.discovery import lines
from metrics.kit.shelf import Shelf
from storage.feed import Feed
from tests.metrics import brute
from tests.metrics.journals import CLINIC, Writer, standing

AS_OF = date(2026, 11, 18)
FIRST = date(2025, 11, 3)


def day(number: int) -> int:
    return day_number(FIRST + timedelta(days=number))


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a year of a small clinic: refunds, second lines, legacy patients, closed Sundays."""
    path = tmp_path_factory.mktemp("summary") / "clinic.db"
    chance = random.Random(11)
    with closing(Writer(path)) as writer:
        writer.connection.execute("BEGIN")
        for id in range(1, 1500):
            number = chance.randrange((AS_OF - FIRST).days + 20)
            if (number + 1) % 7:
                writer.log(
                    id,
                    chance.randrange(1, 400),
                    day(number),
                    amount=chance.choice((None, 0, 350_000, 120_050, -50_000)),
                    paid=chance.choice((None, None, 100_000)),
                    channel_id=chance.choice((None, 1)),
                    wait_min=chance.choice((None, 5, 10, 25)),
                )
        for id in range(1, 60):
            writer.complain(id, day(chance.randrange(380)), patient_id=chance.choice((None, 5)))
        till(writer, chance)
        for patient in (3, 5, 8):
            writer.patient(patient)
            writer.update("patients", patient, legacy=1)
        writer.connection.execute("COMMIT")
    return path


def till(writer: Writer, chance: random.Random) -> None:
    """Let two days in three have a cash total, and some money come without a visit."""
    for number in range((AS_OF - FIRST).days + 5):
        if number % 3 and number != (date(2026, 11, 17) - FIRST).days:
            writer.enter("cash_totals", 5000 + number, day(number), amount=chance.randrange(10**6))
    for id in range(6000, 6100):
        when, kind = day(chance.randrange(375)), chance.choice(("debt", "prepayment"))
        writer.enter("payments", id, when, patient_id=5, kind=kind, amount=70_000)
    writer.void("payments", 6000)
    writer.void("cash_totals", 5001)


@pytest.fixture
def desk(journal: Path, tmp_path: Path) -> Iterator[Desk]:
    with closing(Feed(journal)) as feed:
        yield Desk(Shelf(feed, tmp_path / "columns"))


def ask(desk: Desk, period: str | None = None, as_of: date = AS_OF, **how: Any) -> Report:
    return desk.report(Question("summary", CLINIC, as_of.isoformat(), period, **how))


def recount(path: Path, first: date, last: date) -> dict[str, Any]:
    """Return the values of a period, counted from the journal's rows in plain Python."""
    within = range(day_number(first), day_number(last) + 1)
    visits = [visit for visit in brute.visits(path, None) if visit["day"] in within]
    moved = visits + [row for row in brute.money_alone(path) if row["day"] in within]
    waits = [visit["wait_min"] for visit in visits if visit["wait_min"] is not None]
    new = {v["patient"] for v in visits if v["age"] == 0 and not v["legacy"]}
    patients = {visit["patient"] for visit in visits}
    revenue = sum(row["money"] for row in moved)
    complaints = [row for row in standing(path, "complaints") if row["day"] in within]
    return {
        "visits": len(visits),
        "patients": len(patients),
        "new": len(new),
        "returning": len(patients - new),
        "revenue": revenue,
        "average_bill": revenue / len(visits) if visits else None,
        "complaints": len(complaints),
        "wait_median": median(waits) if waits else None,
        "coverage": covered(path, moved, within),
    }


def covered(path: Path, moved: list[dict[str, Any]], within: range) -> float | None:
    """Return logged money ÷ the till's of the days that have a cash total, by plain SQL."""
    cash = {row["day"]: row["amount"] for row in standing(path, "cash_totals")}
    counted = {number: amount for number, amount in cash.items() if number in within}
    moved = moved + [
        {"day": row["day"], "money": row["amount"]}
        for row in standing(path, "payments")
        if row["kind"] == "prepayment"  # a paid debt is revenue already
    ]
    logged = sum(row["money"] for row in moved if row["day"] in counted)
    return logged / sum(counted.values()) if sum(counted.values()) else None


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("today", AS_OF, AS_OF),
        ("yesterday", date(2026, 11, 17), date(2026, 11, 17)),
        ("week", date(2026, 11, 16), AS_OF),
        ("month", date(2026, 11, 1), AS_OF),
        ("year", date(2026, 1, 1), AS_OF),
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2025-12-30..2026-01-02", date(2025, 12, 30), date(2026, 1, 2)),
    ],
)
def test_the_values_equal_an_independent_recount(
    desk: Desk, journal: Path, period: str, first: date, last: date
):
    numbers = ask(desk, period).numbers
    assert numbers["period"] == {"first": first.isoformat(), "last": last.isoformat()}
    assert numbers["values"] == recount(journal, first, last)
    assert list(numbers["values"]) == list(recount(journal, first, last))


def test_there_is_a_row_for_every_day_and_the_rows_add_up(desk: Desk, journal: Path):
    numbers = ask(desk, "month").numbers
    rows = numbers["rows"]
    assert [row["day"] for row in rows] == [f"2026-11-{n:02}" for n in range(1, AS_OF.day + 1)]
    for name in ("visits", "new", "revenue", "complaints"):
        assert sum(row[name] for row in rows) == numbers["values"][name]
    monday = recount(journal, date(2026, 11, 16), date(2026, 11, 16))
    assert rows[15] == {"day": "2026-11-16"} | {
        name: monday[name] for name in ("visits", "new", "revenue", "complaints")
    }


def test_what_comes_after_the_as_of_day_is_ignored(desk: Desk, journal: Path):
    early = date(2026, 6, 10)
    numbers = ask(desk, "all", early).numbers
    assert numbers["period"]["last"] == "2026-06-10"
    assert numbers["values"] == recount(journal, date(2025, 1, 1), early)


def test_a_running_week_is_compared_with_as_many_open_days_as_are_over(desk: Desk, journal: Path):
    text = ask(desk, "week").text
    assert "2 open days" in text
    assert "Nov 16\u202f–\u202f17, 2026" in text.replace("\u2009", "\u202f")
    closed = recount(journal, date(2026, 11, 16), date(2026, 11, 17))
    before = recount(journal, date(2026, 11, 9), date(2026, 11, 10))
    found = re.search(r"Visits: ([\d.]+) \(([\d.]+)", text)
    assert found
    assert [float(each) for each in found.groups()] == [
        closed["visits"] / 2,
        before["visits"] / 2,
    ]


def test_an_open_today_gets_no_arrow(desk: Desk):
    text = ask(desk, "today").text
    assert "so far" in text
    assert not set(text) & set("↑↓▲▼↗↘")


def test_who_may_not_see_money_sees_none(desk: Desk):
    for period in ("today", "yesterday", "week", "month", "all"):
        text = ask(desk, period, money=False).text
        assert "RUB" not in text
        assert "Revenue" not in text
        assert "bill" not in text
        assert "visits" in text


def test_every_text_fits_a_phone(desk: Desk):
    for language in ("en", "ru"):
        for period in ("today", "yesterday", "week", "month", "year", "all", "2026-03"):
            assert len(ask(desk, period, language=language).text) <= 900


def test_the_same_question_of_the_same_journal_is_the_same_version(desk: Desk):
    assert ask(desk, "week").version == ask(desk, "week").version
    versions = {ask(desk, "week").version, ask(desk, "month").version}
    versions |= {ask(desk, "week", money=False).version, ask(desk, "week", language="ru").version}
    assert len(versions) == 4


def picture(desk: Desk, period: str, **how: Any) -> np.ndarray:
    png = desk.chart(Question("summary", CLINIC, AS_OF.isoformat(), period, **how))
    return imread(io.BytesIO(png), format="png")


@pytest.mark.parametrize("period", ["today", "week", "month", "2026-01-01..2026-05-01", "all"])
@pytest.mark.parametrize("money", [True, False])
def test_a_chart_is_1280_pixels_wide_and_not_blank(desk: Desk, period: str, money: bool):
    image = picture(desk, period, money=money)
    assert image.shape[1] == 1280
    ink = (image[..., :3] < 0.95).any(axis=2)
    assert ink.mean() > 0.02
    for edge in (ink[:8], ink[-8:], ink[:, :4], ink[:, -4:]):
        assert not edge.any(), "something is cut at the edge"


def test_a_chart_without_money_differs_from_one_with_it(desk: Desk):
    assert (picture(desk, "month", money=True) != picture(desk, "month", money=False)).any()


def test_the_list_of_metrics_holds_every_file_by_itself():
    files = Path(metrics.__file__).parent.glob("*.py")
    listed = {line.name: line for line in lines()}
    assert listed.keys() == {file.stem for file in files} - {"__init__"}
    assert not listed["summary"].closed_days
