"""The code book by chat: rooms, and services, channels and doctors that are merged."""

import pytest

from clinic.calendar import HOUR, HandClock
from tests.support.cast import OLGA
from tests.support.settings_walk import opens
from tests.support.stage import Actor, Stage

ROOMS = "SELECT name, hidden FROM rooms ORDER BY id"
SERVICES = (
    "SELECT name FROM visit_lines JOIN services ON services.id = service_id ORDER BY visit_lines.id"
)
SERVICE = "SELECT hidden, aliases FROM services WHERE clinic_id = 1 AND name = ?"


async def offers(owner: Actor, title: str, name: str) -> None:
    await opens(owner, title, "+ Add")
    await owner.sends(name)


async def walks(owner: Actor, *path: str) -> None:
    """Walk from /settings along labels, turning pages where one is not on the first."""
    await owner.sends("/settings")
    for label in path:
        while label not in owner.buttons and "›" in owner.buttons:
            await owner.taps("›", owner.person.last)
        await owner.taps(label, owner.person.last)


async def merges(owner: Actor, title: str, gone: str, kept: str) -> None:
    await walks(owner, title, gone, "Merge", kept, "Merge")


async def test_rooms_are_added_renamed_removed_and_brought_back(stage: Stage, owner: Actor) -> None:
    await opens(owner, "Rooms")
    assert owner.sees.startswith("There are no rooms")
    await owner.taps("+ Add")
    await owner.sends("Room 1")
    assert owner.sees == "Room 1"
    await owner.taps("Rename")
    await owner.sends("Blue room")
    await owner.taps("Remove")
    assert stage.rows(ROOMS) == [("Blue room", 1)]
    await opens(owner, "Rooms", "(Blue room)")
    await owner.taps("Bring back")

    assert stage.rows(ROOMS) == [("Blue room", 0)]
    actions = [each for (each,) in stage.rows("SELECT action FROM audit WHERE author_id = ?", OLGA)]
    assert actions[-4:] == ["added", "renamed", "removed", "brought back"]


@pytest.mark.parametrize(
    ("typed", "said"), [("Room 1", "is called so already"), ("123", "at least one letter")]
)
async def test_a_room_has_a_name_of_its_own(
    stage: Stage, owner: Actor, typed: str, said: str
) -> None:
    await offers(owner, "Rooms", "Room 1")
    await offers(owner, "Rooms", typed)

    assert said in owner.sees
    assert stage.rows(ROOMS) == [("Room 1", 0)]


async def test_a_merged_service_s_entries_and_names_are_the_other_s(
    stage: Stage, owner: Actor
) -> None:
    await offers(owner, "Services", "Airflow")
    await owner.sends("1042 airflow 3500 google")
    await owner.sends("1043 hygiene 3500 google")
    await walks(owner, "Services", "Airflow", "Merge", "Hygiene")
    assert "“Airflow” becomes “Hygiene”: 1 entry is told of it then" in owner.sees
    await owner.taps("Merge")

    assert owner.sees == "“Airflow” is “Hygiene” now."
    assert stage.rows(SERVICES) == [("Hygiene",)] * 2
    assert stage.rows(SERVICE, "Airflow") == [(1, "[]")]
    assert stage.rows(SERVICE, "Hygiene") == [(0, '["Airflow"]')]
    assert ("merged", OLGA) in stage.rows("SELECT action, author_id FROM audit")
    await owner.sends("1044 airflow 3500 google")
    assert "1044 · Hygiene" in owner.sees


async def test_for_a_day_a_merge_is_undone_as_it_was(stage: Stage, owner: Actor) -> None:
    await offers(owner, "Services", "Airflow")
    await owner.sends("1042 airflow 3500 google")
    await owner.sends("1043 hygiene 3500 google")
    await owner.sends("1044 airflow 3500 google")
    card = owner.person.last
    await merges(owner, "Services", "Airflow", "Hygiene")
    merged = owner.person.last
    await owner.replies(card, "filling")
    await owner.taps("Undo merge", merged)

    assert merged.text == "“Airflow” and “Hygiene” are two again."
    assert stage.rows(SERVICES) == [("Airflow",), ("Hygiene",), ("Filling",)]
    assert stage.rows(SERVICE, "Airflow") == [(0, "[]")]
    assert stage.rows(SERVICE, "Hygiene") == [(0, "[]")]


async def test_after_a_day_or_twice_a_merge_is_not_undone(stage: Stage, owner: Actor) -> None:
    await offers(owner, "Services", "Airflow")
    await owner.sends("1042 airflow 3500 google")
    await merges(owner, "Services", "Airflow", "Hygiene")
    merged = owner.person.last
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(25 * HOUR)
    await owner.taps("Undo merge", merged)

    assert "can't be undone any more" in owner.sees
    assert stage.rows(SERVICES) == [("Hygiene",)]


async def test_channels_and_doctors_are_merged_everywhere_they_stand(
    stage: Stage, owner: Actor
) -> None:
    for name in ("Petrov", "Petroff"):
        await offers(owner, "Doctors", name)
    await owner.sends("1042 hygiene 3500 instagram petroff")
    await merges(owner, "Doctors", "Petroff", "Petrov")
    await merges(owner, "Channels", "Instagram", "Google")

    held = stage.rows(
        "SELECT channels.name, doctors.name FROM visit_lines "
        "JOIN channels ON channels.id = channel_id JOIN doctors ON doctors.id = doctor_id"
    )
    assert held == [("Google", "Petrov")]
    await owner.sends("1043 hygiene 3500 instagram petroff")
    assert "channel: Google" in owner.sees
    assert "doctor: Petrov" in owner.sees


async def test_a_second_tap_and_an_old_button_merge_nothing_more(
    stage: Stage, owner: Actor
) -> None:
    await offers(owner, "Services", "Airflow")
    await walks(owner, "Services", "Airflow", "Merge", "Hygiene")
    button = owner.person.last.buttons[0][0]["callback_data"]
    for _each in range(2):
        await owner.taps(button, owner.person.last, stale=True)
        assert owner.sees == "“Airflow” is “Hygiene” now."
    assert len(stage.rows("SELECT 1 FROM audit WHERE action = 'merged'")) == 1
    await walks(owner, "Services", "Hygiene", "Remove")
    await walks(owner, "Services", "Filling", "Merge")
    assert "Airflow" not in owner.buttons
    assert "Hygiene" not in owner.buttons


async def test_only_owners_change_the_code_book(
    stage: Stage, owner: Actor, reception: Actor, neighbour: Actor
) -> None:
    await opens(owner, "Rooms", "+ Add")
    await owner.sends("Room 1")
    rename = owner.person.last.buttons[0][1]["callback_data"]
    await reception.sends("/day")
    await reception.taps(rename, reception.person.last, stale=True)
    assert "This is for the clinic's owner" in reception.sees
    await neighbour.sends("/day")
    await neighbour.taps(rename, neighbour.person.last, stale=True)
    assert "don't find this" in neighbour.sees
    assert stage.rows(ROOMS) == [("Room 1", 0)]
