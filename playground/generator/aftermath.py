"""What came of it: complaints examined and prevented, people called, praise, and when it was.

Drawn from a stream of its own over visits, complaints and leavings that stand already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from playground.generator.books import EntryRow
from playground.generator.chance import Chance
from playground.generator.rows import ComplaintRow, Stamp, VisitRow

STREAM = 3_000_017
CAUSES = {
    "waiting": (("processes", "systems", "customers"), (0.6, 0.25, 0.15)),
    "rudeness": (("people", "customers"), (0.8, 0.2)),
    "price": (("processes", "customers", "products"), (0.5, 0.35, 0.15)),
    "treatment": (("products", "people", "customers"), (0.55, 0.2, 0.25)),
    "booking": (("systems", "processes"), (0.7, 0.3)),
    "premises": (("products", "systems"), (0.6, 0.4)),
}
"""Of each subject the main causes that are found, and how often."""

MEASURES = {
    "people": ("training", "culture"),
    "systems": ("technology", "rules"),
    "processes": ("rules", "technology"),
    "products": ("products",),
    "customers": ("promises", "none"),
}
BY_A_DOCTOR = ("treatment", "price")
UPSET = (("calm", "upset", "furious"), (0.25, 0.55, 0.2))
OUTCOMES = (("upheld", "partly", "not_upheld"), (0.45, 0.3, 0.25))
EFFECTS = (("worked", "partly", "failed"), (0.5, 0.35, 0.15))
MORNING, EVENING = 9, 19
RUSH = (11, 12, 17, 18)
"""The hours in which long waits are."""

LONG = 15
CALLED_OF_LEAVERS, CALLED_OF_RETURNING, UNREACHED = 0.6, 0.3, 0.15
LONG_AWAY = 200


@dataclass(frozen=True, slots=True)
class Step:
    """A complaint taken a step further."""

    status: str
    at: Stamp


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of one complaint: its own columns, its steps, and its measure, if any."""

    columns: Mapping[str, Any]
    steps: tuple[Step, ...]
    measure: Mapping[str, Any] | None


def examined(
    seed: int, complaints: Sequence[ComplaintRow], visits: Sequence[VisitRow], last: date
) -> list[Examined]:
    """Return what became of each complaint by the last day, in their order."""
    chance = Chance(seed * STREAM)
    doctors = {(row.patient, row.date): row.doctor for row in visits if row.doctor}
    return [_examined(row, doctors.get((row.patient, row.date)), last, chance)
            for row in complaints]  # fmt: skip


def _examined(row: ComplaintRow, doctor: str | None, last: date, chance: Chance) -> Examined:
    before, after = chance.weighted(*UPSET), chance.yes(0.7)
    heard = row.date + timedelta(chance.weighted((0, 1, 4), (0.7, 0.2, 0.1)))
    heard = min(heard, row.resolved or last, last)
    logged = Stamp(heard, chance.between(10 * 60, 17 * 60))
    columns: dict[str, Any] = {
        "emotion": before,
        "logged": logged,
        "import_id": None,
        "contact": "patient",
    }
    if doctor and row.subject in BY_A_DOCTOR:
        columns["doctor"] = doctor
    seen = heard + timedelta(chance.between(0, 5))
    if seen <= last:
        columns["owner_saw"] = Stamp(seen, 18 * 60 + 30)
    if row.resolved is None:
        return Examined(columns, (), None)
    cause = chance.weighted(*CAUSES[row.subject]) if chance.yes(0.92) else None
    calmer = "calm" if after else before
    columns |= {"cause": cause, "emotion_after": calmer, "outcome": chance.weighted(*OUTCOMES)}
    taken = min(heard + timedelta(chance.between(0, 2)), row.resolved)
    steps = (
        Step("acknowledged", Stamp(taken, 17 * 60 + 30)),
        Step("resolved", Stamp(row.resolved, 18 * 60)),
    )
    return Examined(columns, steps, _measure(cause, row.resolved, last, chance))


def _measure(
    cause: str | None, resolved: date, last: date, chance: Chance
) -> dict[str, Any] | None:
    if cause is None or not chance.yes(0.55):
        return None
    kind, due = chance.pick(MEASURES[cause]), resolved + timedelta(chance.between(7, 30))
    done = due + timedelta(chance.between(-6, 9)) if chance.yes(0.85) else None
    columns: dict[str, Any] = {"kind": kind, "at": Stamp(resolved, 18 * 60), "due": due}
    if kind == "none" or done is None or done > last:
        return columns
    columns["done"] = Stamp(done, 16 * 60)
    for days in (30, 90):
        if done + timedelta(days) <= last and chance.yes(0.8):
            columns[f"effect_{days}"] = chance.weighted(*EFFECTS)
    return columns


def hours(seed: int, visits: Sequence[VisitRow], since: date) -> list[Stamp | None]:
    """Return when each visit from a day on was written down; long waits are in the rush."""
    chance = Chance(seed * STREAM + 1)
    return [_hour(row, chance) if row.date >= since else None for row in visits]


def _hour(row: VisitRow, chance: Chance) -> Stamp:
    rush = (row.wait_min or 0) > LONG and chance.yes(0.7)
    hour = chance.pick(RUSH) if rush else chance.between(MORNING, EVENING - 1)
    return Stamp(row.date, hour * 60 + chance.between(0, 59))


def called(
    seed: int, visits: Sequence[VisitRow], leavings: Sequence[EntryRow], last: date
) -> Iterator[EntryRow]:
    """Yield the calls to those who left and to some who came back, and praise."""
    chance = Chance(seed * STREAM + 2)
    for row in leavings:
        if chance.yes(CALLED_OF_LEAVERS):
            unsaid = row.columns["reason"] == "no_answer"
            yield _call(row.columns["patient"], row.date, "no_answer" if unsaid else "refused")
    newest: dict[str, date] = {}
    for visit in visits:
        before = newest.get(visit.patient, visit.date)
        newest[visit.patient] = visit.date
        asked = visit.date - timedelta(chance.between(3, 40))
        if (visit.date - before).days > LONG_AWAY and chance.yes(CALLED_OF_RETURNING):
            yield _call(visit.patient, asked, "booked")
        if chance.yes(0.006):
            columns = {"patient": visit.patient, "doctor": visit.doctor or None}
            yield EntryRow("praises", visit.date, {**columns, "contact": "patient"})
    for patient, day in newest.items():
        asked = day + timedelta(LONG_AWAY + chance.between(0, 40))
        if asked <= last and chance.yes(UNREACHED):
            yield _call(patient, asked, chance.pick(("no_answer", "reached", "booked")))


def _call(patient: str, day: date, outcome: str) -> EntryRow:
    noon = Stamp(day, 12 * 60)
    spoken = None if outcome == "no_answer" else noon
    opened = Stamp(day - timedelta(2), 9 * 60)
    columns = {"patient": patient, "reason": "overdue", "outcome": outcome, "attempts": 1}
    return EntryRow(
        "calls", day, {**columns, "opened": opened, "contacted": spoken, "closed": noon}
    )
