"""Services, channels and doctors are changed by chat; entries of before keep what they had."""

import pytest

from tests.support.settings_walk import opens
from tests.support.stage import Actor, Stage

HYGIENE = "SELECT name, price, kind, recall_days, aliases, hidden FROM services WHERE id = ?"
HYGIENE_ID = "SELECT id FROM services WHERE clinic_id = 1 AND name = 'Hygiene'"
KEPT = "SELECT value FROM settings WHERE clinic_id = 1 AND key = ? ORDER BY since DESC"


@pytest.fixture
def hygiene(stage: Stage) -> tuple[object, ...]:
    [(row_id,)] = stage.rows(HYGIENE_ID)
    return (row_id,)


async def test_a_renamed_service_keeps_its_history_and_its_old_name(
    stage: Stage, owner: Actor, hygiene: tuple[object, ...]
) -> None:
    await owner.sends("1042 hygiene 3500")
    await opens(owner, "Services", "Hygiene", "Rename")
    await owner.sends("Deep clean")

    assert stage.rows(HYGIENE, *hygiene)[0][0] == "Deep clean"
    assert "Also: Hygiene" in owner.sees
    await owner.sends("/day")
    assert "1042 · Deep clean" in owner.sees
    await owner.sends("1043 hygiene 3600")
    assert "1043 · Deep clean" in owner.sees


async def test_a_removed_service_is_not_offered_and_stands_in_its_entries(
    stage: Stage, owner: Actor, hygiene: tuple[object, ...]
) -> None:
    await owner.sends("1042 hygiene 3500")
    await opens(owner, "Services", "Hygiene", "Remove")
    assert stage.rows(HYGIENE, *hygiene)[0][5] == 1
    assert "Bring back" in owner.buttons

    await owner.sends("/day")
    assert "1042 · Hygiene" in owner.sees
    await owner.sends("1043 hygiene 3600")
    assert "1043 · Hygiene" not in owner.sees
    await opens(owner, "Services", "+ Add")
    await owner.sends("hygiene")
    assert "was removed earlier" in owner.sees
    await owner.sends("/cancel")

    await opens(owner, "Services", "Removed: 1", "Hygiene", "Bring back")
    await owner.sends("1044 hygiene 3700")
    assert "1044 · Hygiene" in owner.sees


@pytest.mark.parametrize(
    ("button", "typed", "kept"),
    [
        ("Price", "4 500", {"price": 450000}),
        ("Price", "none", {"price": None}),
        ("Due again", "90", {"due": 90}),
        ("Other names", "Scale, Polish,scale", {"also": '["Scale", "Polish"]'}),
        ("Other names", "none", {"also": "[]"}),
    ],
)
async def test_each_field_of_a_service_is_typed(
    stage: Stage, owner: Actor, button: str, typed: str, kept: dict[str, object]
) -> None:
    await opens(owner, "Services", "Hygiene", button)
    await owner.sends(typed)

    [row] = stage.rows(
        "SELECT price, recall_days, aliases FROM services WHERE clinic_id = 1 AND name = 'Hygiene'"
    )
    assert dict(zip(("price", "due", "also"), row, strict=True)).items() >= kept.items()
    assert owner.sees.startswith("Hygiene")


async def test_the_class_of_a_service_is_tapped(
    stage: Stage, owner: Actor, hygiene: tuple[object, ...]
) -> None:
    await opens(owner, "Services", "Hygiene", "Class", "consultation")

    assert stage.rows(HYGIENE, *hygiene)[0][2] == "consultation"
    assert "Class: consultation" in owner.sees


@pytest.mark.parametrize(
    ("button", "typed", "said"),
    [
        ("Rename", "filling", "“filling” is called so already"),
        ("Rename", "🦷🦷", "at least one letter"),
        ("Rename", "36", "at least one letter"),
        ("Rename", "a" * 500, "1 to 64 characters"),
        ("Rename", "one\ntwo", "one line"),
        ("Price", "-5", "is no price"),
        ("Price", "cheap", "which amount"),
        ("Due again", "0", "from 1 to 3650"),
        ("Other names", ",".join(f"n{i}x" for i in range(21)), "at most 20"),
        ("Other names", "crown", "“crown” is called so already"),
        ("Class", "surgery", "Tap one of the classes"),
    ],
)
async def test_what_cannot_be_is_refused_with_what_to_do_and_asked_again(
    stage: Stage,
    owner: Actor,
    hygiene: tuple[object, ...],
    button: str,
    typed: str,
    said: str,
) -> None:
    await opens(owner, "Services", "Hygiene", button)
    before = stage.rows("SELECT * FROM services")
    await owner.sends(typed)
    assert said in owner.sees
    assert stage.rows("SELECT * FROM services") == before

    await owner.sends("/cancel")
    assert "settings stay as they were" in owner.sees


CHANNEL = "SELECT name, aliases, hidden FROM channels WHERE name LIKE 'Petrenko%'"
DOCTOR = "SELECT name, aliases, hidden FROM doctors WHERE name LIKE 'Petrenko%'"


@pytest.mark.parametrize(("area", "held"), [("Channels", CHANNEL), ("Doctors", DOCTOR)])
async def test_channels_and_doctors_are_added_renamed_removed_and_brought_back(
    stage: Stage, owner: Actor, area: str, held: str
) -> None:
    await opens(owner, area, "+ Add")
    await owner.sends("Petrenko")
    await owner.taps("Rename")
    await owner.sends("Petrenko Olha")
    assert stage.rows(held) == [("Petrenko Olha", '["Petrenko"]', 0)]

    await owner.taps("Remove")
    assert stage.rows(held)[0][2] == 1
    await owner.taps("Bring back")
    await owner.sends("1042 petrenko 3500")
    assert "Petrenko Olha" in owner.sees


async def test_each_button_of_a_service_pressed_twice_does_what_it_does_once(
    stage: Stage, owner: Actor
) -> None:
    for path in (["Price", "None"], ["Class", "other"], ["Due again", "None"], ["Remove"]):
        await opens(owner, "Services", "Hygiene", *path[:-1])
        page = owner.person.last
        button = page.button(path[-1])
        assert button
        await owner.taps(path[-1], page)
        before = stage.rows("SELECT * FROM services"), stage.rows("SELECT * FROM audit")
        await owner.taps(button["callback_data"], page, stale=True)
        assert (stage.rows("SELECT * FROM services"), stage.rows("SELECT * FROM audit")) == before


@pytest.mark.parametrize(
    "name",
    ["<b>Bold</b> & <i>co", "مرحبا بالعالم", "Зубки 🦷 2000", "x" * 64, "a_b*c[d](http://e.f)"],
)
async def test_a_name_of_any_letters_is_shown_as_it_was_typed(
    stage: Stage, owner: Actor, name: str
) -> None:
    await opens(owner, "The clinic", "Name")
    await owner.sends(name)
    assert stage.rows(KEPT, "name")[0][0].strip('"') == name
    assert f"Name: {name}" in owner.sees

    await opens(owner, "Services", "+ Add")
    await owner.sends(name)
    assert owner.sees.startswith(name)
    await opens(owner, "Services")
    listed = list(owner.buttons)
    await owner.taps("›")
    assert name[:17] in "\n".join([*listed, *owner.buttons])


async def test_a_button_of_another_clinic_s_service_finds_nothing(
    stage: Stage, owner: Actor, neighbour: Actor
) -> None:
    await opens(owner, "Services", "Hygiene")
    button = next(
        each["callback_data"]
        for row in owner.person.last.buttons
        for each in row
        if each["text"] == "Remove"
    )
    await neighbour.sends("/settings")
    await neighbour.taps(button, neighbour.person.last, stale=True)

    assert "don't find this in your clinic" in neighbour.sees
    assert stage.rows("SELECT * FROM services WHERE hidden = 1") == []
