"""How SQLite finds rows: no question that people wait for walks through a whole clinic."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from metrics.kit.entries import ENTRIES
from storage import feeding
from storage.database import prepare
from storage.feed_entries import entries_of
from storage.planner import seed
from storage.schema import statements
from storage.statements import Statement

ASKED_IN = (
    "alive",
    "amendments",
    "attachments",
    "cards",
    "complaining",
    "complaint_lists",
    "complaint_steps",
    "complaints",
    "entry_habits",
    "founding",
    "habits",
    "invites",
    *("jobs", "journal", "keeping", "kept"),
    "ledger",
    "mail",
    "measures",
    "membership",
    "merging",
    "patients",
    "pictures",
    "posters",
    "praises",
    "promises",
    "recurring",
    *("reports", "rooms"),
    "ratings",
    "team",
    "visits",
    "withheld",
)
WHOLE = ("SCAN", "USING PRIMARY KEY (clinic_id=?)", "(clinic_id=?)")
SHORT_TABLES = (
    "posters",
    "invites",
    *("staff", "services", "channels", "doctors", "rooms", "settings"),
    *("CONSTANT ROW", "VIRTUAL", "newest"),
)
"""A clinic has few of these and all are wanted; the virtual one is the list that is asked for, and
the newest lines are as many as the question says."""

NEWEST_ONLY = ("PRUNE_JOBS", "_LINK", "_OWNERS", "A_LINE", "AN_AMOUNT", "_KEPT_BY", "_ONE_BEHIND")
"""Reads one row from either end of its index, or fifty at most; or runs once, at the start; or as
rarely as the currency changes or somebody leaves."""


def asked() -> Iterator[tuple[str, Statement]]:
    """Every statement with a condition, by module and name."""
    for module in ASKED_IN:
        for name, each in vars(import_module(f"storage.{module}")).items():
            for path, statement in inside(name, each):
                if not statement.sql.startswith("INSERT"):
                    yield f"{module}.{path}", statement
    for kind in ENTRIES:
        since = entries_of(kind.table, kind.columns, since=True)
        yield f"feed_entries.{kind.table}", since
    for name in ("PATIENTS_SINCE", "TOUCHED", "ARRIVED", "GIVEN_AWAY", "LINES_OF", "ARRIVALS_OF"):
        yield f"feeding.{name}", getattr(feeding, name)
    yield "feeding.COMPLAINTS_SINCE", feeding.COMPLAINTS_SINCE


def inside(name: str, each: object) -> Iterator[tuple[str, Statement]]:
    """The statements that a module's name holds, be it by table or among others of its kind."""
    if isinstance(each, Statement):
        yield name, each
    elif isinstance(each, dict) and name.startswith("_"):
        for key, value in each.items():
            yield from inside(f"{name}.{key}", value)
    elif is_dataclass(each) and not isinstance(each, type):
        for field in fields(each):
            yield from inside(f"{name}.{field.name}", getattr(each, field.name))


def plan_of(connection: sqlite3.Connection, statement: Statement) -> list[str]:
    values = [None] * len(statement.order)
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", values)
    return [row[3] for row in rows]


def walks(plan: list[str]) -> list[str]:
    """The steps that read a whole clinic, or a whole table of the post."""
    return [
        step
        for step in plan
        if any(step.endswith(sign) or step.startswith(sign) for sign in WHOLE)
        and not any(f" {table}" in step for table in SHORT_TABLES)
    ]


@pytest.mark.parametrize(
    ("name", "statement"), [pytest.param(*each, id=each[0]) for each in asked()]
)
def test_no_question_walks_through_a_whole_clinic(
    tmp_path: Path, name: str, statement: Statement
) -> None:
    prepare(tmp_path / "clinic.db")
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as connection:
        found = walks(plan_of(connection, statement))

    assert found == [] or name.split(".")[1] in NEWEST_ONLY


def test_without_the_figures_a_day_is_found_by_reading_the_whole_clinic() -> None:
    with closing(sqlite3.connect(":memory:")) as bare:
        for statement in statements():
            bare.execute(statement)
        day = dict(asked())["ledger._DAY"]
        before = plan_of(bare, day)
        seed(bare)
        bare.execute("ANALYZE sqlite_schema")

        assert not any("day=?" in step for step in before)
        assert any("day=?" in step for step in plan_of(bare, day))
