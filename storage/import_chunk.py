"""One chunk of an import: what one transaction takes in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import compress

from sqlalchemy import Connection

from clinic.importing.kinds import PATIENTS as PATIENT_ROWS
from clinic.importing.reading import Line
from clinic.importing.rows import Row, codes_of, legacy_of
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
from storage.import_names import NameIds
from storage.import_targets import TARGETS, Target
from storage.import_work import ImportPlan, ImportWork, Tally
from storage.outside import touch

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
        self._common = (work.plan.author_id, now, work.import_id)
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
            keys = _keys(fresh)
            known = self._patients(fresh, keys)
            if self._target is not None:
                patients = [known.get(key) for key in keys]
                self._insert(self._target, fresh, patients, names)
        if self._plan.legacy_before is not None:
            self._mark_seen_before(chunk, self._plan.legacy_before)

    def _name(self, fresh: list[Line], tally: Tally) -> NameIds:
        names = self._names.names_at(self._connection, self._clinic_id, self._change())
        found = []
        for table, written in named(fresh):
            unknown = names.unknown(table, written)
            names.create(table, unknown, self._ids, self._change)
            tally.add_names(table.name, unknown)
            found.append(names.ids_of(table, written))
        return NameIds(*found)

    def _patients(self, fresh: list[Line], keys: list[str]) -> dict[str, int]:
        """Return the ids of the patients by key; new codes become patients."""
        codes = _codes(fresh)
        legacy = {*compress(keys, legacy_of(_rows(fresh)))}
        known = known_patients(self._connection, self._clinic_id, codes)
        self._mark([id for key, (id, marked) in known.items() if key in legacy and not marked])
        new = [key for key in codes if key not in known]
        ids = dict(zip(new, self._ids.block(len(new)), strict=True))
        self._add_patients(
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
        self, target: Target, fresh: list[Line], patients: list[int | None], names: NameIds
    ) -> None:
        values, order = target.values, target.order
        common = (self._clinic_id, self._change(), *self._common)
        rows = [
            order(
                (
                    *common,
                    *(id, line.token, line.fingerprint),
                    *values(line.row, patient_id, names),
                )
            )
            for id, line, patient_id in zip(
                self._ids.block(len(fresh)), fresh, patients, strict=True
            )
        ]
        self._connection.exec_driver_sql(target.insertion, rows)

    def _add_patients(self, rows: list[dict[str, object]]) -> None:
        if rows:
            stamp = {"clinic_id": self._clinic_id, "change": self._change()}
            tuples = [ADD_PATIENT.row(row | stamp) for row in rows]
            self._connection.exec_driver_sql(ADD_PATIENT.sql, tuples)


def _rows(lines: list[Line]) -> list[Row]:
    return [line.row for line in lines]


def _keys(lines: list[Line]) -> list[str]:
    """Return the keys of the patients whom the lines are about, an empty one for nobody."""
    return [key_of_code(code) if code else "" for code in codes_of(_rows(lines))]


def _codes(lines: list[Line]) -> dict[str, str]:
    """Return the codes of the lines by their keys, each as first written."""
    codes: dict[str, str] = {}
    for code in dict.fromkeys(codes_of(_rows(lines))):
        if code:
            codes.setdefault(key_of_code(code), code)
    return codes


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
    legacy = legacy_of(_rows(chunk))
    return [
        line
        for line, key, said in zip(chunk, _keys(chunk), legacy, strict=True)
        if line.nth == 1 and (key not in known or (said and not known[key][1]))
    ]
