"""The baseline: by which of its closed periods a series is judged."""

from __future__ import annotations

from metrics.kit.layout import Array
from metrics.kit.readings import Readings
from metrics.kit.rules import Rules


def baseline_of(readings: Readings, known: Array, first: int, rules: Rules) -> tuple[int, bool]:
    """Return the period at which the baseline ends, and whether it is a trial one.

    It freezes after 52 periods, or later where too few points are known by then.
    """
    places, periods = readings.place[known], len(readings.starts)
    frozen_by = periods
    if len(places) >= rules.least:
        frozen_by = max(first + rules.baseline, int(places[rules.least - 1]) + 1)
    trial = periods <= frozen_by
    return (periods - rules.newest if trial else frozen_by), trial
