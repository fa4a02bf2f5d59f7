"""Ten thousand updates of a thousand strangers while staff log: staff must not notice."""

from __future__ import annotations

from collections import defaultdict
from statistics import quantiles

from clinic.calendar import SECOND, SystemClock
from faults.lines import codes_in
from faults.outcome import Outcome, conclude
from faults.stage import STAFF, Stage, stage

LINES_A_SECOND = 10
TICK = 0.1
MOST_WAIT = 2.0
CALLS = 10_000


async def crowd(seed: int, strangers: int, seconds: float) -> Outcome:
    """Let each stranger write ten times within so many seconds, and staff log meanwhile."""
    outcome = Outcome("a crowd of strangers")
    async with stage(seed, strangers=strangers) as town:
        async with town.bot():
            await town.begin()
            sent = await _crowded(town, strangers, seconds)
            await conclude(town, outcome)
        waits = await _waits(town, sent)
        p95 = round(quantiles(waits, n=20)[-1], 2) if len(waits) > 1 else -1.0
        outcome.figures |= {
            "updates of strangers": 10 * strangers,
            "within, s": float(seconds),
            "staff p50, s": round(quantiles(waits, n=2)[0], 2),
            "staff p95, s": p95,
            "slowest, s": round(max(waits), 2),
        }
        outcome.expect(0 <= p95 < MOST_WAIT, f"staff waited {p95} s (p95)")
        rows = town.look.inbox_rows() - len(sent) - 1
        outcome.figures["rows of strangers left"] = rows
        outcome.expect(not rows, f"{rows} rows of strangers are left")
    return outcome


async def _crowded(town: Stage, strangers: int, seconds: float) -> list[tuple[int, str, int]]:
    """Let everybody write; return chat, code and moment of each line of staff."""
    clock = SystemClock()
    updates = [STAFF + 1 + number for number in range(strangers)] * 10
    town.draw.shuffle(updates)
    ticks = round(seconds / TICK)
    share = -(-len(updates) // ticks)
    began = clock.now()
    sent: list[tuple[int, str, int]] = []
    for tick in range(ticks):
        for _ in range(round(LINES_A_SECOND * TICK)):
            chat = 1 + len(sent) % STAFF
            text = town.typed.message(chat, most=1)
            sent.append((chat, codes_in([text])[0], clock.now()))
            await town.play.say([(chat, text)])
        crowded = updates[tick * share : (tick + 1) * share]
        await town.play.say([(who, "Is anybody there?") for who in crowded])
        await clock.until(round(began + (tick + 1) * TICK * SECOND))
    return sent


async def _waits(town: Stage, sent: list[tuple[int, str, int]]) -> list[float]:
    """Return the seconds from each line to the call that answers it."""
    answered: dict[tuple[int, str], list[float]] = defaultdict(list)
    for call in (await town.play.ask("calls", last=CALLS))["last"]:
        if call["method"] == "sendMessage":
            chat = int(call["parameters"]["chat_id"])
            for code in codes_in([call["parameters"]["text"]]):
                answered[chat, code].append(call["at"])
    waits = []
    for chat, code, moment in sent:
        later = [at - moment / SECOND for at in answered[chat, code] if at * SECOND >= moment]
        waits += [min(later)] if later else []
    return waits
