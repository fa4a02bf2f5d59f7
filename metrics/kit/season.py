"""The season: how much of each point the time of year alone makes, once two years are known."""

from __future__ import annotations

import numpy as np

from clinic.calendar import day_number
from metrics.kit.layout import Array
from metrics.kit.readings import Readings

YEAR = 365.2425
LEAST_DAYS = 730
"""24 months: of fewer, a season cannot be told from a trend."""

WAVES = 2
"""A wave a year and one half a year."""

LEAST_FACTOR = 0.2


def season(readings: Readings, until: int) -> Array:
    """Return each point's factor of the season, ones on average; ones where it is not known yet.

    It is fitted to the periods before ``until`` (what is judged must not shape what it is judged
    by): waves of a year and of half a year beside a level and a steady growth, each point weighed
    by its size.
    """
    count = len(readings.values)
    if not _long_enough(readings):
        return np.ones(count)
    days = np.array([day_number(day) for day in readings.days], np.float64)
    fitted = ~np.isnan(readings.values) & (readings.place < until)
    if not (fitted.any() and readings.values[fitted].mean() > 0):
        return np.ones(count)
    waves = _waves(days)
    years = (days - days[fitted].mean()) / YEAR
    terms = np.column_stack((np.ones(count), years, waves))
    weight = np.sqrt(readings.sizes[fitted])
    found, *_rest = np.linalg.lstsq(
        terms[fitted] * weight[:, None], readings.values[fitted] * weight, rcond=None
    )
    if not found[0] > 0:
        return np.ones(count)
    factors: Array = np.maximum(1 + waves @ found[2:] / found[0], LEAST_FACTOR)
    return factors


def _long_enough(readings: Readings) -> bool:
    """Return whether the closed periods take two years; their last is as long as the first."""
    begins = [day_number(start) for start in readings.starts]
    return len(begins) > 2 and begins[-1] - begins[0] + begins[1] - begins[0] >= LEAST_DAYS - 2


def _waves(days: Array) -> Array:
    angles = [2 * np.pi * number * days / YEAR for number in range(1, WAVES + 1)]
    return np.column_stack([part for angle in angles for part in (np.sin(angle), np.cos(angle))])
