"""Names of one field of the catalogue, found by name, alias, synonym, beginning or spelling."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Generic, Protocol, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from clinic.text import folded

CJK = "\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(f"[{CJK}]|[^\\W_{CJK}]+(?:['’ʼ`][^\\W_{CJK}]+)*")
HAN = re.compile(f"[{CJK}]")

LEAST_BEGINNING, LEAST_HAN, LEAST_CLOSE, LONG = 3, 2, 4, 8
# Words that would otherwise pass for the beginning of a name ("при" of "приём").
_SMALL_WORDS = (
    "при про для под над без нет это как что она они все еще был уже ему его мне нас раз два зуб "
    "від він вона вони цей був була йому його мені нам ще так але або тут там "
    "the and for was not but she her him his has had are out off one two all any who how"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


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


def key_of(text: str) -> str:
    """Return the words of a name, folded; Han characters stand as words of their own."""
    return " ".join(folded(word) for word in WORD.findall(text))


class Names(Generic[T]):
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
        self._named: dict[str, list[tuple[Rank, T]]] = defaultdict(list)
        for thing in things:
            if not thing.hidden:
                self._learn(thing, synonyms)
        self._beginnings = sorted(
            (key[start:], key)
            for key, named in self._named.items()
            # "зуб 36" is no wisdom tooth: of synonyms only single words may be cut short.
            if " " not in key or HAN.search(key) or min(named, key=_rank)[0] < Rank.SYNONYM
            for start in _starts(key, by_any_word=by_any_word)
        )
        self._spelled: dict[tuple[int, str], list[str]] = defaultdict(list)
        for key in self._named:
            if len(key) >= LEAST_CLOSE and not HAN.search(key):
                self._spelled[_drawer(key)].append(key)
        self._first_words = {start.split(" ")[0] for start, _ in self._beginnings}
        self._first_words |= {key.split(" ")[0] for key in self._named}
        self.longest = max((key.count(" ") + 1 for key in self._named), default=0)

    def _learn(self, thing: T, synonyms: Sequence[frozenset[str]]) -> None:
        own = [key_of(thing.name), *map(key_of, thing.aliases)]
        ranked = dict.fromkeys((other for g in synonyms if g & {*own} for other in g), Rank.SYNONYM)
        ranked |= dict.fromkeys(own[1:], Rank.ALIAS) | {own[0]: Rank.NAME}
        for key, rank in ranked.items():
            # A name of figures alone would swallow amounts.
            if not key.replace(" ", "").isdecimal() and key:
                self._named[key].append((rank, thing))

    def best(self, key: str) -> Found[T] | None:
        """Return what the key names exactly, else begins, else resembles."""
        return self.exact(key) or self.beginning(key) or self.close(key)

    def may_begin(self, word: str, size: int, how: How) -> bool:
        """Return whether so many words that begin with this one are worth looking up."""
        if how is How.CLOSE:
            return (size - 1, word[:1]) in self._spelled
        return size == 1 or word in self._first_words

    def find(self, key: str, how: How) -> Found[T] | None:
        """Return what the key names in this way."""
        if how is How.EXACT:
            return self.exact(key)
        return self.beginning(key) if how is How.BEGINNING else self.close(key)

    def exact(self, key: str) -> Found[T] | None:
        """Return what bears this key as name, else as alias, else as synonym."""
        named = self._named.get(key)
        return _best(named) if named else None

    def beginning(self, key: str) -> Found[T] | None:
        """Return what has a name that begins with the key (three letters or more)."""
        letters = len(key.replace(" ", ""))
        if key in SMALL_WORDS or letters < (LEAST_HAN if HAN.search(key) else LEAST_BEGINNING):
            return None
        start = bisect_left(self._beginnings, (key,))
        end = bisect_left(self._beginnings, (key + "\U0010ffff",))
        return self._as(Rank.BEGINNING, (whole for _, whole in self._beginnings[start:end]))

    def close(self, key: str) -> Found[T] | None:
        """Return what is spelled most like the key: one slip, or two in a long name.

        The first letter and the number of words are right even in a hurry.
        """
        spelled = self._spelled.get(_drawer(key))
        if spelled is None or len(key) < LEAST_CLOSE or not key.replace(" ", "").isalpha():
            return None
        slips = 1 if len(key) < LONG else 2
        near = process.extract(key, spelled, scorer=OSA.distance, score_cutoff=slips, limit=None)
        least = min((slip for _, slip, _ in near), default=0)
        return self._as(Rank.CLOSE, (name for name, slip, _ in near if slip == least))

    def _as(self, rank: Rank, keys: Iterable[str]) -> Found[T] | None:
        named = [pair for key in dict.fromkeys(keys) for pair in self._named[key]]
        return Found(rank, _best(named).candidates) if named else None


def _drawer(key: str) -> tuple[int, str]:
    return key.count(" "), key[:1]


def _starts(key: str, *, by_any_word: bool) -> list[int]:
    inner = [at + 1 for at, letter in enumerate(key) if letter == " "] if by_any_word else []
    return [0, *inner]


def _rank(pair: tuple[Rank, object]) -> Rank:
    return pair[0]


def _best(named: Sequence[tuple[Rank, T]]) -> Found[T]:
    rank, _ = min(named, key=_rank)
    return Found(rank, tuple(dict.fromkeys(thing for r, thing in named if r == rank)))
