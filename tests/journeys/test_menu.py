"""The main screen and the menu of commands: each role's own, in each person's language."""

from pathlib import Path

import pytest

from clinic.period import spoken_period
from clinic.words import Words, languages
from handlers.keys import PLAIN, TODAY, labels
from handlers.menu import MENU
from tests.support.cast import OLGA, RITA, Joins, code_in
from tests.support.screens import all_keys, keys, menu
from tests.support.stage import Actor, Stage, staged, world_of_one_bot

FOR_ALL = {"start", "help", "language", "privacy"}
NOT_OF_STAFF = {"invite", "team", "settings", "import", "export", "open"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("staff", [["+ Visit", "Complaint"], ["Praise", "The day"], ["Today", "More"]]),
        ("manager", [["+ Visit", "Complaint"], ["Praise", "The day"], ["Today", "More"]]),
        ("owner", [["+ Visit", "Complaint"], ["Today", "Chart"], ["The day", "More"]]),
    ],
)
async def test_whoever_joins_has_at_most_six_keys_in_three_rows(
    joins: Joins, role: str, expected: list[list[str]]
) -> None:
    assert keys(await joins("Rita", RITA, role)) == expected


@pytest.mark.parametrize("way", ["/start", "/help", "help key"])
async def test_the_main_screen_comes_with_start_and_help(reception: Actor, way: str) -> None:
    await (reception.sends("Help") if way == "help key" else reception.sends(way))

    assert "keyboard" in reception.stage.world.calls[-1].parameters["reply_markup"]
    assert "Log a visit" in reception.sees


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("Today", "Today, March 12"),
        ("The day", "March 12 · 1 visit"),
        ("More", "What shall I write"),
    ],
)
async def test_a_key_does_what_its_command_does(reception: Actor, key: str, shown: str) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.presses(key)

    assert shown in reception.sees


async def test_the_key_of_the_chart_sends_the_week_as_a_picture(owner: Actor) -> None:
    await owner.sends("/start")
    await owner.presses("Chart")

    assert owner.person.last.photo is not None


async def test_a_key_pressed_while_a_form_waits_is_no_answer_to_it(
    stage: Stage, reception: Actor
) -> None:
    await reception.sends("1042 hygiene 3500")
    await reception.taps("Edit")
    await reception.taps("Note")
    await reception.presses("The day")
    await reception.sends("Help")

    assert "Log a visit" in reception.sees
    assert stage.rows("SELECT note FROM visit_lines") == [("",)]


def test_every_label_means_one_key_in_all_languages() -> None:
    shown = [label for key in PLAIN for label in labels(key)]

    assert len(shown) == len(set(shown))
    assert {spoken_period(Words(each)(TODAY)) for each in languages()} == {"today"}


async def test_each_role_has_its_own_menu(stage: Stage, owner: Actor, reception: Actor) -> None:
    await stage.world.until(lambda: set(menu(reception)) > FOR_ALL - {"start"})
    await stage.world.until(lambda: set(menu(owner)) >= NOT_OF_STAFF)

    assert set(menu(owner)) == set(MENU) - {"clinics"}
    assert set(menu(reception)) == set(MENU) - {"clinics"} - NOT_OF_STAFF


async def test_strangers_and_removed_people_have_the_menu_of_everybody(
    stage: Stage, owner: Actor, reception: Actor, stranger: Actor
) -> None:
    await stage.world.until(lambda: set(menu(stranger)) == FOR_ALL)
    await stage.world.until(lambda: "visit" in menu(reception))
    await owner.sends("/team")
    await owner.taps("Rita")
    await owner.taps("Remove")
    await owner.taps("Yes, remove")

    await stage.world.until(lambda: set(menu(reception)) == FOR_ALL)


async def test_another_language_and_another_role_change_keys_and_menu_at_once(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("/language")
    await reception.taps("Русский")
    assert "Сегодня" in all_keys(reception)
    await stage.world.until(lambda: menu(reception).get("help") == "что я понимаю")

    await owner.sends("/team")
    await owner.taps("Rita")
    await owner.taps("Owner")
    await stage.world.until(lambda: "team" in menu(reception))
    await reception.presses("Сегодня")
    assert "12 марта" in reception.sees


async def test_a_menu_is_set_once_and_again_after_a_start(tmp_path: Path) -> None:
    world = world_of_one_bot()
    for start in (1, 2):
        async with staged(tmp_path, world=world) as stage:
            if start == 1:
                stage.add_clinic("Smile", OLGA)
            owner = stage.actor("Olga", OLGA)
            await world.until(lambda: world.calls_of["setMyCommands"] >= len(languages()))
            for _ in range(3):
                await owner.sends("/privacy")
            scopes = [c.parameters for c in world.calls if c.method == "setMyCommands"]
            own = [each for each in scopes if str(OLGA) in str(each.get("scope"))]
            assert len(own) == start


async def test_a_menu_that_telegram_refuses_changes_nothing(
    stage: Stage, owner: Actor, stranger: Actor
) -> None:
    stage.world.knobs.fail("setMyCommands", 429, retry_after=600)
    await owner.sends("/invite")
    await stranger.sends(f"/start {code_in(owner.sees)}")
    await stranger.sends("1042 hygiene 3500")

    assert stage.rows("SELECT count(*) FROM visit_lines") == [(1,)]
