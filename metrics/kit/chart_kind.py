"""Which control chart a series gets: by the nature of its numbers, never by how they look."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from metrics.kit.limits import Kind
from metrics.kit.readings import Readings

OFTEN = 5
"""A rate is charted by period from so many events a period on: rarer ones by what lies between."""

MANY = 5000
"""From so many a period on, chance alone explains next to nothing of how a share moves."""


class Nature(StrEnum):
    """What sort of number a series is, which decides how it is charted."""

    SHARE = "share"
    RATE = "rate"
    AMOUNT = "amount"
    """Money and waiting."""


def kind_of(nature: Nature, readings: Readings) -> Kind:
    """Return the chart of a series; G says that it is to be charted as what lies between events.

    A rate of fewer than five events a period never gets an XmR chart, nor a stock, such as the
    number of active patients, any chart at all.
    """
    if nature is Nature.AMOUNT:
        return Kind.XMR
    there = ~np.isnan(readings.values)
    points, exposure = np.count_nonzero(there), readings.sizes[there].sum()
    many = points > 0 and exposure >= MANY * points
    if nature is Nature.SHARE:
        return Kind.LANEY_P if many else Kind.P
    if not points or readings.counts[there].sum() < OFTEN * points:
        return Kind.G
    return Kind.LANEY_U if many else Kind.U
