"""What a complaint puts at risk comes onto its owner's card, and onto nobody else's.

Of twelve patients who came once over a year ago six came since: so half come again, for two years.

Seen to fail when managers read it too, when an owner's own tap shows it to a group, when all
complaints of the day are asked for instead of the one, when the sum of the patient before stays,
when a new patient or a card that is sent anew is not followed, and when a changed card loses it.

Whoever is among the fifth that brings most is told of at once, whatever he complains of. Seen to
fail when everybody is, when it is told again at every change, or to who wrote it down himself.
"""

import re
from pathlib import Path

import pytest

from tests.support.cast import OLGA, Joins
from tests.support.stage import Actor, Stage, staged

LINE = re.compile(r"^At risk ≈ (.+)$", re.MULTILINE)


def line_in(person: Actor) -> list[str]:
    """The lines of money on the newest card."""
    return LINE.findall(person.sees)


async def remembers_a_year(owner: Actor) -> None:
    """Let patients' visits go back over a year; the worker is awake afterwards."""
    once = [f"10{number} hygiene 1000 2025-01-10" for number in range(30, 42)]
    since = [f"10{number} hygiene 2000 2025-06-10" for number in range(30, 36)]
    await owner.sends("\n".join(once))
    await owner.sends("\n".join([*since, "1030 implant 3000 2026-02-20"]))
    await owner.sends("/risk")


@pytest.fixture
async def year(owner: Actor) -> Actor:
    await remembers_a_year(owner)
    return owner


async def test_the_alarm_says_what_is_at_risk(year: Actor, reception: Actor) -> None:
    await reception.sends("/complaint 1030 they shouted at me")

    assert line_in(year) == ["RUB 10,000"], "twice the 5 000 of his last year"
    assert "At risk" not in reception.sees


async def test_each_complaint_has_its_own_sum(year: Actor, reception: Actor) -> None:
    await reception.sends("/complaint 1030 they shouted at me")
    await reception.sends("/complaint 1031 they shouted at me")

    assert line_in(year) == ["RUB 6,000"]


async def test_only_owners_read_it(year: Actor, joins: Joins) -> None:
    manager = await joins("Mila", 505, "manager")
    partner = await joins("Vera", 504, "owner")
    await manager.sends("/complaint 1030 they shouted at me")

    assert line_in(year)
    assert "RUB 10,000" in partner.sees
    assert "At risk" not in manager.sees
    await manager.sends("/open")
    await manager.taps("1")
    assert "they shouted" in manager.sees
    assert "At risk" not in manager.sees


async def test_a_group_reads_no_money(stage: Stage, year: Actor, joins: Joins) -> None:
    partner = await joins("Vera", 504, "owner")
    bound = stage.world.add_group("Smile staff", [year.person])
    await stage.settles()
    await year.sends("/complaint@smile_bot 1030 they shouted", chat=bound)
    card = bound.last_of_bot()
    assert line_in(partner) == ["RUB 10,000"]
    await year.sends("/complaint@smile_bot 1031 too dear", chat=bound)
    await year.taps("Furious", card)

    said = [message.text for message in bound.screen if message.from_bot]
    assert "furious" in said[-1], "a fresh card, by the owner's own tap"
    assert not [text for text in said if "At risk" in text]


async def test_the_line_stays_while_the_card_changes(year: Actor, reception: Actor) -> None:
    await reception.sends("/complaint 1030 they shouted at me")
    await reception.taps("Furious")
    assert "furious" in year.sees
    assert line_in(year) == ["RUB 10,000"]
    await year.taps("Take it")
    assert line_in(year) == ["RUB 10,000"]


async def test_of_another_patient_another_sum_is_at_risk(year: Actor) -> None:
    await year.sends("/complaint 1030 they shouted at me")
    assert line_in(year) == ["RUB 10,000"]
    await year.taps("Edit")
    await year.taps("Patient")
    await year.sends("1031")
    assert "1031" in year.sees
    assert line_in(year) == ["RUB 6,000"]


async def test_by_taps_it_comes_onto_the_very_card(year: Actor) -> None:
    await year.sends("/complaint")
    await year.taps("Waiting")
    await year.taps("1030")

    assert line_in(year) == ["RUB 10,000"]


async def test_a_withdrawn_one_puts_nothing_at_risk(year: Actor) -> None:
    await year.sends("/complaint 1030 they shouted at me")
    await year.taps("Undo")

    assert line_in(year) == []


async def test_what_cannot_be_told_is_left_out(owner: Actor) -> None:
    await owner.sends("1042 hygiene 3500 2026-02-16")
    await owner.sends("/risk")
    await owner.sends("/complaint 1042 they shouted at me")

    assert "they shouted" in owner.sees
    assert "risk" not in owner.sees


async def test_no_card_waits_for_a_worker_that_sleeps(stage: Stage, owner: Actor) -> None:
    await owner.sends("/complaint 1042 they shouted at me")

    assert "they shouted" in owner.sees
    assert stage.app.reports.pid is None


async def test_a_new_start_finds_it_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.add_clinic("Smile", OLGA)
        owner = stage.actor("Olga", OLGA)
        stage.has_written(OLGA)
        await remembers_a_year(owner)
        await owner.sends("/complaint 1030 they shouted at me")
    async with staged(tmp_path, world=stage.world) as again:
        owner = again.actor("Olga", OLGA)
        await owner.sends("/risk")
        await owner.sends("/open")
        await owner.taps("1")
        assert line_in(owner) == ["RUB 10,000"]


BEST = "One of the 20% of your patients who bring most"


async def knows_fifty(owner: Actor) -> None:
    """Let fifty patients have paid, the later the more: from 1090 on they are the best."""
    for ten in range(5, 10):
        lines = [f"10{number} hygiene {number}00" for number in range(10 * ten, 10 * ten + 10)]
        await owner.sends("\n".join(lines))


def alarms(person: Actor) -> list[str]:
    """The cards of complaints in a person's chat."""
    said = [message.text for message in person.person.sees if message.from_bot]
    return [text for text in said if text.startswith("Complaint · ")]


async def test_of_one_of_the_best_the_owner_is_told_at_once(owner: Actor, reception: Actor) -> None:
    await knows_fifty(owner)
    await reception.sends("/complaint 1095 waited an hour")

    assert len(alarms(owner)) == 1
    assert "waited an hour" in owner.sees
    assert BEST in owner.sees
    assert BEST not in reception.sees
    await reception.taps("Furious")
    await reception.taps("Serious")
    assert len(alarms(owner)) == 1
    assert "furious" in owner.sees
    assert BEST in owner.sees


async def test_of_the_others_he_is_not(owner: Actor, reception: Actor) -> None:
    await remembers_a_year(owner)
    await knows_fifty(owner)
    await reception.sends("/complaint 1031 waited an hour")
    await reception.sends("/complaint waited an hour")

    assert alarms(owner) == []


async def test_who_turns_out_to_be_one_of_the_best_is_told_of_then(
    owner: Actor, reception: Actor
) -> None:
    await knows_fifty(owner)
    await reception.sends("/complaint 1088 waited an hour")
    await reception.taps("Edit")
    await reception.taps("Patient")
    await reception.sends("1095")

    assert len(alarms(owner)) == 1
    assert BEST in owner.sees


async def test_who_wrote_it_down_himself_is_not_told_of_it_again(
    owner: Actor, joins: Joins
) -> None:
    partner = await joins("Vera", 504, "owner")
    await knows_fifty(owner)
    await owner.sends("/risk")  # who sleeps is not woken for a line on a card
    await owner.sends("/complaint 1095 waited an hour")

    assert len(alarms(owner)) == 1
    assert BEST in owner.sees, "his own card says so, too"
    assert len(alarms(partner)) == 1
