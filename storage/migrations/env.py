"""How a migration runs: all of it in one transaction, or nothing.

The path of the database is an attribute of the configuration (``storage.upgrade``).
"""

from __future__ import annotations

import sqlite3
from typing import Any

from alembic import context
from sqlalchemy import URL, Connection, NullPool, create_engine, event

from storage.planner import seed
from storage.schema import differences
from storage.shapes import metadata


class Unsound(Exception):
    """A migration left dangling references, or a schema that is not a new database's."""


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    # The transaction is ours from before the first statement, not sqlite3's from its first write;
    # and with foreign keys on, dropping a table that is being rebuilt deletes its children.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA synchronous=FULL")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prove(connection: Connection) -> None:
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise Unsound(f"{len(dangling)} dangling references, the first in {dangling[0][0]}")
    driver: Any = connection.connection.driver_connection
    if context.config.attributes["to_head"] and (found := differences(driver)):
        raise Unsound(f"the schema differs from a new database's in {', '.join(found)}")


def _migrate() -> None:
    path = context.config.attributes["path"]
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            transactional_ddl=True,
            render_as_batch=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            _prove(connection)
            driver: Any = connection.connection.driver_connection
            seed(driver)


_migrate()
