"""Columns: a clinic's journal as tables in memory, kept true to it by change numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from clinic.calendar import Calendar, SystemClock, day_from, day_number, zone_named
from clinic.setting_values import Plain
from clinic.settings import UTC, ClinicSettings, Dated, in_force
from metrics.kit.arrivals import with_arrivals
from metrics.kit.complaints import complaints_from
from metrics.kit.entries import KINSHIPS, EntryKind
from metrics.kit.fields import Known
from metrics.kit.gathering import Gathered, households
from metrics.kit.layout import BEFORE, COMPLAINTS, MONEY, VISITS, Array, Kind
from metrics.kit.lines import joined, lines_from, visits_from, with_histories
from metrics.kit.names import Names
from metrics.kit.patients import Patients
from metrics.kit.source import Source
from metrics.kit.table import Table

ALWAYS = ("name", "language", "timezone", "currency", "legacy_until")
"""Settings that are no definitions: they count as they stand now, whatever day is asked of."""

NAMED = {"service": "services", "channel": "channels", "doctor": "doctors"}


@dataclass
class Columns:
    """One clinic's journal as it stood at a change number of one database."""

    clinic_id: int
    database: int
    change: int
    patients: Patients
    names: dict[str, Names]
    settings: list[Dated]
    """All that was ever set, each from its moment on, the latest of a key last."""

    tables: dict[Kind, Table]
    _open: tuple[int, frozenset[date]] = (-1, frozenset())
    """The open days, and the change number at which they were so."""

    _homes: tuple[int, Array] | None = None
    """The households, and the change number at which they were so."""

    entries: dict[EntryKind, Gathered] = field(default_factory=dict)
    """Kinds that some metric has asked for, as they were at their own change number."""

    def open_days(self) -> frozenset[date]:
        """Return the days with a visit; looked for once after each change."""
        if self._open[0] != self.change:
            days = self.tables[VISITS]["day"]
            lasts = np.append(days[:-1][days[1:] != days[:-1]], days[-1:])
            self._open = self.change, frozenset(map(day_from, lasts.tolist()))
        return self._open[1]

    def bytes(self) -> int:
        """Return the memory the columns take."""
        ids = self.patients.ids.nbytes + self.patients.marked.nbytes
        entries = sum(held.bytes() for held in self.entries.values())
        homes = 0 if self._homes is None else self._homes[1].nbytes
        return ids + homes + entries + sum(table.bytes() for table in self.tables.values())

    def calendar(self) -> Calendar:
        """Return the calendar of the clinic's zone."""
        return Calendar(zone_named(str(self.chosen("timezone"))) or UTC, SystemClock())

    def known(self) -> Known:
        """Return what ids, names and moments mean."""
        return Known(self.patients, self.names, self.calendar())

    def households(self) -> Array:
        """Return for each patient's place the first place of his household.

        For metrics that read KINSHIPS; looked for once after each change.
        """
        if self._homes is None or self._homes[0] != self.change:
            self._homes = self.change, households(self.patients, self.entries[KINSHIPS].held)
        return self._homes[1]

    def legacy_until(self) -> int:
        """Return the day number before which patients without a channel are legacy."""
        value = self.chosen("legacy_until")
        return day_number(date.fromisoformat(str(value))) if value else BEFORE

    def chosen(self, key: str) -> Plain:
        """Return what is set now, or None."""
        return chosen(self.settings, key)

    def settings_on(self, day: date) -> ClinicSettings:
        """Return the settings in force at the end of a day.

        The first value of a key counts for all days before it too: it fills in what was blank.
        What says where and what the clinic is (zone, currency, since when it counts) is as it
        stands now.
        """
        end = self.calendar().moment_at(day + timedelta(days=1), 0) - 1
        first, rows = set(), []
        for row in self.settings:
            always = row.key in ALWAYS or row.key not in first
            rows.append(row._replace(since=min(row.since, end)) if always else row)
            first.add(row.key)
        return in_force(rows, end)


def build(source: Source, clinic_id: int) -> Columns:
    """Return a clinic's columns read anew. Raises KeyError where there is no such clinic."""
    change = source.change(clinic_id)
    if change is None:
        raise KeyError(clinic_id)
    patients = Patients.of(source.patients(clinic_id))
    names = read_names(source, clinic_id)
    columns = Columns(
        clinic_id,
        source.database(),
        change,
        patients,
        names,
        read_settings(source, clinic_id),
        {},
    )
    _fill(columns, source)
    return columns


def _fill(columns: Columns, source: Source) -> None:
    patients, names = columns.patients, columns.names
    calendar = columns.calendar()
    empty = lines_from([], patients, names, calendar)
    feed = source.lines(columns.clinic_id)
    chunks = [lines_from(chunk, patients, names, calendar) for chunk in feed]
    days, money = visits_from(joined([empty, *chunks]), names["service"].classes)
    chunks.clear()
    days = with_arrivals(days, source.arrivals(columns.clinic_id), patients)
    recalls = names["service"].recalls
    visits = with_histories(days, patients.marks(), columns.legacy_until(), recalls)
    complaints, _gone = complaints_from(source.complaints(columns.clinic_id), columns.known())
    for kind, rows in ((VISITS, visits), (MONEY, money), (COMPLAINTS, complaints)):
        columns.tables[kind] = Table.of(kind, rows)


def read_names(source: Source, clinic_id: int) -> dict[str, Names]:
    """Return the clinic's services, channels and doctors."""
    return {field: Names.of(source.names(clinic_id, what)) for field, what in NAMED.items()}


def read_settings(source: Source, clinic_id: int) -> list[Dated]:
    """Return the settings, the latest of a key last."""
    return [Dated(*row) for row in source.settings(clinic_id)]


def chosen(settings: Sequence[Dated], key: str) -> Plain:
    """Return what is set now, or None; the latest of a key comes last."""
    return next((row.value for row in reversed(settings) if row.key == key), None)
