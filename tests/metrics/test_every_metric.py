"""What holds for every metric there is, whoever wrote it: walked over the list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.commands.demo_clinic import fill
from clinic.calendar import Calendar, SystemClock
from clinic.errors import Refusal
from clinic.report import Question
from clinic.settings import UTC
from clinic.words import Words
from metrics.kit.desk import Desk
from metrics.kit.discovery import all_metrics, lines
from metrics.kit.shelf import Shelf
from storage.feed import Feed
from tests.metrics.journals import CLINIC
from tests.metrics.pictures import assert_readable, last_drawn

NAMES = [line.name for line in lines()]
LONGEST = 900
"""Characters of a message, as Telegram counts them once tags are taken away."""

MONEY = re.compile(r"RUB|₽|¥")
every_metric = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Open the demo's clinic of three years."""
    path: Path = tmp_path_factory.mktemp("demo") / "clinic.db"
    fill(path, Words("en"))
    with closing(Feed(path)) as feed:
        yield Desk(Shelf(feed, path.parent / "columns"))


def today() -> date:
    return Calendar(UTC, SystemClock()).today()


def about(name: str, **more: object) -> Question:
    return replace(Question(name, CLINIC, today().isoformat()), **more)


def shown(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


@every_metric
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_rich_clinic_is_answered_in_few_words(demo: Desk, name: str, language: str):
    report = demo.report(about(name, language=language))
    assert len(shown(report.text)) <= LONGEST
    assert 20 < len(shown(report.explained)) <= LONGEST
    assert "{" not in report.text + report.explained
    assert "→ " in report.text


@every_metric
def test_the_numbers_can_be_read_by_a_program(demo: Desk, name: str):
    numbers = demo.report(about(name)).numbers
    assert json.loads(json.dumps(numbers, allow_nan=False)) == numbers
    assert list(numbers)[:6] == ["metric", "clinic", "currency", "period", "as_of", "options"]


@every_metric
def test_whoever_may_see_no_money_sees_none(demo: Desk, name: str):
    question = about(name, money=False, owner=False)
    try:
        report = demo.report(question)
    except Refusal:
        return
    assert not MONEY.search(report.text + report.explained + report.title)


@every_metric
def test_nothing_is_said_of_days_before_the_first_visit(demo: Desk, name: str):
    report = demo.report(about(name, as_of="2001-01-01"))
    assert report.numbers["notes"]
    assert demo.chart(about(name, as_of="2001-01-01"))


@every_metric
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("as_of", ["2001-01-01", "", "early"])
def test_every_picture_can_be_read(demo: Desk, name: str, language: str, as_of: str):
    """Nothing, three years, and a first fortnight."""
    early = (today() - timedelta(days=3 * 365 - 14)).isoformat()
    day = {"": today().isoformat(), "early": early}.get(as_of, as_of)
    demo._kept.clear()
    assert demo.chart(about(name, language=language, as_of=day))
    assert_readable(last_drawn())


@every_metric
def test_the_same_question_has_the_same_answer(demo: Desk, name: str):
    one = all_metrics()[name]
    question = about(name, as_of="2026-01-31")
    first = demo.report(question)
    demo._kept.clear()
    assert demo.report(question) == first
    assert one.question


@every_metric
def test_each_way_to_narrow_a_question_narrows_it(demo: Desk, name: str):
    for what in all_metrics()[name].drills:
        whole = demo.report(about(name)).numbers
        none = demo.report(about(name, only={what: 0})).numbers
        assert none["values"] != whole["values"], what


@every_metric
def test_each_option_is_bounded_and_each_choice_is_within(name: str):
    metric = all_metrics()[name]
    assert metric.bounds.keys() == metric.options.keys()
    for option, values in metric.choices.items():
        low, high = metric.bounds[option]
        assert all(low <= value <= high for value in values)


@every_metric
def test_each_metric_names_the_claims_it_answers(name: str):
    module = __import__(f"metrics.{name}", fromlist=["METRIC"])
    assert re.search(r"\(R\d+(, R\d+)*\)", module.__doc__ or ""), "(R7, R8) in its first line"
