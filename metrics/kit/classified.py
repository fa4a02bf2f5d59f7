"""Classified complaints: their causes as shares, and three groups beside the bands of a theory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from metrics.kit.intervals import LEVEL, Interval
from metrics.kit.layout import CAUSES, Rows
from metrics.kit.shares import Share

CUSTOMERS = "customers"
GROUPS = {
    "organisation": ("systems", "processes", "products"),
    CUSTOMERS: ("customers",),
    "people": ("people",),
}
BANDS = {
    "organisation": Interval(0.5, 0.6),
    CUSTOMERS: Interval(0.2, 0.3),
    "people": Interval(0.2, 0.3),
}
"""What the theory says; the middles of the bands add up to more than a whole."""

AT_ONCE = 1 - (1 - LEVEL) / len(GROUPS)
"""The level of each group's interval at which all of them hold at once (Bonferroni)."""

BELOW, INSIDE, ABOVE, CANNOT_TELL = "below", "inside", "above", "cannot_tell"


@dataclass(frozen=True)
class Group:
    """Some causes together: their share of the classified, the theory's band, and a guess."""

    share: Share
    band: Interval
    guess: float | None = None

    @property
    def verdict(self) -> str:
        """Return where the whole interval lies beside the band, if it does so anywhere."""
        found = self.share.interval
        if found is None:
            return CANNOT_TELL
        if found.high < self.band.low:
            return BELOW
        if found.low > self.band.high:
            return ABOVE
        inside = self.band.low <= found.low and found.high <= self.band.high
        return INSIDE if inside else CANNOT_TELL


@dataclass(frozen=True)
class Classified:
    """Complaints by their main cause; each counts once."""

    complaints: int
    by_cause: dict[str, int]
    guess: Mapping[str, float] = field(default_factory=dict)
    """What the reader guessed of the groups beforehand."""

    @classmethod
    def of(cls, rows: Rows, guess: Mapping[str, float]) -> Classified:
        """Return the causes of rows of COMPLAINTS beside a guess."""
        counts = np.bincount(rows["cause"], minlength=len(CAUSES)).tolist()
        named = dict(zip(CAUSES, counts, strict=True))
        by_cause = {cause: named[cause] for cause in CAUSES if cause}
        return cls(len(rows["cause"]), by_cause, guess)

    @property
    def n(self) -> int:
        """Return how many have a main cause."""
        return sum(self.by_cause.values())

    @property
    def unknown(self) -> Share:
        """Return the share of all complaints that have no main cause yet."""
        return Share.of(self.complaints - self.n, self.complaints)

    @property
    def largest(self) -> str | None:
        """Return the most frequent cause, None where none is known."""
        return max(self.by_cause, key=lambda cause: self.by_cause[cause]) if self.n else None

    def share(self, cause: str) -> Share:
        """Return a cause's share of the classified."""
        return Share.of(self.by_cause[cause], self.n)

    def groups(self) -> dict[str, Group]:
        """Return the theory's three groups, with intervals that hold together."""
        return {
            name: Group(
                Share.of(sum(self.by_cause[cause] for cause in causes), self.n, AT_ONCE),
                BANDS[name],
                self.guess.get(name),
            )
            for name, causes in GROUPS.items()
        }
