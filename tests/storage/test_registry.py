"""Clinics: two of one name, their settings with their dates, neighbours, claim codes."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from clinic.calendar import HOUR, HandClock, moment_of
from clinic.invite import CLAIM_LIFE, invite_hash
from clinic.settings import BadZone, LegacyAhead, UnknownSetting
from storage.chain import verify
from storage.database import open_reading, prepare
from storage.outside import outside, reading
from storage.registry import (
    CurrencyStays,
    NewClinic,
    add_clinic,
    bot_name,
    clinic_ids,
    owner_count,
    set_setting,
    settings_of,
)

NOW = 1_760_000_000_000
OLGA = 42


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new database."""
    prepare(tmp_path / "clinic.db")
    return tmp_path / "clinic.db"


def add(path: Path, owner: int | None = None, at: int = NOW, **typed: str) -> NewClinic:
    with outside(path).begin() as connection:
        return add_clinic(connection, HandClock(at), {"name": "Smile", **typed}, owner)


def change(path: Path, clinic_id: int, at: int, key: str, typed: str) -> None:
    with outside(path).begin() as connection:
        set_setting(connection, clinic_id, at, key, typed)


def all_rows(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(open_reading(path)) as connection:
        return connection.execute(question).fetchall()


def settings(path: Path, clinic_id: int, at: int = NOW):
    with reading(path).connect() as connection:
        return settings_of(connection, clinic_id, at)


def test_the_same_name_twice_makes_two_clinics(path):
    assert [add(path).id, add(path).id] == [1, 2]
    with reading(path).connect() as connection:
        assert clinic_ids(connection) == [1, 2]


def test_a_new_clinic_has_its_settings_and_defaults_for_the_rest(path):
    add(path, timezone="Europe/Moscow", language="ru")
    found = settings(path, 1)
    assert (found.name, found.zone.key, found.language) == ("Smile", "Europe/Moscow", "ru")
    assert (found.currency, found.active_gap, found.legacy_until) == ("RUB", 548, None)


def test_what_was_left_out_stays_unwritten_so_that_the_chat_can_ask(path):
    add(path)
    assert all_rows(path, "SELECT key FROM settings") == [("name",)]


def test_a_setting_that_does_not_read_leaves_no_clinic(path):
    with pytest.raises(BadZone):
        add(path, timezone="Europe/Mosco")
    assert all_rows(path, "SELECT * FROM clinics") == []
    assert all_rows(path, "SELECT value FROM versions WHERE name = 'outside'") == [(0,)]


def test_only_the_hash_of_a_claim_code_is_kept_and_it_lives_seven_days(path):
    claim = add(path).claim
    assert claim is not None
    found = all_rows(path, "SELECT hash, clinic_id, role, author_id, expires FROM invites")
    assert found == [(invite_hash(claim), 1, "owner", None, NOW + CLAIM_LIFE)]
    assert CLAIM_LIFE == 168 * HOUR
    assert all(claim not in line for line in _dump(path))


def _dump(path: Path) -> list[str]:
    with closing(open_reading(path)) as connection:
        return list(connection.iterdump())


def test_codes_of_two_clinics_differ_and_hold_128_bits(path):
    one, other = add(path).claim, add(path).claim
    assert one != other
    assert {len(str(one)), len(str(other))} == {26}


def test_a_known_owner_needs_no_code(path):
    assert add(path, owner=OLGA).claim is None
    assert all_rows(path, "SELECT id, role, removed FROM staff") == [(OLGA, "owner", None)]
    assert all_rows(path, "SELECT id, clinic_id FROM people") == [(OLGA, 1)]
    assert all_rows(path, "SELECT * FROM invites") == []


def test_an_owner_of_two_clinics_stays_at_work_in_the_first(path):
    add(path, owner=OLGA)
    add(path, owner=OLGA)
    assert all_rows(path, "SELECT id, clinic_id FROM people") == [(OLGA, 1)]
    with reading(path).connect() as connection:
        assert owner_count(connection, 2) == 1


def test_hygiene_works_at_once_in_the_clinics_language(path):
    add(path)
    add(path, language="ru")
    found = all_rows(path, "SELECT clinic_id, name, kind FROM services WHERE kind = 'hygiene'")
    assert (1, "Hygiene", "hygiene") in found
    assert (2, "Гигиена", "hygiene") in found
    assert len(all_rows(path, "SELECT * FROM channels WHERE clinic_id = 2")) > 3


def test_a_changed_setting_counts_from_its_moment_on(path):
    add(path)
    change(path, 1, NOW + HOUR, "active_gap", "365")
    assert settings(path, 1, NOW + HOUR - 1).active_gap == 548
    assert settings(path, 1, NOW + HOUR).active_gap == 365


def test_a_setting_changed_twice_at_one_moment_has_the_last_value(path):
    add(path)
    change(path, 1, NOW, "name", "Улыбка")
    assert settings(path, 1).name == "Улыбка"


def test_a_change_in_one_clinic_leaves_its_neighbour_alone(path):
    add(path)
    add(path)
    change(path, 2, NOW + 1, "currency", "uah")
    assert settings(path, 1, NOW + 1).currency == "RUB"
    assert settings(path, 2, NOW + 1).currency == "UAH"
    assert all_rows(path, "SELECT id, change FROM clinics") == [(1, 1), (2, 2)]


PATIENT = "INSERT INTO patients (clinic_id, id, code, key, change) VALUES (?, 5, 7, 7, 1)"
LINE = """
INSERT INTO visit_lines
(clinic_id, id, patient_id, day, amount, author_id, logged, token, change, voided, voided_by)
VALUES (?, 6, 5, 20000, 350000, 42, 0, 't', 1, ?, ?)
"""


def log_amount(path: Path, clinic_id: int, voided: tuple[int | None, int | None]) -> None:
    with outside(path).begin() as connection:
        connection.exec_driver_sql(PATIENT, (clinic_id,))
        connection.exec_driver_sql(LINE, (clinic_id, *voided))


@pytest.mark.parametrize("voided", [(None, None), (1, 42)])
def test_the_currency_stays_once_an_amount_is_written_down_in_it(path, voided):
    add(path)
    add(path)
    log_amount(path, 1, voided)
    with pytest.raises(CurrencyStays, match=r"stays RUB.*clinic 1 holds amounts.*read as UAH"):
        change(path, 1, NOW + 1, "currency", "uah")
    assert settings(path, 1, NOW + 1).currency == "RUB"
    change(path, 1, NOW + 2, "currency", "rub")
    change(path, 2, NOW + 2, "currency", "uah")
    assert settings(path, 2, NOW + 2).currency == "UAH"


HYGIENE = "SELECT price FROM services WHERE clinic_id = {} AND name = 'Hygiene'"


def test_a_new_clinic_has_the_usual_prices_of_its_currency(path):
    add(path)
    add(path, currency="KZT")
    add(path, currency="GBP")

    assert all_rows(path, HYGIENE.format(1)) == [(500000,)]
    assert all_rows(path, HYGIENE.format(2)) == [(2000000,)]
    assert all_rows(path, HYGIENE.format(3)) == [(None,)]


def test_the_template_s_own_prices_follow_the_currency(path):
    add(path)
    change(path, 1, NOW + 1, "currency", "UAH")
    assert all_rows(path, HYGIENE.format(1)) == [(150000,)]
    [(stamped,)] = all_rows(path, "SELECT DISTINCT change FROM services")
    assert stamped == 2


def test_a_price_of_the_clinic_s_own_is_an_amount_too(path):
    add(path)
    with outside(path).begin() as connection:
        connection.exec_driver_sql("UPDATE services SET price = 350000")
    with pytest.raises(CurrencyStays):
        change(path, 1, NOW + 1, "currency", "UAH")


def test_three_years_ahead_are_counted_from_the_clinic_s_own_day(path):
    add(path, timezone="Pacific/Kiritimati")
    evening = moment_of(2026, 3, 12, 20)
    change(path, 1, evening, "legacy_until", "2029-03-13")
    with pytest.raises(LegacyAhead):
        change(path, 1, evening, "legacy_until", "2029-03-14")


def test_every_write_is_counted_stamped_and_chained(path):
    add(path)
    change(path, 1, NOW + 1, "name", "Other")
    assert all_rows(path, "SELECT value FROM versions WHERE name = 'outside'") == [(2,)]
    assert all_rows(path, "SELECT change FROM settings ORDER BY since") == [(1,), (2,)]
    actions = all_rows(path, "SELECT number, author_id, action, detail FROM audit")
    assert [row[:3] for row in actions] == [(1, 0, "clinic added"), (2, 0, "setting changed")]
    assert json.loads(str(actions[1][3])) == {"key": "name", "value": "Other"}
    with reading(path).connect() as connection:
        assert verify(connection) is None


def test_an_unknown_setting_changes_nothing(path):
    add(path)
    with pytest.raises(UnknownSetting, match="did you mean timezone"):
        change(path, 1, NOW, "timzone", "UTC")
    assert all_rows(path, "SELECT change FROM clinics") == [(1,)]


def test_the_link_waits_until_the_bots_name_is_known(path):
    with reading(path).connect() as connection:
        assert bot_name(connection) is None
    with outside(path).begin() as connection:
        connection.exec_driver_sql("INSERT INTO bots VALUES (7, 'smile_bot')")
    with reading(path).connect() as connection:
        assert bot_name(connection) == "smile_bot"
