"""``python -m benchmarks.columns``: the summary, its columns and its charts at several sizes."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.figures import Findings, Target, ratios, show, write
from benchmarks.fresh import add_fresh
from benchmarks.pictures import add_pictures
from benchmarks.warm import NEWEST, OLDEST, Clinic, opened, timed
from metrics.kit.layout import VISITS

SIZES = (10_000, 100_000, 1_000_000)
MOST = {10_000: Target(3.0), 100_000: Target(3.0), 1_000_000: Target(25.0)}
"""Milliseconds for any period and any as-of day, by visits."""

MOST_PATCH = Target(5.0)
MOST_BYTES = Target(48.0)
LEAST_RATIO = Target(100.0, at_least=True)
MANY = 100_000
"""From here on the ratio is a target: with less to load, the script is quick as well."""

SCRIPT = "pandas script that loads the table"
PATCH = "patch after an entry of today"
SHARED = ("visits", "patients", "new", "revenue", "wait_median")


async def measure(seed: int, rounds: int, sizes: Sequence[int] = SIZES) -> Findings:
    """Return the figures of every size, gates first; the largest also in a fresh process."""
    findings = Findings("columns", seed, rounds)
    with TemporaryDirectory(prefix="bench-") as folder:
        for visits in sizes:
            with opened(Path(folder), visits, seed) as clinic:
                _gates(findings, clinic)
                _rounds(findings, clinic)
                if visits == max(sizes):
                    await add_fresh(findings, clinic.path)
                    add_pictures(findings, clinic)
    findings.load.append(os.getloadavg()[0])
    return findings


def _gates(findings: Findings, clinic: Clinic) -> None:
    for day in (NEWEST, OLDEST, NEWEST - 548, OLDEST):
        clinic.patched(day)
    findings.gate(clinic.is_true(), f"{clinic.visits}: patched columns differ from fresh ones")
    ours, theirs = clinic.answer("all").values, clinic.rival()
    same = all(ours[name] == theirs[name] for name in SHARED)
    findings.gate(same, f"{clinic.visits}: the summary differs from the script's")


def _rounds(findings: Findings, clinic: Clinic) -> None:
    """Measure everything once a round, each beside the others, in milliseconds of CPU."""
    kept: dict[str, list[float]] = defaultdict(list)
    questions: list[list[float]] = []
    for _round in range(findings.rounds):
        questions.append(clinic.questions())
        kept[SCRIPT].append(timed(clinic.rival))
        kept[PATCH].append(clinic.patched(NEWEST))
        kept["patch after an entry of five years ago"].append(clinic.patched(OLDEST))
        kept["columns from their snapshot"].append(clinic.loaded())
        kept["columns from the journal"].append(clinic.built())
    slowest = max(zip(*questions, strict=True), key=median)
    size = f"{clinic.visits:,}"
    findings.add(f"{size}: the slowest of ten questions", "ms", slowest, MOST.get(clinic.visits))
    for name, figures in kept.items():
        findings.add(f"{size}: {name}", "ms", figures, MOST_PATCH if name == PATCH else None)
    least = LEAST_RATIO if clinic.visits >= MANY else None
    findings.add(f"{size}: script / question", "ratio", ratios(kept[SCRIPT], slowest), least)
    share = clinic.columns.bytes() / clinic.columns.tables[VISITS].size
    findings.add(f"{size}: memory", "bytes a visit", [share], MOST_BYTES)


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for; return 0 when every target is met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.columns", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of everything that is left to chance")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="visits")
    asked = parser.parse_args(arguments)
    findings = asyncio.run(measure(asked.seed, asked.rounds, asked.sizes))
    show(findings)
    print(f"written to {write(findings)}")
    return int(bool(findings.misses))


if __name__ == "__main__":
    sys.exit(main())
