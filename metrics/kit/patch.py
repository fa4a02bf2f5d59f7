"""Patching: what changed in the journal since is read again, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from clinic.settings import Dated
from metrics.kit.arrivals import with_arrivals
from metrics.kit.columns import Columns, build, chosen, read_names, read_settings
from metrics.kit.complaints import complaints_from
from metrics.kit.gathering import gather
from metrics.kit.layout import COMPLAINTS, MONEY, VISITS, Array, Kind
from metrics.kit.lines import legacy, lines_from, visits_from, with_histories
from metrics.kit.names import Names
from metrics.kit.source import Source
from metrics.kit.table import Table

FEW = 8
"""Up to so many patients are looked for one by one; a marked list is slower for few."""

MOST = 20_000
"""With more patients touched it is quicker to read everything anew."""


def current(
    columns: Columns | None, source: Source, clinic_id: int, reads: Iterable[Kind] = ()
) -> Columns:
    """Return columns true to the journal as it stands: the given ones patched, or new ones.

    Entries are gathered of the kinds in ``reads`` alone; those of others wait for their question.
    Raises KeyError where there is no such clinic.
    """
    with source.steady():
        if columns is None or not _continues(columns, source):
            columns = build(source, clinic_id)
        else:
            columns = _patched(columns, source) or build(source, clinic_id)
        gather(columns, source, reads)
        return columns


def _continues(columns: Columns, source: Source) -> bool:
    change = source.change(columns.clinic_id)
    return (
        change is not None and change >= columns.change and (source.database() == columns.database)
    )


def _patched(columns: Columns, source: Source) -> Columns | None:
    """Return the columns brought up to date, or None where reading anew is better."""
    since, change = columns.change, source.change(columns.clinic_id)
    if change is None or change == since:
        return columns
    names = read_names(source, columns.clinic_id)
    settings = read_settings(source, columns.clinic_id)
    rows = source.patients(columns.clinic_id, since)
    lines = source.touched(columns.clinic_id, since)
    if not _fits(names, columns.names) or len(rows) + len(lines) > MOST:
        return None
    if chosen(settings, "timezone") != columns.chosen("timezone"):
        return None  # a moment may lie in another day there
    columns.names = names
    merges, before = dict(columns.patients.merged), len(columns.patients)
    moved, touched = columns.patients.take(rows)
    if merges != columns.patients.merged:
        columns.entries.clear()  # each may be somebody else's now
    if len(columns.patients) != before:
        columns.entries = {kind: held for kind, held in columns.entries.items() if not kind.finds}
    _move(columns, moved)
    _patch_settings(columns, settings)
    _patch_visits(columns, source, touched | {columns.patients.root(id) for id in lines})
    _patch_complaints(columns, source, since if merges == columns.patients.merged else None)
    columns.change = change
    return columns


def _fits(new: dict[str, Names], old: dict[str, Names]) -> bool:
    return all(new[field].continues(old[field]) for field in old)


def _move(columns: Columns, moved: Array | None) -> None:
    """Give every row its patient's new place, after a patient came in between."""
    if moved is None:
        return
    for table in columns.tables.values():
        patient = table["patient"]
        patient[patient >= 0] = moved[patient[patient >= 0]]
    for entries in columns.entries.values():
        entries.move(moved)


def _patch_settings(columns: Columns, settings: list[Dated]) -> None:
    before, columns.settings = columns.legacy_until(), settings
    if columns.legacy_until() != before:
        table = columns.tables[VISITS]
        marks = columns.patients.marks()
        table["legacy"][:] = legacy(table.rows(), marks, columns.legacy_until())


def _patch_visits(columns: Columns, source: Source, roots: set[int]) -> None:
    if not roots:
        return
    patients = columns.patients
    found = source.lines_of(columns.clinic_id, patients.members(roots))
    lines = lines_from(found, patients, columns.names, columns.calendar())
    days, money = visits_from(lines, columns.names["service"].classes)
    arrivals = source.arrivals_of(columns.clinic_id, patients.members(roots))
    days = with_arrivals(days, arrivals, patients)
    recalls = columns.names["service"].recalls
    visits = with_histories(days, patients.marks(), columns.legacy_until(), recalls)
    places = np.unique(np.searchsorted(patients.ids, np.array(sorted(roots), np.int64)))
    for kind, rows in ((VISITS, visits), (MONEY, money)):
        table = columns.tables[kind]
        table.replace(_whereabouts(table, places, len(patients)), rows)


def _whereabouts(table: Table, places: Array, patients: int) -> Array:
    """Return the ascending places of the rows that belong to the patients at these places."""
    if len(places) <= FEW:
        found = [np.flatnonzero(table["patient"] == place) for place in places]
        return np.sort(np.concatenate(found))
    marked = np.zeros(patients, bool)
    marked[places] = True
    return np.flatnonzero(marked[table["patient"]])


def _patch_complaints(columns: Columns, source: Source, since: int | None) -> None:
    """Read the changed complaints; all of them after a merge, which may change whose they are."""
    rows = source.complaints(columns.clinic_id, since)
    if not rows:
        return
    standing, ids = complaints_from(rows, columns.known())
    table = columns.tables[COMPLAINTS]
    table.replace(np.flatnonzero(np.isin(table["id"], ids)), standing)
