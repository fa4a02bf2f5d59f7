"""Services, channels and doctors of a line: exact names first, then beginnings and slips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic

from clinic.reading.names import How, Names, T
from clinic.reading.rest import Rest, Word


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """Words that were taken as a name, and what they may name."""

    words: str
    candidates: tuple[T, ...]


def take_name(
    rest: Rest, names: Names[T], how: How, lead: re.Pattern[str] | None
) -> Taken[T] | None:
    """Take the longest name that is found, the first of equally long ones.

    Words that only lead to the name ("dr", "from") are taken with it.
    """
    for start, end, key in _spans(rest.runs(), names, how):
        found = names.find(key, how)
        if found:
            words = rest.text[start:end]
            led = lead.search(rest.open, 0, start) if lead else None
            rest.take(led.start() if led else start, end)
            return Taken(words, found.candidates)
    return None


def _spans(runs: list[list[Word]], names: Names[T], how: How) -> Iterator[tuple[int, int, str]]:
    starts = [
        (run, at, most)
        for run in runs
        for at, most in names.starts([word.key for word in run], how)
    ]
    for size in range(max((most for _, _, most in starts), default=0), 0, -1):
        for run, at, most in starts:
            if size <= most and at + size <= len(run):
                words = run[at : at + size]
                yield words[0].start, words[-1].end, " ".join([word.key for word in words])
