"""The import of a file by its command, against executemany of the same rows into a bare table."""

from __future__ import annotations

import csv
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks.figures import Findings, Target, ratios
from benchmarks.journal import CLINIC, line
from benchmarks.processes import KIB, ROOT, highest_memory
from clinic.calendar import SystemClock, day_from, day_number
from storage.database import prepare
from storage.outside import outside
from storage.registry import add_clinic
from storage.statements import insert_into
from storage.tables import visit_lines

LAST = date(2026, 11, 20)
DAYS = 5 * 365
VISITS_EACH = 5
MINOR = 100
MIB = KIB * KIB
BARE = 0.4
MOST_MEMORY = 300.0
LOOK = 0.05
"""Seconds between two looks at the memory."""

HEADER = ("date", "patient", "service", "amount", "channel", "doctor", "wait_min")
ROWS = "SELECT count(*) FROM visit_lines"


async def measure(seed: int, rounds: int, visits: int) -> Findings:
    """Return what importing so many visits took in CPU, and in memory."""
    findings = Findings(f"import-{visits}", seed, rounds)
    ours, bare, memory = [], [], []
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            lines = _lines(visits, seed + number)
            source = Path(folder) / "visits.csv"
            _write(source, lines)
            seconds, peak, stored = _imported(Path(folder) / "clinic.db", source)
            findings.gate(stored == visits, f"{stored} rows of {visits} are in the journal")
            ours.append(seconds)
            memory.append(peak / MIB)
            bare.append(_bare(Path(folder) / "bare.db", lines))
    findings.add(
        "executemany into a bare table / import",
        "ratio",
        ratios(bare, ours),
        Target(BARE, at_least=True),
    )
    findings.add("import, CPU", "s", ours)
    findings.add("executemany, CPU", "s", bare)
    findings.add("memory of the import", "MiB", memory, Target(MOST_MEMORY))
    findings.load.append(os.getloadavg()[0])
    return findings


def _lines(visits: int, seed: int) -> list[dict[str, object]]:
    chance, last = random.Random(seed), day_number(LAST)
    people = max(1, visits // VISITS_EACH)
    return [
        line(id, chance.randrange(1, people + 1), last - DAYS + id * DAYS // visits, chance)
        for id in range(1, visits + 1)
    ]


def _write(source: Path, lines: list[dict[str, object]]) -> None:
    """Write the lines as a clinic's own file has them."""
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for each in lines:
            day, amount = day_from(int(str(each["day"]))), int(str(each["amount"])) // MINOR
            names = (f"Service {each['service_id']}", amount, f"Channel {each['channel_id']}")
            wait = each["wait_min"]
            writer.writerow((day, each["patient_id"], *names, f"Dr {each['doctor_id']}", wait))


def _imported(path: Path, source: Path) -> tuple[float, int, int]:
    """Return the CPU seconds and the peak memory of the command, and the rows that are stored."""
    prepare(path)
    with outside(path).begin() as connection:
        add_clinic(connection, SystemClock(), {"name": "Bench"}, owner=1)
    command = (sys.executable, "-m", "bot", "import", str(source), "--clinic", str(CLINIC))
    settings = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL)
    peak = _peak_of(process.pid)
    _pid, _status, used = os.wait4(process.pid, 0)
    process.returncode = 0  # it was waited for here, where its own figures are told
    with closing(sqlite3.connect(path)) as connection:
        [(stored,)] = connection.execute(ROWS).fetchall()
    return used.ru_utime + used.ru_stime, peak, stored


def _peak_of(pid: int) -> int:
    """Return the most memory (bytes) that a process has had when it ends, without reaping it.

    The system's own ``ru_maxrss`` begins with that of whoever started it: here, a million lines.
    """
    peak = 0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        peak = max(peak, highest_memory(pid))
        time.sleep(LOOK)
    return peak


def _bare(path: Path, lines: list[dict[str, object]]) -> float:
    """Return the CPU seconds of executemany of the same rows, without index, check or reference."""
    statement = insert_into(visit_lines)
    rows = [statement.row(each) for each in lines]
    columns = ", ".join(column.name for column in visit_lines.columns)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"CREATE TABLE visit_lines ({columns}, PRIMARY KEY (clinic_id, id))")
        before = time.process_time()
        connection.execute("BEGIN")
        connection.executemany(statement.sql, rows)
        connection.execute("COMMIT")
        return time.process_time() - before
