"""The season: how much of each point the time of year alone makes, once two years are known."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

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
LEAST_POINTS = 12


def season(readings: Readings, until: int) -> Array:
    """Return each point's factor of the season, ones on average; ones where it is not known yet.

    It is fitted to the periods before ``until`` (what is judged must not shape what it is judged
    by): waves of a year and of half a year beside a level and a steady growth, each point weighed
    by its size.
    """
    flat = np.ones(len(readings.values))
    there = ~np.isnan(readings.values)
    if not _long_enough(readings, there):
        return flat
    known = there & (readings.place < until)
    days = readings.begins[readings.place].astype(np.float64)
    waves = _waves(readings.starts)[readings.place]
    growth = (days - days[known].mean()) / YEAR
    terms = np.concatenate((flat[:, None], growth[:, None], waves), axis=1)
    found = _fitted(terms[known], readings.values[known], readings.sizes[known])
    if not found[0] > 0:
        return flat
    factors: Array = np.maximum(1 + waves @ found[2:] / found[0], LEAST_FACTOR)
    return factors


def _fitted(terms: Array, values: Array, weights: Array) -> Array:
    """Return by how much of each term the values are best explained: weighted least squares.

    By the normal equations, which for so few terms are a tenth of the work of others.
    """
    weighed = (terms * weights[:, None]).T
    squares = weighed @ terms
    found: Array = np.linalg.solve(squares, weighed @ values)
    return found


def _long_enough(readings: Readings, there: Array) -> bool:
    """Return whether two years are known, by values in at least every other period of them."""
    places = readings.place[there]
    if len(places) < LEAST_POINTS or 2 * len(places) < places[-1] + 1 - places[0]:
        return False
    begins = readings.begins
    last = begins[places[-1]] + begins[1] - begins[0]
    return int(last - begins[places[0]]) >= LEAST_DAYS - 2


@lru_cache(maxsize=8)
def _waves(starts: tuple[date, ...]) -> Array:
    """Return sine and cosine of each wave at each period; several series have the same periods."""
    days = np.array([day_number(day) for day in starts])
    angles = 2 * np.pi * np.arange(1, WAVES + 1) * days[:, None] / YEAR
    found = np.stack((np.sin(angles), np.cos(angles)), axis=2).reshape(len(days), 2 * WAVES)
    found.flags.writeable = False
    return found
