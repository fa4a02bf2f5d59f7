"""Undoing an import: all its lines that still stand are withdrawn, a stretch at a time.

Others wait for a stretch only. Killed in the middle, it goes on when it is asked for again; it is
said and marked when all of it is done.
"""

from __future__ import annotations

import time

from sqlalchemy import Connection, Engine, bindparam, select, update

from clinic.calendar import Clock
from clinic.errors import Refusal
from clinic.importing.kinds import PATIENTS
from clinic.marks import mark as _
from storage import chain
from storage.import_lines import run
from storage.import_targets import TARGETS, Target
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


class NothingToUndo(Refusal):
    """The import brought patients, and no entries."""

    template = _("A list of patients holds no entries, and nothing of it counts. It stays.")


def undo_import(
    engine: Engine, clinic_id: int, import_id: int, clock: Clock, author_id: int = OPERATOR
) -> int:
    """Withdraw the lines of an import and return how many that were.

    Amended ones go too; what was withdrawn before stays as it was. Patients who came by it alone
    are left without entries. Raises NoImport, UndoneBefore or NothingToUndo.
    """
    named: dict[str, object] = {"clinic_id": clinic_id, "import_id": import_id}
    with engine.begin() as connection:
        target = _target_of(connection, named)
    gone = {"voided": clock.now(), "voided_by": author_id, "freed": f" undone {import_id}"}
    after = import_id
    while after:
        with engine.begin() as connection:
            after = _withdraw_some(connection, target, {**named, **gone, "after": after})
        if after:
            time.sleep(BREATH)
    with engine.begin() as connection:
        _target_of(connection, named)
        [(count,)] = run(connection, target.undone, **named)
        run(connection, _MARK, **named, undone=gone["voided"], undone_by=author_id)
        touch(connection, clinic_id)
        facts = {"import_id": import_id, "voided": count}
        chain.append(connection, clinic_id, clock.now(), author_id, "import undone", **facts)
    return int(count)


def _target_of(connection: Connection, named: dict[str, object]) -> Target:
    """Return where the rows of the import are; raises why there is nothing to undo."""
    kind, undone = next(iter(run(connection, _FOUND, **named)), (None, None))
    if kind is None:
        raise NoImport(number=named["import_id"])
    if undone is not None:
        raise UndoneBefore
    if kind == PATIENTS.name:
        raise NothingToUndo
    return TARGETS[kind]


def _withdraw_some(connection: Connection, target: Target, values: dict[str, object]) -> int:
    """Withdraw the next rows and return the last one's id, 0 where there are no more."""
    [(first, last)] = run(connection, target.next, most=STRETCH, **values)
    if last is None:
        return 0
    change = touch(connection, int(str(values["clinic_id"])))
    run(connection, target.undoing, **values, change=change, first=first, last=last)
    return int(last)
