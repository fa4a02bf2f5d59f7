"""What may stand in the columns of each table of entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from metrics.kit import entries
from metrics.kit.entries import EntryKind
from tests.metrics.journals import standing

DAYS = (20_000, 20_001, 20_400)
A_DAY, AN_HOUR = 86_400_000, 3_600_000
LATE = 20_000 * 86_400_000 + 23 * 3_600_000
"""An hour before midnight in UTC is the next day in Moscow."""
PATIENTS = (5, 3, 9)
SOMEBODY, ANYBODY = st.sampled_from(PATIENTS), st.sampled_from((None, *PATIENTS))
MOMENTS = st.sampled_from((LATE, LATE + 7_200_000, None))


def words(listed: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([word or None for word in listed])


OWN: dict[EntryKind, dict[str, st.SearchStrategy[Any]]] = {
    entries.EXPENSES: {
        "category": st.sampled_from(("ads", "аренда")),
        "bucket": words(entries.BUCKETS),
        "channel_id": st.sampled_from((None, 1, 2)),
        "amount": st.sampled_from((5, -5, 70_000_00)),
    },
    entries.BILLS: {
        "patient_id": SOMEBODY,
        "service_id": st.sampled_from((None, 1, 2)),
        "doctor_id": st.sampled_from((None, 1, 2)),
        "amount": st.sampled_from((None, 700, -300)),
        "paid": st.sampled_from((None, 0, 700)),
        "discount": st.sampled_from((None, None, 0, 50)),
        "quote": st.sampled_from((None, None, 900)),
    },
    entries.REFERRALS: {
        "patient_id": SOMEBODY,
        "referrer": st.sampled_from((None, "9", "4", "Anna")),
    },
    entries.LATE: {
        "patient_id": SOMEBODY,
        "logged": st.sampled_from((0, LATE, LATE + 7_200_000, LATE + 400 * 86_400_000)),
    },
    entries.CASH: {"amount": st.integers(0, 10**12)},
    entries.PAYMENTS: {
        "patient_id": SOMEBODY,
        "kind": words(entries.PAID_FOR),
        "amount": st.integers(1, 10**9),
    },
    entries.APPOINTMENTS: {
        "patient_id": SOMEBODY,
        "kind": words(entries.BOOKINGS),
        "planned": st.sampled_from(DAYS),
        "hour": st.sampled_from((None, 0, 23)),
        "doctor_id": st.sampled_from((None, 1, 2)),
    },
    entries.PROMISES: {
        "patient_id": ANYBODY,
        "due": st.sampled_from(DAYS),
        "keeper_id": st.sampled_from((7, 2**40)),
        "closed": MOMENTS,
    },
    entries.LEAVINGS: {
        "patient_id": SOMEBODY,
        "reason": words(entries.REASONS),
        "rival": words(entries.RIVALS),
    },
    entries.WISHES: {"note": st.sampled_from(("braces", "日本"))},
    entries.REVIEWS: {
        "site": st.just("2gis"),
        "stars": st.sampled_from((None, 1, 5)),
        "answered": MOMENTS,
    },
    entries.MARKS: {"note": st.sampled_from(("new desk", ""))},
    entries.KINSHIPS: {"patient_id": st.sampled_from((3, 5)), "relative_id": st.just(9)},
    entries.RATINGS: {"stars": st.integers(1, 5)},
    entries.MEASURES: {
        "complaint_id": st.just(1),
        "kind": words(entries.PREVENTIONS),
        "keeper_id": st.just(7),
        "due": st.sampled_from(DAYS),
        "author_id": st.just(7),
        "at": st.sampled_from((LATE, LATE + 1)),
        "done": MOMENTS,
        "dropped": MOMENTS,
        "effect_30": words(entries.EFFECTS),
        "effect_90": words(entries.EFFECTS),
    },
    entries.CALLS: {
        "patient_id": SOMEBODY,
        "reason": words(entries.CALL_REASONS),
        "opened": st.just(LATE),
        "contacted": MOMENTS,
        "outcome": words(entries.CALL_OUTCOMES),
        "closed": st.just(LATE),
        "worth": st.sampled_from((None, 0, 99)),
    },
    entries.PRAISES: {"patient_id": ANYBODY, "doctor_id": st.sampled_from((None, 1, 2))},
}
"""The columns of each table, and what stands in them."""


TABLES = {"bills": "visit_lines", "referrals": "visit_lines", "late": "visit_lines"}
"""Kinds that are some rows of another table."""


def rows_of(path: Path, kind: EntryKind) -> list[dict[str, Any]]:
    """Return the standing rows of a kind by plain Python."""
    rows = standing(path, TABLES.get(kind.table, kind.table))
    if kind is entries.BILLS:
        for row in rows:
            row["paid"] = (row["amount"] or 0) if row["paid"] is None else row["paid"]
        return [row for row in rows if is_bill(row)]
    if kind is entries.LATE:
        return [row for row in rows if row["logged"] >= (row["day"] + 1) * A_DAY - 14 * AN_HOUR]
    if kind is entries.REFERRALS:
        known = {row["key"]: row["id"] for row in standing(path, "patients")}
        named = [row for row in rows if row["referrer"] is not None]
        return [{**row, "referrer_id": known.get(row["referrer"].lower())} for row in named]
    return rows


def is_bill(row: dict[str, Any]) -> bool:
    said = row["discount"] is not None or row["quote"] is not None
    return said or row["paid"] != (row["paid"] if row["amount"] is None else row["amount"])
