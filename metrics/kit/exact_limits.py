"""Exact limits of shares of rare events, for which three standard deviations are passed too often.

Where fewer than five events are expected in a point their number leans far to the right: at one
expected in twenty it lies beyond three standard deviations in about one of a hundred points.
"""

from __future__ import annotations

import numpy as np

from metrics.kit.layout import Array

FEW = 5
"""Under so many expected events in a point its upper limit is exact."""

BY_CHANCE = 0.00135
"""What lies beyond three standard deviations on one side of a normal distribution."""

STEPS = (8, 4, 2, 1)
"""Halving: of fewer than FEW expected events no limit is over 13."""


def most_by_chance(sizes: Array, share: Array) -> Array:
    """Return the least count that chance passes at most once in 740 times, of each size.

    For fewer than FEW expected; the counts are binomial.
    """
    found = np.zeros(len(sizes), np.int64)
    if not len(sizes):
        return found
    from scipy.special import bdtrc  # here: 0.1 s and 24 MiB that most reports do without

    for step in STEPS:
        passed = bdtrc(found + step - 1, sizes.astype(np.int64), share) > BY_CHANCE
        found += step * passed
    return found
