"""Whether a database can be trusted: schema, pages, references, audit chain."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from clinic.errors import Refusal
from clinic.marks import mark as _
from storage.chain import verify
from storage.database import Damaged, inspect, open_reading
from storage.outside import reading
from storage.schema import HEAD, differences


class OldSchema(Refusal):
    """The schema is older than the program."""

    template = _("{found} is older than {wanted}; `run` brings it up to date after a backup")


class OtherSchema(Refusal):
    """The schema is not what the program would create."""

    template = _("differs from a new database's in {names}; put your newest backup in its place")


class Dangling(Refusal):
    """Rows refer to rows that are not there."""

    template = _("{count} rows refer to what is not there, the first in {table}")


class BrokenChain(Refusal):
    """The audit chain does not hold."""

    template = _("broken at clinic {clinic}, row {number}: the file was changed by other means")


def examine(path: Path) -> Iterator[tuple[str, Refusal | None]]:
    """Yield what was examined and what is wrong with it, or None; nothing is changed.

    A file that is not a database of ours, or an older one, ends the examination.
    """
    try:
        revision = inspect(path)
    except Refusal as fault:
        yield _("schema"), fault
        return
    if revision != HEAD:
        yield _("schema"), OldSchema(found=revision, wanted=HEAD)
        return
    for name, look in _LOOKS:
        yield name, _found(look, path)


def _found(look: Callable[[Path], Refusal | None], path: Path) -> Refusal | None:
    try:
        return look(path)
    except sqlite3.DatabaseError as fault:
        return Damaged(path=path, fault=fault)


def _schema(path: Path) -> Refusal | None:
    with closing(open_reading(path)) as connection:
        names = differences(connection)
    return OtherSchema(names=", ".join(names)) if names else None


def _integrity(path: Path) -> Refusal | None:
    with closing(open_reading(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if verdict == "ok" else Damaged(path=path, fault=verdict.splitlines()[-1])


def _references(path: Path) -> Refusal | None:
    with closing(open_reading(path)) as connection:
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    return Dangling(count=len(dangling), table=dangling[0][0]) if dangling else None


def _chain(path: Path) -> Refusal | None:
    with reading(path).connect() as connection:
        broken = verify(connection)
    return BrokenChain(clinic=broken.clinic_id, number=broken.number) if broken else None


_LOOKS = (
    (_("schema"), _schema),
    (_("integrity"), _integrity),
    (_("references"), _references),
    (_("audit chain"), _chain),
)
