"""What a clinic writes most, and how much of its journal is read to know it."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clinic.calendar import day_number
from storage.database import open_reading
from storage.habits import (
    AFTER_ALL,
    amounts_of,
    channels_of,
    patients_beginning,
    patients_called,
    patients_of,
    patients_on,
    services_of,
)
from storage.journal import Journal
from storage.patients import marks_by_id, newest_lines
from storage.reader import Reader
from tests.metrics.journals import Writer

RITA, ZOE = 7, 8
TODAY = day_number(date(2026, 3, 12))


@pytest.fixture
def writer(tmp_path: Path):
    with closing(Writer(tmp_path / "clinic.db")) as ready:
        yield ready


@pytest.fixture
def journal(writer: Writer):
    with closing(open_reading(writer.path)) as connection:
        yield Journal(writer.clinic_id, Reader(connection))


def logged(writer: Writer, id: int, patient: int, by: int = RITA, **values: object) -> None:
    writer.log(id, patient, TODAY, **values)
    writer.update("visit_lines", id, author_id=by)


def test_own_services_come_before_those_of_the_clinic(writer: Writer, journal: Journal) -> None:
    for id, by, service in ((1, ZOE, 3), (2, ZOE, 3), (3, ZOE, 3), (4, RITA, 1), (5, RITA, 2)):
        logged(writer, id, 1042, by, service_id=service)
    logged(writer, 6, 1042, RITA, service_id=2)
    logged(writer, 7, 1042, RITA)

    assert services_of(journal, RITA) == [2, 1, 3]
    assert services_of(journal, ZOE) == [3, 2, 1]


def test_a_withdrawn_line_is_no_habit(writer: Writer, journal: Journal) -> None:
    logged(writer, 1, 1042, service_id=1, channel_id=1, amount=3500)
    writer.void("visit_lines", 1)

    assert services_of(journal, RITA) == []
    assert channels_of(journal) == []
    assert amounts_of(journal, 1) == []
    assert patients_of(journal, RITA, TODAY, 8) == []
    assert newest_lines(journal, 1042) == []


def test_channels_are_ranked_by_use(writer: Writer, journal: Journal) -> None:
    for id, channel in enumerate((1, 2, 2), 1):
        logged(writer, id, 1042, channel_id=channel)

    assert channels_of(journal) == [2, 1]


def test_the_last_twenty_amounts_of_a_service_are_read_newest_first(
    writer: Writer, journal: Journal
) -> None:
    for id in range(1, 31):
        logged(writer, id, 1042, service_id=1 + id % 2, amount=id)
    logged(writer, 31, 1042, service_id=1, amount=-500)

    assert amounts_of(journal, 1) == list(range(30, 1, -2))
    assert amounts_of(journal, 1, walked=5) == [30, 28]
    assert amounts_of(journal, 1, before=28) == list(range(26, 1, -2))


def test_todays_patients_and_ones_own_are_named_once_newest_first(
    writer: Writer, journal: Journal
) -> None:
    for id, (patient, day, by) in enumerate(
        [(1, 0, ZOE), (2, 0, RITA), (3, 1, ZOE), (2, 1, RITA), (4, 1, ZOE)], 1
    ):
        writer.log(id, patient, TODAY - 1 + day)
        writer.update("visit_lines", id, author_id=by)

    assert [each.code for each in patients_of(journal, RITA, TODAY, 8)] == ["4", "2", "3"]
    assert [each.code for each in patients_of(journal, RITA, TODAY, 2)] == ["4", "2"]
    assert [each.code for each in patients_on(journal, TODAY)] == ["4", "2", "3"]


def test_patients_are_found_by_a_beginning_and_by_whole_codes(
    writer: Writer, journal: Journal
) -> None:
    for patient in (10, 1042, 1043, 11):
        writer.patient(patient)

    found = patients_beginning(journal, "104", 6)
    assert [each.code for each in found] == ["1042", "1043"]
    assert len(patients_beginning(journal, "1", 3)) == 3
    assert {each.code for each in patients_called(journal, ["11", "12", "10"])} == {"10", "11"}


def test_another_clinic_is_never_seen(writer: Writer, tmp_path: Path, journal: Journal) -> None:
    with closing(Writer(writer.path, clinic_id=2)) as neighbour:
        logged(neighbour, 1, 1042, service_id=1, channel_id=1, amount=3500)

    assert services_of(journal, RITA) == channels_of(journal) == amounts_of(journal, 1) == []
    assert patients_of(journal, RITA, TODAY, 8) == patients_on(journal, TODAY) == []
    assert marks_by_id(journal, 1042) is None
    assert newest_lines(journal, 1042) == []


def test_of_a_long_journal_only_the_newest_lines_are_walked_through(
    writer: Writer, journal: Journal
) -> None:
    writer.patient(1042)
    writer.connection.execute(
        """
        WITH RECURSIVE n(id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n WHERE id < 40000)
        INSERT INTO visit_lines (clinic_id, id, patient_id, day, author_id, logged, token, change)
        SELECT 1, id, 1042, 1, 7, 0, id, 1 FROM n
        """
    )
    assert steps(writer, journal) < 120_000


def steps(writer: Writer, journal: Journal) -> int:
    """SQLite's steps for all that a form asks; 40 000 lines, walked once, take 700 000."""
    taken = [0]

    def count() -> int:
        taken[0] += 1
        return 0

    reader = journal._reader
    connection: sqlite3.Connection = reader._connection
    connection.set_progress_handler(count, 100)
    services_of(journal, ZOE)
    channels_of(journal)
    amounts_of(journal, 3, before=AFTER_ALL)
    patients_of(journal, ZOE, TODAY, 8)
    newest_lines(journal, 1042)
    connection.set_progress_handler(None, 0)
    return taken[0] * 100
