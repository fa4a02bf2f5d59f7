"""A half-filled form waits, is shown afresh, or is dropped; nothing of it is saved by chance."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.app import Plan, running
from bot.buckets import UNLIMITED
from clinic.calendar import HOUR, HandClock
from playground.server import serve
from playground.world import World
from storage.database import prepare
from storage.outside import outside, touch
from storage.post import people
from tests.support.cast import code_in
from tests.support.stage import MORNING, TOKEN, Actor, Stage

CODES = """
    SELECT p.code, amount FROM visit_lines v JOIN patients p ON p.id = patient_id
    WHERE voided IS NULL ORDER BY v.id
"""


async def begun(person: Actor) -> None:
    """Begin a form for 1042, whose service is asked for."""
    await person.sends("1042 hygiene 3500 google")
    await person.sends("+ Visit")
    await person.taps("1042")


def callback(person: Actor, label: str) -> str:
    rows = person.person.last.buttons
    return next(each["callback_data"] for row in rows for each in row if each["text"] == label)


@pytest.mark.parametrize("how", ["Cancel", "/cancel"])
async def test_a_form_is_dropped_and_nothing_is_saved(
    stage: Stage, reception: Actor, how: str
) -> None:
    await begun(reception)
    await (reception.sends(how) if how.startswith("/") else reception.taps(how))

    assert reception.sees == "Dropped. Nothing was saved."
    assert reception.buttons == []
    await reception.sends("1055")
    assert stage.rows(CODES) == [("1042", 350000), ("1055", None)]


async def test_a_whole_line_typed_meanwhile_is_a_visit_and_the_form_waits(
    stage: Stage, reception: Actor
) -> None:
    await begun(reception)
    form = reception.person.last
    await reception.sends("2077 filling 4000 google")
    assert "2077 · Filling" in reception.sees
    await reception.sends("today")
    assert "so far" in reception.sees
    await reception.taps("Hygiene", form)
    await reception.sends("4500")

    assert stage.rows(CODES) == [("1042", 350000), ("2077", 400000), ("1042", 450000)]
    assert "1042 · Hygiene · RUB 4,500" in form.text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("line", ["#2077 4000", "no-show 2077", "expense ads 2000"])
async def test_an_entry_typed_while_the_amount_is_asked_is_one_and_the_form_stays(
    stage: Stage, reception: Actor, line: str
) -> None:
    await begun(reception)
    await reception.taps("Hygiene")
    form = reception.person.last
    await reception.sends(line)
    assert form.text.endswith("What is the amount? Tap it or type it.")
    await reception.sends("4 500")

    between = [("2077", 400000)] if line.startswith("#") else []
    assert stage.rows(CODES) == [("1042", 350000), *between, ("1042", 450000)]
    assert stage.rows("SELECT count(*) FROM expenses") == [(int("expense" in line),)]


async def test_a_reply_to_another_card_corrects_that_card(stage: Stage, reception: Actor) -> None:
    await reception.sends("2077 filling 4000 google")
    card = reception.person.last
    await begun(reception)
    await reception.replies(card, "4100")
    assert stage.rows(CODES)[0] == ("2077", 410000)

    form = next(m for m in reversed(reception.person.sees) if "Which service?" in m.text)
    await reception.replies(form, "filling 5000")
    assert stage.rows(CODES)[-1] == ("1042", 500000)


async def test_the_key_shows_the_waiting_form_afresh(stage: Stage, reception: Actor) -> None:
    await begun(reception)
    old = reception.person.last
    stale = callback(reception, "Hygiene")
    await reception.sends("+ Visit")

    assert "goes on below" in old.text
    assert old.keyboard == []
    assert "1042" in reception.sees
    assert reception.buttons[-3:] == ["Back", "Start anew", "Cancel"]
    await reception.taps(stale, old, stale=True)
    assert "This form is closed" in old.text
    await reception.taps("+ Visit", old)
    assert "Which service?" in old.text
    assert "1042" in old.text

    await reception.taps("Start anew", old)
    assert "Which patient?" in old.text
    assert stage.rows(CODES) == [("1042", 350000)]


async def test_the_message_of_a_dropped_form_becomes_the_living_one_again(
    stage: Stage, reception: Actor
) -> None:
    await begun(reception)
    stale, message = callback(reception, "Hygiene"), reception.person.last
    await reception.taps("Cancel")
    await reception.taps(stale, message, stale=True)
    heard = len(reception.heard)
    await reception.taps("+ Visit")
    await reception.taps("1042")
    await reception.sends("filling 4500")

    assert len(reception.heard) == heard
    assert "1042 · Filling" in reception.sees
    assert stage.rows(CODES)[1:] == [("1042", 450000)]


async def test_a_form_of_another_shift_is_forgotten(stage: Stage, reception: Actor) -> None:
    await begun(reception)
    message = reception.person.last
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(13 * HOUR)
    await reception.taps("Hygiene", message)
    assert "This form is closed" in message.text
    await reception.sends("1055")

    assert stage.rows(CODES) == [("1042", 350000), ("1055", None)]


async def test_somebody_elses_tap_does_nothing_to_the_form(
    stage: Stage, reception: Actor, colleague: Actor
) -> None:
    await begun(reception)
    stale = callback(reception, "Hygiene")
    await colleague.sends("hello")
    await colleague.taps(stale, colleague.person.last, stale=True)

    assert "This form is closed" in colleague.sees
    assert "Which service?" in reception.sees
    await reception.taps("Hygiene")
    assert "What is the amount?" in reception.sees


async def test_a_form_goes_on_by_a_tap_while_something_else_is_asked(
    stage: Stage, reception: Actor
) -> None:
    await begun(reception)
    form = reception.person.last
    await reception.taps("Edit")
    await reception.taps("Amount")
    await reception.taps("Hygiene", form)

    assert "What is the amount?" in form.text
    assert stage.rows(CODES) == [("1042", 350000)]


@pytest.mark.parametrize(
    "data",
    [
        *("1vp:{}:1", f"1vp:{{}}:{10**30}", "1vp:{}:-1", "1vs:{}:99", f"1vs:{{}}:{10**30}"),
        *(f"1va:{{}}:{10**30}", "1va:{}:-5", "1vm:{}:-1", f"1vm:{{}}:{10**30}", "1vw:{}"),
        *("1vo:1", f"1vo:{10**30}", f"1vs:{10**30}:1", "1vn:1", "1vx:-1", "1vb:1"),
    ],
)
async def test_garbage_in_a_chip_saves_nothing(stage: Stage, reception: Actor, data: str) -> None:
    await reception.sends("+ Visit")
    line = callback(reception, "Cancel").split(":")[1]
    await reception.taps(data.format(line), reception.person.last, stale=True)

    assert stage.rows(CODES) == []
    assert reception.sees


async def test_a_form_survives_a_restart(tmp_path: Path) -> None:
    world, path, clock = World(), tmp_path / "clinic.db", HandClock(MORNING)
    world.add_bot(TOKEN, "smile_bot")
    plan = Plan(path, TOKEN, "", None, clock, UNLIMITED)
    async with serve(world) as address:
        prepare(path)
        plan = Plan(path, TOKEN, address, None, clock, UNLIMITED, warm=False)
        async with running(plan) as app:
            stage = Stage(world, app, path, clock)
            stage.add_clinic("Smile", 501)
            await begun(stage.actor("Olga", 501))
        async with running(plan) as app:
            stage = Stage(world, app, path, clock)
            olga = stage.actor("Olga", 501)
            await olga.sends("filling 4500")
            assert "1042 · Filling · RUB 4,500" in olga.sees
            assert stage.rows(CODES)[1:] == [("1042", 450000)]


async def test_a_form_of_the_clinic_does_not_go_on_in_practice(
    stage: Stage, reception: Actor
) -> None:
    await begun(reception)
    form = reception.person.last
    await reception.sends("/practice")
    await reception.sends("filling 4500")
    await reception.taps("Hygiene", form)

    assert "This form is closed" in form.text
    assert stage.rows("SELECT count(*) FROM visit_lines") == [(1,)]


@pytest.mark.parametrize("answer", ["4500", "Hygiene"])
async def test_a_form_of_another_clinic_is_dropped_with_a_word(
    stage: Stage, reception: Actor, neighbour: Actor, answer: str
) -> None:
    await neighbour.sends("/invite")
    invite = code_in(neighbour.sees)
    await reception.sends(f"/start {invite}")
    await begun(reception)
    form = reception.person.last
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        connection.execute(people.update().values(clinic_id=1))
        touch(connection, 1)
    await (reception.taps(answer, form) if answer == "Hygiene" else reception.sends(answer))

    assert "The half-filled visit belonged to another clinic" in "\n".join(reception.heard)
    assert stage.rows(CODES) == [("1042", 350000)]
