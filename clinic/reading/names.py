"""Names of one field of the catalogue, found by name, alias, synonym, beginning or spelling."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Generic, Protocol, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from clinic.reading.keys import HAN, SMALL_WORDS
from clinic.reading.keys import key_of as key_of

LEAST_BEGINNING, LEAST_HAN, LEAST_CLOSE, LONG = 3, 2, 4, 8


class Named(Protocol):
    """Whatever the catalogue calls by a name and, perhaps, by other names."""

    @property
    def name(self) -> str:
        """The name shown on cards."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names under which it is typed."""

    @property
    def hidden(self) -> bool:
        """Whether it is no longer offered."""


T = TypeVar("T", bound=Named)


class How(Enum):
    """How words are looked up."""

    EXACT = "exact"
    BEGINNING = "beginning"
    CLOSE = "close"


class Rank(IntEnum):
    """How well typed words name a thing; the lower, the better."""

    NAME = 0
    ALIAS = 1
    SYNONYM = 2
    BEGINNING = 3
    CLOSE = 4


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The things that typed words name equally well: one, or several to choose from."""

    rank: Rank
    candidates: tuple[T, ...]


class ExactNames(Generic[T]):
    """Names, other names and synonyms as they stand; what is new can be learnt at any time."""

    def __init__(self, things: Iterable[T], synonyms: Sequence[frozenset[str]] = ()) -> None:
        """Take the visible things, and groups of synonymous keys."""
        self._synonyms = synonyms
        self._named: dict[str, list[tuple[Rank, T]]] = defaultdict(list)
        for thing in things:
            if not thing.hidden:
                self.learn(thing)

    def learn(self, thing: T) -> None:
        """Take in one more thing."""
        own = [key_of(thing.name), *map(key_of, thing.aliases)]
        groups = [group for group in self._synonyms if group & {*own}]
        ranked = dict.fromkeys((other for group in groups for other in group), Rank.SYNONYM)
        ranked |= dict.fromkeys(own[1:], Rank.ALIAS) | {own[0]: Rank.NAME}
        for key, rank in ranked.items():
            # A name of figures alone would swallow amounts.
            if not key.replace(" ", "").isdecimal() and key:
                self._named[key].append((rank, thing))

    def exact(self, key: str) -> Found[T] | None:
        """Return what bears this key as name, else as alias, else as synonym."""
        named = self._named.get(key)
        return _best(named) if named else None


class Names(ExactNames[T]):
    """The names of one field, built once per state of the catalogue."""

    def __init__(
        self,
        things: Iterable[T],
        synonyms: Sequence[frozenset[str]] = (),
        *,
        by_any_word: bool = False,
    ) -> None:
        """Take the visible things, groups of synonymous keys, and whether any word begins a name.

        People are called by first or last name alone, services are not.
        """
        super().__init__(things, synonyms)
        self._beginnings = sorted(
            (key[start:], key)
            for key, named in self._named.items()
            # "зуб 36" is no wisdom tooth: of synonyms only single words may be cut short.
            if " " not in key or HAN.search(key) or min(named, key=_rank)[0] < Rank.SYNONYM
            for start in _starts(key, by_any_word=by_any_word)
        )
        self._spelled: dict[tuple[int, str, int], list[str]] = defaultdict(list)
        for key in self._named:
            if len(key) >= LEAST_CLOSE and not HAN.search(key):
                self._spelled[key.count(" "), key[0], len(key)].append(key)
        starts = [start for start, _ in self._beginnings]
        self._by_word = _most_words(
            (start.split(" ")[0], start) for start in [*self._named, *starts]
        )
        self._by_letter = _most_words(
            (key[0], key) for keys in self._spelled.values() for key in keys
        )

    def best(self, key: str) -> Found[T] | None:
        """Return what the key names exactly, else begins, else resembles."""
        return self.exact(key) or self.beginning(key) or self.close(key)

    def starts(self, words: Iterable[str], how: How) -> list[tuple[int, int]]:
        """Return at which of the words a name may begin, and of how many words it may be."""
        if how is How.CLOSE:
            most = [self._by_letter.get(word[0], 0) for word in words]
        elif how is How.EXACT:
            most = [self._by_word.get(word, 0) for word in words]
        else:
            most = [self._by_word.get(word, len(word) >= LEAST_BEGINNING) for word in words]
        return [(at, size) for at, size in enumerate(most) if size]

    def find(self, key: str, how: How) -> Found[T] | None:
        """Return what the key names in this way."""
        if how is How.EXACT:
            return self.exact(key)
        return self.beginning(key) if how is How.BEGINNING else self.close(key)

    def beginning(self, key: str) -> Found[T] | None:
        """Return what has a name that begins with the key (three letters or more)."""
        letters = len(key.replace(" ", ""))
        if key in SMALL_WORDS or letters < (LEAST_HAN if HAN.search(key) else LEAST_BEGINNING):
            return None
        start = end = bisect_left(self._beginnings, (key,))
        while end < len(self._beginnings) and self._beginnings[end][0].startswith(key):
            end += 1
        return self._as(Rank.BEGINNING, [whole for _, whole in self._beginnings[start:end]])

    def close(self, key: str) -> Found[T] | None:
        """Return what is spelled most like the key: one slip, or two in a long name.

        The first letter and the number of words are right even in a hurry.
        """
        if len(key) < LEAST_CLOSE:
            return None
        slips = 1 if len(key) < LONG else 2
        lengths = range(len(key) - slips, len(key) + slips + 1)
        drawers = [self._spelled.get((key.count(" "), key[0], length), ()) for length in lengths]
        alike = [name for drawer in drawers for name in drawer]
        if not alike or not key.replace(" ", "").isalpha():
            return None
        near = process.extract(key, alike, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return self._as(Rank.CLOSE, [name for name, slip, _ in near if slip == near[0][1]])

    def _as(self, rank: Rank, keys: Sequence[str]) -> Found[T] | None:
        if not keys:
            return None
        named = [pair for key in dict.fromkeys(keys) for pair in self._named[key]]
        return Found(rank, _best(named).candidates)


def _most_words(starts: Iterable[tuple[str, str]]) -> dict[str, int]:
    most: dict[str, int] = {}
    for start, key in starts:
        most[start] = max(most.get(start, 0), key.count(" ") + 1)
    return most


def _starts(key: str, *, by_any_word: bool) -> list[int]:
    inner = [at + 1 for at, letter in enumerate(key) if letter == " "] if by_any_word else []
    return [0, *inner]


def _rank(pair: tuple[Rank, object]) -> Rank:
    return pair[0]


def _best(named: Sequence[tuple[Rank, T]]) -> Found[T]:
    rank, _ = min(named, key=_rank)
    return Found(rank, tuple(dict.fromkeys(thing for r, thing in named if r == rank)))
