"""What falls due at a moment, and is done once: planned, put off, dropped and finished in units."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from storage.reader import Reader
from storage.statements import CLINIC, compiled, rank_of, update_of
from storage.tables import clinics
from storage.unit import Unit
from storage.work_tables import jobs

A_GO = 100
"""Jobs that are read at a time."""

_job = jobs.c
_COLUMNS = [_job.id, _job.clinic_id, _job.kind, _job.key, _job.due, _job.content, _job.attempts]
_PLAN = insert(jobs).values(
    {name: bindparam(name) for name in ("id", "clinic_id", "kind", "key", "due", "content")}
)
PLAN = compiled(
    _PLAN.on_conflict_do_update(
        index_elements=[_job.clinic_id, _job.kind, _job.key],
        set_={"due": _PLAN.excluded.due, "content": _PLAN.excluded.content},
        where=_job.done.is_(None),
    ),
    rank_of(jobs),
)
_named = (_job.clinic_id == CLINIC, _job.kind == bindparam("kind"), _job.done.is_(None))
DROP = compiled(delete(jobs).where(*_named, _job.key == bindparam("key")), rank_of(jobs))
DROP_ALL = compiled(delete(jobs).where(*_named), rank_of(jobs))
_waiting = (_job.id == bindparam("job_id")) & _job.done.is_(None)
FINISH = update_of(jobs, "done", where=_waiting)
PUT_OFF = update_of(jobs, "due", "attempts", where=_waiting)
PRUNE_JOBS = compiled(delete(jobs).where(_job.done < bindparam("before")), rank_of(jobs))
_DUE = compiled(
    select(*_COLUMNS)
    .where(_job.done.is_(None), _job.due <= bindparam("now"))
    .order_by(_job.due, _job.id)
    .limit(A_GO)
)
_NEXT = compiled(select(func.min(_job.due)).where(_job.done.is_(None)))
_PLANNED = compiled(select(_job.due, _job.attempts).where(*_named).order_by(_job.due).limit(1))
_CLINICS = compiled(select(clinics.c.id).where(clinics.c.id > 0).order_by(clinics.c.id))


@dataclass(frozen=True, slots=True)
class Job:
    """What falls due at a moment (ms UTC) in a clinic; ``key`` makes it one of its kind."""

    id: int
    clinic_id: int
    kind: str
    key: str
    due: int
    content: Mapping[str, Any]
    attempts: int


class Jobs:
    """Reads what is planned."""

    def __init__(self, reader: Reader) -> None:
        """Read what is committed."""
        self._reader = reader

    def due(self, now: int) -> list[Job]:
        """Return what is due at a moment, the longest overdue first, at most a hundred."""
        rows = self._reader.all(_DUE, now=now)
        return [
            Job(id, clinic_id, kind, key, due, json.loads(content), attempts)
            for id, clinic_id, kind, key, due, content, attempts in rows
        ]

    def next_due(self) -> int | None:
        """Return the moment of what is due next, or None where nothing is planned."""
        row = self._reader.one(_NEXT)
        return row[0] if row else None

    def planned(self, clinic_id: int, kind: str) -> tuple[int | None, int]:
        """Return when the clinic's next job of a kind is due, or None, and how often it failed."""
        row = self._reader.one(_PLANNED, clinic_id=clinic_id, kind=kind)
        return (row[0], row[1]) if row else (None, 0)

    def clinics(self) -> list[int]:
        """Return the ids of all clinics but the rooms for practice."""
        return [row[0] for row in self._reader.all(_CLINICS)]


def plan(unit: Unit, kind: str, key: str, due: int, **content: object) -> None:
    """Let something fall due in the unit's clinic; what is done already stays done.

    Planned again under the same key it moves. In a room for practice nothing falls due.
    """
    if unit.clinic_id is None or unit.clinic_id < 0:
        return
    kept = json.dumps(content, ensure_ascii=False)
    unit.write(PLAN, None, id=unit.ids.new(), kind=kind, key=key, due=due, content=kept)
    unit.touched.add(JOBS)


def drop(unit: Unit, kind: str, key: str | None = None) -> None:
    """Let it not fall due any more: one key, or all that waits of a kind in the unit's clinic."""
    if key is None:
        unit.write(DROP_ALL, None, kind=kind)
    else:
        unit.write(DROP, None, kind=kind, key=key)
    unit.touched.add(JOBS)


def finish(unit: Unit, job: Job) -> None:
    """Say that it is done, with whatever else the unit holds; twice makes the unit stale."""
    unit.write(FINISH, job_id=job.id, done=unit.now)


def put_off(unit: Unit, job: Job, due: int) -> None:
    """Try it again later."""
    unit.write(PUT_OFF, None, job_id=job.id, due=due, attempts=job.attempts + 1)


JOBS = "jobs"
"""What a unit touches that plans something."""
