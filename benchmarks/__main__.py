"""``python -m benchmarks``: every benchmark in turn, a table each, and build/bench-*.json."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from benchmarks import alarms, columns, desk, entry, importing, metrics, start, truth
from benchmarks.figures import Findings, show, write

Benchmark = Callable[[], Coroutine[Any, Any, Findings]]


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for; return 0 when every target is met."""
    asked = _parser().parse_args(arguments)
    every = _benchmarks(asked)
    return max(_run(every[name]) for name in asked.only or every)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of everything that is left to chance")
    parser.add_argument("--rounds", type=int, default=7, help="interleaved rounds of each side")
    parser.add_argument("--quick", action="store_true", help="a quarter of everything")
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="NAME",
        help="of: entry desk columns metrics truth alarms start import import-large",
    )
    return parser


def _benchmarks(asked: argparse.Namespace) -> dict[str, Benchmark]:
    part = 4 if asked.quick else 1
    return {
        "entry": lambda: entry.measure(asked.seed, asked.rounds, 8000 // part, 8.0 / part),
        "desk": lambda: desk.measure(
            asked.seed, asked.rounds, desk.QUICK_SECONDS if asked.quick else desk.SECONDS
        ),
        "columns": lambda: columns.measure(asked.seed, max(asked.rounds // part, 3)),
        "metrics": lambda: metrics.measure(
            asked.seed, max(asked.rounds // part, 3), metrics.SIZES[: 1 if asked.quick else 3]
        ),
        "truth": lambda: truth.whole(200 // part),
        "alarms": lambda: alarms.whole(alarms.CLINICS // part),
        "start": lambda: start.measure(asked.seed, asked.rounds),
        "import": lambda: importing.measure(asked.seed, 3, 100_000 // part),
        "import-large": lambda: importing.measure(asked.seed, 1, 1_000_000 // part),
    }


def _run(benchmark: Benchmark) -> int:
    findings = asyncio.run(benchmark())
    show(findings)
    print(f"written to {write(findings)}")
    return int(bool(findings.misses))


if __name__ == "__main__":
    sys.exit(main())
