"""Rebuilding a table in a migration without losing what Alembic's batch mode forgets.

SQLite changes most of a table only by building it anew. Batch mode reflects the old one, and
reflection sees neither STRICT nor WITHOUT ROWID nor CHECKs: all three are put back here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy import CheckConstraint, inspect

from storage.shapes import STRICT


@contextmanager
def reshaped(table: str) -> Iterator[BatchOperations]:
    """Yield the operations that change the table; it is rebuilt, with its rows, on leaving."""
    found = inspect(op.get_bind()).get_check_constraints(table)
    checks = tuple(CheckConstraint(check["sqltext"], name=check["name"]) for check in found)
    with op.batch_alter_table(
        table, recreate="always", table_kwargs=STRICT, table_args=checks
    ) as batch:
        yield batch
