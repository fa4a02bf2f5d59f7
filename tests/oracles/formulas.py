"""What lifelines and statsmodels say of made-up numbers; imported only by ``make oracles``."""

from __future__ import annotations

import random
from math import isfinite
from typing import Any

import numpy as np
from lifelines import KaplanMeierFitter
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

DIGITS = 10
SHARES = ((0, 1), (1, 1), (3, 7), (0, 20), (20, 20), (8, 20), (81, 263), (601, 2357))


def number(value: float) -> float | None:
    """Return a figure as it is kept; None where the oracle has none."""
    return round(float(value), DIGITS) if isfinite(value) else None


def numbers(values: Any) -> list[float | None]:
    return [number(value) for value in np.asarray(values, float).ravel()]


def curve(durations: list[int], happened: list[bool]) -> dict[str, Any]:
    """Return the Kaplan-Meier curve at each day, with lifelines' log-log limits, and its median."""
    days = list(range(max(durations) + 1))
    fitted = KaplanMeierFitter().fit(durations, happened, timeline=days)
    low, high = fitted.confidence_interval_survival_function_.to_numpy().T
    return {
        "durations": durations,
        "happened": happened,
        "survival": numbers(fitted.survival_function_),
        "low": numbers(low),
        "high": numbers(high),
        "median": number(fitted.median_survival_time_),
    }


def lives(chance: random.Random, n: int, longest: int, often: float) -> dict[str, Any]:
    durations = [chance.randint(0, longest) for _ in range(n)]
    return curve(durations, [chance.random() < often for _ in range(n)])


def curves(chance: random.Random) -> list[dict[str, Any]]:
    """Return curves of one patient, of nobody and everybody back, of many ties, and of 200."""
    edges = [curve([5], [True]), curve([5], [False]), curve([1, 2, 3], [True] * 3)]
    edges += [
        curve([4, 4, 4, 4], [True, False, True, False]),
        curve([0, 0, 7], [True, False, True]),
    ]
    sizes = ((10, 5, 0.5), (30, 10, 0.8), (40, 90, 0.3), (200, 60, 0.4))
    return edges + [lives(chance, *size) for size in sizes]


def differences() -> list[list[Any]]:
    pairs = [(first, second) for first in SHARES for second in SHARES]
    return [
        [*first, *second, *numbers(confint_proportions_2indep(*first, *second, method="newcomb"))]
        for first, second in pairs
    ]


def means(chance: random.Random) -> list[dict[str, Any]]:
    found = []
    for n in (2, 5, 40):
        before = [chance.randint(0, 9000) for _ in range(n)]
        after = [chance.randint(-500, 20_000) for _ in range(n + 3)]
        both = CompareMeans(DescrStatsW(after), DescrStatsW(before))
        limits = numbers(both.tconfint_diff(usevar="unequal"))
        found.append({"before": before, "after": after, "limits": limits})
    return found


def formulas() -> dict[str, Any]:
    """Return each formula's inputs with what the oracle made of them."""
    chance = random.Random(5)
    counts = (0, 1, 2, 5, 10, 57, 1000)
    return {
        "curves": curves(chance),
        "shares": [
            [*each, *numbers(proportion_confint(*each, method="wilson"))] for each in SHARES
        ],
        "differences": differences(),
        "counts": [[k, *numbers(confint_poisson(k, 1, method="exact-c"))] for k in counts],
        "means": means(chance),
    }
