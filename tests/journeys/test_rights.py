"""People × deeds × rows: who is not the author, or of another clinic, changes and sees nothing."""

from collections.abc import Awaitable, Callable

import pytest

from handlers.callbacks import (
    Choose,
    CloseEdit,
    EditField,
    EditLine,
    OpenLine,
    ShowDay,
    ShowLine,
    VoidLine,
    WithdrawLine,
)
from playground.messages import Message
from tests.support.cast import NIKOLAI, SASHA, ZOE, Joins
from tests.support.stage import Actor, Stage

Deed = Callable[[Actor, int, Message], Awaitable[object]]
JOURNAL = "SELECT * FROM visit_lines", "SELECT * FROM amendments", "SELECT * FROM patients"
SECRETS = ("8042", "3,500", "secret")


def presses(button: Callable[[int], object]) -> Deed:
    """Return the tap on a button of Rita's row, sent from a message of one's own."""

    async def tap(person: Actor, line: int, _card: Message) -> object:
        await person.sends("/help")
        own = [message for message in person.person.sees if message.from_bot]
        return await person.taps(str(button(line)), own[-1], stale=True)

    return tap


async def replies(person: Actor, _line: int, card: Message) -> object:
    """Reply to a message with the number that Rita's card has in her chat."""
    quoted = {"reply_to_message": {**card.wire, "chat": person.person.chat.wire()}}
    return await person.sends("4500", fields=quoted)


def says(text: str) -> Deed:
    async def send(person: Actor, _line: int, _card: Message) -> object:
        return await person.sends(text)

    return send


DEEDS: dict[str, Deed] = {
    "undo": presses(lambda line: VoidLine(line=line).pack()),
    "show": presses(lambda line: ShowLine(line=line).pack()),
    "edit": presses(lambda line: EditLine(line=line).pack()),
    "ask amount": presses(lambda line: EditField(line=line, field="amount").pack()),
    "ask service": presses(lambda line: EditField(line=line, field="service").pack()),
    "back": presses(lambda line: CloseEdit(line=line).pack()),
    "choose": presses(lambda line: Choose(line=line, field="service", chosen=1).pack()),
    "turn the day": presses(lambda _line: ShowDay(day=20524, first=0).pack()),
    "open in the day": presses(lambda line: OpenLine(line=line, day=20524, first=0).pack()),
    "withdraw": presses(lambda line: WithdrawLine(line=line, seen=1).pack()),
    "reply": replies,
    "/undo": says("/undo"),
    "/day": says("/day"),
}


@pytest.fixture
async def outsiders(
    stage: Stage, joins: Joins, neighbour: Actor, stranger: Actor
) -> dict[int, Actor]:
    return {ZOE: await joins("Zoe", ZOE), NIKOLAI: neighbour, SASHA: stranger}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", [ZOE, NIKOLAI, SASHA], ids=["colleague", "neighbour", "stranger"])
async def test_nobody_else_reaches_the_row(
    stage: Stage, reception: Actor, outsiders: dict[int, Actor], who: int, deed: str
) -> None:
    await reception.sends("8042 hygiene 3500 // secret")
    [(line,)] = stage.rows("SELECT id FROM visit_lines")
    before, card = [stage.rows(table) for table in JOURNAL], reception.sees
    outsider = outsiders[who]
    await outsider.sends("9001")
    await outsider.sends("/undo")
    journal = [stage.rows(table) for table in JOURNAL]
    await DEEDS[deed](outsider, line, reception.person.last)
    await outsider.sends("/cancel")

    assert [stage.rows(table) for table in JOURNAL] == journal
    assert reception.sees == card
    own = {row for rows in before for row in rows}
    assert own <= {row for rows in journal for row in rows}
    assert not any(secret in text for text in outsider.heard for secret in SECRETS)


@pytest.mark.parametrize("who", [ZOE, NIKOLAI], ids=["colleague", "neighbour"])
async def test_a_form_does_not_open_for_the_row_of_somebody_else(
    stage: Stage, reception: Actor, outsiders: dict[int, Actor], who: int
) -> None:
    await reception.sends("8042 hygiene 3500")
    [(line,)] = stage.rows("SELECT id FROM visit_lines")
    await DEEDS["ask amount"](outsiders[who], line, reception.person.last)
    await outsiders[who].sends("4500")

    assert stage.rows("SELECT amount FROM visit_lines WHERE id = ?", line) == [(350000,)]


async def test_the_owner_reaches_the_row_of_the_reception(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await reception.sends("8042 hygiene 3500")
    [(line,)] = stage.rows("SELECT id FROM visit_lines")
    await DEEDS["undo"](owner, line, reception.person.last)
    assert stage.rows("SELECT voided FROM visit_lines") == [(None,)]

    await owner.taps("Withdraw")
    assert stage.rows("SELECT voided IS NULL, voided_by FROM visit_lines") == [(0, owner.id)]
    assert "Withdrawn" in reception.sees


async def test_a_manager_sees_the_amounts_of_own_entries_only(
    stage: Stage, owner: Actor, joins: Joins, reception: Actor
) -> None:
    manager = await joins("Mila", 505)
    await reception.sends("8042 hygiene 3500")
    await manager.sends("8043 hygiene 4000")
    await manager.sends("/day")

    assert "RUB 4,000" in manager.sees
    assert "3,500" not in "".join(manager.heard)
    assert "Your own entries:" in manager.sees
    assert "2 visits" in manager.sees
    await owner.sends("/day")
    assert "2 visits · RUB 7,500" in owner.sees
