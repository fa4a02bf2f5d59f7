"""Snapshots: columns on disk beside the database, so that the next start takes milliseconds.

A file is one line of JSON and the raw arrays behind it. Whatever does not fit (another layout,
database or clinic, a change number that never was, a damaged byte) is not read: the columns are
then built anew, so a snapshot can be deleted at any time.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Any

import numpy as np

from clinic.settings import Dated
from metrics.kit.columns import Columns
from metrics.kit.layout import KINDS, LAYOUT, Array
from metrics.kit.names import Names
from metrics.kit.patients import Patients
from metrics.kit.table import Table

WORD = 8
PRIVATE = 0o600
"""Patients' ids and sums lie in it, as in the database."""


class Unfit(Exception):
    """The file is no snapshot of this layout, or a byte of it changed."""


def path_of(folder: Path, clinic_id: int) -> Path:
    """Return where a clinic's snapshot lies."""
    return folder / f"clinic-{clinic_id}.columns"


def save(columns: Columns, folder: Path) -> None:
    """Write a snapshot; a reader sees the whole old file or the whole new one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = path_of(folder, columns.clinic_id)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    try:
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE), "wb") as file:
            _write(columns, file)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def load(folder: Path, clinic_id: int) -> Columns | None:
    """Return the columns as they were saved, or None where there is no sound snapshot."""
    with suppress(OSError, ValueError, KeyError, TypeError, Unfit):
        with path_of(folder, clinic_id).open("rb") as file:
            columns = _read(file)
        return columns if columns.clinic_id == clinic_id else None
    return None


def _arrays(columns: Columns) -> Iterator[Array]:
    yield columns.patients.ids
    yield columns.patients.marked
    for kind in KINDS:
        for name in kind.fields:
            yield columns.tables[kind][name]


def _write(columns: Columns, file: BufferedWriter) -> None:
    head = {
        "layout": LAYOUT,
        "clinic_id": columns.clinic_id,
        "database": columns.database,
        "change": columns.change,
        "settings": columns.settings,
        "names": {field: vars(names) for field, names in columns.names.items()},
        "merged": sorted(columns.patients.merged.items()),
        "patients": len(columns.patients),
        "sizes": [columns.tables[kind].size for kind in KINDS],
        "types": [_types(columns.tables[kind]) for kind in KINDS],
        "sums": [_sum(array) for array in _arrays(columns)],
    }
    line = json.dumps(head).encode()
    file.write(json.dumps([len(line), _sum(np.frombuffer(line, np.uint8))]).encode() + b"\n")
    file.write(line)
    for array in _arrays(columns):
        file.write(_raw(array).data)


def _types(table: Table) -> dict[str, str]:
    return {name: dtype.str for name, dtype in table.types.items()}


def _read(file: BufferedReader) -> Columns:
    head = _head(file)
    sums = iter(head["sums"])
    ids = _filled(file, np.empty(head["patients"], np.int64), next(sums))
    marked = _filled(file, np.empty(head["patients"], np.uint8), next(sums))
    tables = {}
    for kind, size, types in zip(KINDS, head["sizes"], head["types"], strict=True):
        if list(types) != list(kind.fields):
            raise Unfit
        table = Table(kind, {name: np.dtype(code) for name, code in types.items()}, size)
        for name in types:
            _filled(file, table[name], next(sums))
        tables[kind] = table
    if file.read(1):
        raise Unfit
    return Columns(
        head["clinic_id"],
        head["database"],
        head["change"],
        Patients(ids, marked, {int(id): int(target) for id, target in head["merged"]}),
        {field: _names(kept) for field, kept in head["names"].items()},
        [Dated(*row) for row in head["settings"]],
        tables,
    )


def _head(file: BufferedReader) -> dict[str, Any]:
    length, total = json.loads(file.readline(100))
    line = file.read(length)
    if _sum(np.frombuffer(line, np.uint8)) != total:
        raise Unfit
    head: dict[str, Any] = json.loads(line)
    if head["layout"] != LAYOUT:
        raise Unfit
    return head


def _names(kept: dict[str, Any]) -> Names:
    whole: Callable[[list[Any]], tuple[Any, ...]] = tuple
    return Names(*(whole(kept[name]) for name in ("ids", "names", "classes", "recalls")))


def _filled(file: BufferedReader, array: Array, total: int) -> Array:
    """Return the array read from the file; any byte that changed changes the sum."""
    if file.readinto(_raw(array).data) != array.nbytes or _sum(array) != total:
        raise Unfit
    return array


def _sum(array: Array) -> int:
    """Return the sum of the bytes as 64-bit words: a fifth of the cost of a CRC."""
    raw = _raw(array)
    whole = len(raw) - len(raw) % WORD
    total = int(np.add.reduce(raw[:whole].view(np.uint64)))
    return (total + int.from_bytes(raw[whole:].tobytes(), "little")) % (1 << 64)


def _raw(array: Array) -> Array:
    return array.view(np.uint8)
