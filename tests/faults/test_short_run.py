"""The fault suite in short: the real bot killed twice, stopped, and its journal spoilt."""

from faults.kills import kills
from faults.outcome import Outcome
from faults.seeded import seeded
from faults.stops import stops

SHORT = 4
"""Messages of a chat that Telegram's limits let be answered at once."""


def assert_held(outcome: Outcome) -> None:
    assert not outcome.misses, f"{outcome.name}: {outcome.misses} {outcome.figures}"
    assert outcome.figures["lost"] == outcome.figures["doubled"] == 0


async def test_two_kills_at_work_lose_and_double_nothing() -> None:
    outcome = await kills(seed=3, wanted=2, burst=SHORT)
    assert_held(outcome)
    assert outcome.figures["kills that counted"] == 2


async def test_a_stop_under_load_is_quick_and_loses_nothing() -> None:
    assert_held(await stops(seed=4, wanted=1, burst=SHORT))


async def test_rows_broken_on_purpose_are_found() -> None:
    assert_held(await seeded(seed=6))
