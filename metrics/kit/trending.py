"""Trending: which channels brought more or fewer new patients of late than chance explains."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from clinic.period import Period
from metrics.kit.daily import is_new
from metrics.kit.frames import Frames
from metrics.kit.intervals import LEVEL
from metrics.kit.layout import VISITS, Array
from metrics.kit.rates import rate_ratio

DAYS = 91
"""Thirteen weeks; so many before them are what they are compared with."""

LEAST = 10
"""New patients of a channel in both together; with fewer nothing is told."""


def trends(frames: Frames, as_of: date, channels: int) -> list[int]:
    """Return of each channel's code 1 where it brings more, −1 where fewer, 0 where chance may be.

    New patients an open day of the last 13 weeks beside the 13 before, by the exact test of two
    rates; all channels together cry wolf once in twenty times (Bonferroni).
    """
    middle, start = (as_of - timedelta(days=spans * DAYS) for spans in (1, 2))
    if frames.first_visit is None or frames.first_visit > start:
        return [0] * channels
    spans = ((middle, as_of), (start, middle))
    late, before = (_counted(frames, first, last, channels) for first, last in spans)
    told = np.flatnonzero(late[0] + before[0] >= LEAST).tolist()
    found = [0] * channels
    for code in told:
        ratio = rate_ratio(int(late[0][code]), late[1], int(before[0][code]), before[1])
        if ratio is not None and ratio.p < (1 - LEVEL) / len(told):
            found[code] = 1 if late[0][code] * before[1] > before[0][code] * late[1] else -1
    return found


def _counted(frames: Frames, after: date, last: date, channels: int) -> tuple[Array, int]:
    """Return the new patients of each channel behind a day, and on how many days it was open."""
    rows = frames[VISITS].rows(Period(after + timedelta(days=1), last), last)
    new = np.bincount(rows["first_channel"][is_new(rows)], minlength=channels)
    return new, int(np.count_nonzero(np.diff(rows["day"], prepend=-1)))
