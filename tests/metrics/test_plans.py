"""Plans, beside bills added up quote by quote.

Seen to fail when a bill on the 60th day is left out, when what was billed and not paid is left
out, and when quotes younger than 60 days are among the mature.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics.asking import EVERYTHING, Asked, asked

FIRST = date(2026, 1, 5)
LAST = 130
AS_OF = FIRST + timedelta(days=LAST)
lines = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from((0, 1, 10, 60, 61, 70, 71, 130)),
        st.sampled_from((0, 900, 1000, -500)),
        st.sampled_from((None, None, 0)),
        st.sampled_from((None, None, 1000, 5000)),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_plans_are_those_of_the_bills(template: Path, written: list[Any]):
    with asked(template) as clinic:
        for patient, day, amount, paid, quote in written:
            on = FIRST + timedelta(days=day)
            clinic.visit(patient, on, amount, paid=paid, quote=quote)
        values = clinic.values("plans", AS_OF, EVERYTHING)
    quotes = [(patient, day, quote) for patient, day, _, _, quote in written if quote]
    done = {
        place: sum(
            amount for who, on, amount, _, _ in written if who == patient and day <= on <= day + 60
        )
        >= 0.9 * quote
        for place, (patient, day, quote) in enumerate(quotes)
    }
    mature = [place for place, (_, day, _) in enumerate(quotes) if LAST - day >= 60]
    assert (values["quotes"], values["mature"]) == (len(quotes), len(mature))
    assert values["billed"] == sum(done[place] for place in mature)
    assert values["waiting"] == sum(
        not done[place] for place in range(len(quotes)) if place not in mature
    )


def test_a_quote_that_was_billed_is_said_with_its_n(clinic: Asked):
    clinic.visit(1, FIRST, 0, quote=100_000)
    clinic.visit(1, FIRST + timedelta(days=60), 90_000)
    clinic.visit(2, FIRST, 0, quote=100_000)
    report = clinic.report("plans", AS_OF)
    assert "Quotes billed within 60 days: 1 of 2" in report.text


def test_a_clinic_without_quotes_is_told_how_to_write_one(clinic: Asked):
    clinic.visit(1, FIRST)
    assert "quote 28000" in clinic.report("plans", AS_OF).text
