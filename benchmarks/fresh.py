"""The summary in a fresh process with a snapshot, as the command line answers it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Findings, Target
from benchmarks.journal import CLINIC, LAST
from benchmarks.processes import ROOT

MOST_FRESH = Target(60.0)
INSIDE = """
import sys, time
from pathlib import Path
import pandas
from bot.worker import open_shelf
from clinic.report import Question
from metrics.kit.desk import Desk
import metrics.summary, storage.feed
began = time.process_time()
with open_shelf(Path(sys.argv[1])) as shelf:
    Desk(shelf).report(Question("summary", int(sys.argv[2]), sys.argv[3], "all"))
    print((time.process_time() - began) * 1000)
"""


async def add_fresh(findings: Findings, path: Path) -> None:
    """Measure the answer behind the imports, and the whole command beside importing pandas."""
    _inside(path)  # leaves the snapshot
    answers, commands = [], []
    for _round in range(findings.rounds):
        answers.append(_inside(path))
        bare = _wall(["-c", "import pandas"], path)
        asked = ("metric", "summary", "--period", "all", "--as-of", LAST.isoformat(), "--json")
        commands.append(_wall(["-m", "bot", *asked], path) - bare)
    findings.add("fresh process: snapshot and answer, imports apart", "ms", answers, MOST_FRESH)
    findings.add("fresh process: the whole command beyond pandas, wall", "ms", commands)


def _inside(path: Path) -> float:
    code = ["-c", INSIDE, str(path), str(CLINIC), LAST.isoformat()]
    return float(_run(code, path).stdout)


def _wall(arguments: list[str], path: Path) -> float:
    began = perf_counter()
    _run(arguments, path)
    return (perf_counter() - began) * 1000


def _run(arguments: list[str], path: Path) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )
