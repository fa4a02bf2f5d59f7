"""``python -m benchmarks.metrics``: every metric on warm columns, at several sizes of a clinic."""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.figures import Findings, Target, show, write
from benchmarks.journal import LAST
from benchmarks.pace import Pace
from benchmarks.warm import AS_OF, Clinic, opened
from clinic.period import Period, read_period
from clinic.settings import ClinicSettings
from metrics.kit.columns import Columns
from metrics.kit.discovery import all_metrics
from metrics.kit.frames import Frames
from metrics.kit.metric import Answer, Metric, Options
from metrics.kit.options import read_options
from metrics.kit.patch import current

SIZES = (100_000, 1_000_000, 5_000_000)
MOST = {100_000: Target(3.0), 1_000_000: Target(25.0), 5_000_000: Target(120.0)}
"""Milliseconds of CPU at the machine's best pace, for any option and any as-of day, by visits."""

PERIODS = ("month", "12months", "all")


@dataclass(frozen=True)
class Case:
    """One way to ask a metric."""

    period: str
    as_of: date
    given: dict[str, float]


def cases(metric: Metric) -> Iterator[Case]:
    """Yield the metric's defaults on both as-of days, each period, and each choice of an option."""
    for as_of in AS_OF:
        yield Case(metric.usual_period(metric.options), as_of, {})
    for period in PERIODS:
        yield Case(period, LAST, {})
    for option, values in metric.choices.items():
        for value in values:
            yield Case(metric.usual_period(metric.options), LAST, {option: value})


async def measure(seed: int, rounds: int, sizes: Sequence[int]) -> Findings:
    """Return the slowest case of every metric at every size."""
    findings, pace = Findings("metrics", seed, rounds), Pace(seed)
    found: dict[tuple[int, str], list[float]] = {}
    with TemporaryDirectory(prefix="bench-") as folder:
        for visits in sizes:
            with opened(Path(folder), visits, seed) as clinic:
                for name, metric in all_metrics().items():
                    found[visits, name] = _slowest(metric, clinic, rounds, pace)
    for (visits, name), yards in found.items():
        values = [each * pace.best for each in yards]
        findings.add(f"{visits:,}: {name}", "ms", values, MOST.get(visits))
    return findings


def _slowest(metric: Metric, clinic: Clinic, rounds: int, pace: Pace) -> list[float]:
    """Return how many yardsticks the metric's slowest case takes, in each round."""
    columns = current(clinic.columns, clinic.feed, 1, metric.reads)
    settings = ClinicSettings(market_rent=60_000_000, margin=0.4, catchment=90_000)
    frames = Frames(columns, settings)
    gc.collect()
    slowest: list[float] = []
    for case in cases(metric):
        values = read_options(metric, case.given, settings)
        period = read_period(case.period, case.as_of, frames.first_visit)
        options = Options(values, case.period)
        ask = partial(_ask, metric, columns, settings, (period, case.as_of, options))
        ask()
        took = [pace.of(ask) for _round in range(rounds)]
        slowest = max(slowest or took, took, key=median)
    return slowest


def _ask(
    metric: Metric, columns: Columns, settings: ClinicSettings, of: tuple[Period, date, Options]
) -> Answer:
    """Answer from frames made anew, as the desk makes them for every question."""
    return metric.compute(Frames(columns, settings), *of)


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for; return 0 when every target is met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.metrics", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of everything that is left to chance")
    parser.add_argument("--rounds", type=int, default=5, help="of every question")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES[:2], help="visits")
    asked = parser.parse_args(arguments)
    findings = asyncio.run(measure(asked.seed, asked.rounds, asked.sizes))
    show(findings)
    print(f"written to {write(findings)}")
    return int(bool(findings.misses))


if __name__ == "__main__":
    sys.exit(main())
