"""What of a line has not been read yet."""

from __future__ import annotations

import re
from typing import NamedTuple

from clinic.reading.keys import WORD
from clinic.text import folded

TAKEN = "\x00"
"""Stands where something was read; cleaned text holds none, and no field reaches across it."""

SEPARATORS = " \n,;:·|•—–-"
_OPEN = re.compile(f"[^{TAKEN}]+")
_HOLLOW = frozenset(SEPARATORS + ".()[]/")


class Word(NamedTuple):
    """A word of the line, folded, and where it stands."""

    key: str
    start: int
    end: int


class Rest:
    """A cleaned line from which fields are taken; what nobody takes becomes the note."""

    def __init__(self, text: str) -> None:
        """Begin with everything unread."""
        self.text = text
        self.open = text
        self.taken: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._runs: list[list[Word]] | None = None
        self._keys: dict[str, str] = {}

    def take(self, start: int, end: int) -> str:
        """Take the span as read and return its text."""
        self.hide(start, end)
        self._spans.append((start, end))
        self.taken.append(self.text[start:end])
        return self.taken[-1]

    def take_first(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take the first place where the pattern matches, and return the match."""
        found = pattern.search(self.open)
        if found:
            self.take(*found.span())
        return found

    def hide(self, start: int, end: int) -> None:
        """Let no field be read from the span; it stays for the note."""
        self.open = self.open[:start] + TAKEN * (end - start) + self.open[end:]
        self._runs = None

    def runs(self) -> list[list[Word]]:
        """Return the words that are still open, in runs that nothing taken interrupts."""
        if self._runs is None:
            self._runs = [self._words(run) for run in _OPEN.finditer(self.open)]
        return self._runs

    @property
    def wordless(self) -> bool:
        """Return whether no word is open any more: then no name can be found."""
        return not WORD.search(self.open)

    def _words(self, run: re.Match[str]) -> list[Word]:
        words = WORD.finditer(self.open, *run.span())
        return [Word(self._key(word[0]), *word.span()) for word in words]

    def _key(self, word: str) -> str:
        # Each word is looked at a dozen times; folding it is what takes the time.
        if word not in self._keys:
            self._keys[word] = folded(word)
        return self._keys[word]

    def left(self) -> str:
        """Return what nobody took, without the separators that stood between fields."""
        pieces, at = [], 0
        for start, end in [*sorted(self._spans), (len(self.text), len(self.text))]:
            pieces.append(self.text[at:start].strip(SEPARATORS))
            at = end
        return " ".join(piece for piece in pieces if not _HOLLOW.issuperset(piece))
