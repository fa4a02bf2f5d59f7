"""Laws of importing: neither order nor cut of files matters, beyond what the contract says."""

import io
import tempfile
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.calendar import HandClock, moment_of
from clinic.importing.header import count_known, find_columns
from clinic.importing.kinds import VISITS
from clinic.importing.reading import Reading
from clinic.importing.table import Table
from storage.database import open_reading, prepare
from storage.import_lines import FIRST_DAYS, PATIENTS
from storage.import_targets import TARGETS
from storage.import_work import ImportPlan, Tally
from storage.importing import write_all
from storage.outside import outside
from storage.registry import add_clinic

NOON = moment_of(2026, 11, 22, 12)
HEADER = "date,patient,service,amount,channel,legacy\n"
LINES = st.builds(
    "{},{},{},{},{},{}".format,
    st.sampled_from(["2026-03-12", "2026-03-13"]),
    st.sampled_from(["1", "2", "a"]),
    st.sampled_from(["Crown", "", "Massage"]),
    st.sampled_from(["35", "-35", ""]),
    st.sampled_from(["", "Maps"]),
    st.sampled_from(["", "", "yes"]),
)
FILES = st.lists(st.lists(LINES, max_size=8), max_size=4)


@pytest.fixture(scope="module")
def empty():
    """A clinic without visits, as the file that each example starts from."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clinic.db"
        prepare(path)
        with outside(path).begin() as connection:
            add_clinic(connection, HandClock(NOON), {"name": "Smile"}, owner=42)
        yield path


class Journal:
    """A journal of its own for one example."""

    def __init__(self, empty, folder):
        self.path = Path(folder) / "clinic.db"
        self.path.write_bytes(empty.read_bytes())

    def takes(self, rows) -> Tally:
        table = Table(io.BytesIO((HEADER + "\n".join(rows)).encode()), count_known)
        columns = find_columns(table.header, VISITS.columns, VISITS.needed, "visits")
        readers = VISITS.readers_of(date(2026, 11, 22), "RUB")
        lines = Reading(VISITS, columns, readers, [].append).lines(table)
        plan = ImportPlan(1, "visits", "file.csv")
        return write_all(outside(self.path), plan, lines, HandClock(NOON), lambda: 0)

    def holds(self):
        question = (
            "SELECT day, code, s.name, amount, c.name FROM visit_lines v "
            "JOIN patients p ON p.id = v.patient_id LEFT JOIN services s ON s.id = service_id "
            "LEFT JOIN channels c ON c.id = channel_id"
        )
        with closing(open_reading(self.path)) as connection:
            lines = Counter(connection.execute(question).fetchall())
            legacy = set(connection.execute("SELECT code FROM patients WHERE legacy").fetchall())
        return lines, legacy


def most(files) -> Counter[str]:
    """Return each line as often as it stands in the file that has it most often."""
    counts = Counter()
    for rows in files:
        counts |= Counter(rows)
    return counts


fewer = settings(max_examples=20, deadline=None)


@pytest.mark.no_cover
@fewer
@given(files=FILES, order=st.randoms(use_true_random=False))
def test_files_in_any_order_give_the_same_journal(empty, files, order):
    shuffled = order.sample(files, len(files))
    journals = []
    for each in (files, shuffled):
        with tempfile.TemporaryDirectory() as folder:
            journal = Journal(empty, folder)
            taken = sum(journal.takes(rows).good for rows in each)
            assert taken == most(files).total()
            journals.append(journal.holds())
    assert journals[0] == journals[1]


@pytest.mark.no_cover
@fewer
@given(rows=st.lists(LINES, max_size=12), cuts=st.lists(st.integers(0, 3), max_size=12))
def test_a_file_cut_between_different_lines_gives_the_same_journal(empty, rows, cuts):
    place = {row: cuts[n % len(cuts)] if cuts else 0 for n, row in enumerate(dict.fromkeys(rows))}
    parts = [[row for row in rows if place[row] == part] for part in range(4)]
    held = []
    for each in ([rows], parts):
        with tempfile.TemporaryDirectory() as folder:
            journal = Journal(empty, folder)
            tallies = [journal.takes(part) for part in each]
            assert sum(tally.good for tally in tallies) == len(rows)
            assert not any(tally.duplicate for tally in tallies)
            held.append(journal.holds())
    assert held[0] == held[1]
    assert held[0][0].total() == len(rows)


@pytest.mark.parametrize(
    "statement",
    [PATIENTS, FIRST_DAYS, TARGETS["visits"].held],
    ids=["patients", "first days", "held"],
)
def test_no_question_of_an_import_walks_through_a_whole_clinic(empty, statement):
    with closing(open_reading(empty)) as connection:
        nothing = [None] * len(statement.order)
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", nothing).fetchall()
    assert not [step for *_, step in plan if "(clinic_id=?)" in step]
