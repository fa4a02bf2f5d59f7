"""Chats that cannot be reached: somebody blocks the bot and returns; a group becomes another."""

from __future__ import annotations

import json

from sqlalchemy import insert

from clinic.calendar import SystemClock
from faults.lines import codes_in
from faults.outcome import Outcome, conclude
from faults.processes import TOKEN
from faults.stage import Stage, stage
from faults.waiting import becomes
from storage.ids import Ids
from storage.outside import outside
from storage.post import outbox
from storage.unit import Priority

BURST = 12
"""More than a chat may get at once, so that answers still wait when it shuts the bot out."""
GOER = 7
LETTER = "A letter that was left for a group."
A_MINUTE = 60.0


async def chats(seed: int) -> Outcome:
    """Block and return, and migrate a group while a letter for it waits."""
    outcome = Outcome("blocked and returned, group migrated")
    async with stage(seed) as town:
        group = await _group(town)
        async with town.bot():
            await _go(town, outcome)
            await _return(town, outcome)
            await town.type([chat for chat in town.some(20) if chat != GOER], 2)
            await conclude(town, outcome, frozenset({"dead"}), unowed=frozenset({GOER}))
            outcome.expect(LETTER in await town.play.heard(group), "the group heard nothing")
    return outcome


async def _group(town: Stage) -> int:
    """Leave a letter for a group, let the group migrate, and return its new chat id."""
    group = (await town.play.do("groups", title="Reception", people=[1, 2]))["id"]
    clock = SystemClock()
    row = {
        "id": Ids(clock).new(),
        "bot_id": int(TOKEN.split(":")[0]),
        "chat_id": group,
        "method": "sendMessage",
        "payload": json.dumps({"chat_id": group, "text": LETTER}),
        "priority": Priority.ANSWER,
        "state": "waiting",
        "due": clock.now(),
    }
    with outside(town.look.path).begin() as connection:
        connection.execute(insert(outbox).values(row))
    return int((await town.play.do("migrate", chat=group))["id"])


async def _go(town: Stage, outcome: Outcome) -> None:
    """Let somebody type a burst and block the bot, so that the rest of the answers is refused."""
    await town.type([GOER], BURST)

    async def answered() -> bool:
        return bool(await town.play.heard(GOER))

    outcome.expect(await becomes(answered, A_MINUTE, 0.02), "nothing was answered")
    await town.play.do("block", person=GOER, blocked=True)
    outcome.expect(await town.settled(), "letters for a blocked chat kept waiting")
    dead = town.look.left().dead
    outcome.figures["letters dead while blocked"] = dead
    outcome.expect(dead > 0, "nothing was refused: nobody was blocked")


async def _return(town: Stage, outcome: Outcome) -> None:
    """Let him unblock the bot and type: that line is answered again."""
    before = len(await town.play.heard(GOER))
    await town.play.do("block", person=GOER, blocked=False)
    await town.type([GOER], 1)
    await town.settled()
    code = town.typed.lines[GOER][-1][0]
    heard = codes_in((await town.play.heard(GOER))[before:])
    outcome.expect(code in heard, "who came back was not answered")
