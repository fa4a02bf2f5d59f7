"""Undoing an import: all its lines that still stand are withdrawn, a stretch at a time.

Others wait for a stretch only. Killed in the middle, it goes on when it is asked for again; it is
said and marked when all of it is done.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, bindparam, select, update

from clinic.calendar import Clock
from clinic.errors import Refusal
from clinic.importing.kinds import PATIENTS
from clinic.marks import mark as _
from storage import chain
from storage.import_lines import run
from storage.import_targets import TARGETS
from storage.import_undo_patients import left_of, remove_some
from storage.outside import touch
from storage.registry import OPERATOR
from storage.statements import CLINIC, compiled
from storage.tables import imports

STRETCH = 4000
"""Lines that one transaction withdraws."""

BREATH = 0.12
"""Seconds between two of them: whoever waits for SQLite's lock looks again after 0.1 at most."""

_ITS_OWN = (imports.c.clinic_id == CLINIC) & (imports.c.id == bindparam("import_id"))
_FOUND = compiled(select(imports.c.kind, imports.c.undone).where(_ITS_OWN))
_MARK = compiled(
    update(imports)
    .where(_ITS_OWN, imports.c.undone.is_(None))
    .values(undone=bindparam("undone"), undone_by=bindparam("undone_by"))
)


class NoImport(Refusal):
    """The clinic has no such import."""

    template = _("There is no import {number}. /import lists the newest ones.")


class UndoneBefore(Refusal):
    """Somebody has undone it."""

    template = _("This import was undone before; nothing has changed now.")


@dataclass(frozen=True, slots=True)
class Undone:
    """What was withdrawn: entries, or patients; ``stayed`` are patients with entries of their own.

    ``kind`` is that of the import's rows. Of patients, those count whom this very call removed.
    """

    kind: str
    count: int
    stayed: int = 0


def undo_import(
    engine: Engine, clinic_id: int, import_id: int, clock: Clock, author_id: int = OPERATOR
) -> Undone:
    """Withdraw the lines of an import and return how many that were.

    Amended ones go too; what was withdrawn before stays as it was. Patients whom visits brought
    are left without entries; those of a list go, unless they have got something since, and what
    it said of patients who were there before stays. Raises NoImport or UndoneBefore.
    """
    named: dict[str, object] = {"clinic_id": clinic_id, "import_id": import_id}
    with engine.begin() as connection:
        kind = _kind_of(connection, named)
    gone = {"voided": clock.now(), "voided_by": author_id, "freed": f" undone {import_id}"}
    after, removed = import_id, 0
    while after:
        with engine.begin() as connection:
            values = {**named, **gone, "after": after}
            after, count = _withdraw_some(connection, kind, values)
        removed += count
        if after:
            time.sleep(BREATH)
    with engine.begin() as connection:
        _kind_of(connection, named)
        undone = _came_to(connection, kind, removed, named)
        run(connection, _MARK, **named, undone=gone["voided"], undone_by=author_id)
        touch(connection, clinic_id)
        facts = {"import_id": import_id, "voided": undone.count}
        chain.append(connection, clinic_id, clock.now(), author_id, "import undone", **facts)
    return undone


def _kind_of(connection: Connection, named: dict[str, object]) -> str:
    """Return what the rows of the import are; raises why it cannot be undone."""
    kind, undone = next(iter(run(connection, _FOUND, **named)), (None, None))
    if kind is None:
        raise NoImport(number=named["import_id"])
    if undone is not None:
        raise UndoneBefore
    return str(kind)


def _withdraw_some(connection: Connection, kind: str, values: dict[str, object]) -> tuple[int, int]:
    """Withdraw the next rows; return the last one's id, 0 where there are no more, and a count."""
    if kind == PATIENTS.name:
        return remove_some(connection, STRETCH, values)
    target = TARGETS[kind]
    [(first, last)] = run(connection, target.next, most=STRETCH, **values)
    if last is None:
        return 0, 0
    change = touch(connection, int(str(values["clinic_id"])))
    run(connection, target.undoing, **values, change=change, first=first, last=last)
    return int(last), 0


def _came_to(connection: Connection, kind: str, removed: int, named: dict[str, object]) -> Undone:
    if kind == PATIENTS.name:
        return Undone(kind, removed, left_of(connection, named))
    [(count,)] = run(connection, TARGETS[kind].undone, **named)
    return Undone(kind, int(count))
