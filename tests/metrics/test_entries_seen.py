"""Entries as a metric sees them: from its as-of day, and only of the kinds it reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clinic.calendar import day_from, day_number, moment_of
from metrics.kit.entries import CASH, ENTRIES, KINSHIPS, PROMISE_STATES, PROMISES
from metrics.kit.frames import Frames
from metrics.kit.layout import COMPLAINTS, NEVER, Kind
from metrics.kit.patch import current
from storage.feed import Feed
from tests.metrics.journals import CLINIC, Writer

DAY = 20_000
CLOSED = (DAY + 3) * 86_400_000 - 2 * 3_600_000
"""Ten in the evening in UTC: the next day in Moscow."""


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Writer(tmp_path / "clinic.db")) as writer:
        writer.set("timezone", '"Europe/Moscow"')
        writer.enter("promises", 10, DAY, due=DAY, keeper_id=7, state="late", closed=CLOSED)
        yield writer


def seen(writer: Writer, *kinds: Kind) -> Frames:
    with closing(Feed(writer.path)) as feed:
        return Frames(current(None, feed, CLINIC, kinds))


@pytest.mark.parametrize(
    ("as_of", "state", "closed"),
    [(DAY, "open", NEVER), (DAY + 2, "open", NEVER), (DAY + 3, "late", DAY + 3)],
)
def test_a_promise_is_open_until_the_clinics_day_on_which_it_was_closed(
    writer: Writer, as_of: int, state: str, closed: int
):
    row = seen(writer, PROMISES)[PROMISES].until(day_from(as_of)).iloc[0]
    assert (PROMISE_STATES[row["state"]], row["closed"]) == (state, closed)


def test_what_was_planned_after_the_as_of_day_is_not_hidden(writer: Writer):
    writer.enter("promises", 11, DAY, due=DAY + 30, keeper_id=7, state="open")
    assert DAY + 30 in seen(writer, PROMISES)[PROMISES].until(day_from(DAY))["due"].tolist()


def test_a_complaint_is_seen_by_the_owner_only_from_that_day_on(writer: Writer):
    saw = moment_of(2026, 3, 11, 21)
    writer.complain(1, DAY, owner_saw=saw)
    complaints = seen(writer)[COMPLAINTS]
    assert complaints.until(date(2026, 3, 11))["owner_saw"].tolist() == [NEVER]
    assert complaints.until(date(2026, 3, 12))["owner_saw"].tolist() == [
        day_number(date(2026, 3, 12))
    ]


def test_entries_that_a_metric_does_not_read_are_not_read(writer: Writer):
    frames = seen(writer, CASH)
    assert [kind for kind in frames if kind in ENTRIES] == [CASH]
    with pytest.raises(KeyError):
        frames[PROMISES]


def test_households_are_unions_of_kinships(writer: Writer):
    for patient in (1, 2, 3, 4, 5, 6):
        writer.patient(patient)
    for id, (one, other) in enumerate(((6, 5), (2, 4), (4, 5)), 20):
        writer.enter("kinships", id, DAY, patient_id=one, relative_id=other)
    assert seen(writer, KINSHIPS).households.tolist() == [0, 1, 2, 1, 1, 1]
