"""Shares of people: with their n and their interval, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import SupportsInt

import numpy as np

from clinic.marks import mark as _
from clinic.words import ABSENT, Markup
from metrics.kit.intervals import LEVEL, NO_INTERVAL, Interval, normal_deviate
from metrics.kit.layout import Array
from metrics.kit.words import Words

COUNTED_UNDER = 10
"""Under so many a share is said as a count: "3 of 7"."""

INTERVAL_UNDER = 30
"""Under so many the interval stands in the text."""


def wilson(k: int, n: int, level: float = LEVEL) -> Interval | None:
    """Return the score interval of k of n; None without an n.

    Wilson (1927), J. Am. Stat. Assoc. 22:209, as method 3 of Newcombe (1998), Stat. Med. 17:857.
    Raises ValueError unless 0 ≤ k ≤ n.
    """
    if not 0 <= k <= n:
        raise ValueError(k, n)
    if not n:
        return None
    z = normal_deviate(level)
    middle, reach = k + z * z / 2, z * sqrt(k * (n - k) / n + z * z / 4)
    low = (middle - reach) / (n + z * z) if k else 0.0
    high = (middle + reach) / (n + z * z) if k < n else 1.0
    return Interval(low, high)


def newcombe(k1: int, n1: int, k2: int, n2: int, level: float = LEVEL) -> Interval | None:
    """Return the interval of k1 ÷ n1 − k2 ÷ n2; None where either has no n.

    Hybrid of both Wilson intervals: method 10 of Newcombe (1998), Stat. Med. 17:873.
    """
    first, second = wilson(k1, n1, level), wilson(k2, n2, level)
    if first is None or second is None:
        return None
    p1, p2 = k1 / n1, k2 / n2
    down, up = hypot(p1 - first.low, second.high - p2), hypot(first.high - p1, p2 - second.low)
    return Interval(p1 - p2 - down, p1 - p2 + up)


@dataclass(frozen=True)
class Share:
    """A share (0…1) of n people with its interval; each is None where it is absent.

    ``k`` is how many of the n; an estimate, such as Kaplan–Meier's, has none.
    """

    n: int
    value: float | None
    interval: Interval | None = None
    k: int | None = None

    @classmethod
    def of(cls, k: SupportsInt, n: SupportsInt, level: float = LEVEL) -> Share:
        """Return k of n with Wilson's interval; absent without an n."""
        of, whole = int(k), int(n)
        return cls(whole, of / whole if whole else None, wilson(of, whole, level), of)

    @property
    def low(self) -> float | None:
        """Return the low end of the interval."""
        return (self.interval or NO_INTERVAL)[0]

    @property
    def high(self) -> float | None:
        """Return the high end of the interval."""
        return (self.interval or NO_INTERVAL)[1]

    def said(self, words: Words) -> str:
        """Return ``3 of 7`` under 10, ``40% (22–61%), n = 20`` under 30, then ``40%, n = 200``."""
        if self.value is None:
            return ABSENT
        if self.k is not None and self.n < COUNTED_UNDER:
            return words(_("{k} of {n}"), k=words.number(self.k), n=words.number(self.n))
        if self.n < INTERVAL_UNDER and self.interval is not None:
            return self.said_with_interval(words)
        return words(
            _("{share}, n = {n}"), share=words.share(self.value), n=Markup(words.number(self.n))
        )

    def said_with_interval(self, words: Words) -> str:
        """Return ``40% (22–61%), n = 20``, for [how it is computed]; a dash where absent."""
        if self.value is None or self.interval is None:
            return self.said(words)
        return words(
            _("{share} ({low}–{high}), n = {n}"),
            share=words.share(self.value),
            low=words.number(self.interval.low * 100),
            high=words.share(self.interval.high),
            n=words.number(self.n),
        )


def share(mask: Array) -> Share:
    """Return the share of true places of a mask."""
    return Share.of(int(np.count_nonzero(mask)), len(mask))
