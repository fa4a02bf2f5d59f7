"""/help by task: each example in it is typed, and read as it stands there."""

import pytest

from clinic.line import read_amendment, read_visits
from storage.outside import outside, touch
from tests.support.cast import RITA, Joins
from tests.support.stage import Actor, Stage


def offered(person: Actor) -> list[str]:
    """What the newest message offers to be copied."""
    message = person.person.last
    marks = [mark for mark in message.entities if mark["type"] == "code"]
    return [message.text[m["offset"] : m["offset"] + m["length"]] for m in marks]


def rename_services(stage: Stage, *names: str) -> None:
    """Call the clinic's services otherwise, as another process does; the others are hidden."""
    with outside(stage.path).begin() as connection:
        change = touch(connection, 1)
        connection.exec_driver_sql("UPDATE services SET key = id WHERE clinic_id = 1")
        ids = connection.exec_driver_sql("SELECT id FROM services WHERE clinic_id = 1 ORDER BY id")
        for number, (service_id,) in enumerate(ids.fetchall()):
            name = names[number] if number < len(names) else f"gone {number}"
            row = (name, name.casefold(), number >= len(names), change, service_id)
            connection.exec_driver_sql(
                "UPDATE services SET name = ?, key = ?, hidden = ?, change = ?, price = 350000"
                " WHERE id = ?",
                row,
            )


@pytest.mark.parametrize(
    "names",
    [(), ("Hygiene", "Filling"), ("5/5", "w20", "yesterday"), ("<b>& Co", "Скайсы 2D")],
    ids=["none", "plain", "figures", "markup"],
)
async def test_every_example_of_the_help_is_read(
    stage: Stage, owner: Actor, names: tuple[str, ...]
) -> None:
    rename_services(stage, *names)
    await owner.sends("/help")
    clinic = stage.app.clinics.clinic(1)
    lines = [each for each in offered(owner) if each.startswith("104")]
    rest = [each for each in offered(owner) if each not in lines]

    assert len(lines) == 2
    for line in lines:
        [draft] = read_visits(line, clinic.catalogue, clinic.calendar.today(), "RUB")
        assert draft.note == ""
    for typed in rest:
        assert read_amendment(typed, clinic.catalogue, clinic.calendar.today(), "RUB")


async def test_the_examples_are_in_the_clinic_s_own_services(stage: Stage, owner: Actor) -> None:
    rename_services(stage, "Айр флоу", "Кариес")
    await owner.sends("/help")
    assert "1042 айр флоу 3500" in owner.sees
    assert "1043 кариес 3500 w15 5/5" in owner.sees

    await owner.sends("1042 Айр флоу 3500")
    assert "1042 · Айр флоу · RUB 3,500" in owner.sees


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("owner", ("/team", "/settings"), ("/clinics",)),
        ("manager", ("/complaint",), ("/team", "/settings", "/clinics")),
        ("staff", ("/complaint", "/practice"), ("/team", "/settings", "/invite")),
    ],
)
async def test_the_help_tells_each_role_its_own_tasks(
    joins: Joins, role: str, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    rita = await joins("Rita", RITA, role)
    await rita.sends("/help")

    assert all(part in rita.sees for part in shown)
    assert not any(part in rita.sees for part in hidden)


async def test_privacy_speaks_of_ratings_at_a_poster_in_one_short_message(owner: Actor) -> None:
    for language in ("English", "Русский"):
        await owner.sends("/language")
        await owner.taps(language)
        await owner.sends("/privacy")
        assert len(owner.sees) <= 900
        assert len(owner.sees.split("\n\n")) == 3
