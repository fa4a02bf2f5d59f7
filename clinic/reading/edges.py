"""Where a number or a word of a line begins and ends.

Chinese writes without spaces, so that its characters are no letters here: ``1042洗牙3500``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LETTERS = "A-Za-z_\u00c0-\u1fff"
BEFORE_NUMBER = f"(?<![0-9{LETTERS}#№+@])(?<![0-9{LETTERS}][-−–/])(?<![0-9][.,:'’])"
AFTER_NUMBER = f"(?![0-9{LETTERS}%°])(?![-−–.,:/'’][0-9])"
BEFORE_WORD = f"(?<![0-9{LETTERS}])"
AFTER_WORD = f"(?![0-9{LETTERS}])"

SHOWN = 40


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words as written, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def quoted(part: str) -> str:
    """Return the part as a refusal quotes it: its first forty characters."""
    part = part.strip()
    return part if len(part) <= SHOWN else part[:SHOWN] + "…"
