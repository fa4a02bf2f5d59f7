"""Time goes by on a stage whose clock is moved by hand."""

from clinic.calendar import HandClock
from tests.support.stage import Stage


def passes(stage: Stage, milliseconds: int) -> None:
    """Let so much time go by; whoever waits for a moment in it wakes up."""
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(milliseconds)
