"""Names of a file are found as typed ones are, and old files are known after merges."""

from contextlib import closing

import pytest

from clinic.reading.names import Names, key_of
from storage.database import open_reading
from storage.import_work import Tally
from storage.journal import Journal
from storage.reader import Reader
from tests.support.importing import settled


@pytest.fixture
def clinic(tmp_path):
    return settled(tmp_path / "clinic.db", {"name": "Smile"})


SERVICES = ("hygiene", "Гигиена", "洗牙", "чищення")
CHANNELS = ("friends", "Рекомендация", "друзі", "insta")
NAMES = tuple(zip(SERVICES, CHANNELS, strict=True))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_file_finds_whatever_a_typed_line_finds(tmp_path, language):
    clinic = settled(tmp_path / "clinic.db", {"name": "A", "language": language})
    rows = [f"2026-03-12,1,{service},{channel}" for service, channel in NAMES]
    assert clinic.takes("date,patient,service,channel\n" + "\n".join(rows)).created == {}
    asked = "SELECT DISTINCT kind FROM visit_lines v JOIN services s ON s.id = v.service_id"
    assert clinic.asked(asked) == [("hygiene",)]
    with closing(open_reading(clinic.path)) as connection:
        listed = Journal(1, Reader(connection)).catalogue()
    assert clinic.asked("SELECT service_id, channel_id FROM visit_lines ORDER BY id") == [
        (_meant(listed.service_names, service), _meant(listed.channel_names, channel))
        for service, channel in NAMES
    ]


def _meant(names: Names, typed: str) -> int:
    return names.best(key_of(typed)).candidates[0].id


def test_new_names_that_mean_one_are_one_and_one_that_may_mean_two_is_a_new_one(clinic):
    clinic.tells("DELETE FROM services WHERE key IN ('veneer', 'crown')")
    text = "date,patient,service\n2026-03-12,1,виниры\n2026-03-12,1,Veneers\n"
    assert clinic.rehearses(text).created == {"services": ["виниры"]}
    assert clinic.takes(text).created == {"services": ["виниры"]}
    assert clinic.asked("SELECT count(DISTINCT service_id) FROM visit_lines") == [(1,)]
    clinic.tells("UPDATE services SET name = 'Crown', key = 'crown' WHERE key = 'implant'")
    clinic.tells("UPDATE services SET name = 'Bridge', key = 'bridge' WHERE key = 'filling'")
    text = "date,patient,service\n2026-03-12,1,мост\n2026-03-12,1,bridge\n"
    assert clinic.takes(text).created == {"services": ["мост"]}


def test_old_files_are_known_after_codes_and_services_were_merged_or_renamed(clinic):
    first = "date,patient,service,channel\n2026-03-12,1,Crown,Maps\n2026-03-13,2,Veneer,\n"
    listed = "patient,legacy\n1,yes\n2,\n"
    clinic.takes(first)
    clinic.takes(listed, "patients")
    clinic.tells(
        "UPDATE patients SET merged_into = (SELECT id FROM patients WHERE code = '1') "
        "WHERE code = '2'"
    )
    clinic.tells("""UPDATE services SET aliases = '["Veneer"]' WHERE key = 'crown'""")
    clinic.tells("UPDATE services SET hidden = 1 WHERE key = 'veneer'")
    clinic.tells("UPDATE visit_lines SET service_id = (SELECT id FROM services WHERE key='crown')")
    clinic.tells("UPDATE channels SET name = 'Cards', key = 'cards' WHERE key = 'maps'")
    assert clinic.takes(first) == Tally(0, 2)
    assert clinic.takes(listed, "patients") == Tally(0, 2)
    again = clinic.takes("date,patient,service,channel\n2026-03-14,2,veneer,\n")
    assert again == Tally(1, 0)
    names = "SELECT DISTINCT s.key FROM visit_lines v JOIN services s ON s.id = v.service_id"
    assert clinic.asked(names) == [("crown",)]
