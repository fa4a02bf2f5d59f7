"""After a longer outage the owners hear which hours may be missing."""

from pathlib import Path

from clinic.calendar import HOUR, HandClock
from tests.support.stage import MORNING, staged, world_of_one_bot

OLGA = 501


async def start_again_after(folder: Path, hours: int) -> list[str]:
    """What Olga hears from a bot that was away for so long."""
    clock, world = HandClock(MORNING), world_of_one_bot()
    async with staged(folder, clock, world=world) as stage:
        stage.add_clinic("Smile", OLGA)
        stage.has_written(OLGA)
        await stage.actor("Olga", OLGA).sends("/help")
    clock.move(hours * HOUR)
    async with staged(folder, clock, world=world) as stage:
        olga = stage.actor("Olga", OLGA)
        await olga.sends("/privacy")
        return olga.heard


async def test_owners_hear_which_hours_may_be_missing_after_a_long_outage(tmp_path: Path) -> None:
    heard = await start_again_after(tmp_path, 50)

    away = next(text for text in heard if "I was away" in text)
    assert "March 12, 10:30 to March 14, 12:30" in away
    assert "before March 13, 12:30 may be missing" in away


async def test_nobody_is_bothered_after_a_short_outage(tmp_path: Path) -> None:
    heard = await start_again_after(tmp_path, 23)

    assert len(heard) == 2
