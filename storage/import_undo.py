"""Undoing an import: all its lines that still stand are withdrawn in one transaction."""

from __future__ import annotations

from sqlalchemy import Engine, bindparam, select, update

from clinic.calendar import Clock
from clinic.errors import Refusal
from clinic.importing.kinds import PATIENTS
from clinic.marks import mark as _
from storage import chain
from storage.import_lines import run
from storage.import_targets import TARGETS
from storage.outside import touch
from storage.registry import OPERATOR
from storage.statements import CLINIC, compiled
from storage.tables import imports

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
        kind, undone = next(iter(run(connection, _FOUND, **named)), (None, None))
        if kind is None:
            raise NoImport(number=import_id)
        if undone is not None:
            raise UndoneBefore
        if kind == PATIENTS.name:
            raise NothingToUndo
        now, freed = clock.now(), f" undone {import_id}"
        gone = {"voided": now, "voided_by": author_id, "change": touch(connection, clinic_id)}
        undoing = TARGETS[kind].undoing
        values = undoing.row({**named, **gone, "freed": freed})
        count = connection.exec_driver_sql(undoing.sql, values).rowcount
        run(connection, _MARK, **named, undone=now, undone_by=author_id)
        facts = {"import_id": import_id, "kind": kind, "voided": count}
        chain.append(connection, clinic_id, now, author_id, "import undone", **facts)
    return count
