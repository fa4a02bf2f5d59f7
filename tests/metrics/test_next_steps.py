"""Every number says one next step in each of its states, and each step has a key of its own.

Seen to fail when a state is not declared.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

from clinic.calendar import day_number
from clinic.next_steps import BadStep, LongStep, key_of
from clinic.report import Question
from clinic.settings import Dated, in_force, read_setting
from clinic.words import languages
from metrics.kit.desk import Desk
from metrics.kit.discovery import UnknownStep, all_metrics, refuse_unknown_step, step_keys
from metrics.kit.links import LINKS
from metrics.kit.shelf import Shelf
from metrics.kit.sign_words import STEP_STATES
from storage.feed import Feed
from tests.metrics.journals import CLINIC, Writer

DAY = date(2026, 3, 12)
every_metric = pytest.mark.parametrize("name", list(all_metrics()))


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, ...]]:
    """A clinic where nothing was logged yet, and one with a visit a day."""
    folders = [tmp_path_factory.mktemp("clinic") for _clinic in range(2)]
    feeds = [Feed(written(folder, days)) for folder, days in zip(folders, (0, 90), strict=True)]
    pairs = zip(feeds, folders, strict=True)
    yield tuple(Desk(Shelf(feed, folder / "columns")) for feed, folder in pairs)
    for feed in feeds:
        feed.close()


def written(folder: Path, days: int) -> Path:
    with closing(Writer(folder / "clinic.db")) as writer:
        for back in range(days):
            writer.log(back + 1, back % 9, day_number(DAY) - back, amount=350_000)
    return folder / "clinic.db"


@every_metric
def test_each_metric_says_a_step_whose_key_is_known_in_each_language(
    desks: tuple[Desk, ...], name: str
):
    sees = (True,) if all_metrics()[name].only_money else (True, False)
    for desk, language, money in product(desks, languages(), sees):
        question = Question(name, CLINIC, DAY.isoformat(), language=language, money=money)
        report = desk.report(question)
        assert report.step.strip()
        assert report.text.endswith(f"→ {report.step}")
        assert report.step_key in step_keys()


@every_metric
def test_the_states_that_a_metric_declares_are_those_that_its_steps_name(name: str):
    tree = ast.parse(inspect.getsource(import_module(f"metrics.{name}")))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call.args[1] for call in calls if ast.unparse(call.func) in {"StepIn", "words.step"}]
    said = {node.value for node in named if isinstance(node, ast.Constant)}
    by_name = {"signs": STEP_STATES, "chain": LINKS}.get(name, ())
    assert said | {*by_name} == {*all_metrics()[name].states}


def test_an_unknown_step_is_refused_with_the_nearest():
    refuse_unknown_step("step.waiting.empty")
    with pytest.raises(UnknownStep) as refused:
        refuse_unknown_step("step.waitng")
    assert refused.value.fields["nearest"] == "step.waiting"


@pytest.mark.parametrize("typed", ["", "  ", "…", "/calls", "/calls@smile_bot", "12"])
def test_what_nobody_could_do_is_no_step(typed: str):
    with pytest.raises(BadStep):
        read_setting("step.returns", typed)


def test_a_step_has_two_hundred_characters_at_most_and_becomes_one_line():
    assert read_setting("step.returns", "a" * 200) == "a" * 200
    with pytest.raises(LongStep):
        read_setting("step.returns", "a" * 201)
    assert read_setting("step.returns", " Ask\n them\t\u202e why ") == "Ask them why"
    assert read_setting("step.returns", "none") is None


def test_a_step_is_in_force_from_its_day_until_it_is_taken_back():
    rows = [Dated("step.returns", 5, "Ask"), Dated("step.returns", 9, None)]
    found = [dict(in_force(rows, at).steps) for at in (4, 5, 8, 9)]
    assert found == [{}, {"step.returns": "Ask"}, {"step.returns": "Ask"}, {}]
    assert in_force(rows, 5).with_value("step.returns", None).steps == {}
    assert key_of("returns") == "step.returns"
