"""What a benchmark found: ratios of interleaved rounds against their targets, a table, JSON."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.processes import ROOT

BUILD = ROOT / "build"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure must be: at least or at most so much."""

    bound: float
    at_least: bool = False

    def holds(self, figure: float) -> bool:
        """Return whether the figure is within the bound."""
        return figure >= self.bound if self.at_least else figure <= self.bound

    def __str__(self) -> str:
        """Return the bound as a table shows it."""
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}"


@dataclass(slots=True)
class Figure:
    """One figure of all rounds; the median counts."""

    name: str
    unit: str
    values: list[float]
    target: Target | None = None

    @property
    def median(self) -> float:
        """Return the median of the rounds."""
        return median(self.values)

    @property
    def holds(self) -> bool:
        """Return whether the median meets the target; without one, always."""
        return self.target is None or self.target.holds(self.median)


@dataclass(slots=True)
class Findings:
    """All figures of one benchmark, and the gates that were not passed."""

    name: str
    seed: int
    rounds: int
    figures: list[Figure] = field(default_factory=list)
    broken_gates: list[str] = field(default_factory=list)
    load: list[float] = field(default_factory=lambda: [os.getloadavg()[0]])

    def add(
        self, name: str, unit: str, values: Sequence[float], target: Target | None = None
    ) -> None:
        """Keep a figure of every round."""
        self.figures.append(Figure(name, unit, list(values), target))

    def gate(self, holds: bool, words: str) -> None:
        """Keep a gate that does not hold."""
        if not holds:
            self.broken_gates.append(words)

    @property
    def misses(self) -> list[str]:
        """Return what is not as it must be, in words."""
        missed = [each for each in self.figures if not each.holds]
        return self.broken_gates + [
            f"{each.name}: {each.median:.3g}, not {each.target}" for each in missed
        ]


def show(findings: Findings) -> None:
    """Print a table and the misses."""
    print(f"\n{findings.name}: {findings.rounds} rounds, load average {findings.load}")
    print(f"{'':58}{'median':>9}{'low':>9}{'high':>9}  target")
    for figure in findings.figures:
        low, high = min(figure.values), max(figure.values)
        numbers = "".join(f"{number:9.3g}" for number in (figure.median, low, high))
        held = "" if figure.holds else "  MISSED"
        named = f"{figure.name}, {figure.unit}"
        print(f"{named:58}{numbers}  {figure.target or ''}{held}")
    for words in findings.broken_gates:
        print(f"!! {words}")


def write(findings: Findings) -> Path:
    """Write everything as build/bench-NAME.json and return the path."""
    BUILD.mkdir(exist_ok=True)
    path = BUILD / f"bench-{findings.name}.json"
    kept = {
        **asdict(findings),
        "figures": [{**asdict(each), "median": each.median} for each in findings.figures],
        "commit": commit(),
        "cores": os.cpu_count(),
        "misses": findings.misses,
    }
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def commit() -> str:
    """Return the commit that was measured, with a plus where files differ from it."""
    named = ("git", "describe", "--always", "--abbrev=12", "--dirty=+")
    asked = subprocess.run(named, cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


def p99(values: Sequence[float]) -> float:
    """Return the value that 99 of 100 do not exceed."""
    return sorted(values)[max(0, -(-99 * len(values) // 100) - 1)]


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Return the quotient of each round."""
    return [a / b for a, b in zip(above, below, strict=True)]
