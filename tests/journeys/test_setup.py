"""J9: a claim code and at most four taps, and a clinic can be worked in; it can be at any time."""

from pathlib import Path

import pytest

from bot.app import Plan, running
from bot.buckets import UNLIMITED
from clinic.calendar import HOUR, HandClock
from playground.server import serve
from storage.database import prepare
from storage.outside import outside
from storage.registry import add_clinic
from tests.support.cast import OLGA, Joins
from tests.support.stage import MORNING, TOKEN, Actor, Stage, world_of_one_bot

ANNA = 801
KEPT = "SELECT key, value FROM settings WHERE clinic_id = ? ORDER BY since, key"
HYGIENE = "SELECT name, price FROM services WHERE clinic_id = 3 AND kind = 'hygiene' ORDER BY id"
LINES = "SELECT amount FROM visit_lines WHERE clinic_id = 3"


def claim_of(stage: Stage, **given: str) -> str:
    """Add a clinic as the command line does, with nothing but a name unless more is given."""
    with outside(stage.path).begin() as connection:
        claim = add_clinic(connection, stage.clock, {"name": "Third", **given}, None).claim
    assert claim
    return claim


def offered(person: Actor) -> dict[str, str]:
    """What the question's buttons carry, by the value they set."""
    buttons = [button for row in person.person.last.buttons for button in row]
    return {each["callback_data"].split(":", 3)[3]: each["callback_data"] for each in buttons}


@pytest.fixture
def anna(stage: Stage) -> Actor:
    return stage.actor("Anna", ANNA)


@pytest.fixture
async def asked(stage: Stage, anna: Actor) -> Actor:
    """Anna has claimed a clinic of which nothing but the name is known."""
    await anna.sends(f"/start {claim_of(stage)}")
    return anna


async def test_four_taps_set_a_clinic_up_of_which_only_the_name_is_known(
    stage: Stage, asked: Actor
) -> None:
    asked.recounts()
    begun, answers = len(asked.heard), ["ru", "UAH", "Europe/Kyiv", "2026-06-12"]
    for value in answers:
        await asked.taps(offered(asked)[value])
        assert len(asked.heard) == begun + (value == answers[-1]), (
            "one living message until the end"
        )
    assert asked.counted.taps == 4

    assert dict(stage.rows(KEPT, 3)) == {
        "name": '"Third"',
        "language": '"ru"',
        "currency": '"UAH"',
        "timezone": '"Europe/Kyiv"',
        "legacy_until": '"2026-06-12"',
    }
    assert stage.rows(HYGIENE) == [("Гигиена", 150000), ("Отбеливание", 600000)]
    await asked.sends("1042 чистка 1500")
    assert stage.rows(LINES) == [(150000,)]


async def test_one_tap_sets_a_clinic_up_of_which_all_is_known(stage: Stage, anna: Actor) -> None:
    given = {"timezone": "Europe/Moscow", "currency": "RUB", "language": "en"}
    await anna.sends(f"/start {claim_of(stage, **given)}")
    assert "Currency: RUB" in anna.sees
    await anna.taps("Everybody is new")

    assert "Third is set up" in anna.sees
    assert ("legacy_until", "null") in stage.rows(KEPT, 3)


async def test_whoever_joins_a_clinic_that_is_set_up_is_asked_nothing(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    rita = await joins("Rita", 502)
    assert rita.buttons == ["Practise first"]


async def test_a_visit_typed_meanwhile_is_saved_and_the_question_stays(
    stage: Stage, asked: Actor
) -> None:
    question = asked.person.last
    await asked.taps("English")
    await asked.sends("1042 hygiene 3500")
    assert "1042 · Hygiene" in "\n".join(asked.heard)
    assert stage.rows(LINES) == [(350000,)]

    await asked.taps("UAH", question)
    assert ("currency", '"UAH"') in stage.rows(KEPT, 3)
    assert stage.rows(LINES) == [(350000,)]


async def test_typed_answers_do_as_well_as_taps(stage: Stage, asked: Actor) -> None:
    for typed in ("en", "gbp", "europe/kyiv", "2026-09-01"):
        await asked.sends(typed)

    assert dict(stage.rows(KEPT, 3)) == {
        "name": '"Third"',
        "language": '"en"',
        "currency": '"GBP"',
        "timezone": '"Europe/Kyiv"',
        "legacy_until": '"2026-09-01"',
    }
    assert "Third is set up" in asked.sees
    assert stage.rows(HYGIENE) == [("Hygiene", None), ("Whitening", None)]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("Москва", "Europe/Moscow"), ("moscow", "Europe/Moscow"), ("new york", "America/New_York")],
)
async def test_a_city_of_the_chips_may_be_typed_in_any_language(
    stage: Stage, asked: Actor, typed: str, zone: str
) -> None:
    for answer in ("en", "gbp", typed):
        await asked.sends(answer)

    assert dict(stage.rows(KEPT, 3))["timezone"] == f'"{zone}"'


@pytest.mark.parametrize(
    ("before", "typed", "said"),
    [
        ([], "klingon", "there are: en"),
        (["English"], "roubles", "three letters"),
        (["English", "USD"], "Atlantis", "no time zone Atlantis"),
        (["English", "USD", "New York"], "soon", "2026-03-12, or none"),
        (["English", "USD", "New York"], "2030-01-01", "up to 2029-03-12"),
    ],
)
async def test_what_is_no_answer_is_refused_and_asked_again(
    stage: Stage, asked: Actor, before: list[str], typed: str, said: str
) -> None:
    for label in before:
        await asked.taps(label)
    kept = stage.rows(KEPT, 3)
    await asked.sends(typed)

    assert said in asked.sees
    assert stage.rows(KEPT, 3) == kept


async def test_every_button_pressed_twice_does_what_it_does_once(
    stage: Stage, asked: Actor
) -> None:
    question = asked.person.last
    for value in ("en", "USD", "America/New_York", "2026-09-12"):
        data = offered(asked)[value]
        await asked.taps(data)
        before = stage.rows(KEPT, 3), stage.rows("SELECT * FROM services")
        await asked.taps(data, question, stale=True)
        assert (stage.rows(KEPT, 3), stage.rows("SELECT * FROM services")) == before

    assert "/settings changes it" in asked.heard[-2]


async def test_an_old_button_with_another_answer_says_what_holds(
    stage: Stage, asked: Actor
) -> None:
    question, russian = asked.person.last, offered(asked)["ru"]
    await asked.taps("English")
    await asked.taps(russian, question, stale=True)

    assert "Language: English" in asked.sees
    assert ("language", '"en"') in stage.rows(KEPT, 3)


async def test_an_interrupted_set_up_waits_in_the_settings(stage: Stage, asked: Actor) -> None:
    await asked.taps("English")
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(30 * HOUR)
    await asked.sends("usd")
    assert "did not understand" in asked.sees

    await asked.sends("/settings")
    assert "Not said yet: Currency, Time zone, Old patients" in asked.sees
    await asked.taps("Finish the set-up")
    await asked.sends("usd")
    assert ("currency", '"USD"') in stage.rows(KEPT, 3)


async def test_a_set_up_survives_a_restart(tmp_path: Path) -> None:
    world, path, clock = world_of_one_bot(), tmp_path / "clinic.db", HandClock(MORNING)
    async with serve(world) as address:
        plan = Plan(path, TOKEN, address, None, clock, UNLIMITED, warm=False)
        prepare(path)
        async with running(plan) as app:
            stage = Stage(world, app, path, clock)
            claim = claim_of(stage, currency="RUB", language="en")
            await stage.actor("Olga", OLGA).sends(f"/start {claim}")
        async with running(plan) as app:
            olga = Stage(world, app, path, clock).actor("Olga", OLGA)
            await olga.taps("Moscow")
            await olga.taps("Everybody is new")
            assert "Third is set up" in olga.sees


async def test_a_set_up_button_in_other_hands_changes_nothing(
    stage: Stage, asked: Actor, owner: Actor, stranger: Actor
) -> None:
    button = offered(asked)["en"]
    await owner.sends("/settings")
    await owner.taps(button, owner.person.last, stale=True)

    assert "belongs to another clinic" in owner.sees
    assert stage.rows(KEPT, 3) == [("name", '"Third"')]
