"""/settings: everything about a clinic is changed by chat, and nothing of before is lost."""

import pytest

from clinic.calendar import HOUR, HandClock
from storage.outside import outside, touch
from storage.tables import staff
from tests.support.cast import OLGA, Joins
from tests.support.settings_walk import opens
from tests.support.stage import Actor, Stage

KEPT = "SELECT value FROM settings WHERE clinic_id = 1 AND key = ? ORDER BY since DESC"
HYGIENE = "SELECT name, price, kind, recall_days, aliases, hidden FROM services WHERE id = ?"
HYGIENE_ID = "SELECT id FROM services WHERE clinic_id = 1 AND name = 'Hygiene'"


@pytest.fixture
def hygiene(stage: Stage) -> tuple[object, ...]:
    [(row_id,)] = stage.rows(HYGIENE_ID)
    return (row_id,)


@pytest.mark.parametrize(
    ("label", "typed", "key", "stored"),
    [
        ("Name", "  Bright \u202e Smile ", "name", '"Bright Smile"'),
        ("Language", "RU", "language", '"ru"'),
        ("Currency", "pln", "currency", '"PLN"'),
        ("Time zone", "Asia/Almaty", "timezone", '"Asia/Almaty"'),
        ("Old patients", "2027-01-01", "legacy_until", '"2027-01-01"'),
        ("Lost after", "365", "active_gap", "365"),
        ("Coverage", "90%", "coverage_floor", "0.9"),
        ("Managers", "yes", "manager_money", "true"),
    ],
)
async def test_each_setting_is_changed_by_typing(
    stage: Stage, owner: Actor, label: str, typed: str, key: str, stored: str
) -> None:
    await opens(owner, "The clinic", label)
    await owner.sends(typed)

    assert stage.rows(KEPT, key)[0] == (stored,)
    assert len(owner.sees.splitlines()) == 8
    assert ("setting changed", OLGA) in stage.rows("SELECT action, author_id FROM audit")


@pytest.mark.parametrize(
    ("label", "typed", "key", "stored"),
    [
        ("Open on", "пн-пт, вс", "open_days", '"123457"'),
        ("Opens", "8.30", "opens", '"08:30"'),
        ("Closes", "19:30", "closes", '"19:30"'),
        ("Holidays", "2026-05-01, 2026-05-08 – 2026-05-10", "holidays", '"2026-05-01 2026-05-08 '),
        ("Take up within", "8", "acknowledge_hours", "8"),
        ("Resolve within", "7", "resolve_days", "7"),
        ("Evening reminder", "none", "day_close", "null"),
    ],
)
async def test_hours_and_deadlines_are_changed_by_typing(
    stage: Stage, owner: Actor, label: str, typed: str, key: str, stored: str
) -> None:
    await opens(owner, "Hours, deadlines", label)
    await owner.sends(typed)

    assert stage.rows(KEPT, key)[0][0].startswith(stored)
    assert len(owner.sees.splitlines()) == 7


@pytest.mark.parametrize(
    ("label", "chip", "line"),
    [
        ("Open on", "Mon–Sun", "Open on: Mon–Sun"),
        ("Opens", "08:00", "Opens: 08:00"),
        ("Closes", "21:00", "Closes: 21:00"),
        ("Holidays", "No holidays", "Holidays: none"),
        ("Take up within", "48 hours", "Take up within: 48 hours"),
        ("Resolve within", "3 working days", "Resolve within: 3 working days"),
        ("Evening reminder", "Never", "Evening reminder: never"),
    ],
)
async def test_hours_and_deadlines_are_changed_by_a_tap(
    owner: Actor, label: str, chip: str, line: str
) -> None:
    await opens(owner, "Hours, deadlines", label)
    await owner.taps(chip)

    assert line in owner.sees.splitlines()


async def test_a_clinic_closes_after_it_opens_and_its_screen_holds_many_holidays(
    stage: Stage, owner: Actor
) -> None:
    await opens(owner, "Hours, deadlines", "Closes")
    await owner.sends("9:00")
    assert "would open at 09:00 and close at 09:00" in owner.sees
    assert stage.rows(KEPT, "closes") == []

    await opens(owner, "Hours, deadlines", "Holidays")
    await owner.sends("2026-05-01 - 2026-10-01")
    assert "154 days up to October 1, 2026" in owner.sees
    await opens(owner, "Hours, deadlines", "Holidays")
    await owner.sends("2026-05-01 - 2027-05-01")
    assert "is no list of days" in owner.sees


@pytest.mark.parametrize(
    ("label", "chip", "key", "stored"),
    [
        ("Language", "Русский", "language", '"ru"'),
        ("Currency", "EUR", "currency", '"EUR"'),
        ("Time zone", "Berlin", "timezone", '"Europe/Berlin"'),
        ("Old patients", "Everybody is new", "legacy_until", "null"),
        ("Lost after", "730 days", "active_gap", "730"),
        ("Coverage", "98%", "coverage_floor", "0.98"),
        ("Managers", "Yes", "manager_money", "true"),
    ],
)
async def test_each_setting_is_changed_by_a_tap_in_one_living_message(
    stage: Stage, owner: Actor, label: str, chip: str, key: str, stored: str
) -> None:
    await opens(owner, "The clinic", label)
    shown = len(owner.heard)
    await owner.taps(chip)

    assert stage.rows(KEPT, key)[0] == (stored,)
    assert len(owner.heard) == shown


async def test_a_clinic_s_language_is_that_of_its_catalogue_until_something_is_logged(
    stage: Stage, owner: Actor, hygiene: tuple[object, ...]
) -> None:
    await opens(owner, "The clinic", "Language", "Русский")
    assert stage.rows(HYGIENE, *hygiene)[0][0] == "Гигиена"

    await owner.sends("1042 гигиена 3500")
    await opens(owner, "The clinic", "Language", "English")
    assert stage.rows(HYGIENE, *hygiene)[0][0] == "Гигиена"


async def test_the_currency_stays_once_an_amount_is_written_down(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("1042 hygiene 3500")
    await owner.taps("Undo")
    await opens(owner, "The clinic", "Currency")
    await owner.taps("UAH")

    assert "stays RUB" in owner.sees
    assert stage.rows(KEPT, "currency") == [('"RUB"',)]


async def test_a_price_of_the_clinic_s_own_keeps_the_currency_and_the_template_s_does_not(
    stage: Stage, owner: Actor, hygiene: tuple[object, ...]
) -> None:
    await opens(owner, "The clinic", "Currency", "UAH")
    assert stage.rows(HYGIENE, *hygiene)[0][1] == 150000

    await opens(owner, "Services", "Hygiene", "Price")
    await owner.sends("1 700")
    assert stage.rows(HYGIENE, *hygiene)[0][1] == 170000
    await opens(owner, "The clinic", "Currency", "EUR")
    assert "stays UAH" in owner.sees


async def test_managers_see_money_when_the_owner_lets_them(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    manager = await joins("Max", 504, "manager")
    await owner.sends("1042 hygiene 3500")
    await manager.sends("/today")
    assert "3,500" not in manager.sees

    await opens(owner, "The clinic", "Managers", "Yes")
    await manager.sends("/today")
    assert "3,500" in manager.sees


@pytest.mark.parametrize("role", ["staff", "manager"])
async def test_only_owners_reach_the_settings(
    stage: Stage, owner: Actor, joins: Joins, role: str
) -> None:
    person = await joins("Max", 504, role)
    await person.sends("/settings")
    assert "This is for the clinic's owner" in person.sees

    await opens(owner, "The clinic", "Lost after")
    button = owner.person.last.buttons[0][0]["callback_data"]
    await person.taps(button, person.person.last, stale=True)
    assert "This is for the clinic's owner" in person.sees
    assert stage.rows(KEPT, "active_gap") == []


async def test_a_visit_a_question_or_a_reply_typed_meanwhile_is_no_answer(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("1042 hygiene 3500")
    card = owner.person.last
    await opens(owner, "The clinic", "Name")
    await owner.sends("1043 filling 4000")
    await owner.sends("today")
    await owner.replies(card, "4500")
    assert stage.rows(KEPT, "name") == [('"Smile"',)]
    assert stage.rows("SELECT amount FROM visit_lines ORDER BY id") == [(450000,), (400000,)]

    await owner.sends("Bright")
    assert stage.rows(KEPT, "name")[0] == ('"Bright"',)


async def test_a_question_of_an_hour_ago_or_one_left_by_back_waits_no_more(
    stage: Stage, owner: Actor
) -> None:
    await opens(owner, "The clinic", "Name", "Back")
    await owner.sends("Bright")
    assert "did not understand" in owner.sees

    await opens(owner, "The clinic", "Name")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(2 * HOUR)
    await owner.sends("Bright")
    assert "did not understand" in owner.sees
    assert stage.rows(KEPT, "name") == [('"Smile"',)]


async def test_whoever_is_no_owner_any_more_answers_no_question_of_the_settings(
    stage: Stage, owner: Actor
) -> None:
    await opens(owner, "The clinic", "Name")
    with outside(stage.path).begin() as connection:  # as another process does
        demoted = staff.update().where(staff.c.id == OLGA)
        connection.execute(demoted.values(role="staff", change=touch(connection, 1)))
    for _each in range(2):
        await owner.sends("Mine")
        assert "did not understand" in owner.sees

    assert stage.rows(KEPT, "name") == [('"Smile"',)]


async def test_an_owner_adds_a_further_clinic_and_works_there(stage: Stage, owner: Actor) -> None:
    await opens(owner, "Add a clinic")
    await owner.sends("Second Smile")
    assert "Which language" in owner.sees
    for label in ("English", "EUR", "Berlin", "Everybody is new"):
        await owner.taps(label)

    assert "Second Smile is set up" in owner.sees
    await owner.sends("7 hygiene 90")
    assert stage.rows("SELECT clinic_id, amount FROM visit_lines") == [(3, 9000)]
    assert stage.rows("SELECT id, role FROM staff WHERE clinic_id = 3") == [(OLGA, "owner")]
    assert stage.rows("SELECT name FROM services WHERE clinic_id = 3 AND price = 9000")
    actions = stage.rows("SELECT action FROM audit WHERE clinic_id = 3 ORDER BY number")
    assert actions[0] == ("clinic added",)


async def test_two_owners_who_add_a_clinic_at_once_get_one_each(
    stage: Stage, owner: Actor, neighbour: Actor
) -> None:
    for person in (owner, neighbour):
        await opens(person, "Add a clinic")
    owner.person.sends("One")
    await neighbour.sends("Other")

    names = "SELECT value FROM settings WHERE key = 'name' AND clinic_id > 2 ORDER BY value"
    assert stage.rows(names) == [('"One"',), ('"Other"',)]
    assert len(stage.rows("SELECT id FROM staff WHERE clinic_id > 2")) == 2


async def test_every_label_fits_two_in_a_row_on_a_phone(stage: Stage, owner: Actor) -> None:
    for path in (
        [],
        ["The clinic"],
        ["The clinic", "Time zone"],
        ["Hours, deadlines"],
        ["Hours, deadlines", "Resolve within"],
        ["Services"],
        ["Services", "Hygiene"],
        ["Services", "Hygiene", "Class"],
        ["Channels"],
        ["Doctors"],
    ):
        await opens(owner, *path)
        rows = owner.person.last.keyboard
        assert all(len(label) <= 18 for row in rows if len(row) > 1 for label in row)
        assert all(len(row) <= 2 for row in rows)
