"""Promoters: the net promoter score of answers from 0 to 10, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from metrics.kit.intervals import LEVEL, normal_deviate
from metrics.kit.layout import Array

PROMOTER, DETRACTOR = 9, 6
WHOLE = 100
ADDED = 0.75
"""What the adjusted Wald interval adds to promoters and to detractors, and four times to n."""


@dataclass(frozen=True)
class Promoters:
    """The score from −100 to 100, its interval, and how many answered; None where nobody did."""

    n: int
    score: float | None
    low: float | None
    high: float | None


def promoters(answers: Array, level: float = LEVEL) -> Promoters:
    """Return 100 × (promoters − detractors) ÷ n of answers on the scale from 0 to 10.

    The interval is the adjusted Wald one that Rocks (2016, Am. Stat. 70:365) found best: ¾ more
    promoters and ¾ more detractors of n + 3 answers, cut at ±100.
    """
    n = len(answers)
    if not n:
        return Promoters(0, None, None, None)
    good = int(np.count_nonzero(answers >= PROMOTER))
    bad = int(np.count_nonzero(answers <= DETRACTOR))
    p, q = (good + ADDED) / (n + 4 * ADDED), (bad + ADDED) / (n + 4 * ADDED)
    reach = normal_deviate(level) * math.sqrt((p + q - (p - q) ** 2) / (n + 4 * ADDED))
    low, high = WHOLE * (p - q - reach), WHOLE * (p - q + reach)
    return Promoters(n, WHOLE * (good - bad) / n, max(low, -WHOLE), min(high, WHOLE))
