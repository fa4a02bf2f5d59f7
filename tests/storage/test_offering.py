"""Founding a clinic and changing what it offers, by units: what holds when two do it at once."""

import pytest

from clinic.catalogue import Field
from clinic.offering import NameHidden, NameTaken, names_after, read_names, refuse_second
from clinic.settings import ClinicSettings
from storage.founding import CurrencyInUse, change_setting, found_clinic, next_clinic_id
from storage.journal import Journal
from storage.offering import add_listed, hide, rename
from storage.team import Team
from storage.unit import Stale, Unit
from tests.support.books import NEIGHBOUR, RITA, SMILE, Books

OLGA, NINA = (501, "Olga"), (502, "Nina")
CURRENCY = "SELECT value FROM settings WHERE clinic_id = 1 AND key = 'currency' ORDER BY since"


def settings(books: Books) -> ClinicSettings:
    return Team(books.reader).settings(SMILE, books.clock.now())


def founding(books: Books, owner: tuple[int, str], clinic_id: int = 3) -> Unit:
    unit = books.unit(NEIGHBOUR)
    found_clinic(unit, clinic_id, owner, {"name": f"Of {owner[1]}", "currency": "EUR"})
    return unit


async def test_a_clinic_is_founded_by_one_unit_with_owner_catalogue_and_chain(books):
    assert next_clinic_id(books.journal) == 3
    await books.writer.commit(founding(books, OLGA))

    assert next_clinic_id(books.journal) == 4
    assert books.change(3) == 1
    assert [each.role for each in Team(books.reader).members(3)] == ["owner"]
    assert Team(books.reader).standing(501) == (None, 3)
    catalogue = Journal(3, books.reader).catalogue()
    assert {each.price for each in catalogue.services if each.name == "Hygiene"} == {9000}
    assert len(catalogue.channels) > 3
    assert books.broken_link() is None


async def test_of_two_clinics_founded_under_one_number_the_second_is_asked_again(books):
    units = [founding(books, OLGA), founding(books, NINA)]
    verdicts = await books.all_at_once(units)

    assert [type(verdict) for verdict in verdicts] == [type(None), Stale]
    assert books.rows("SELECT id FROM staff WHERE clinic_id = 3") == [(501,)]
    await books.writer.commit(founding(books, NINA, next_clinic_id(books.journal)))
    assert books.rows("SELECT id FROM staff WHERE clinic_id = 4") == [(502,)]
    assert books.broken_link() is None


async def test_a_clinic_that_was_just_founded_is_written_to_like_any_other(books):
    await books.writer.commit(founding(books, OLGA))
    unit = books.unit(3)
    add_listed(unit, Field.CHANNEL, "Radio", 501)
    await books.writer.commit(unit)

    assert books.change(3) == 2
    assert books.broken_link() is None


async def test_an_amount_written_down_meanwhile_keeps_the_currency(books):
    change, log = books.unit(), books.unit()
    change_setting(change, books.journal, settings(books), ("currency", "UAH"), 501)
    books.log(log, "1042")
    verdicts = await books.all_at_once([log, change])

    assert [type(verdict) for verdict in verdicts] == [type(None), Stale]
    assert books.rows(CURRENCY) == [('"RUB"',)]
    with pytest.raises(CurrencyInUse, match="stays RUB"):
        change_setting(books.unit(), books.journal, settings(books), ("currency", "UAH"), 501)


async def test_what_holds_already_is_not_written_anew(books):
    unit = books.unit()
    change_setting(unit, books.journal, settings(books), ("currency", "RUB"), 501)
    assert (unit.writes, unit.notes) == ([], [])


async def test_of_two_who_rename_one_service_at_once_the_second_reads_the_new_name(books):
    one, units = books.journal.catalogue().services[0], [books.unit(), books.unit()]
    for unit, name in zip(units, ("First", "Second"), strict=True):
        rename(unit, Field.SERVICE, one, name, 501)
    verdicts = await books.all_at_once(units)

    assert [type(verdict) for verdict in verdicts] == [type(None), Stale]
    renamed = next(each for each in books.journal.catalogue().services if each.id == one.id)
    assert (renamed.name, renamed.aliases) == ("First", (one.name,))


async def test_of_two_doctors_of_one_name_added_at_once_one_is(books):
    units = [books.unit(), books.unit()]
    for unit, name in zip(units, ("Petrenko", "petrenko"), strict=True):
        add_listed(unit, Field.DOCTOR, name, 501)
    verdicts = await books.all_at_once(units)

    assert [type(verdict) for verdict in verdicts] == [type(None), Stale]
    assert books.rows("SELECT name FROM doctors") == [("Petrenko",)]


async def test_what_is_removed_stays_in_its_entries_and_is_named_in_no_audit_row(books):
    unit = books.unit()
    row_id = add_listed(unit, Field.DOCTOR, "Petrenko", 501)
    await books.writer.commit(unit)
    [doctor] = books.journal.catalogue().doctors
    line = await books.logged("1042", doctor=doctor)
    unit = books.unit()
    hide(unit, Field.DOCTOR, doctor, True, 501)
    await books.writer.commit(unit)

    assert books.line(line.id).doctor_id == row_id
    assert books.journal.catalogue().doctors[0].hidden
    assert books.rows("SELECT action FROM audit WHERE detail LIKE '%Petrenko%'") == []
    assert books.rows("SELECT author_id FROM visit_lines") == [(RITA,)]


def test_a_second_of_one_name_is_refused_by_name_by_other_name_and_among_the_removed(books):
    services = books.journal.catalogue().services
    first, second = services[0], services[1]
    refuse_second(services, [first.name.upper()], but=first.id)
    with pytest.raises(NameTaken):
        refuse_second(services, [first.name.upper()], but=second.id)
    gone = [type(first)(first.id, first.name, first.kind, hidden=True), second]
    with pytest.raises(NameHidden):
        refuse_second(gone, [first.name])


def test_other_names_are_kept_once_and_the_old_name_is_one_of_them(books):
    one = books.journal.catalogue().services[0]
    assert names_after(one, "New") == (one.name,)
    assert names_after(one, one.name.upper()) == ()
    assert read_names(" a, B;a\nc ") == ("a", "B", "c")
    assert read_names("none") == ()
