"""Concentration, beside purses sorted by hand.

Seen to fail when who paid nothing is left out, and when a negative sum is taken as it is.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.metrics import cdnow
from tests.metrics.asking import EVERYTHING, Asked, asked

DAY = date(2026, 1, 5)
AS_OF = date(2026, 2, 28)
lines = st.lists(
    st.tuples(
        st.integers(1, 12), st.sampled_from((0, 1)), st.sampled_from((0, 0, 1, 100, 9_999, -300))
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_the_figures_are_those_of_the_purses(template: Path, written: list[tuple[int, int, int]]):
    with asked(template) as clinic:
        for patient, day, amount in written:
            clinic.visit(patient, DAY + timedelta(days=day), amount)
        values = clinic.values("pareto", AS_OF, EVERYTHING)
    seen = {patient for patient, _, amount in written if amount >= 0}
    purses = sorted(max(0, sum(a for who, _, a in written if who == each)) for each in seen)
    total, n = sum(purses), len(purses)
    assert values["patients"] == n
    if not total:
        assert (values["top20_share"], values["share_for_80"], values["gini"]) == (None,) * 3
        return
    best = purses[::-1]
    part = Fraction(n, 5)
    whole = int(part)
    top = sum(best[:whole]) + (part - whole) * (best[whole] if whole < n else 0)
    fewest = next(k for k in range(n + 1) if sum(best[:k]) * 10 >= total * 8)
    spread = sum(abs(a - b) for a in purses for b in purses)
    assert values["top20_share"] == pytest.approx(float(top / total))
    assert values["share_for_80"] == pytest.approx(fewest / n)
    assert values["gini"] == pytest.approx(spread / (2 * n * total))


def test_returning_patients_are_told_apart(clinic: Asked):
    clinic.visit(1, date(2025, 1, 1), 500)
    clinic.visit(1, DAY, 300)
    clinic.visit(2, DAY, 100)
    values = clinic.values("pareto", AS_OF, "2026-01")
    assert (values["patients"], values["returning"]) == (2, 1)
    assert values["returning_top20_share"] == pytest.approx(0.2)


def test_the_chat_is_silent_under_fifty_patients(clinic: Asked):
    for patient in range(1, 50):
        clinic.visit(patient, DAY, 100 * patient)
    few = clinic.report("pareto", AS_OF, "2026-01")
    assert "1 more patient is needed" in few.text
    assert few.numbers["values"]["top20_share"] is not None
    clinic.visit(50, DAY, 100)
    assert "bring 36% of the money" in clinic.report("pareto", AS_OF, "2026-01").text


def test_the_articles_figure_is_quoted_as_disputed(clinic: Asked):
    clinic.visit(1, DAY, 100)
    explained = clinic.report("pareto", AS_OF).explained
    assert "The article says (disputed): 20% of the old customers" in explained


def test_the_buyers_of_cdnow_bring_their_money_as_unevenly_as_was_found(clinic: Asked):
    for code, day, cents in cdnow.purchases():
        clinic.visit(code, day, cents)
    values = clinic.values("pareto", cdnow.LAST, EVERYTHING)
    found = cdnow.CDNOW["concentration"]
    assert values["top20_share"] == pytest.approx(found["top20_share"], abs=1e-9)
    assert values["gini"] == pytest.approx(found["gini"], abs=1e-9)
