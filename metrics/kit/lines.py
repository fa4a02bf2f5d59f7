"""From the journal's lines to visits: one row per patient and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from clinic.calendar import Calendar
from metrics.kit.hours import hours_of
from metrics.kit.layout import (
    MONEY,
    NAMED,
    NEVER,
    SERVICE_CLASSES,
    VISITS,
    WIDEST,
    Array,
    Rows,
    first_days,
    ordered,
    taken,
)
from metrics.kit.names import Names
from metrics.kit.patients import ASKED, LEGACY, Patients
from metrics.kit.rhythm import crowded, due_after
from metrics.kit.year import past_year

LineRow = tuple[Any, ...]
CLASS_BITS = np.array([*(1 << place for place in range(len(SERVICE_CLASSES))), 0])
LINE = {
    "patient": "i8",
    "day": "i4",
    "money": "i8",
    "visit": "?",
    "service": "i8",
    "channel": "i8",
    "doctor": "i8",
    "wait_min": "f4",
    "rating": "f4",
    "rating_scale": "u1",
    "logged": "i8",
}
"""The fields of a line as the feed gives them."""


def lines_from(
    chunk: Sequence[LineRow], patients: Patients, names: Mapping[str, Names], calendar: Calendar
) -> Rows:
    """Return lines as arrays: places and codes for ids, NaN for what nobody wrote down."""
    columns = zip(*chunk, strict=True) if chunk else [()] * len(LINE)
    lines = {
        name: np.fromiter(column, code, len(chunk))
        for (name, code), column in zip(LINE.items(), columns, strict=True)
    }
    lines["patient"] = patients.places(lines["patient"])
    lines["hour"] = hours_of(lines.pop("logged"), lines["day"], calendar)
    for name in NAMED:
        lines[name] = names[name].codes(lines[name])
    for name in ("wait_min", "rating"):
        lines[name][lines[name] < 0] = np.nan
    return lines


def joined(chunks: Sequence[Rows]) -> Rows:
    """Return the chunks as one, in their order."""
    return {name: np.concatenate([chunk[name] for chunk in chunks]) for name in chunks[0]}


def visits_from(lines: Rows, classes: Sequence[int]) -> tuple[Rows, Rows]:
    """Return patient-days with a visit, by patient and day, and sorted MONEY rows without one.

    Lines come in the order of their ids; ``classes`` are those of the services by code - 1.
    Several lines of a day are one visit: money is summed, the longest wait and the last rating
    count, the first channel and doctor, and the service whose class leads.
    """
    key = (lines["patient"].astype(np.int64) << 32) | lines["day"]
    lines = taken(lines, np.argsort(key, kind="stable"))
    starts = _starts(lines["patient"], lines["day"])
    days = _days(lines, starts, np.array((len(SERVICE_CLASSES), *classes)))
    seen = _any(lines["visit"], starts)
    alone = ~seen & (days["money"] != 0)
    money = {name: days[name][alone] for name in MONEY.fields}
    return taken(days, seen), ordered(MONEY, money)


def _days(lines: Rows, starts: Array, classes: Array) -> Rows:
    visit, rated = lines["visit"], lines["visit"] & ~np.isnan(lines["rating"])
    rating = _last(rated, starts)
    leading = classes[lines["service"]]
    bits = np.where(visit, CLASS_BITS[leading], 0).astype(np.uint8)
    return {
        "day": lines["day"][starts],
        "patient": lines["patient"][starts],
        "money": _reduced(np.add, lines["money"], starts),
        "wait_min": _reduced(np.fmax, np.where(visit, lines["wait_min"], np.nan), starts),
        "rating": _picked(lines["rating"], rating, np.nan),
        "rating_scale": _picked(lines["rating_scale"], rating, 0),
        "hour": _picked(lines["hour"], _first(visit & (lines["hour"] >= 0), starts), -1),
        "classes": _reduced(np.bitwise_or, bits, starts),
        "channel": _picked(lines["channel"], _first(visit & (lines["channel"] > 0), starts), 0),
        "doctor": _picked(lines["doctor"], _first(visit & (lines["doctor"] > 0), starts), 0),
        "service": _picked(
            lines["service"], _first(visit & (lines["service"] > 0), starts, leading), 0
        ),
    }


def _starts(*fields: Array) -> Array:
    """Return where a new group begins in sorted fields."""
    size = len(fields[0])
    new = np.ones(size, bool)
    new[1:] = np.logical_or.reduce([field[1:] != field[:-1] for field in fields])
    return np.flatnonzero(new)


def _reduced(how: np.ufunc, values: Array, starts: Array) -> Array:
    """Return one value a group; reduceat itself refuses to reduce nothing."""
    return how.reduceat(values, starts) if len(starts) else values[:0]


def _any(flags: Array, starts: Array) -> Array:
    return _reduced(np.logical_or, flags, starts)


def _last(flags: Array, starts: Array) -> Array:
    """Return the place of each group's last flagged line, or -1."""
    return _reduced(np.maximum, np.where(flags, np.arange(len(flags)), -1), starts)


def _first(flags: Array, starts: Array, rank: Array | None = None) -> Array:
    """Return the place of each group's first flagged line of the lowest rank, or -1."""
    size = max(len(flags), 1)
    order = np.arange(len(flags)) if rank is None else rank * size + np.arange(len(flags))
    none = (len(SERVICE_CLASSES) + 1) * size
    found = _reduced(np.minimum, np.where(flags, order, none), starts)
    return np.where(found < none, found % size, -1)


def _picked(values: Array, places: Array, absent: float) -> Array:
    picked = values[places]
    picked[places < 0] = absent
    return picked


def with_histories(days: Rows, marks: Array, legacy_until: int, recalls: Sequence[int]) -> Rows:
    """Return VISITS rows: visits by patient and day, each with its place in its history.

    ``marks`` holds each patient's mark by his place; ``legacy_until`` is the day number before
    which a first visit without a channel makes a legacy patient; ``recalls`` are the days until
    each service is due again, by code - 1.
    """
    patient, day = days["patient"], days["day"]
    starts = _starts(patient)
    lengths = np.diff(np.append(starts, len(patient)))
    first = np.repeat(starts, lengths)
    rows = dict(days)
    rows["age"] = np.minimum(day - day[first], WIDEST)
    rows["next_day"] = np.roll(day, -1)
    rows["next_day"][starts + lengths - 1] = NEVER
    rows["away"] = np.diff(day, prepend=0).clip(max=WIDEST)
    rows["away"][starts] = 0
    rows["nth"] = np.minimum(np.arange(len(patient)) - first + 1, WIDEST)
    rows["due_after"] = due_after(day, starts, np.array((0, *recalls)).take(days["service"]))
    rows["crowded"] = crowded(patient, day, rows["due_after"])
    rows["year_money"], rows["year_visits"] = past_year(days)
    for name in NAMED:
        rows[f"first_{name}"] = days[name][first]
    rows["legacy"] = legacy(rows, marks, legacy_until)
    return ordered(VISITS, {name: rows[name] for name in VISITS.fields})


def legacy(rows: Mapping[str, Array], marks: Array, legacy_until: int) -> Array:
    """Return of each visit whether its patient came before the journal began.

    Whoever was asked where he comes from is new, even if he did not know.
    """
    of_patient: Array = marks[rows["patient"]]
    early = (first_days(rows) < legacy_until) & (rows["first_channel"] == 0)
    found: Array = (of_patient == LEGACY) | (early & (of_patient != ASKED))
    return found
