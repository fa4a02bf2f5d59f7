"""The one writer: gathers the units of many handlers into one transaction.

It is optimistic: each statement runs once for the whole group and all expectations are checked by
row counts. On any refusal it rolls back and replays each unit in a savepoint of its own, so that
a bad one fails alone. A fault of the machine fails the whole group, and nobody is told "saved".
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from functools import partial

from storage.batch import Batch
from storage.ledger import Ledger
from storage.reader import Row
from storage.statements import Statement
from storage.unit import Stale, StorageFault, Unit, is_machine_fault
from storage.writing import WritingConnection

GROUP = 500
Listener = Callable[[list[Unit]], None]
Verdict = BaseException | None
Waiting = tuple[Unit, asyncio.Future[None]]

log = logging.getLogger(__name__)


class Writer:
    """Holds the only writing connection of the serving process."""

    def __init__(self, connection: WritingConnection) -> None:
        """Take a connection in autocommit mode: the writer begins and commits by itself."""
        self._connection = connection
        self._queue: asyncio.Queue[Waiting | None] = asyncio.Queue()
        self._ledger = Ledger()
        self._listeners: list[Listener] = []
        self.commits = 0
        self.replays = 0

    def listen(self, listener: Listener) -> None:
        """Call the listener with the units of every commit, in their order."""
        self._listeners.append(listener)

    async def commit(self, unit: Unit) -> None:
        """Return when the unit is on disk.

        Raises Stale when a precondition did not hold, StorageFault when the machine could not
        write; whatever an answer raised comes through as it is. Nothing is written then.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._queue.put((unit, done))
        await done

    async def serve(self) -> None:
        """Commit what is handed over until ``stop``; runs as a task of its own."""
        while (first := await self._queue.get()) is not None:
            group = [first]
            while len(group) < GROUP and not self._queue.empty():
                following = self._queue.get_nowait()
                if following is None:
                    await self._queue.put(None)
                    break
                group.append(following)
            await self._finish(group)

    async def stop(self) -> None:
        """Let ``serve`` finish what it was given and return."""
        await self._queue.put(None)

    async def _finish(self, group: list[Waiting]) -> None:
        units = [unit for unit, _ in group]
        try:
            verdicts = await self._commit(units)
        except Exception as fault:  # a writer that dies leaves everybody waiting for ever
            verdicts = _fault(fault, units)
        self._announce([unit for unit, got in zip(units, verdicts, strict=True) if got is None])
        for (_, done), verdict in zip(group, verdicts, strict=True):
            if done.cancelled():
                continue
            if verdict is None:
                done.set_result(None)
            else:
                done.set_exception(verdict)

    def _announce(self, saved: list[Unit]) -> None:
        """Tell the listeners; what one of them cannot do is no matter of the others."""
        for listener in self._listeners:
            try:
                listener(saved)
            except Exception as fault:
                log.error("a listener failed after a commit: %s", type(fault).__name__)

    async def _commit(self, units: list[Unit]) -> list[Verdict]:
        """Return what became of each unit: None when it is on disk."""
        try:
            return await self._together(units)
        except Exception as refusal:
            await self._undo(units)
            if is_machine_fault(refusal):
                return _fault(refusal, units)
        try:
            return await self._one_by_one(units)
        except sqlite3.Error as fault:
            await self._undo(units)
            return _fault(fault, units)

    async def _together(self, units: list[Unit]) -> list[Verdict]:
        if self._ledger.lacks(units):
            await self._connection.run(partial(self._load, units))
        batch = Batch(self._ledger)
        verdicts = [_taken(unit, batch) for unit in units]
        await self._connection.run(partial(_write_all, batch=batch))
        self.commits += 1
        return verdicts

    def _load(self, units: list[Unit], connection: sqlite3.Connection) -> None:
        def fetch(statement: Statement, values: dict[str, object]) -> list[Row]:
            return connection.execute(statement.sql, statement.row(values)).fetchall()

        self._ledger.load(units, fetch)

    async def _one_by_one(self, units: list[Unit]) -> list[Verdict]:
        self.replays += 1
        await self._connection.execute("BEGIN IMMEDIATE")
        verdicts = [await self._alone(unit) for unit in units]
        await self._connection.commit()
        return verdicts

    async def _alone(self, unit: Unit) -> Verdict:
        await self._connection.execute("SAVEPOINT unit")
        try:
            await self._connection.run(partial(self._load, [unit]))
            batch = Batch(self._ledger)
            batch.add(unit)
            await self._connection.run(partial(_write, batch=batch))
        except Exception as refusal:
            if is_machine_fault(refusal):
                raise
            self._ledger.forget([unit])
            await self._connection.execute("ROLLBACK TO unit")
            await self._connection.execute("RELEASE unit")
            return Stale() if isinstance(refusal, sqlite3.IntegrityError) else refusal
        await self._connection.execute("RELEASE unit")
        return None

    async def _undo(self, units: list[Unit]) -> None:
        self._ledger.forget(units)
        if self._connection.in_transaction:
            await self._connection.rollback()


def _taken(unit: Unit, batch: Batch) -> Verdict:
    """Take the unit in, unless another of the batch adds the same patient: it reruns then."""
    if batch.clashes(unit):
        return Stale()
    batch.add(unit)
    return None


def _write_all(connection: sqlite3.Connection, batch: Batch) -> None:
    connection.execute("BEGIN IMMEDIATE")
    _write(connection, batch)
    connection.execute("COMMIT")


def _write(connection: sqlite3.Connection, batch: Batch) -> None:
    for statement, rows, expected in batch.statements():
        changed = connection.executemany(statement.sql, rows).rowcount
        if expected is not None and changed != expected:
            raise Stale


def _fault(fault: BaseException, units: list[Unit]) -> list[Verdict]:
    return [StorageFault(str(fault)) for _ in units]
