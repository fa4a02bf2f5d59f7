"""A journal under random hands, the columns that are patched along, and how both are shown."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from metrics.kit.columns import Columns
from metrics.kit.layout import (
    CAUSES,
    COMPLAINTS,
    CONTACTS,
    EMOTIONS,
    NEVER,
    NOBODY,
    OUTCOMES,
    STATES,
    SUBJECTS,
)
from metrics.kit.patch import current
from storage.feed import Feed
from tests.metrics import brute
from tests.metrics.journals import CLINIC, Writer

GAP = 548
DAYS = sorted({start + gap for start in (20_000, 20_001, 20_007) for gap in (0, 1, GAP, 2 * GAP)})
"""Few days, with gaps of exactly A, so that ties and same-day second visits are the rule."""

PATIENTS = (5, 3, 9, 1, 4)
"""Ids out of order: a patient may come in between those that the columns know."""

amounts = st.sampled_from((None, 0, 3500, 120_050, -3500))
lines = st.fixed_dictionaries(
    {
        "amount": amounts,
        "paid": st.sampled_from((None, None, 0, 1000)),
        "service_id": st.sampled_from((None, 1, 2, 3)),
        "channel_id": st.sampled_from((None, None, 1, 2)),
        "doctor_id": st.sampled_from((None, 1, 2)),
        "wait_min": st.sampled_from((None, None, 0, 7, 31)),
        "rated": st.sampled_from((None, (4.0, 5), (9.0, 10), (4.7, 5))),
        "clock": st.sampled_from((None, None, 9, 17, 24)),
    }
)
waits = st.sampled_from((None, 0, 7, 31, 800))
MORE = (
    {"emotion": "furious", "subjects_also": '["price", "other"]', "owner_saw": 5},
    {"emotion": "зол", "emotion_after": "calm", "outcome": "partly", "causes_also": '["people"]'},
    {"contact": "relative", "doctor_id": 2},
)
entries = st.one_of(
    st.tuples(st.just("log"), st.sampled_from(PATIENTS), st.sampled_from(DAYS), lines),
    st.tuples(st.just("log"), st.sampled_from(PATIENTS), st.sampled_from(DAYS), lines),
    st.tuples(st.just("move"), st.integers(0, 99), st.sampled_from(DAYS)),
    st.tuples(st.just("give"), st.integers(0, 99), st.sampled_from(PATIENTS)),
    st.tuples(st.just("reprice"), st.integers(0, 99), amounts),
    st.tuples(st.just("void"), st.integers(0, 99)),
    st.tuples(
        st.just("mark"),
        st.sampled_from(PATIENTS),
        st.sampled_from(("legacy", "asked")),
        st.integers(0, 1),
    ),
    st.tuples(st.just("merge"), st.sampled_from(PATIENTS), st.sampled_from((None, *PATIENTS))),
    st.tuples(st.just("until"), st.sampled_from((None, DAYS[1], DAYS[-1]))),
    st.tuples(st.just("complain"), st.sampled_from((None, *PATIENTS)), st.sampled_from(DAYS)),
    st.tuples(st.just("resolve"), st.integers(0, 99), st.sampled_from(DAYS)),
    st.tuples(st.just("withdraw"), st.integers(0, 99)),
    st.tuples(st.just("reopen"), st.integers(0, 99)),
    st.tuples(st.just("tell"), st.integers(0, 99), st.sampled_from(MORE)),
    st.tuples(st.just("arrive"), st.sampled_from(PATIENTS), st.sampled_from(DAYS), waits),
    st.tuples(st.just("seat"), st.integers(0, 99), waits),
    st.tuples(st.just("hand_over"), st.integers(0, 99), st.sampled_from(PATIENTS)),
    st.tuples(st.just("leave"), st.integers(0, 99)),
    st.tuples(
        st.just("pay"),
        st.sampled_from(PATIENTS),
        st.sampled_from(DAYS),
        st.sampled_from(("debt", "debt", "prepayment")),
    ),
    st.tuples(st.just("take_back"), st.integers(0, 99)),
    st.tuples(st.just("look")),
    st.tuples(st.just("look")),
)
recalls = st.tuples(
    st.just("recall"), st.sampled_from((1, 2, 3)), st.sampled_from((None, 1, 6, 7, GAP - 6))
)
steps = st.one_of(entries, entries, entries, recalls)


PLAIN = {"amount": 3500, "paid": None, "service_id": None, "channel_id": None}
PLAIN |= {"doctor_id": None, "wait_min": None, "rated": None, "clock": None}
OPENING = [
    *(("log", patient, day, PLAIN) for patient in PATIENTS for day in DAYS[:2]),
    ("complain", 5, DAYS[0]),
    ("complain", 3, DAYS[1]),
    ("arrive", 5, DAYS[0], 7),
    ("look",),
]
"""Something to amend, merge and void, so that random steps seldom miss."""


class Stage:
    """A journal under random hands, and the columns that are patched along."""

    def __init__(self, path: Path) -> None:
        self.writer = Writer(path)
        self.feed = Feed(path)
        self.until: int | None = None
        self.lines: list[int] = []
        self.complaints: list[int] = []
        self.arrivals: list[int] = []
        self.payments: list[int] = []
        self.columns: Columns | None = None

    def close(self) -> None:
        self.feed.close()
        self.writer.close()

    def log(self, patient: int, day: int, values: dict[str, Any]) -> None:
        values = dict(values)
        values["rating"], values["rating_scale"] = values.pop("rated") or (None, None)
        clock = values.pop("clock")
        if clock is not None:  # at 24 it is the next day
            values["logged"] = (day * 24 + clock) * 3_600_000
        self.lines.append(len(self.lines) + 1)
        self.writer.log(self.lines[-1], patient, day, **values)

    def move(self, which: int, day: int) -> None:
        self._amend(which, day=day)

    def give(self, which: int, patient: int) -> None:
        self._amend(which, patient_id=patient)

    def reprice(self, which: int, amount: int | None) -> None:
        self._amend(which, amount=amount)

    def _amend(self, which: int, **values: Any) -> None:
        if self.lines:
            self.writer.amend(self.lines[which % len(self.lines)], **values)

    def void(self, which: int) -> None:
        if self.lines:
            self.writer.void("visit_lines", self.lines[which % len(self.lines)])

    def mark(self, patient: int, flag: str, value: int) -> None:
        self.writer.patient(patient)
        self.writer.update("patients", patient, **{flag: value})

    def merge(self, patient: int, target: int | None) -> None:
        for id in filter(None, (patient, target)):
            self.writer.patient(id)
        if target is None or patient not in brute.chain(self.writer.path, target):
            self.writer.update("patients", patient, merged_into=target)

    def recall(self, service: int, days: int | None) -> None:
        self.writer.update("services", service, recall_days=days)

    def set_until(self, day: int | None) -> None:
        self.until = day
        self.writer.set("legacy_until", f'"{_iso(day)}"' if day else "null")

    def complain(self, patient: int | None, day: int) -> None:
        self.complaints.append(len(self.complaints) + 1)
        cause = "people" if day % 2 else None
        self.writer.complain(self.complaints[-1], day, patient_id=patient, cause=cause)

    def resolve(self, which: int, day: int) -> None:
        if self.complaints:
            id = self.complaints[which % len(self.complaints)]
            self.writer.update("complaints", id, status="resolved", resolved=day)
            self.writer.step(id, "resolved")

    def reopen(self, which: int) -> None:
        if self.complaints:
            id = self.complaints[which % len(self.complaints)]
            self.writer.update("complaints", id, status="reopened", resolved=None)
            self.writer.step(id, "reopened")

    def tell(self, which: int, more: dict[str, Any]) -> None:
        if self.complaints:
            self.writer.update("complaints", self.complaints[which % len(self.complaints)], **more)

    def arrive(self, patient: int, day: int, wait: int | None) -> None:
        self.arrivals.append(1000 + len(self.arrivals))
        times = {"arrived": 90_000, "seated": None if wait is None else 90_000 + wait * 60_000}
        self.writer.enter("arrivals", self.arrivals[-1], day, patient_id=patient, **times)

    def seat(self, which: int, wait: int | None) -> None:
        self._mend(which, seated=None if wait is None else 90_000 + wait * 60_000 + 29_999)

    def hand_over(self, which: int, patient: int) -> None:
        self._mend(which, patient_id=patient)

    def _mend(self, which: int, **values: Any) -> None:
        if self.arrivals:
            self.writer.amend(self.arrivals[which % len(self.arrivals)], "arrivals", **values)

    def leave(self, which: int) -> None:
        if self.arrivals:
            self.writer.void("arrivals", self.arrivals[which % len(self.arrivals)])

    def pay(self, patient: int, day: int, kind: str) -> None:
        self.payments.append(len(self.payments) + 1)
        values = {"patient_id": patient, "kind": kind, "amount": 700}
        self.writer.enter("payments", self.payments[-1], day, **values)

    def take_back(self, which: int) -> None:
        if self.payments:
            self.writer.void("payments", self.payments[which % len(self.payments)])

    def withdraw(self, which: int) -> None:
        if self.complaints:
            self.writer.void("complaints", self.complaints[which % len(self.complaints)])

    def look(self) -> None:
        self.columns = current(self.columns, self.feed, CLINIC)

    def do(self, step: tuple[Any, ...]) -> None:
        {"until": self.set_until}.get(step[0], getattr(self, step[0], None))(*step[1:])


def _iso(day: int) -> str:
    from clinic.calendar import day_from

    return day_from(day).isoformat()


@contextmanager
def staged(template: Path) -> Iterator[Stage]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clinic.db"
        shutil.copy(template, path)
        with closing(Stage(path)) as stage:
            yield stage


def shown(columns: Columns, kind: Any) -> list[dict[str, Any]]:
    """Return rows with ids and names in the place of places and codes, None for NaN."""
    rows = columns.tables[kind].rows()
    ids = columns.patients.ids
    plain = []
    for place in range(columns.tables[kind].size):
        row = {name: column[place].item() for name, column in rows.items()}
        row["patient"] = None if row["patient"] == NOBODY else int(ids[row["patient"]])
        for name in row.keys() & {"wait_min", "rating"}:
            row[name] = None if math.isnan(row[name]) else round(row[name], 2)
        for name in row.keys() & {
            f"{first}{named}" for named in columns.names for first in ("", "first_")
        }:
            row[name] = columns.names[name.removeprefix("first_")].name(row[name])
        plain.append(row)
    return plain


ON_DAYS = ("resolved", "logged", "acknowledged", "first_resolved", "owner_saw")


def named_in(listed: tuple[str, ...], bits: int) -> list[str]:
    return sorted(word for place, word in enumerate(listed) if bits >> place & 1)


def told(row: dict[str, Any]) -> dict[str, Any]:
    """Return what brute force found, with an emotion of somebody's own words as the columns say."""
    emotion = row["emotion"] if row["emotion"] in EMOTIONS else "other"
    return {**row, "emotion": emotion}


def complaints_shown(columns: Columns) -> list[dict[str, Any]]:
    return [
        {
            **{name: row[name] for name in ("id", "day", "patient")},
            "subject": SUBJECTS[row["subject"]],
            "cause": CAUSES[row["cause"]],
            "status": STATES[row["status"]],
            "gravity": row["gravity"] or None,
            **{name: EMOTIONS[row[name]] for name in ("emotion", "emotion_after")},
            "outcome": OUTCOMES[row["outcome"]],
            "contact": CONTACTS[row["contact"]],
            "subjects_also": named_in(SUBJECTS, row["subjects_also"]),
            "causes_also": named_in(CAUSES, row["causes_also"]),
            **{name: None if row[name] == NEVER else row[name] for name in ON_DAYS},
            "doctor": row["doctor"],
        }
        for row in shown(columns, COMPLAINTS)
    ]
