"""The word with which a bare line says what kind of entry it is: ``expense ads 20000``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clinic.entries.kind import Kind
from clinic.entries.kinds import KINDS
from clinic.reading.edges import AFTER_WORD
from clinic.reading.keys import HAN
from clinic.text import clean, folded

_AFTER = r"[\s:,—–-]*"
_APOSTROPHES = "['’ʼ`]?"


def _written(word: str) -> str:
    """Return a pattern for a word as it is written: ё or е, an apostrophe or none, any spaces."""
    letters = re.escape(word).replace("\\ ", r"\s+").replace("е", "[её]").replace("'", _APOSTROPHES)
    return letters if HAN.search(word) else f"{letters}{AFTER_WORD}"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(_written(word) for word in sorted(words, key=len, reverse=True))


_BY_WORD = {folded(word): kind for kind in KINDS for word in kind.said}
_SAID = re.compile(rf"\s*(?P<word>{_any_of(word for k in KINDS for word in k.said)}){_AFTER}", re.I)


def spoken_kind(text: str) -> tuple[Kind, str] | None:
    """Return the kind that a bare text begins with, and what follows its word; None without one."""
    line = clean(text)
    found = _SAID.match(line)
    return None if found is None else (_BY_WORD[folded(found["word"])], line[found.end() :])
