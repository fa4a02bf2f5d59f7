"""Who finds and may ask which numbers; seen red: a number of the owner's in a group, in staff's
menu, and drawn from a stale button by somebody else."""

from clinic.report import GROUPS
from handlers.menu import COMMANDS
from metrics.kit.discovery import lines
from tests.journeys.test_group_money import says, shown_in, taps
from tests.support.screens import menu
from tests.support.stage import Actor, Stage

OWNERS = {line.name for line in lines() if line.for_owner}
MONEY = {line.name for line in lines() if line.only_money}
EVERYDAY = {line.name for line in lines() if line.everyday}


def test_every_number_stands_in_a_group_under_a_name_of_its_own() -> None:
    assert [line.name for line in lines() if line.group not in GROUPS or not line.label] == []
    labels = [line.label for line in lines()]
    assert sorted(labels) == sorted(set(labels))


async def test_menu_and_list_hold_what_the_reader_may_ask_and_no_more(
    owner: Actor, reception: Actor
) -> None:
    for person in (owner, reception):
        await person.sends("/numbers")
        await person.sends("/today")
    found = {name for name in menu(reception) if name in {line.name for line in lines()}}
    assert {"returns"} <= found <= EVERYDAY - OWNERS - MONEY
    assert {"returns", "profit", "ltv"} <= menu(owner).keys()

    for name in sorted(OWNERS | MONEY):
        if name not in COMMANDS:  # /poster is a screen of its own, and the number behind it
            await reception.sends(f"/{name}")
            assert reception.sees.startswith("This is for the clinic's owner"), name
        await reception.taps(f"1yq:{name}", reception.person.last, stale=True)
        assert reception.sees.startswith("This is for the clinic's owner"), name


async def test_in_a_group_nobody_is_shown_what_is_the_owners(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await owner.sends("1042 hygiene 3517 instagram")
    await owner.sends("/ltv")
    private = stage.rows("SELECT max(id) FROM reports")[0][0]
    group = stage.world.add_group("Smile staff", [owner.person, reception.person])
    stage.world.bot.reads_groups = True
    await stage.settles()
    for name in sorted((OWNERS | MONEY) - set(COMMANDS)):
        await says(owner, group, f"/{name}")
        assert "no money in a group" in shown_in(group)[-1], name

    await says(reception, group, "/returns")
    await taps(owner, group, "By channel")
    await taps(reception, group, "Instagram")
    assert "Only: Instagram" in owner.sees_in(group)
    shown = group.last_of_bot()
    for prefix in ("1y", "1yp", "1yx", "1yr"):
        reception.person.taps(f"{prefix}:{private}", shown, stale=True)
        owner.person.taps(f"{prefix}:{private}", shown, stale=True)
        await stage.settles()
    assert [text for text in shown_in(group) if "3,517" in text] == []
    assert "Only: Instagram" in owner.sees_in(group)
