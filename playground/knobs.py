"""What goes wrong on purpose: refused, dropped and slow calls, updates delivered again."""

import random
from dataclasses import asdict, dataclass
from typing import Literal, TypedDict, Unpack

from playground.wire import Wire

ANY = "*"
Kind = Literal["refuse", "drop_before", "drop_after"]


class When(TypedDict, total=False):
    """Which calls are hit: the next times, or a share of them, of one chat or of all."""

    times: int | None
    share: float
    chat: int | None


@dataclass(slots=True)
class Fault:
    """One thing that happens to calls of a method: the next few of them, or a share."""

    kind: Kind
    method: str
    code: int = 500
    retry_after: int = 0
    times: int | None = None
    share: float = 1.0
    chat: int | None = None
    happened: int = 0

    def matches(self, method: str, chat: int | None, draw: random.Random) -> bool:
        """Tell whether this call is hit."""
        if self.method not in (ANY, method) or self.chat not in (None, chat):
            return False
        return self.times != 0 and (self.share >= 1.0 or draw.random() < self.share)

    def happen(self) -> None:
        """Count one call that was hit."""
        self.happened += 1
        if self.times is not None:
            self.times -= 1


class Knobs:
    """All faults of a world; a fresh one has none."""

    def __init__(self, draw: random.Random) -> None:
        """Draw chances from a seeded source."""
        self._draw = draw
        self.faults: list[Fault] = []
        self.delays: dict[str, float] = {}
        self.redeliver = (1, 1)
        self.webhook_pause = 0.05

    def fail(
        self, method: str = ANY, code: int = 500, retry_after: int = 1, **when: Unpack[When]
    ) -> Fault:
        """Refuse calls with 429 (and retry_after seconds) or a 5xx code; return the fault."""
        return self._add(Fault("refuse", method, code, retry_after, **when))

    def drop(self, method: str = ANY, *, after: bool = False, **when: Unpack[When]) -> Fault:
        """Cut the connection instead of answering, before or after the call took effect."""
        return self._add(Fault("drop_after" if after else "drop_before", method, **when))

    def delay(self, method: str = ANY, seconds: float = 0.0) -> None:
        """Let each call of a method take this long before it has any effect."""
        self.delays[method] = seconds

    def repeat(self, least: int, most: int | None = None) -> None:
        """Deliver each update put from now on this many times, interleaved."""
        self.redeliver = (least, least if most is None else most)

    def clear(self) -> None:
        """Turn everything off; updates that owe repeats still pay them."""
        self.faults.clear()
        self.delays.clear()
        self.redeliver = (1, 1)

    def copies(self) -> int:
        """Return how often the next update is to be delivered."""
        least, most = self.redeliver
        return least if least == most else self._draw.randint(least, most)

    def fault(self, method: str, chat: int | None) -> Fault | None:
        """Return the fault that hits this call, already counted, or None."""
        for fault in self.faults:
            if fault.matches(method, chat, self._draw):
                fault.happen()
                return fault
        return None

    def seconds(self, method: str) -> float:
        """Return how long a call of this method is held back."""
        return self.delays.get(method, self.delays.get(ANY, 0.0))

    def turn(self, asked: Wire) -> None:
        """Set knobs from JSON, in the form that POST /play/knobs documents."""
        if asked.get("clear"):
            self.clear()
        for options in asked.get("fail", ()):
            self.fail(**options)
        for options in asked.get("drop", ()):
            self.drop(**options)
        for options in asked.get("delay", ()):
            self.delay(**options)
        if "repeat" in asked:
            self.repeat(*asked["repeat"])

    def view(self) -> Wire:
        """Return how the knobs stand, as JSON."""
        return {
            "faults": [asdict(fault) for fault in self.faults],
            "delays": self.delays,
            "repeat": list(self.redeliver),
        }

    @property
    def turned(self) -> bool:
        """Tell whether any call may be hit or held back."""
        return bool(self.faults or self.delays)

    def _add(self, fault: Fault) -> Fault:
        self.faults.append(fault)
        return fault
