"""Importing one table into one clinic: for the command line, the demo and the process of files."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.import_source import is_workbook, look, opened
from bot.reasons import Reasons
from clinic.calendar import Calendar, Clock
from clinic.importing.cells import Reader
from clinic.importing.header import Columns, find_columns
from clinic.importing.kinds import Kind, kind_of
from clinic.importing.reading import Line, Reading
from clinic.importing.refusals import TooHard, Unread
from clinic.importing.seen import SheetSeen, sheet_named
from clinic.importing.table import Rows
from clinic.importing.unpacked import UnpackedSheet
from clinic.words import Words
from storage.import_lines import run
from storage.import_list import BROKEN_OFF
from storage.import_work import ImportPlan, Tally
from storage.importing import rehearse, write_all
from storage.outside import outside, reading
from storage.registry import settings_of

ROOT = Path(__file__).parent.parent
PATIENCE = 300.0
"""Seconds for unpacking a workbook."""

Progress = Callable[[Tally], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported: kind and sheet are guessed if left out.

    ``legacy_before`` is a day number.
    """

    source: Path
    kind: Kind | None = None
    legacy_before: int | None = None
    rehearsal: bool = False
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A table's way into a clinic: what its columns are, and where the bad rows go."""

    database: Path
    kind: Kind
    columns: Columns
    plan: ImportPlan
    place: Path
    rehearsal: bool
    keeps_reasons: bool = True


@dataclass(slots=True)
class Span:
    """The days of the good rows, as day numbers."""

    first: int | None = None
    last: int | None = None

    def over(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Pass the lines on and look at their days."""
        for line in lines:
            day = line.row.date
            self.first = day if self.first is None or day < self.first else self.first
            self.last = day if self.last is None or day > self.last else self.last
            yield line


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of the rows; ``bad`` ones stand in the file of reasons."""

    tally: Tally
    bad: int
    reasons: Reasons
    span: Span = field(default_factory=Span)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to, and how the file was read."""

    kind: Kind
    table: Rows
    sheet: SheetSeen
    columns: Columns
    taken: Taken


def import_file(
    database: Path,
    clinic_id: int,
    wish: Wish,
    words: Words,
    clock: Clock,
    progress: Progress = lambda _: None,
) -> Imported:
    """Read a file into the clinic's journal; a rehearsal writes nothing at all.

    Raises NotReadable or a FileRefused; nothing is written then.
    """
    with looked_at(wish.source, words) as (sheets, folder):
        sheet = sheet_named(sheets, wish.sheet)
        kind = wish.kind or kind_of(sheet.header)
        columns = find_columns(sheet.header, kind.columns, kind.needed, words(kind.label))
        plan = ImportPlan(clinic_id, kind.name, wish.source.name, wish.legacy_before)
        place = wish.source.with_name(f"{wish.source.stem}.bad.csv")
        job = Job(database, kind, columns, plan, place, wish.rehearsal, not wish.rehearsal)
        with opened(wish.source, folder, sheet) as rows:
            taken = take_in(_resumed(job), rows, words, clock, progress)
        return Imported(kind, rows, sheet, columns, taken)


def take_in(job: Job, rows: Rows, words: Words, clock: Clock, progress: Progress) -> Taken:
    """Write the good rows of an open table, or only count them in a rehearsal."""
    if isinstance(rows, UnpackedSheet):
        rows.hold_below(job.columns.places)
    readers = _readers(job.database, job.plan.clinic_id, job.kind, clock)
    span = Span()
    with Reasons(job.place, rows, words, kept=job.keeps_reasons) as reasons:
        read = Reading(job.kind, job.columns, readers, reasons.take)
        lines = span.over(read.lines(rows))
        if job.rehearsal:
            with reading(job.database).connect() as connection:
                tally = rehearse(connection, job.plan, lines)
        else:
            engine = outside(job.database)
            tally = write_all(engine, job.plan, lines, clock, lambda: read.bad, progress)
    return Taken(tally, read.bad, reasons, span)


def _resumed(job: Job) -> Job:
    """Return the job, under the id of the same file's import that was broken off before."""
    if job.rehearsal:
        return job
    plan = job.plan
    named = {"kind": plan.kind, "file": plan.file, "author_id": plan.author_id}
    with reading(job.database).connect() as connection:
        found = run(connection, BROKEN_OFF, clinic_id=plan.clinic_id, **named)
    again = ImportPlan(**{**asdict(plan), "import_id": found[0][0] if found else None})
    return Job(**{**{name: getattr(job, name) for name in Job.__slots__}, "plan": again})


@contextmanager
def looked_at(source: Path, words: Words) -> Iterator[tuple[list[SheetSeen], Path]]:
    """Give the sheets of a file and the folder where they lie; a workbook is read elsewhere."""
    with tempfile.TemporaryDirectory(prefix="import-") as name:
        folder = Path(name)
        if is_workbook(source):
            yield _unpacked(source, folder, words), folder
        else:
            yield look(source, folder), folder


def _unpacked(source: Path, folder: Path, words: Words) -> list[SheetSeen]:
    """Let a process under limits unpack a workbook; raises Unread or TooHard."""
    request = {"wish": "look", "source": str(source.resolve()), "folder": str(folder)}
    asked = json.dumps({**request, "language": words.language}) + "\n"
    command = [sys.executable, "-m", "bot.import_process"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command, input=asked.encode(), capture_output=True, timeout=PATIENCE, cwd=ROOT
        )
    except subprocess.TimeoutExpired as late:
        raise TooHard from late
    if done.returncode or not done.stdout:
        raise TooHard
    found = json.loads(done.stdout.splitlines()[-1])
    if "refusal" in found:
        raise Unread(reason=found["refusal"])
    return [SheetSeen(**each) for each in found["sheets"]]


def _readers(database: Path, clinic_id: int, kind: Kind, clock: Clock) -> dict[str, Reader]:
    with reading(database).connect() as connection:
        chosen = settings_of(connection, clinic_id, clock.now())
    return kind.readers_of(Calendar(chosen.zone, clock).today(), chosen.currency)
