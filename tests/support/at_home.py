"""The database of the folder that a command is given in."""

import sqlite3
from contextlib import closing
from typing import Any


def asked(question: str) -> list[tuple[Any, ...]]:
    """Ask it through a connection of its own."""
    with closing(sqlite3.connect("data/clinic.db")) as connection:
        return connection.execute(question).fetchall()
