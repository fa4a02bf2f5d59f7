"""Limits of control charts against published examples and plain Python."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from metrics.kit.limits import Kind, Limits, limits
from metrics.kit.readings import Readings

CANS = [
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22),
    *(8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6),
]
BOARDS = [
    *(21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16),
    *(19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15),
]
CLOTH = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23]
ROLLS = [10.0, 8.0, 13.0, 10.0, 9.5, 10.0, 12.0, 10.5, 12.0, 12.5]
PAINT = [
    *(33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27),
    *(33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84),
]


def weeks(count: int) -> list[date]:
    return [date(2024, 1, 1) + timedelta(weeks=week) for week in range(count)]


def counted(counts: list[int], sizes: list[float] | float, per: float = 1) -> Readings:
    given = np.broadcast_to(np.asarray(sizes, float), len(counts))
    return Readings.counted(weeks(len(counts)), np.array(counts), given, per)


def of(kind: Kind, readings: Readings) -> Limits:
    return limits(kind, readings, np.ones(len(readings.values), bool))


def measured(values: list[float]) -> Readings:
    return Readings.measured(weeks(len(values)), np.array(values))


def test_shares_are_limited_as_the_published_orange_juice_cans():
    # Montgomery, Introduction to Statistical Quality Control, Example 7.1: p̄ = 0.2313.
    found = of(Kind.P, counted(CANS, 50))
    assert found.centre[0] == pytest.approx(0.2313, abs=5e-5)
    assert found.high[0] == pytest.approx(0.4102, abs=5e-5)
    assert found.low[0] == pytest.approx(0.0524, abs=5e-5)


def test_counts_are_limited_as_the_published_circuit_boards():
    # Montgomery, Example 7.3: c̄ = 19.85.
    found = of(Kind.C, counted(BOARDS, 1))
    assert found.centre[0] == pytest.approx(19.85, abs=5e-3)
    assert found.high[0] == pytest.approx(33.22, abs=1e-2)
    assert found.low[0] == pytest.approx(6.48, abs=1e-2)


def test_rates_are_limited_as_the_published_dyed_cloth():
    # Montgomery, Example 7.5: ū = 1.42; limits of 10 and of 8 inspection units.
    found = of(Kind.U, counted(CLOTH, ROLLS))
    assert found.centre[0] == pytest.approx(1.42, abs=5e-3)
    assert found.high[[0, 1]] == pytest.approx([2.55, 2.69], abs=1e-2)
    assert found.low[[0, 1]] == pytest.approx([0.29, 0.16], abs=1e-2)


def test_single_values_are_limited_as_the_published_paint():
    # Montgomery, Example 6.5: viscosity, mean 33.52, mean moving range 0.48.
    found = of(Kind.XMR, measured(PAINT))
    assert found.centre[0] == pytest.approx(33.52, abs=5e-3)
    assert (found.low[0], found.high[0]) == pytest.approx((32.24, 34.80), abs=1e-2)


def test_a_series_that_moved_once_has_limits_with_a_width():
    found = of(Kind.XMR, measured([1, 1, 1, 1, 2]))
    assert found.high[0] > found.centre[0] > found.low[0]
    still = of(Kind.XMR, measured([3, 3, 3, 3, 3]))
    assert np.isnan(still.high).all()
    assert np.isnan(still.low).all()


def test_a_lower_limit_under_nothing_is_not_drawn_nor_a_share_over_one():
    rare, near = of(Kind.P, counted([1, 0, 1, 0], 20)), of(Kind.P, counted([19, 20, 20], 20))
    assert np.isnan(rare.low).all()
    assert not np.isnan(rare.high).any()
    assert np.isnan(near.high).all()
    assert not np.isnan(near.low).any()
