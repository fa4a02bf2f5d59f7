"""Entries gathered and patched along equal fresh ones, and both what plain SQL finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import day_number
from metrics.kit import entries
from metrics.kit.columns import Columns
from metrics.kit.entries import ENTRIES, EntryKind
from metrics.kit.layout import NEVER, NEVER_AT, NOBODY
from metrics.kit.patch import current
from storage.feed import Feed
from tests.metrics import brute
from tests.metrics.entry_samples import DAYS, LATE, OWN, PATIENTS, TABLES, rows_of
from tests.metrics.journals import CHANNELS, CLINIC, DOCTORS, SERVICES, Writer, standing

UNDATED = ("measures", "calls")
CHANGING = tuple(kind for kind in ENTRIES if not kind.grows)
kinds = st.sampled_from(CHANGING)
steps = st.one_of(
    kinds.flatmap(
        lambda kind: st.tuples(
            st.just("enter"), st.just(kind), st.sampled_from(DAYS), st.fixed_dictionaries(OWN[kind])
        )
    ),
    st.tuples(st.just("void"), st.integers(0, 99)),
    st.tuples(st.just("move"), st.integers(0, 99), st.sampled_from(DAYS)),
    st.tuples(st.just("give"), st.integers(0, 99), st.sampled_from((4, *PATIENTS))),
    st.tuples(st.just("merge"), st.sampled_from(PATIENTS), st.sampled_from((None, *PATIENTS))),
    st.tuples(st.just("zone"), st.sampled_from(("UTC", "Europe/Moscow"))),
    st.tuples(st.just("look"), st.lists(kinds, max_size=4)),
    st.tuples(st.just("look"), st.just(CHANGING)),
)
OPENING = (
    ("enter", entries.LEAVINGS, DAYS[0], {"patient_id": 5, "reason": "price"}),
    ("enter", entries.LEAVINGS, DAYS[0], {"patient_id": 9, "reason": "moved"}),
    ("enter", entries.KINSHIPS, DAYS[1], {"patient_id": 5, "relative_id": 9}),
    ("enter", entries.PROMISES, DAYS[0], {"due": DAYS[1], "keeper_id": 7, "closed": LATE}),
    ("look", CHANGING),
)
"""Something to merge, move and void, so that random steps seldom miss."""


def table_of(kind: EntryKind) -> str:
    return TABLES.get(kind.table, kind.table)


class Hands:
    """Writes entries at random, and looks at some kinds in between."""

    def __init__(self, path: Path) -> None:
        self.writer, self.feed = Writer(path), Feed(path)
        self.columns: Columns | None = None
        self.zone = ZoneInfo("UTC")
        self.held: list[tuple[EntryKind, int]] = []
        self.writer.complain(1, DAYS[0])

    def close(self) -> None:
        self.feed.close()
        self.writer.close()

    def enter(self, kind: EntryKind, day: int, values: dict[str, Any]) -> None:
        id = len(self.held) + 100
        if kind is entries.PROMISES:
            values = {**values, "state": "kept" if values["closed"] else "open"}
        if kind is entries.CASH and standing(self.writer.path, "cash_totals"):
            return  # one of a day stands
        if kind.table in UNDATED:
            if patient := values.get("patient_id"):
                self.writer.patient(patient)
            self.writer.insert(kind.table, id=id, **values)
        else:
            self.writer.enter(table_of(kind), id, day, **values)
        self.held.append((kind, id))

    def _one(self, which: int) -> tuple[EntryKind, int] | None:
        dated = [each for each in self.held if each[0].table not in UNDATED]
        return dated[which % len(dated)] if dated else None

    def void(self, which: int) -> None:
        if one := self._one(which):
            self.writer.void(table_of(one[0]), one[1])

    def move(self, which: int, day: int) -> None:
        if one := self._one(which):
            self.writer.update(table_of(one[0]), one[1], day=day)

    def give(self, which: int, patient: int) -> None:
        one = self._one(which)
        if one and one[0].people and one[0] is not entries.KINSHIPS:
            self.writer.amend(one[1], table_of(one[0]), patient_id=patient)

    def merge(self, patient: int, target: int | None) -> None:
        for id in filter(None, (patient, target)):
            self.writer.patient(id)
        if target is None or patient not in brute.chain(self.writer.path, target):
            self.writer.update("patients", patient, merged_into=target)

    def set_zone(self, name: str) -> None:
        self.zone = ZoneInfo(name)
        self.writer.set("timezone", f'"{name}"')

    def look(self, wanted: Sequence[EntryKind]) -> None:
        self.columns = current(self.columns, self.feed, CLINIC, wanted)

    def do(self, step: tuple[Any, ...]) -> None:
        {"zone": self.set_zone}.get(step[0], getattr(self, step[0], None))(*step[1:])


@contextmanager
def hands_on(template: Path) -> Iterator[Hands]:
    with TemporaryDirectory() as folder:
        path = Path(copy(template, Path(folder) / "clinic.db"))
        with closing(Hands(path)) as hands:
            yield hands


LISTED = {
    ("expenses", "bucket"): entries.BUCKETS,
    ("payments", "kind"): entries.PAID_FOR,
    ("appointments", "kind"): entries.BOOKINGS,
    ("promises", "state"): entries.PROMISE_STATES,
    ("leavings", "reason"): entries.REASONS,
    ("leavings", "rival"): entries.RIVALS,
    ("measures", "kind"): entries.PREVENTIONS,
    ("measures", "effect_30"): entries.EFFECTS,
    ("measures", "effect_90"): entries.EFFECTS,
    ("calls", "reason"): entries.CALL_REASONS,
    ("calls", "outcome"): entries.CALL_OUTCOMES,
}
ABSENT = {"discount": -1, "quote": -1, "amount": 0}
ABSENT |= {"hour": -1, "stars": 0, "poster": 0, "site": "", "note": "", "outcome": ""}


def plain(columns: Columns, kind: EntryKind) -> list[dict[str, Any]]:
    """Return a kind's rows with ids, names and words in the place of places and codes."""
    rows, ids = columns.entries[kind].rows(), columns.patients.ids.tolist()
    meant: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(kind.people, lambda at: None if at == NOBODY else ids[at]),
        **{name: columns.names[name].name for name in ("channel", "doctor", "service")},
    }
    found = []
    for place in range(len(rows["id"])):
        row = {name: column[place] for name, column in rows.items()}
        row = {name: cell.item() if hasattr(cell, "item") else cell for name, cell in row.items()}
        for name, cell in row.items():
            listed = LISTED.get((kind.table, name))
            row[name] = listed[cell] if listed else meant.get(name, _absent)(cell)
        found.append(row)
    return found


def _absent(cell: Any) -> Any:
    return None if cell in (NEVER, NEVER_AT) or cell != cell else cell


MOMENTS_AS_DAYS = frozenset(
    ("logged", "closed", "done", "dropped", "at", "opened", "contacted", "answered")
)


def by_hand(hands: Hands, kind: EntryKind) -> list[dict[str, Any]]:
    """Return the same from the table's standing rows alone."""
    root = brute.roots(hands.writer.path)

    def day_of(moment: int | None) -> int | None:
        at = None if moment is None else datetime.fromtimestamp(moment / 1000, hands.zone)
        return at and day_number(at.date())

    how: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(("patient_id", "relative_id", "referrer_id"), root.get),
        "channel_id": CHANNELS.get,
        "doctor_id": DOCTORS.get,
        "service_id": lambda id: SERVICES[id][0] if id else None,
        "recurring_id": bool,
    }
    found = []
    for row in rows_of(hands.writer.path, kind):
        shown = {"id": row["id"]}
        for name, field in kind.read.items():
            cell = row[field.column]
            if field.dtype == "i4" and field.column in MOMENTS_AS_DAYS:
                shown[name] = day_of(cell)
            elif name == "written_hour":
                shown[name] = datetime.fromtimestamp(cell / 1000, hands.zone).hour
            elif cell is None and (kind.table, name) in LISTED:
                shown[name] = ""
            else:
                same = ABSENT.get(name) if cell is None else cell
                shown[name] = how.get(field.column, lambda _cell, same=same: same)(cell)
        found.append(shown)
    return sorted(found, key=lambda row: (row["day"], row["id"]))


def assert_true(hands: Hands) -> None:
    """The patched entries are those read anew, and those that plain SQL finds."""
    hands.look(CHANGING)
    fresh = current(None, hands.feed, CLINIC, CHANGING)
    assert hands.columns is not None
    for kind in CHANGING:
        assert plain(hands.columns, kind) == plain(fresh, kind) == by_hand(hands, kind)


@pytest.mark.no_cover
@settings(max_examples=100, deadline=None)
@given(st.lists(steps, max_size=20))
def test_patched_entries_equal_fresh_ones_and_plain_rows(template: Path, steps: list[Any]):
    with hands_on(template) as hands:
        for step in (*OPENING, *steps):
            hands.do(step)
        assert_true(hands)


@pytest.mark.parametrize(
    "step",
    [
        ("merge", 5, 3),
        ("give", 0, 4),
        ("zone", "Europe/Moscow"),
        ("move", 0, DAYS[2]),
        ("void", 0),
    ],
    ids=lambda step: step[0],
)
def test_each_kind_of_change_reaches_entries_that_were_read_before(
    template: Path, step: tuple[Any, ...]
):
    with hands_on(template) as hands:
        for each in (*OPENING, step):
            hands.do(each)
        assert_true(hands)
