"""Databases that tests begin with: made once a process, and each test is given a copy."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.database import prepare

NAME = "clinic.db"


def unless_there(path: Path) -> None:
    """Begin a database at the path, unless one is there already."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(empty())


def made(make: Callable[[Path], object]) -> bytes:
    """Return the file that is made at the path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        make(path)
        return path.read_bytes()


@cache
def empty() -> bytes:
    """Return a new database without a clinic."""
    return made(prepare)
