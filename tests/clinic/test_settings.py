"""A clinic's settings: how each is read, and which were in force when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.errors import Refusal
from clinic.invite import invite_hash, new_invite
from clinic.nearest import nearest
from clinic.setting_names import written
from clinic.setting_values import months_ahead
from clinic.settings import READERS, ClinicSettings, Dated, LegacyAhead, in_force, read_setting


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("name", "  Smile   & Co ", "Smile & Co"),
        ("timezone", "Asia/Shanghai", "Asia/Shanghai"),
        ("timezone", "europe/kyiv", "Europe/Kyiv"),
        ("timezone", "America/new york", "America/New_York"),
        ("timezone", "Москва", "Europe/Moscow"),
        ("timezone", " new york", "America/New_York"),
        ("timezone", "киев", "Europe/Kyiv"),
        ("currency", "cny", "CNY"),
        ("language", "RU", "ru"),
        ("legacy_until", "2026-03-12", "2026-03-12"),
        ("legacy_until", "none", None),
        ("active_gap", "548", 548),
        ("coverage_floor", "97,5 %", 0.975),
        ("coverage_floor", "100%", 1.0),
        ("manager_money", "Yes", True),
        ("manager_money", "нет", False),
        ("open_days", "mon-fri", "12345"),
        ("closes", "19.30", "19:30"),
        ("holidays", "нет", None),
        ("day_close", "none", None),
        ("resolve_days", "5", 5),
    ],
)
def test_a_typed_value_reads(key, typed, stored):
    assert read_setting(key, typed) == stored


@given(st.integers(0, 10**11 - 1), st.integers(1, 10_000))
def test_a_value_reads_as_it_is_written(hundredths: int, per_ten_thousand: int) -> None:
    share = per_ten_thousand / 10_000
    stored = {"market_rent": hundredths, "coverage_floor": share, "owner_pay_counts": True}
    stored |= {"premises": "leased", "margin": None, "catchment": 40_000, "closes": "19:30"}
    for key, value in stored.items():
        assert read_setting(key, written(key, value)) == value


@pytest.mark.parametrize("typed", ["1042", "3 500", "!", ""])
def test_a_clinics_name_has_a_letter(typed):
    with pytest.raises(Refusal, match="a letter"):
        read_setting("name", typed)


def test_patients_may_count_as_old_ones_for_three_years_to_come_and_no_longer():
    today = date(2026, 3, 12)
    assert read_setting("legacy_until", "2029-03-12", today) == "2029-03-12"
    assert read_setting("legacy_until", "none", today) is None
    with pytest.raises(LegacyAhead, match=r"2029-03-13 lies too far ahead.*up to 2029-03-12"):
        read_setting("legacy_until", "2029-03-13", today)


@given(st.dates(date(1970, 1, 1), date(2900, 1, 1)), st.integers(0, 36))
def test_so_many_months_ahead_is_that_month_on_the_same_day_or_its_last(today, months):
    later = months_ahead(today, months)

    assert (later.year - today.year) * 12 + later.month - today.month == months
    next_day = later + timedelta(days=1)
    assert later.day == today.day or (next_day.day == 1 and later.day < today.day)


def test_what_was_chosen_is_told_from_what_is_only_a_default():
    rows = [Dated("name", 0, "Smile"), Dated("currency", 0, "RUB"), Dated("legacy_until", 5, None)]
    assert in_force(rows, 0).said == {"name", "currency"}
    assert in_force(rows, 0).still_open() == "language"
    rows += [Dated("language", 1, "en"), Dated("timezone", 1, "UTC")]
    assert in_force(rows, 1).still_open() == "legacy_until"
    assert in_force(rows, 5).still_open() is None


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("name", "", "1 to 64 characters"),
        ("name", "a" * 65, "1 to 64 characters"),
        ("name", "a\u202eb", "1 to 64 characters"),
        ("timezone", "Atlantis", "Europe/Moscow"),
        ("timezone", "../../etc/passwd", "Europe/Moscow"),
        ("timezone", "", "Europe/Moscow"),
        ("currency", "rubles", "RUB"),
        ("language", "xx", "there are: en"),
        ("legacy_until", "12.03.2026", "2026-03-12"),
        ("legacy_until", "2026-02-30", "2026-03-12"),
        ("active_gap", "29", "30 to 3650"),
        ("active_gap", "3651", "30 to 3650"),
        ("active_gap", "٣٠٠", "30 to 3650"),
        ("active_gap", "1e3", "30 to 3650"),
        ("coverage_floor", "101%", "0% to 100%"),
        ("coverage_floor", "0.95", "0% to 100%"),
        ("manager_money", "perhaps", "neither yes nor no"),
        ("gap", "1", "active_gap"),
    ],
)
def test_what_does_not_read_is_refused_with_a_right_example(key, typed, said):
    with pytest.raises(Refusal) as refused:
        read_setting(key, typed)
    assert said in str(refused.value)


@given(st.sampled_from(sorted(READERS)), st.text(max_size=80))
def test_nothing_typed_does_more_than_read_or_be_refused(key, typed):
    try:
        stored = read_setting(key, typed)
    except Refusal:
        return
    in_force([Dated(key, 0, stored)], 0)


def test_what_nobody_has_set_has_its_default():
    assert in_force([], 0) == ClinicSettings()


def test_rows_in_any_order_give_what_was_in_force_on_the_day():
    rows = [
        Dated("legacy_until", 30, None),
        Dated("legacy_until", 10, "2026-01-31"),
        Dated("timezone", 20, "Asia/Shanghai"),
    ]
    assert in_force(rows, 9) == ClinicSettings()
    assert in_force(rows, 20).legacy_until == date(2026, 1, 31)
    assert in_force(rows, 20).zone.key == "Asia/Shanghai"
    assert in_force(rows, 30).legacy_until is None


def test_the_nearest_word_is_found_through_a_slip():
    assert nearest("chekc", ["clinic", "check"]) == "check"
    assert nearest("Метрика", ["metric"]) == "metric"


def test_an_invite_is_found_in_whatever_case_it_was_typed():
    code = new_invite()
    assert invite_hash(f" {code.upper()}\n") == invite_hash(code)
    assert invite_hash(code) != invite_hash(new_invite())
    assert len(invite_hash("\ud800")) == 32
