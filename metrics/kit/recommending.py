"""Recommending: who came because somebody recommended the clinic, and the tree that grows so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from clinic.dental import CHANNELS
from clinic.marks import mark as _
from clinic.period import Period
from clinic.reading.keys import key_of
from metrics.kit.daily import is_new
from metrics.kit.entries import REFERRALS
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, NOBODY, VISITS, Array
from metrics.kit.metric import Note
from metrics.kit.shares import Share

NOBODY_NEW = _("Nobody came for the first time.")

WORDS = CHANNELS[0].keys()
"""The keys of all that a recommendation is called as a channel, in every language."""


@dataclass(frozen=True)
class Origins:
    """The new patients of a period by how they came."""

    new: int
    referred: int
    unknown: int
    named: int
    """Of how many of the referred it is known which patient recommended the clinic."""

    @property
    def low(self) -> Share:
        """Return the share if nobody of the unknown came by recommendation."""
        return Share.of(self.referred, self.new)

    @property
    def high(self) -> Share:
        """Return the share if all of them did."""
        return Share.of(self.referred + self.unknown, self.new)

    def notes(self) -> list[Note]:
        """Return what is missing: of how many nobody wrote down who recommended the clinic."""
        if not self.new:
            return [Note(NOBODY_NEW)]
        missing = self.referred - self.named
        if not missing:
            return []
        return [
            Note.plural(
                "Of {n} who came by recommendation it is not written down who sent him; who "
                "brought others is told without him. Tap [Recommended by] on a new patient's card.",
                "Of {n} who came by recommendation it is not written down who sent them; who "
                "brought others is told without them. Tap [Recommended by] on a new patient's "
                "card.",
                missing,
            )
        ]


@dataclass(frozen=True)
class Tree:
    """Who recommended the clinic to whom, by patients' places; NOBODY where it is not known."""

    referrer: Array
    """Without cycles: the newest recommendation of each is cut."""

    brought: Array
    """How many came because of each patient."""

    revenue: Array
    """What those have paid, in minor units."""

    @property
    def referrers(self) -> int:
        """Return how many have brought somebody."""
        return int(np.count_nonzero(self.brought))

    def depth(self) -> int:
        """Return how many recommendations the longest chain has."""
        at, long = self.referrer, 0
        while (at != NOBODY).any():
            at, long = self.referrer[at[at != NOBODY]], long + 1
        return long


def origins(frames: Frames, period: Period, as_of: date) -> Origins:
    """Return how the new patients of a period came."""
    rows = frames[VISITS].rows(period, as_of)
    first = np.flatnonzero(is_new(rows))
    channel, patient = rows["first_channel"][first], rows["patient"][first]
    recommended, named = _recommended(frames, as_of)
    came = recommended[patient] | _is_recommendation(frames.names["channel"].names)[channel]
    return Origins(
        new=len(first),
        referred=int(np.count_nonzero(came)),
        unknown=int(np.count_nonzero((channel == 0) & ~came)),
        named=int(np.count_nonzero(named[patient])),
    )


@lru_cache(maxsize=8)
def _is_recommendation(names: tuple[str, ...]) -> Array:
    """Return of each channel's code whether it is a recommendation, whatever it is called."""
    found = np.array([False, *(key_of(name) in WORDS for name in names)], bool)
    found.flags.writeable = False
    return found


def _recommended(frames: Frames, as_of: date) -> tuple[Array, Array]:
    """Return of each patient's place whether a referrer was ever written down, and a patient's."""
    rows = frames[REFERRALS].until_rows(as_of)
    known = (rows["referrer"] != NOBODY) & (rows["referrer"] != rows["patient"])
    found, named = np.zeros((2, frames.patients), bool)
    found[rows["patient"]] = True
    named[rows["patient"][known]] = True
    return found, named


def tree(frames: Frames, period: Period, as_of: date) -> Tree:
    """Return the tree of those whose referrer was written down in the period."""
    referrer, count = referrers(frames, period, as_of), frames.patients
    came = np.flatnonzero(referrer != NOBODY)
    whose, paid = referrer[came], _paid(frames, as_of)[came]
    return Tree(
        referrer,
        np.bincount(whose, minlength=count),
        np.bincount(whose, paid, count).astype(np.int64),
    )


def referrers(frames: Frames, period: Period, as_of: date) -> Array:
    """Return of each patient's place who recommended the clinic to him in the period, or NOBODY.

    Of several referrers of a patient the first counts; himself and strangers are none.
    """
    rows = frames[REFERRALS].rows(period, as_of)
    known = (rows["referrer"] != NOBODY) & (rows["referrer"] != rows["patient"])
    late_first = np.flatnonzero(known)[::-1]
    who = rows["patient"][late_first]
    referrer, order = np.full((2, frames.patients), NOBODY, np.int32)
    referrer[who], order[who] = rows["referrer"][late_first], late_first
    _cut_cycles(referrer, order)
    return referrer


def _cut_cycles(referrer: Array, order: Array) -> None:
    """Take the newest recommendation out of each cycle, in place."""
    for start in _in_cycles(referrer).tolist():
        cycle = [start]
        while (above := int(referrer[cycle[-1]])) not in (NOBODY, start):
            cycle.append(above)
        if above == start:
            referrer[max(cycle, key=lambda place: int(order[place]))] = NOBODY


def _in_cycles(referrer: Array) -> Array:
    """Return the places that lie on cycles: whoever brought nobody is taken away, and again."""
    left = np.flatnonzero(referrer != NOBODY)
    while True:
        kept = left[_among(left, referrer[left])]
        kept = kept[_among(referrer[kept], kept)]
        if len(kept) == len(left):
            return kept
        left = kept


def _among(places: Array, others: Array) -> Array:
    """Return which of these places are others, too."""
    found = np.zeros(max(places.max(initial=0), others.max(initial=0)) + 1, bool)
    found[others] = True
    among: Array = found[places]
    return among


def _paid(frames: Frames, as_of: date) -> Array:
    sums = np.zeros(frames.patients)
    for kind in (VISITS, MONEY):
        rows = frames[kind].until_rows(as_of)
        sums += np.bincount(rows["patient"], rows["money"], frames.patients)
    return sums
