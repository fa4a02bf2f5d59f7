"""Writing an import: chunks of at most 200 ms, each a commit of its own, under one import id.

Killed in the middle, it is resumed by importing the file again: a line's token is its
fingerprint and its number among its equals, and the journal takes each token once. It goes on
under the same id, so that it is undone as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain as joined
from itertools import islice

from sqlalchemy import Connection, Engine, func, select

from clinic.calendar import Clock
from clinic.importing.reading import Line
from storage import chain
from storage.entry_tables import expenses
from storage.import_chunk import Chunk, fresh_lines
from storage.import_ids import ImportIds
from storage.import_lines import ADD_IMPORT, BEGUN, COUNT, named, run
from storage.import_names import TABLES, ImportNames
from storage.import_targets import TARGETS
from storage.import_work import ImportPlan, ImportWork, Tally
from storage.outside import touch
from storage.tables import complaints, imports, patients, visit_lines

GOAL_MS = 100
"""What a chunk is sized for; others wait at most 200 ms for it."""

CACHE_KIB = 48 * 1024
"""Room for the inner pages of all indexes; SQLite's own 2 MiB would be read again and again."""

STRETCH = 50_000
"""Lines between which the connection is closed: the last one out folds SQLite's log into the file.

This process must not do so by itself, and a log of gigabytes made a million rows ten times slower.
"""

FIRST_CHUNK, LEAST_CHUNK, LARGEST_CHUNK = 500, 50, 5000


class Importing:
    """One import; begun when made, finished by ``finish``."""

    def __init__(self, engine: Engine, plan: ImportPlan, clock: Clock) -> None:
        """Begin the import: from here on it can be found, and undone, by its id."""
        self._engine = engine
        self._plan = plan
        self._clock = clock
        self._size = FIRST_CHUNK
        self.tally = Tally()
        with engine.begin() as connection:
            ids = ImportIds(clock, _newest(connection, plan.clinic_id))
            self.id = plan.import_id or ids.new()
            self._resumed = bool(run(connection, BEGUN, **self._named))
            if not self._resumed:
                row = {"kind": plan.kind, "file": plan.file, "started": clock.now()}
                row |= {"author_id": plan.author_id, "id": self.id}
                counts = {"good": 0, "duplicate": 0, "bad": 0}
                run(connection, ADD_IMPORT, clinic_id=plan.clinic_id, **row, **counts)
        self.tally.import_id = self.id
        self._work = ImportWork(plan, ids, self.id)

    @property
    def _named(self) -> dict[str, object]:
        return {"clinic_id": self._plan.clinic_id, "import_id": self.id}

    def write(self, lines: Iterable[Line]) -> Iterator[Tally]:
        """Write the lines, yielding the tally after each commit."""
        rest = iter(lines)
        for first in rest:
            stretch = joined([first], islice(rest, STRETCH - 1))
            with self._engine.connect() as connection:
                yield from self._write_stretch(connection, stretch)

    def _write_stretch(self, connection: Connection, lines: Iterator[Line]) -> Iterator[Tally]:
        connection.connection.cursor().execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        while chunk := list(islice(lines, self._size)):
            with connection.begin():
                begun = self._clock.now()  # from here on others wait
                Chunk(self._work, connection, begun).write(chunk, self.tally)
            took = max(1, self._clock.now() - begun)
            self._size = min(LARGEST_CHUNK, max(LEAST_CHUNK, len(chunk) * GOAL_MS // took))
            yield self.tally

    def finish(self, bad: int) -> Tally:
        """Write the counts down, with a link of the audit chain, and return them."""
        now, tally, clinic_id = self._clock.now(), self.tally, self._plan.clinic_id
        with self._engine.begin() as connection:
            if self._resumed:
                self._count_what_was_in(connection)
            counts = {"good": tally.good, "duplicate": tally.duplicate, "bad": bad}
            done = {"import_id": self.id, "finished": now}
            run(connection, COUNT, clinic_id=clinic_id, **done, **counts)
            touch(connection, clinic_id)
            facts = {"import_id": self.id, "kind": self._plan.kind, **counts}
            chain.append(connection, clinic_id, now, self._plan.author_id, "import", **facts)
        return tally

    def _count_what_was_in(self, connection: Connection) -> None:
        """Count what went in before the import was broken off as good, and not as held before."""
        if self._plan.kind in TARGETS:
            [(written,)] = run(connection, TARGETS[self._plan.kind].written, **self._named)
            self.tally.duplicate -= written - self.tally.good
            self.tally.good = written


def write_all(
    engine: Engine,
    plan: ImportPlan,
    lines: Iterable[Line],
    clock: Clock,
    bad: Callable[[], int],
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Write a whole import and return its tally; ``bad`` tells the bad rows at the end.

    ``progress`` is told the tally after each commit.
    """
    importing = Importing(engine, plan, clock)
    for tally in importing.write(lines):
        progress(tally)
    return importing.finish(bad())


def rehearse(connection: Connection, plan: ImportPlan, lines: Iterable[Line]) -> Tally:
    """Return what an import of the lines would come to; writes nothing."""
    tally, lines = Tally(), iter(lines)
    names = ImportNames(connection, plan.clinic_id)
    while chunk := list(islice(lines, LARGEST_CHUNK)):
        fresh = fresh_lines(connection, plan, chunk)
        tally.good += len(fresh)
        tally.duplicate += len(chunk) - len(fresh)
        for table, written in named(fresh):
            unknown = names.unknown(table, written)
            tally.add_names(table.name, unknown)
    return tally


def _newest(connection: Connection, clinic_id: int) -> int:
    """Return the largest id of the clinic: a clock set back must not give one twice."""
    greatest = [
        select(func.coalesce(func.max(table.c.id), 0)).where(table.c.clinic_id == clinic_id)
        for table in (imports, patients, visit_lines, complaints, expenses, *TABLES)
    ]
    return max(int(connection.execute(query).scalar_one()) for query in greatest)
