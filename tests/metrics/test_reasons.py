"""Reasons for not coming back, beside a recount patient by patient.

Seen to fail when a reason of before the last visit still holds, when the oldest one counts and
not the newest, when "no answer" counts as a reason, and when one patient too many is mature.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import Asked, asked

FIRST = date(2024, 1, 1)
GAP, WINDOW = 200, 90
UNTIL = 400
PERIODS = ((0, 400), (90, 200), (201, 320))
visits = st.tuples(st.integers(1, 6), st.sampled_from((0, 1, 89, 90, 91, 199, 200, 201, 310, 311)))
leavings = st.tuples(
    st.integers(1, 6),
    st.sampled_from((0, 90, 91, 200, 399, 400, 401)),
    st.sampled_from(("price", "rudeness", "competitor", "no_answer", "unknown")),
)


def on(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def story(days: list[int], told: list[tuple[int, str]]) -> tuple[int, str | None]:
    """Return from when on a patient is gone, and the newest reason of after his last visit."""
    last = max(days)
    holds = [(day, reason) for day, reason in told if last <= day <= UNTIL]
    limit = WINDOW if len(set(days)) == 1 else GAP
    since = min([last + limit, *(day for day, _ in holds)])
    newest = max((day for day, _ in holds), default=None)
    reasons = [reason for day, reason in holds if day == newest]
    return since, reasons[-1] if reasons else None


def by_hand(
    journal: list[tuple[int, int]],
    left: list[tuple[int, int, str]],
    period: tuple[int, int],
) -> dict[str, Any]:
    found: dict[str, int] = {}
    people = mature = returned = 0
    for patient in {who for who, _ in journal}:
        days = sorted({day for who, day in journal if who == patient})
        since, reason = story(days, [(day, why) for who, day, why in left if who == patient])
        if period[0] <= since <= period[1]:
            people += 1
            if reason not in (None, "no_answer", "unknown"):
                found[reason] = found.get(reason, 0) + 1
        if period[0] <= days[0] <= period[1] and UNTIL - days[0] >= WINDOW:
            mature += 1
            returned += len(days) > 1 and days[1] - days[0] <= WINDOW
    return {"gone": people, "reasons": found, "mature": mature, "returned": returned}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(visits, min_size=1, max_size=20),
    st.lists(leavings, max_size=8),
    st.sampled_from(PERIODS),
)
def test_who_is_gone_and_why_is_what_a_recount_finds(
    template: Path,
    journal: list[tuple[int, int]],
    left: list[tuple[int, int, str]],
    period: tuple[int, int],
):
    with asked(template) as clinic:
        clinic.writer.set("active_gap", str(GAP))
        for patient, offset in journal:
            clinic.visit(patient, on(offset))
        for patient, offset, reason in left:
            clinic.enter("leavings", on(offset), patient_id=patient, reason=reason)
        named = f"{on(period[0])}..{on(period[1])}"
        numbers = clinic.numbers("reasons", on(UNTIL), named, window=WINDOW)
        expected, values = by_hand(journal, left, period), numbers["values"]
        assert {key: values[key] for key in ("gone", "mature", "returned")} == {
            key: expected[key] for key in ("gone", "mature", "returned")
        }
        rows = {
            row["reason"]: row["count"] for row in numbers["rows"] if row["reason"] != "unknown"
        }
        assert rows == expected["reasons"]
        assert values["unknown"] == expected["gone"] - sum(expected["reasons"].values())


def leave(clinic: Asked, patients: range, reason: str | None, **more: Any) -> None:
    for patient in patients:
        clinic.visit(patient, FIRST)
        if reason is not None:
            clinic.enter("leavings", on(60), patient_id=patient, reason=reason, **more)


def test_a_reason_left_out_raises_the_return_rate_and_it_is_called_at_most(clinic: Asked):
    for patient in range(1, 13):
        clinic.visit(patient, FIRST)
        clinic.visit(patient, on(30))
    leave(clinic, range(13, 19), "price")
    leave(clinic, range(19, 25), None)
    report = clinic.report("reasons", on(100))
    rows = {row["reason"]: row for row in report.numbers["rows"]}
    assert report.numbers["values"]["return_rate"] == 0.5
    assert rows["price"]["return_rate_at_most"] == pytest.approx(12 / 18)
    assert "at most" in report.text
    assert report.numbers["values"]["unknown_share"] == 0.5


def test_rudeness_stands_beside_the_article_which_is_disputed(clinic: Asked):
    leave(clinic, range(1, 4), "rudeness")
    leave(clinic, range(4, 11), "competitor", rival="price")
    report = clinic.report("reasons", on(100))
    assert report.numbers["values"]["rudeness_share"] == pytest.approx(0.3)
    assert "the article says up to 68%: disputed" in report.text
    assert "Who went elsewhere: cheaper there 7" in report.text
    assert "(disputed): up to 68%" in report.explained


def test_a_patient_from_before_the_journal_is_not_gone_after_one_visit(clinic: Asked):
    clinic.writer.patient(1, legacy=1)
    clinic.visit(1, FIRST)
    clinic.visit(2, FIRST)
    assert clinic.values("reasons", on(100))["gone"] == 1
