"""Our formulas beside lifelines and statsmodels, whose figures ``make oracles`` keeps."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
import pytest

from clinic.calendar import day_number
from metrics.kit import curves, kaplan_meier
from metrics.kit.concentration import Concentration
from metrics.kit.means import difference
from metrics.kit.rates import poisson_limits
from metrics.kit.shares import newcombe, wilson
from metrics.kit.survival import watched
from tests.metrics.asking import Asked
from tests.metrics.cdnow import CDNOW, FIGURES, LAST, buyers, purchases, write_buyers

FORMULAS = json.loads((FIGURES / "formulas.json").read_text(encoding="utf-8"))


def close(expected: Any) -> Any:
    return pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("said", FORMULAS["curves"], ids=lambda said: len(said["durations"]))
def test_curves_are_those_of_lifelines(said: dict[str, Any]):
    curve = kaplan_meier(np.array(said["durations"]), np.array(said["happened"]))
    shares, low, high = curve.band()
    survival = np.array(said["survival"])
    between = (survival > 0) & (survival < 1)
    assert 1 - shares == close(survival)
    assert 1 - high[between] == close(np.array(said["low"])[between])
    assert 1 - low[between] == close(np.array(said["high"])[between])
    assert np.isnan(low[~between]).all()
    assert curve.median() == said["median"]


def test_intervals_are_those_of_statsmodels():
    for k, n, *limits in FORMULAS["shares"]:
        assert wilson(k, n) == close(limits)
    for k1, n1, k2, n2, *limits in FORMULAS["differences"]:
        assert newcombe(k1, n1, k2, n2) == close(limits)
    for count, *limits in FORMULAS["counts"]:
        assert poisson_limits(count) == close(limits)
    for said in FORMULAS["means"]:
        found = difference(np.array(said["before"]), np.array(said["after"]))
        assert found.interval == pytest.approx(said["limits"], rel=1e-9)


@pytest.mark.parametrize(
    "said", CDNOW["rates"], ids=lambda said: f"{said['as_of']}-{said['window']}"
)
def test_buyers_came_back_as_lifelines_says(said: dict[str, Any]):
    (starts, ends), as_of = buyers(), day_number(date.fromisoformat(said["as_of"]))
    found = watched(starts, ends, as_of).share_by(said["window"], at_least=0)
    assert found.n == said["mature"]
    if found.n:
        assert [found.value, found.low, found.high] == close(said["km"])


def test_returned_of_all_is_too_low_and_of_the_mature_or_returned_too_high():
    early, late = (
        next(each for each in CDNOW["rates"] if each["as_of"] == day)
        for day in ("1997-04-15", "1998-06-30")
    )
    (starts, ends), as_of = buyers(), day_number(date(1997, 4, 15))
    true = late["naive"]
    assert true == pytest.approx(0.255, abs=5e-4)
    assert early["naive"] == pytest.approx(0.237, abs=5e-4)
    assert early["mature_or_returned"] > 0.38
    assert watched(starts, ends, as_of).share_by(60).low < true
    assert watched(starts, ends, as_of).share_by(60).high > true


def test_cohorts_by_month_come_back_as_the_purchases_say():
    starts, ends = buyers()
    months = starts.astype("M8[D]").astype("M8[M]")
    found, month = np.unique(months, return_inverse=True)
    as_of = day_number(LAST)
    durations, happened = np.minimum(ends, as_of) - starts, ends <= as_of
    cohorts = curves(month, 3, durations, happened, as_of - starts, until=90)
    assert [str(each) for each in found] == list(CDNOW["cohorts"])
    assert [each.n for each in cohorts] == [seen[0] for seen in CDNOW["cohorts"].values()]
    returned = [int(((ends - starts)[month == each] <= 90).sum()) for each in range(3)]
    assert [each.share_by(90).value * each.n for each in cohorts] == close(returned)


def test_the_metric_says_of_the_buyers_what_lifelines_says(clinic: Asked):
    write_buyers(clinic)
    for said in CDNOW["rates"][:3]:
        as_of = date.fromisoformat(said["as_of"])
        found = clinic.values("returns", as_of, window=said["window"])
        assert found["first"] == 2357
        assert (found["mature"], found["mature_returned"]) == (
            said["mature"],
            said["mature_returned"],
        )
        km = [found["km_rate"], found["km_low"], found["km_high"]]
        assert km == (close(said["km"]) if said["mature"] >= 10 else [None] * 3)


def test_the_purchases_are_as_concentrated_as_plain_counting_says():
    paid: dict[int, int] = defaultdict(int)
    for code, _day, cents in purchases():
        paid[code] += cents
    found, said = Concentration.of(np.array([*paid.values()])), CDNOW["concentration"]
    assert (len(paid), found.total) == (said["patients"], said["cents"])
    assert found.share_of_top(0.2) == close(said["top20_share"])
    assert found.people_for(0.8) == said["people_for_80"]
    assert found.gini() == close(said["gini"])
