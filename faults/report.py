"""The suite's results: a table to read and JSON to keep."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from faults.outcome import Figure, Outcome
from faults.processes import ROOT

FILE = ROOT / "build" / "faults.json"


def show(outcome: Outcome) -> None:
    """Print one scenario: what it is, its figures, its misses."""
    state = "not run" if not outcome.ran else "MISSED" if outcome.misses else "held"
    print(f"{state:8} {outcome.name} ({outcome.seconds:.0f} s)", flush=True)
    for name, figure in outcome.figures.items():
        print(f"         {name:28} {_short(figure)}")
    for miss in outcome.misses:
        print(f"      !! {miss}")


def write(outcomes: Sequence[Outcome], about: dict[str, Figure]) -> Path:
    """Write everything as JSON under build/ and return the file's path."""
    FILE.parent.mkdir(exist_ok=True)
    held = all(outcome.ran and not outcome.misses for outcome in outcomes)
    kept = {
        **about,
        "commit": commit(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "held": held,
        "scenarios": [asdict(outcome) for outcome in outcomes],
    }
    FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return FILE


def commit() -> str:
    """Return the commit that was tested, with a plus where files differ from it."""
    named = ("git", "describe", "--always", "--abbrev=12", "--dirty=+")
    asked = subprocess.run(named, cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


def _short(figure: Figure) -> str:
    if isinstance(figure, list):
        middle = sorted(figure)[len(figure) // 2] if figure else 0
        return f"{min(figure, default=0)} to {max(figure, default=0)}, median {middle}"
    return str(figure)
