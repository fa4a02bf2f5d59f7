"""How the call list finds its rows: by patient, by call, or among the few that are open."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from storage.database import prepare
from storage.rhythm_questions import LET_ALONE, LET_DOWN
from storage.statements import Statement
from tests.storage.test_plans import plan_of, walks

RARE = ("MERGED", "SILENT")
"""Asked once a card, or when an owner looks: a walk of some milliseconds through the patients."""

MODULES = ("calls", "calling", "call_undoing", "call_outcomes", "families", "rhythm_questions")


def asked() -> Iterator[tuple[str, Statement]]:
    for module in (
        "calls",
        "calling",
        "call_undoing",
        "call_outcomes",
        "families",
        "rhythm_questions",
    ):
        for name, each in vars(import_module(f"storage.{module}")).items():
            if isinstance(each, Statement) and not each.sql.startswith("INSERT"):
                yield name, each
    yield from {**LET_DOWN, **LET_ALONE}.items()


@pytest.mark.parametrize(
    ("name", "statement"), [pytest.param(*each, id=each[0]) for each in asked()]
)
def test_no_question_of_the_call_list_walks_through_a_whole_clinic(
    tmp_path: Path, name: str, statement: Statement
) -> None:
    prepare(tmp_path / "clinic.db")
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as connection:
        found = walks(plan_of(connection, statement))

    assert found == [] or name in RARE
