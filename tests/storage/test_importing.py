"""An import puts each line into the journal once, and what it counts is what the file says."""

import csv
import io
from collections import Counter
from datetime import date

import pytest

import storage.importing
from clinic.calendar import HandClock
from playground.generator import complaints_csv, generate, visits_csv
from storage.chain import verify
from storage.import_work import ImportPlan, Tally
from storage.importing import Importing
from storage.outside import outside, reading
from tests.support.importing import NOON, Clinic, settled


@pytest.fixture
def clinic(tmp_path):
    return settled(tmp_path / "clinic.db", {"name": "Smile"}, {"name": "Neighbour"})


@pytest.fixture(scope="module")
def history():
    return generate(11, date(2026, 11, 20), years=2)


def test_a_generated_clinic_counts_in_sql_as_it_counts_in_its_file(clinic, history):
    text = visits_csv(history.visits)
    tally = clinic.takes(text)
    rows = [*csv.DictReader(io.StringIO(text))]
    assert tally.good == len(rows) > 7000
    whole, cents = Counter(), Counter()
    for row in rows:
        whole[row["date"][:7]] += round(float(row["amount"]) * 100)
        cents[row["service"]] += round(float(row["amount"]) * 100)
    by_month = (
        "SELECT strftime('%Y-%m', day * 86400, 'unixepoch'), sum(amount) FROM visit_lines "
        "WHERE OURS GROUP BY 1"
    )
    assert dict(clinic.asked(by_month)) == dict(whole)
    by_service = (
        "SELECT s.name, sum(amount) FROM visit_lines v JOIN services s "
        "ON s.clinic_id = v.clinic_id AND s.id = v.service_id GROUP BY 1"
    )
    assert dict(clinic.asked(by_service)) == dict(cents)
    [facts] = clinic.asked(
        "SELECT count(*), sum(amount), sum(wait_min), count(rating), sum(amount < 0),"
        " count(DISTINCT patient_id) FROM visit_lines WHERE OURS"
    )
    counts = history.truth.counts
    ratings = sum(bool(row["rating"]) for row in rows)
    assert facts == (
        *(counts.lines, counts.revenue, counts.wait_sum, ratings),
        *(counts.refunds, counts.patients),
    )
    assert clinic.asked("SELECT sum(legacy) FROM patients WHERE OURS") == [(counts.legacy,)]


def test_generated_complaints_are_all_there(clinic, history):
    tally = clinic.takes(complaints_csv(history.complaints), "complaints")
    assert tally.good == history.truth.counts.complaints
    by_status = "SELECT status, count(*) FROM complaints WHERE OURS GROUP BY 1"
    assert dict(clinic.asked(by_status)) == Counter(row.status for row in history.complaints)
    resolved = "SELECT count(*) FROM complaints WHERE OURS AND resolved - day >= 0"
    assert clinic.asked(resolved) == [(sum(bool(row.resolved) for row in history.complaints),)]
    assert clinic.takes(complaints_csv(history.complaints), "complaints").good == 0


THREE = (
    "date,patient,service,amount\n2026-03-12,1,Crown,35\n2026-03-12,1,Crown,35\n2026-03-13,2,,\n"
)


def test_identical_lines_of_a_file_count_as_often_as_they_stand(clinic):
    assert clinic.takes(THREE).good == 3
    assert sorted(clinic.holds().values()) == [1, 2]


def test_the_same_file_twice_adds_nothing(clinic):
    clinic.takes(THREE)
    before = clinic.asked("SELECT change FROM patients UNION SELECT change FROM visit_lines")
    again = clinic.takes(THREE)
    assert (again.good, again.duplicate, again.created) == (0, 3, {})
    assert clinic.holds().total() == 3
    assert (
        clinic.asked("SELECT change FROM patients UNION SELECT change FROM visit_lines") == before
    )


def test_a_file_with_one_more_equal_line_adds_that_one(clinic):
    clinic.takes(THREE)
    more = clinic.takes(THREE + "2026-03-12,1,Crown,35\n2026-03-14,2,,\n")
    assert (more.good, more.duplicate) == (2, 3)
    assert sorted(clinic.holds().values()) == [1, 1, 3]


def test_overlapping_files_in_another_shape_are_still_duplicates(clinic):
    clinic.takes(THREE)
    other = "пациент;дата;сумма;услуга\n1;12.03.2026;35,00 ₽;Crown\n3;12.03.2026;35;Crown\n"
    tally = clinic.takes(other)
    assert (tally.good, tally.duplicate) == (1, 1)


def test_a_line_amended_or_voided_here_does_not_come_back(clinic):
    clinic.takes(THREE)
    clinic.tells("UPDATE visit_lines SET amount = 1 WHERE amount IS NULL")
    clinic.tells("UPDATE visit_lines SET voided = 1, voided_by = 42 WHERE amount = 3500")
    assert clinic.takes(THREE).good == 0
    assert clinic.asked("SELECT amount FROM visit_lines WHERE voided IS NULL") == [(1,)]


def test_the_neighbours_journal_is_another_one(clinic):
    clinic.takes(THREE)
    neighbour = Clinic(clinic.path, 2)
    assert not neighbour.holds()
    assert neighbour.takes(THREE).good == 3
    assert clinic.holds() == neighbour.holds()


def test_a_rehearsal_says_what_an_import_would_do_and_writes_nothing(clinic):
    clinic.takes(THREE)
    text = THREE + "2026-03-14,9,Massage,10\n2026-03-15,9,massage,10\n"
    before = clinic.path.read_bytes()
    told = clinic.rehearses(text)
    assert clinic.path.read_bytes() == before
    assert not any(wal.stat().st_size for wal in clinic.path.parent.glob("*-wal"))
    assert told == clinic.takes(text) == Tally(2, 3, {"services": ["Massage"]})


def test_names_are_found_by_spelling_and_alias_and_unknown_ones_are_created(clinic):
    clinic.tells("""UPDATE channels SET aliases = '["Друзья"]' WHERE key = 'recommendation'""")
    clinic.tells("UPDATE services SET hidden = 1 WHERE key = 'crown'")
    rows = ["x-ray,друзья,Chen", "X RAY,Recommendation,chen", "crown,Tiktok,", "Crown+,TikTok,"]
    text = "date,patient,service,channel,doctor\n"
    tally = clinic.takes(text + "".join(f"2026-03-1{n},1,{row}\n" for n, row in enumerate(rows)))
    assert tally.created == {"services": ["Crown+"], "channels": ["Tiktok"], "doctors": ["Chen"]}
    assert clinic.asked("SELECT kind FROM services WHERE name = 'Crown+'") == [("treatment",)]
    asked = "SELECT count(DISTINCT service_id), count(DISTINCT channel_id) FROM visit_lines"
    assert clinic.asked(asked) == [(3, 2)]


def test_patients_first_seen_before_the_day_are_legacy(clinic):
    clinic.takes("date,patient\n2025-01-01,old\n")
    text = "date,patient,legacy\n2026-02-28,a,\n2026-03-01,b,\n2026-03-02,OLD,\n2026-03-02,c,yes\n"
    clinic.takes(text, legacy_before=date(2026, 3, 1))
    legacy = "SELECT code FROM patients WHERE legacy = 1 ORDER BY 1"
    assert clinic.asked(legacy) == [("a",), ("c",), ("old",)]


def test_a_patient_known_already_becomes_legacy_by_a_later_row(clinic):
    clinic.takes("date,patient\n2026-03-12,a\n")
    [(before,)] = clinic.asked("SELECT change FROM patients")
    clinic.takes("date,patient,legacy\n2026-03-13,A,yes\n2026-03-14,a,no\n")
    [(legacy, change)] = clinic.asked("SELECT legacy, change FROM patients")
    assert legacy == 1
    assert change > before


def test_a_file_imported_again_with_the_day_marks_its_patients(clinic):
    clinic.takes(THREE)
    clinic.takes(THREE, legacy_before=date(2026, 3, 13))
    assert clinic.asked("SELECT code, legacy FROM patients ORDER BY 1") == [("1", 1), ("2", 0)]


def test_codes_are_one_patient_in_any_letter_case(clinic):
    clinic.takes("date,patient\n2026-03-12,a7\n2026-03-13,A7\n2026-03-14,#a7\n")
    assert clinic.asked("SELECT code, key FROM patients") == [("a7", "a7")]


def test_an_import_is_one_link_of_a_chain_that_holds(clinic):
    clinic.takes(THREE)
    [(detail, import_id)] = clinic.asked(
        "SELECT detail, (SELECT id FROM imports) FROM audit WHERE OURS AND action = 'import'"
    )
    assert str(import_id) in detail
    assert '"good": 3' in detail
    assert clinic.asked("SELECT DISTINCT import_id FROM visit_lines") == [(import_id,)]
    with reading(clinic.path).connect() as connection:
        assert verify(connection) is None


def test_rows_bear_the_change_number_of_their_commit_and_others_are_told(clinic):
    outside_before = clinic.asked("SELECT value FROM versions WHERE name = 'outside'")
    clinic.takes(THREE)
    [(change,)] = clinic.asked("SELECT change FROM clinics WHERE id = 1")
    stamps = clinic.asked("SELECT change FROM visit_lines UNION SELECT change FROM patients")
    # The link of the audit chain raises it once more: the bot reads its last link again.
    assert stamps == [(change - 1,)]
    assert clinic.asked("SELECT value FROM versions WHERE name = 'outside'") > outside_before


def test_an_import_broken_off_is_resumed_by_importing_again(clinic, history):
    text = visits_csv(history.visits[:3000])
    plan = ImportPlan(clinic.id, "visits", "x")
    broken_off = Importing(outside(clinic.path), plan, HandClock(NOON)).write(clinic.lines(text))
    done = next(broken_off).good
    broken_off.close()
    assert clinic.asked("SELECT finished FROM imports") == [(None,)]
    tally = clinic.takes(text)
    assert tally.duplicate == done
    assert clinic.holds().total() == 3000


def test_a_service_named_by_somebody_else_between_two_commits_is_found(clinic):
    rows = [f"2026-03-12,{n},{'Massage' if n > 600 else ''}\n" for n in range(700)]
    plan = ImportPlan(clinic.id, "visits", "x")
    importing = Importing(outside(clinic.path), plan, HandClock(NOON))
    commits = importing.write(clinic.lines("date,patient,service\n" + "".join(rows)))
    assert next(commits).good < 600
    clinic.tells("UPDATE clinics SET change = change + 1 WHERE id = 1")
    clinic.tells("UPDATE services SET name = 'Massage', key = 'massage' WHERE key = 'veneer'")
    assert [*commits][-1].created == {}
    importing.finish(bad=0)
    assert clinic.holds().total() == 700


def test_the_log_is_folded_into_the_file_on_the_way(clinic, monkeypatch):
    monkeypatch.setattr(storage.importing, "STRETCH", 1000)
    rows = [f"2026-03-12,{n}\n" for n in range(5000)]
    importing = Importing(outside(clinic.path), ImportPlan(1, "visits", "x"), HandClock(NOON))
    before = clinic.path.stat().st_size
    sizes = [
        clinic.path.stat().st_size
        for _ in importing.write(clinic.lines("date,patient\n" + "".join(rows)))
    ]
    assert before == sizes[0] < sizes[-1]
    assert clinic.asked("SELECT count(*) FROM visit_lines") == [(5000,)]
