"""What a metric would be given of a clinic that was drawn: columns made of its plain arrays."""

from __future__ import annotations

import numpy as np

from benchmarks.sign_clinics import RECALL, Clinic
from metrics.kit.columns import Columns
from metrics.kit.entries import APPOINTMENTS, BILLS, MARKS
from metrics.kit.frames import Frames
from metrics.kit.gathering import Gathered
from metrics.kit.layout import COMPLAINTS, MONEY, VISITS, Kind, Rows
from metrics.kit.names import Names
from metrics.kit.patients import Patients
from metrics.kit.rhythm import crowded, due_after
from metrics.kit.table import Table
from playground.generator import shape


def frames_of(drawn: Clinic) -> Frames:
    """Return what a metric would be given of a clinic's journal."""
    rows = _whole(drawn.visits)
    count = len(drawn.complaints)
    complaints = {"id": np.arange(count), "day": drawn.complaints, "patient": np.full(count, -1)}
    tables = {
        VISITS: Table.of(VISITS, rows),
        MONEY: Table.of(MONEY, _like(MONEY, 0)),
        COMPLAINTS: Table.of(COMPLAINTS, {**_like(COMPLAINTS, count), **complaints}),
    }
    entries = {kind: Gathered(kind, 1, _like(kind, 0)) for kind in (APPOINTMENTS, MARKS)}
    entries[BILLS] = Gathered(BILLS, 1, {**_like(BILLS, len(drawn.bills["day"])), **drawn.bills})
    patients = Patients.of([(id, 0, 0) for id in range(1, drawn.patients + 1)])
    return Frames(Columns(1, 1, 1, patients, _names(), [], tables, entries=entries))


def _whole(visits: Rows) -> Rows:
    """Return the visits with all their fields; what a sign does not look at is nothing."""
    by_patient = np.lexsort((visits["day"], visits["patient"]))
    patient, day, nth, service = (
        visits[name][by_patient] for name in ("patient", "day", "nth", "service")
    )
    recalls = np.array((0, *_names()["service"].recalls))
    after = due_after(day, np.flatnonzero(nth == 1), recalls.take(service))
    rows = {**_like(VISITS, len(by_patient)), **visits}
    rows["due_after"][by_patient] = after
    rows["crowded"][by_patient] = crowded(patient, day, after)
    for name in ("wait_min", "rating"):
        rows[name] = np.full(len(by_patient), np.nan)
    return rows


def _like(kind: Kind, size: int) -> Rows:
    return {name: np.zeros(size, code) for name, code in kind.fields.items()}


def _names() -> dict[str, Names]:
    names = tuple(each.name for each in shape.SERVICES)
    recalls = tuple(RECALL[name] for name in names)
    known = Names(tuple(range(1, len(names) + 1)), names, (0,) * len(names), recalls)
    return {"service": known, "channel": Names.of([]), "doctor": Names.of([])}
