"""One chunk of an import: what one transaction takes in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Connection

from clinic.importing.kinds import PATIENTS as PATIENT_ROWS
from clinic.importing.reading import Line
from clinic.importing.rows import code_of, says_legacy
from clinic.text import folded
from storage.import_lines import (
    ADD_PATIENT,
    FIRST_DAYS,
    MARK_LEGACY,
    PATIENTS,
    listed,
    named,
    run,
)
from storage.import_names import ImportNames
from storage.import_targets import TARGETS, Target
from storage.import_work import ImportPlan, ImportWork, Tally
from storage.outside import touch
from storage.statements import Statement

key_of_code = lru_cache(1 << 14)(folded)


class Chunk:
    """One transaction's worth of lines."""

    def __init__(self, work: ImportWork, connection: Connection, now: int) -> None:
        """Take the import, a connection in a transaction, and this moment."""
        self._connection = connection
        self._plan = work.plan
        self._clinic_id = work.plan.clinic_id
        self._target = TARGETS.get(work.plan.kind)
        self._ids = work.ids
        self._names = work.names
        self._common = {
            "author_id": work.plan.author_id,
            "logged": now,
            "import_id": work.import_id,
        }
        self._stamp = 0

    def _change(self) -> int:
        """Return this commit's change number; a chunk of duplicates raises none."""
        self._stamp = self._stamp or touch(self._connection, self._clinic_id)
        return self._stamp

    def write(self, chunk: list[Line], tally: Tally) -> None:
        """Write the lines that the journal does not hold, and count all into the tally."""
        fresh = fresh_lines(self._connection, self._plan, chunk)
        tally.good += len(fresh)
        tally.duplicate += len(chunk) - len(fresh)
        if fresh:
            names = self._name(fresh, tally)
            known = self._patients(fresh)
            if self._target is not None:
                self._insert(self._target, fresh, known, names)
        if self._plan.legacy_before is not None:
            self._mark_seen_before(chunk, self._plan.legacy_before)

    def _name(self, fresh: list[Line], tally: Tally) -> ImportNames:
        names = self._names.names_at(self._connection, self._clinic_id, self._change())
        for table, written in named(fresh):
            unknown = names.unknown(table, written)
            names.create(table, unknown, self._ids, self._change)
            tally.add_names(table.name, unknown)
        return names

    def _patients(self, fresh: list[Line]) -> dict[str, int]:
        """Return the ids of the patients by key; new codes become patients."""
        codes = _codes(fresh)
        legacy = {_key(line) for line in fresh if says_legacy(line.row)}
        known = known_patients(self._connection, self._clinic_id, codes)
        self._mark([id for key, (id, marked) in known.items() if key in legacy and not marked])
        new = [key for key in codes if key not in known]
        ids = dict(zip(new, self._ids.block(len(new)), strict=True))
        self._insert_all(
            ADD_PATIENT,
            [
                {
                    "id": ids[key],
                    "code": codes[key],
                    "key": key,
                    "legacy": int(key in legacy),
                    "asked": 0,
                }
                for key in new
            ],
        )
        return ids | {key: id for key, (id, _) in known.items()}

    def _mark(self, ids: list[int]) -> None:
        if ids:
            run(
                self._connection, MARK_LEGACY, clinic_id=self._clinic_id, listed=listed(ids),
                legacy=1, change=self._change(),
            )  # fmt: skip

    def _mark_seen_before(self, chunk: list[Line], day: int) -> None:
        known = known_patients(self._connection, self._clinic_id, _codes(chunk))
        ids = [id for id, legacy in known.values() if not legacy]
        rows = run(self._connection, FIRST_DAYS, clinic_id=self._clinic_id, listed=listed(ids))
        self._mark([id for id, first in rows if first is not None and first < day])

    def _insert(
        self, target: Target, fresh: list[Line], patients: dict[str, int], names: ImportNames
    ) -> None:
        values = target.values
        rows = [
            {
                "id": id,
                "token": line.token,
                "fingerprint": line.fingerprint,
                **self._common,
                **values(line.row, patients.get(_key(line)), names),
            }
            for id, line in zip(self._ids.block(len(fresh)), fresh, strict=True)
        ]
        self._insert_all(target.insertion, rows)

    def _insert_all(self, statement: Statement, rows: list[dict[str, object]]) -> None:
        if rows:
            stamp = {"clinic_id": self._clinic_id, "change": self._change()}
            tuples = [statement.row(row | stamp) for row in rows]
            self._connection.exec_driver_sql(statement.sql, tuples)


def _codes(lines: list[Line]) -> dict[str, str]:
    """Return the codes of the lines by their keys, each as first written."""
    codes: dict[str, str] = {}
    for line in lines:
        if code := code_of(line.row):
            codes.setdefault(key_of_code(code), code)
    return codes


def _key(line: Line) -> str:
    return key_of_code(code_of(line.row) or "")


def known_patients(
    connection: Connection, clinic_id: int, keys: Iterable[str]
) -> dict[str, tuple[int, bool]]:
    """Return id and whether legacy of those patients that the clinic knows, by key."""
    rows = run(connection, PATIENTS, clinic_id=clinic_id, listed=listed(keys))
    return {key: (id, bool(legacy)) for key, id, legacy in rows if id is not None}


def fresh_lines(connection: Connection, plan: ImportPlan, chunk: list[Line]) -> list[Line]:
    """Return the lines that the journal does not hold yet, voided ones included."""
    if plan.kind == PATIENT_ROWS.name:
        return _fresh_patients(connection, plan, chunk)
    tokens = listed(line.token for line in chunk)
    rows = run(connection, TARGETS[plan.kind].held, clinic_id=plan.clinic_id, listed=tokens)
    held = {token for (token,) in rows}
    return [line for line in chunk if line.token not in held] if held else chunk


def _fresh_patients(connection: Connection, plan: ImportPlan, chunk: list[Line]) -> list[Line]:
    """Return the lines of patients who are new, or of whom it is new that they are legacy."""
    known = known_patients(connection, plan.clinic_id, _codes(chunk))
    return [
        line
        for line in chunk
        if line.nth == 1
        and (_key(line) not in known or (says_legacy(line.row) and not known[_key(line)][1]))
    ]
