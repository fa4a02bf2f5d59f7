"""Practice: a room of one's own where everything works, nothing counts, and nothing stays."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.janitor import Janitor
from clinic.calendar import HOUR, HandClock
from storage.chain import verify
from storage.outside import outside, reading, touch
from storage.shapes import metadata
from storage.soundness import examine
from storage.tables import staff
from tests.support.cast import OLGA, RITA, code_in
from tests.support.screens import all_keys
from tests.support.stage import MORNING, Actor, Stage, staged

PRACTICE = "Practice: this does not count."
GLOBAL = {"people"}
"""Tables where a clinic id is where somebody stands, not whose the row is."""


def room_rows(stage: Stage, person: int = RITA) -> dict[str, int]:
    """How many rows of a person's room there are, by table; tables without any are left out."""
    found = {}
    for table in metadata.sorted_tables:
        if "clinic_id" in table.columns or table.name == "clinics":
            column = "id" if table.name == "clinics" else "clinic_id"
            sql = f"SELECT count(*) FROM {table.name} WHERE {column} = ?"  # noqa: S608 - our own names
            [(found[table.name],)] = stage.rows(sql, -person)
    return {name: count for name, count in found.items() if count}


def real_rows(stage: Stage) -> dict[str, list[tuple[Any, ...]]]:
    """Everything of the real clinic, but for letters that were sent."""
    tables = [
        table
        for table in metadata.sorted_tables
        if "clinic_id" in table.columns and table.name not in GLOBAL | {"outbox"}
    ]
    sql = "SELECT * FROM {} WHERE clinic_id = 1"
    rows = {table.name: stage.rows(sql.format(table.name)) for table in tables}
    return {**rows, "clinics": stage.rows("SELECT * FROM clinics WHERE id = 1")}


async def test_a_whole_practice_leaves_no_trace(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    before, told = real_rows(stage), len(owner.heard)

    await reception.sends("/practice")
    assert "counts nowhere" in reception.sees
    await reception.sends("1050 hygiene 2700")
    card = reception.person.last
    assert reception.sees.startswith(PRACTICE)
    assert "1 visit today" in reception.sees
    await reception.replies(card, "4500")
    await reception.sends("1051 hygiene 2700")
    await reception.taps("Undo")
    assert reception.sees.startswith(PRACTICE)
    assert "Withdrawn" in reception.sees
    await reception.sends("/complaint the drill was loud and she was rude")
    await reception.sends("/today")
    assert "1 visit so far" in reception.sees
    await reception.sends("/day")
    assert "1050" in reception.sees
    assert "1042" not in reception.sees
    assert {"clinics", "visit_lines", "patients", "audit", "cards"} <= set(room_rows(stage))
    reception.person.presses("End practice")
    await stage.settles()

    assert room_rows(stage) == {}
    assert real_rows(stage) == before
    assert len(owner.heard) == told
    with closing(reading(stage.path).connect()) as connection:
        assert verify(connection) is None
    assert [fault for _name, fault in examine(stage.path) if fault] == []


async def test_what_is_written_after_practice_counts(stage: Stage, reception: Actor) -> None:
    await reception.sends("/practice")
    await reception.sends("1042 hygiene 3500")
    await reception.sends("End practice")
    await reception.sends("1043 hygiene 3500")

    assert not reception.sees.startswith(PRACTICE)
    assert stage.rows("SELECT clinic_id FROM visit_lines") == [(1,)]


async def test_a_second_practice_begins_with_nothing(stage: Stage, reception: Actor) -> None:
    for _ in range(2):
        await reception.sends("/practice")
        await reception.sends("1042 hygiene 3500")
        assert "1 visit today" in reception.heard[-1]
        await reception.sends("/today")
        assert "1 visit so far" in reception.sees
        await reception.sends("End practice")
    with closing(reading(stage.path).connect()) as connection:
        assert verify(connection) is None


async def test_who_practises_already_is_shown_the_way_out(stage: Stage, reception: Actor) -> None:
    await reception.sends("/practice")
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/practice")
    assert room_rows(stage)["visit_lines"] == 1
    await reception.taps("End practice")

    assert "over" in reception.sees
    assert room_rows(stage) == {}
    await reception.sends("End practice")
    assert "not practising" in reception.sees


async def test_cards_of_practice_say_that_it_is_over(stage: Stage, reception: Actor) -> None:
    await reception.sends("/practice")
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await reception.sends("End practice")

    await reception.taps("Undo", card)
    assert "This was practice" in reception.sees
    await reception.replies(card, "4500")
    assert "This was practice" in reception.sees
    assert stage.rows("SELECT * FROM visit_lines") == []


@pytest.mark.parametrize("command", ["/invite", "/team", "/settings"])
async def test_people_and_settings_stay_as_they_are(
    stage: Stage, owner: Actor, command: str
) -> None:
    await owner.sends("/start")
    before = real_rows(stage)
    await owner.sends("/practice")
    await owner.sends(command)

    assert "practice" in owner.sees.lower()
    assert real_rows(stage) == before
    assert "invites" not in room_rows(stage, OLGA)


async def test_removal_ends_practice_at_once(stage: Stage, owner: Actor, reception: Actor) -> None:
    await reception.sends("/practice")
    await reception.sends("1042 hygiene 3500")
    card = reception.person.last
    await owner.sends("/team")
    await owner.taps("Rita")
    await owner.taps("Remove")
    await owner.taps("Yes, remove")
    assert room_rows(stage) == {}

    await reception.taps("Undo", card)
    await reception.sends("1043 hygiene 3500")
    assert room_rows(stage) == {}
    assert stage.rows("SELECT * FROM visit_lines") == []


async def test_a_change_of_clinic_ends_practice(
    stage: Stage, reception: Actor, neighbour: Actor
) -> None:
    await reception.sends("/practice")
    await reception.sends("1042 hygiene 3500")
    await neighbour.sends("/invite")
    await reception.sends(f"/start {code_in(neighbour.sees)}")
    await reception.sends("1043 hygiene")

    assert not reception.sees.startswith(PRACTICE)
    assert stage.rows("SELECT clinic_id FROM visit_lines WHERE clinic_id > 0") == [(2,)]


async def test_in_the_staff_group_who_practises_writes_in_earnest(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    group = stage.world.add_group("Smile staff", [owner.person, reception.person])
    await stage.settles()
    await reception.sends("/practice")
    reception.person.sends("/visit 1042 hygiene 3500", chat=group)
    await stage.settles()

    assert not group.last_of_bot().text.startswith(PRACTICE)
    assert stage.rows("SELECT clinic_id FROM visit_lines") == [(1,)]


async def test_practice_outlives_a_restart_and_a_quiet_day_ends_it(tmp_path: Path) -> None:
    clock = HandClock(MORNING)
    async with staged(tmp_path, clock) as first:
        first.add_clinic("Smile", OLGA)
        olga = first.actor("Olga", OLGA)
        await olga.sends("/practice")
        await olga.sends("1042 hygiene 3500")
    async with staged(tmp_path, clock, world=first.world) as second:
        olga = second.actor("Olga", OLGA)
        await olga.sends("1043 hygiene 3500")
        assert olga.sees.startswith(PRACTICE)
        assert "2 visits" in olga.sees
        clock.move(25 * HOUR)
        await second.world.until(lambda: "Practice is over" in olga.sees)
        assert room_rows(second, OLGA) == {}
        await olga.sends("1044 hygiene 3500")
        assert not olga.sees.startswith(PRACTICE)


async def test_practice_that_expires_leaves_no_key_of_it_and_today_answers(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("/practice")
    await reception.sends("1042 hygiene 3500")
    await reception.sends("/today")
    assert "End practice" in all_keys(reception)
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(25 * HOUR)
    await Janitor(stage.app.office, stage.app.clinics).sweep()
    await stage.settles()
    assert "Practice is over" in reception.sees
    assert "End practice" not in all_keys(reception)
    await reception.presses("Today")

    assert "0 visits so far" in reception.sees


async def test_who_was_removed_by_other_means_practises_no_more_in_what_was_the_clinics(
    stage: Stage, reception: Actor, neighbour: Actor
) -> None:
    await neighbour.sends("/invite")
    await reception.sends(f"/start {code_in(neighbour.sees)}")
    await reception.sends("/practice")
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        mine = (staff.c.id == RITA) & (staff.c.clinic_id == 2)
        connection.execute(update(staff).where(mine).values(removed=1))
        touch(connection, 2)
    stage.has_written(RITA)
    await reception.sends("1043 hygiene 3500")

    assert not reception.sees.startswith(PRACTICE)
    assert stage.rows("SELECT clinic_id FROM visit_lines") == [(1,)]
