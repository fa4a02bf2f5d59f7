"""An import is undone as a whole, goes on after it was killed, and leaves the rest alone."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from clinic.calendar import HandClock, SystemClock, moment_of
from storage.chain import verify
from storage.database import open_reading, prepare
from storage.ids import RANDOM_BITS
from storage.import_undo import NoImport, UndoneBefore, undo_import
from storage.outside import outside, reading
from storage.registry import add_clinic

NOON = moment_of(2026, 11, 22, 12)
HEADER = ["date", "patient", "amount"]
PLACES = {"date": 0, "patient": 1, "amount": 2}


@pytest.fixture
def path(tmp_path):
    prepare(tmp_path / "clinic.db")
    with outside(tmp_path / "clinic.db").begin() as connection:
        add_clinic(connection, HandClock(NOON), {"name": "Smile"}, owner=42)
    return tmp_path / "clinic.db"


def asked(path, question):
    with closing(open_reading(path)) as connection:
        return connection.execute(question).fetchall()


def request(path: Path, rows: int, import_id: int, header=HEADER, kind="visits") -> dict:
    folder = path.parent / "file"
    folder.mkdir(exist_ok=True)
    lines = [f"2026-03-{n % 28 + 1:02},{n},{n}.50" for n in range(rows)]
    (folder / "source").write_text("\n".join([",".join(header), *lines]))
    sheet = {"name": "", "file": None, "width": 0, "rows": 0, "header": header, "samples": []}
    return {
        "wish": "take",
        "database": str(path),
        "source": str(folder / "source"),
        "folder": str(folder),
        "sheet": sheet,
        "kind": kind,
        "places": PLACES,
        "plan": {
            "clinic_id": 1,
            "file": "v.csv",
            "legacy_before": None,
            "author_id": 42,
            "import_id": import_id,
        },
        "rehearsal": False,
        "now": SystemClock().now(),
        "language": "en",
    }


def started(asked_for: dict) -> subprocess.Popen:
    command = [sys.executable, "-m", "bot.import_process"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe)
    assert process.stdin is not None
    process.stdin.write(json.dumps(asked_for).encode() + b"\n")
    process.stdin.flush()
    return process


def takes(path: Path, rows: int, import_id: int = 1 << 40, **more) -> dict:
    out, _ = started(request(path, rows, import_id, **more)).communicate()
    answer: dict = json.loads(out.splitlines()[-1])
    return answer


def undone(path: Path, import_id: int) -> int:
    return undo_import(outside(path), 1, import_id, HandClock(NOON), 42).count


def test_all_lines_that_stand_are_withdrawn_once_and_the_chain_has_it(path):
    takes(path, 300)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE visit_lines SET amount = 7 WHERE amount = 150")
        connection.execute("UPDATE visit_lines SET voided = 1, voided_by = 9 WHERE amount = 250")
    assert undone(path, 1 << 40) == 299
    assert asked(path, "SELECT count(*) FROM visit_lines WHERE voided IS NULL") == [(0,)]
    assert asked(path, "SELECT count(*) FROM visit_lines WHERE voided_by = 9") == [(1,)]
    assert asked(path, "SELECT undone_by FROM imports") == [(42,)]
    [(stamp,)] = asked(path, "SELECT DISTINCT change FROM visit_lines WHERE voided_by = 42")
    assert stamp > asked(path, "SELECT max(change) FROM patients")[0][0]
    with reading(path).connect() as connection:
        assert verify(connection) is None
    with pytest.raises(UndoneBefore):
        undone(path, 1 << 40)


def test_what_was_undone_can_be_imported_again_but_for_what_was_withdrawn_by_hand(path):
    takes(path, 20)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE visit_lines SET voided = 1, voided_by = 9 WHERE amount = 250")
    undone(path, 1 << 40)
    again = takes(path, 20, 1 << 41)
    assert (again["good"], again["duplicate"]) == (19, 1)


def test_another_import_and_what_was_typed_stay(path):
    takes(path, 20)
    more = takes(path, 30, 1 << 41)
    assert (more["good"], more["duplicate"]) == (10, 20)
    assert undone(path, 1 << 41) == 10
    assert asked(path, "SELECT count(*) FROM visit_lines WHERE voided IS NULL") == [(20,)]


def test_what_is_no_import_is_refused(path):
    with pytest.raises(NoImport):
        undone(path, 5)


def test_patients_of_a_list_go_unless_they_have_got_something_since(path):
    takes(path, 1, SystemClock().now() << RANDOM_BITS)
    listed = SystemClock().now() << RANDOM_BITS
    answer = takes(path, 6, listed, header=["x", "patient", "y"], kind="patients")
    assert (answer["good"], answer["duplicate"]) == (5, 1)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE patients SET do_not_call = 1 WHERE code = '1'")
        ids = dict(connection.execute("SELECT code, id FROM patients").fetchall())
        merged = "UPDATE patients SET merged_into = ? WHERE code = '2'"
        connection.execute(merged, (ids["3"],))
        connection.execute(
            "INSERT INTO wishes (clinic_id, id, token, note, day, logged, author_id, change, "
            "patient_id) VALUES (1, 7, 't', 'braces', 1, 0, 42, 0, ?)",
            (ids["4"],),
        )
    takes(
        path, 9, SystemClock().now() << RANDOM_BITS, header=["x", "patient", "y"], kind="patients"
    )

    came_to = undo_import(outside(path), 1, listed, HandClock(NOON), 42)
    assert (came_to.count, came_to.stayed) == (1, 4)
    codes = [code for (code,) in asked(path, "SELECT code FROM patients ORDER BY code")]
    assert codes == ["0", "1", "2", "3", "4", "6", "7", "8"]
    with pytest.raises(UndoneBefore):
        undone(path, listed)


def test_killed_in_the_middle_an_import_goes_on_under_its_id_and_each_line_is_there_once(path):
    rows = 20_000
    process = started(request(path, rows, 1 << 40))
    while not asked(path, "SELECT count(*) FROM visit_lines")[0][0]:
        assert process.poll() is None
    process.kill()
    process.communicate()
    [(before,)] = asked(path, "SELECT count(*) FROM visit_lines")
    assert 0 < before < rows
    assert asked(path, "SELECT finished FROM imports") == [(None,)]

    answer = takes(path, rows)
    assert (answer["good"], answer["duplicate"]) == (rows, 0)
    assert asked(path, "SELECT count(*), count(DISTINCT patient_id) FROM visit_lines") == [
        (rows, rows)
    ]
    assert asked(path, "SELECT good, duplicate, finished > 0 FROM imports") == [(rows, 0, 1)]
    assert undone(path, 1 << 40) == rows


def test_killed_in_the_middle_an_undoing_goes_on_when_asked_again_and_is_whole(path):
    rows = 9_000
    takes(path, rows)
    names = {"database": str(path), "clinic_id": 1, "import_id": 1 << 40, "author_id": 42}
    process = started({"wish": "undo", **names, "now": SystemClock().now(), "language": "en"})
    gone = "SELECT count(*) FROM visit_lines WHERE voided IS NOT NULL"
    while not asked(path, gone)[0][0]:
        assert process.poll() is None
    process.kill()
    process.communicate()
    assert 0 < asked(path, gone)[0][0] < rows
    assert asked(path, "SELECT undone FROM imports") == [(None,)]

    assert undone(path, 1 << 40) == rows
    assert asked(path, gone) == [(rows,)]
