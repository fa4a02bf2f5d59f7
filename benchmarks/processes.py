"""Processes that are measured: started, read from /proc, ended by their own id."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
KIB = 1024
STOP_SECONDS = 15.0


@asynccontextmanager
async def python(
    *arguments: str, settings: Mapping[str, str] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run Python from the project's root while the context lasts; what it says goes nowhere."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env={**os.environ, **(settings or {})},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=None,
    )
    try:
        yield process
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def cpu_seconds(pid: int) -> float:
    """Return the seconds of CPU, user and system, that a process and its threads have used."""
    figures = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(figures[11]) + int(figures[12])) / TICKS


def memory(pid: int) -> dict[str, int]:
    """Return a process's memory in bytes: ``Rss``, and ``Pss``, its share of what is shared."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    parts = [line.split() for line in lines]
    return {part[0][:-1]: int(part[1]) * KIB for part in parts if part[0] in {"Rss:", "Pss:"}}


def highest_memory(pid: int) -> int:
    """Return the most memory in bytes that a process has had so far, 0 of one that has ended."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return sum(int(line.split()[1]) * KIB for line in lines if line.startswith("VmHWM:"))


def children(pid: int) -> list[int]:
    """Return the ids of a process's children."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(number) for number in listed.split()]
