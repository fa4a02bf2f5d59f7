"""What people type: visits of made-up patients, and how the bot's answers are read again."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from itertools import count

Line = tuple[str, int]
"""A patient's code and an amount in minor units, as typed and as stored."""

FIRST_CODE = 100_000
SHARED = 50
"""So many patients come to everybody: two people may add the same one at once."""
MOST_LINES = 4
MINOR = 100
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


class Typed:
    """Makes messages with known lines and remembers them by chat, in their order."""

    def __init__(self, seed: int) -> None:
        """Draw from the seed."""
        self._draw = random.Random(seed)
        self._new = count(FIRST_CODE + SHARED)
        self.lines: dict[int, list[Line]] = defaultdict(list)

    def message(self, chat: int, most: int = MOST_LINES) -> str:
        """Return a message of one line, or now and then of several, up to ``most``."""
        lines = self._draw.randint(2, most) if most > 1 and self._draw.random() < 0.1 else 1
        return "\n".join(self._line(chat) for _ in range(lines))

    @property
    def count(self) -> int:
        """Return how many lines were typed."""
        return sum(map(len, self.lines.values()))

    def _line(self, chat: int) -> str:
        shared = self._draw.random() < 0.1
        number = FIRST_CODE + self._draw.randrange(SHARED) if shared else next(self._new)
        amount = self._draw.randint(100, 9999)
        self.lines[chat].append((str(number), amount * MINOR))
        return f"{number} hygiene {amount}"


def codes_in(texts: list[str]) -> list[str]:
    """Return the patients' codes that the bot's messages show, in their order."""
    return [code for text in texts for code in CODE.findall(text)]
