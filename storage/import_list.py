"""The imports of a clinic: the newest ones, and one of them by its id."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select

from storage.journal import Journal
from storage.statements import CLINIC, compiled
from storage.tables import imports

LISTED = 5

_NAMES = ("id", "kind", "file", "started", "finished", "good", "duplicate", "bad", "undone")
_ID: BindParameter[int] = bindparam("import_id")
_OWN = select(*[imports.c[name] for name in _NAMES]).where(imports.c.clinic_id == CLINIC)
_NEWEST = compiled(_OWN.order_by(imports.c.id.desc()).limit(LISTED))
_BY_ID = compiled(_OWN.where(imports.c.id == _ID))
BROKEN_OFF = compiled(
    select(imports.c.id)
    .where(
        imports.c.clinic_id == CLINIC,
        imports.c.kind == bindparam("kind"),
        imports.c.file == bindparam("file"),
        imports.c.author_id == bindparam("author_id"),
        imports.c.finished.is_(None),
        imports.c.undone.is_(None),
    )
    .order_by(imports.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Import:
    """An import as it stands; moments in ms UTC, without ``finished`` it was broken off."""

    id: int
    kind: str
    file: str
    started: int
    finished: int | None
    good: int
    duplicate: int
    bad: int
    undone: int | None


def newest_imports(journal: Journal) -> list[Import]:
    """Return the clinic's last imports, the newest first."""
    return [Import(*row) for row in journal.all(_NEWEST)]


def import_by_id(journal: Journal, import_id: int) -> Import | None:
    """Return an import of the clinic, or None."""
    row = journal.one(_BY_ID, import_id=import_id)
    return Import(*row) if row else None
