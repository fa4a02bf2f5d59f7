"""Columns patched along equal fresh ones, and both what brute force finds, whatever was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.kit.layout import KINDS, MONEY, VISITS
from metrics.kit.patch import current
from metrics.kit.snapshot import load, save
from metrics.kit.table import SPARE
from tests.metrics import brute
from tests.metrics.hands import (
    DAYS,
    OPENING,
    PLAIN,
    complaints_shown,
    entries,
    shown,
    staged,
    steps,
    told,
)
from tests.metrics.journals import CLINIC


@pytest.mark.no_cover
@settings(max_examples=100, deadline=None)
@given(st.lists(steps, max_size=30))
def test_patched_columns_equal_fresh_ones_and_brute_force(template: Path, steps: list[Any]):
    with staged(template) as stage:
        for step in (*OPENING, *steps):
            stage.do(step)
        stage.look()
        fresh = current(None, stage.feed, CLINIC)
        assert stage.columns is not None
        for kind in KINDS:
            assert shown(stage.columns, kind) == shown(fresh, kind)
        path = stage.writer.path
        assert shown(fresh, VISITS) == brute.visits(path, stage.until)
        assert shown(fresh, MONEY) == brute.money_alone(path)
        assert complaints_shown(fresh) == [told(row) for row in brute.complaints(path)]


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=25), st.lists(entries, max_size=10))
def test_a_snapshot_patched_after_loading_equals_fresh_columns(
    template: Path, before: list[Any], after: list[Any]
):
    with staged(template) as stage:
        for step in (*OPENING, *before):
            stage.do(step)
        folder = stage.writer.path.parent / "columns"
        save(current(stage.columns, stage.feed, CLINIC), folder)
        for step in after:
            stage.do(step)
        loaded = load(folder, CLINIC)
        assert loaded is not None
        patched = current(loaded, stage.feed, CLINIC)
        assert patched is loaded
        fresh = current(None, stage.feed, CLINIC)
        for kind in KINDS:
            assert shown(patched, kind) == shown(fresh, kind)


def test_a_merge_undone_gives_each_patient_back_his_own_visits(template: Path):
    with staged(template) as stage:
        for step in (*OPENING, ("merge", 5, 3), ("look",), ("merge", 5, None), ("look",)):
            stage.do(step)
        assert stage.columns is not None
        assert shown(stage.columns, VISITS) == brute.visits(stage.writer.path, None)


def test_a_complaint_follows_its_patient_into_a_merge(template: Path):
    with staged(template) as stage:
        for step in (*OPENING, ("merge", 5, 3), ("look",)):
            stage.do(step)
        assert stage.columns is not None
        assert [row["patient"] for row in complaints_shown(stage.columns)] == [3, 3]


def test_a_patient_first_seen_on_the_legacy_day_itself_is_not_legacy(template: Path):
    with staged(template) as stage:
        for step in (*OPENING, ("until", DAYS[0]), ("look",)):
            stage.do(step)
        assert stage.columns is not None
        assert not stage.columns.tables[VISITS]["legacy"].any()
        stage.do(("until", DAYS[1]))
        stage.look()
        assert stage.columns.tables[VISITS]["legacy"].all()


def test_who_was_asked_where_he_comes_from_is_new_even_before_the_legacy_day(template: Path):
    with staged(template) as stage:
        for step in (*OPENING, ("until", DAYS[-1]), ("mark", 3, "asked", 1), ("look",)):
            stage.do(step)
        assert stage.columns is not None
        rows = shown(stage.columns, VISITS)
        assert {row["patient"] for row in rows if not row["legacy"]} == {3}
        stage.do(("merge", 3, 5))
        stage.look()
        rows = shown(stage.columns, VISITS)
        assert {row["patient"] for row in rows if not row["legacy"]} == {5}
        stage.do(("mark", 5, "legacy", 1))
        stage.look()
        assert stage.columns.tables[VISITS]["legacy"].all()


def test_when_a_service_is_due_again_counts_from_the_next_question_on(template: Path):
    with staged(template) as stage:
        for step in (*OPENING, ("log", 3, DAYS[0], {**PLAIN, "service_id": 2}), ("look",)):
            stage.do(step)
        stage.do(("recall", 2, 180))
        stage.look()
        assert stage.columns is not None
        rows = shown(stage.columns, VISITS)
        assert rows == brute.visits(stage.writer.path, None)
        assert [row["due_after"] for row in rows if row["service"] == "Hygiene"] == [180]


def test_a_table_that_outgrows_its_room_keeps_all_rows(template: Path):
    with staged(template) as stage:
        for step in OPENING:
            stage.do(step)
        for day in range(DAYS[0], DAYS[0] + SPARE + 10):
            stage.log(3, day, PLAIN)
        stage.look()
        assert stage.columns is not None
        assert shown(stage.columns, VISITS) == brute.visits(stage.writer.path, None)
