"""What reading a file may cost: looked at before it is opened, and held by the system after."""

from __future__ import annotations

import resource
import zipfile
from pathlib import Path

from clinic.importing.refusals import Bomb, Locked, NotAWorkbook

MIB = 1024 * 1024
MOST_UNPACKED = 700 * MIB
MOST_PARTS = 5000
LEAST_SUSPECT = 50 * MIB
MOST_RATIO = 200
"""A sheet of a million equal rows shrinks to a hundredth; an archive bomb to a thousandth."""

MEMORY = 2048 * MIB
CPU_SECONDS = 120
"""What the reading of one workbook may take."""

WRITING_SECONDS = 3600
"""What the writing of one import may take."""

ENCRYPTED = b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
"""How an old container calls what it holds under a password, in its own two-byte letters."""

_HEAD = 16 * MIB


def hold(memory: int = MEMORY, seconds: int = CPU_SECONDS) -> None:
    """Let the system end this process where it takes more memory (bytes) or processor seconds."""
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        _soft, hard = resource.getrlimit(kind)
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def look_into(source: Path) -> None:
    """Raise what speaks against opening a workbook; nothing of it is unpacked for that.

    Raises NotAWorkbook, Locked or Bomb.
    """
    with source.open("rb") as file:
        start = file.read(_HEAD)
    if not start.startswith(b"PK"):
        if ENCRYPTED in start:
            raise Locked
        return
    try:
        with zipfile.ZipFile(source) as archive:
            _weigh(archive.infolist(), source.stat().st_size)
    except (zipfile.BadZipFile, ValueError, RuntimeError) as fault:
        raise NotAWorkbook from fault


def _weigh(parts: list[zipfile.ZipInfo], size: int) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise Locked
    unpacked = sum(part.file_size for part in parts)
    suspect = unpacked > LEAST_SUSPECT and unpacked > MOST_RATIO * size
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS or suspect:
        raise Bomb(size=unpacked // MIB, limit=MOST_UNPACKED // MIB)
