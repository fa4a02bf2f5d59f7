"""CDNOW: who of 2357 buyers of the first quarter of 1997 bought again, and how much, to June 1998.

Fader and Hardie's tenth of the cohort, which the package lifetimes brings along. Nobody says under
which licence the purchases themselves stand, so they are not kept here: only what was counted.
"""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter

from tests.oracles.formulas import number

COLUMNS = ("master", "code", "day", "discs", "dollars")
AS_OF = tuple(map(pd.Timestamp, ("1997-04-15", "1997-06-30", "1997-12-31", "1998-06-30")))
WINDOWS = (60, 90, 180)


def purchases() -> pd.DataFrame:
    """Return one row a purchase: code, day, dollars."""
    with files("lifetimes.datasets").joinpath("CDNOW_sample.txt").open() as source:
        table = pd.read_csv(source, sep=r"\s+", names=COLUMNS, dtype={"code": str, "day": str})
    return table.assign(day=pd.to_datetime(table["day"]))


def write_importable(table: pd.DataFrame, path: Path) -> None:
    """Write what ``python -m bot import`` reads: code, date and amount of each purchase."""
    table = table.rename(columns={"code": "patient", "day": "date", "dollars": "amount"})
    table[["date", "patient", "amount"]].to_csv(path, index=False, float_format="%.2f")


def firsts(table: pd.DataFrame) -> pd.DataFrame:
    """Return each buyer's first day, and the days until another one (NaN: never)."""
    days = table[["code", "day"]].drop_duplicates().sort_values(["code", "day"])
    nth = days.groupby("code").cumcount()
    first = days[nth == 0].set_index("code")["day"]
    second = days[nth == 1].set_index("code")["day"].reindex(first.index)
    return pd.DataFrame({"first": first, "gap": (second - first).dt.days})


def returns(buyers: pd.DataFrame) -> dict[str, Any]:
    """Return by first day how many began, and after how many days those who came back did."""
    return {
        day.date().isoformat(): [len(gaps), sorted(gaps.dropna().astype(int).tolist())]
        for day, gaps in buyers.groupby("first")["gap"]
    }


def rates(buyers: pd.DataFrame, as_of: pd.Timestamp, window: int) -> dict[str, Any]:
    """Return the rates of return within the window as known on a day: lifelines' and the plain."""
    seen = (as_of - buyers["first"]).dt.days
    back = buyers["gap"] <= np.minimum(seen, window)
    came = buyers["gap"] <= seen
    fitted = KaplanMeierFitter().fit(buyers["gap"].where(came, seen), came)
    low, high = fitted.confidence_interval_survival_function_.loc[:window].iloc[-1]
    mature = seen >= window
    return {
        "as_of": as_of.date().isoformat(),
        "window": window,
        "first": len(buyers),
        "mature": int(mature.sum()),
        "mature_returned": int((back & mature).sum()),
        "naive": number(back.mean()),
        "mature_or_returned": number(back.sum() / (mature | back).sum()),
        "km": [number(1 - each) for each in (fitted.predict(window), high, low)],
    }


def cohorts(table: pd.DataFrame) -> dict[str, list[int]]:
    """Return how many of each month's newcomers bought in their month 0, 1, 2 …"""
    month = table["day"].dt.year * 12 + table["day"].dt.month
    began = month.groupby(table["code"]).transform("min")
    seen = table.assign(began=began, age=month - began).groupby(["began", "age"])["code"].nunique()
    return {
        f"{(number_of - 1) // 12}-{(number_of - 1) % 12 + 1:02}": ages.tolist()
        for number_of, ages in seen.groupby(level="began")
    }


def concentration(table: pd.DataFrame) -> dict[str, Any]:
    """Return the same as metrics.md asks, by plain counting instead of our formulas."""
    cents = sorted((table["dollars"] * 100).round().astype(int).groupby(table["code"]).sum())
    richest, whole, part = cents[::-1], sum(cents), 0.2 * len(cents)
    top = sum(richest[: int(part)]) + (part - int(part)) * richest[int(part)]
    pairs = sum(np.abs(np.subtract(one, cents)).sum() for one in cents)
    return {
        "patients": len(cents),
        "cents": whole,
        "top20_share": number(top / whole),
        "people_for_80": 1
        + next(n for n in range(len(cents)) if sum(richest[: n + 1]) >= 0.8 * whole),
        "gini": number(pairs / (2 * len(cents) * whole)),
    }


def cdnow(table: pd.DataFrame) -> dict[str, Any]:
    """Return all that is kept of the purchases."""
    buyers = firsts(table)
    ends = table["day"].max().date()
    assert (len(buyers), ends) == (2357, date(1998, 6, 30)), "another file than the known one"
    return {
        "returns": returns(buyers),
        "rates": [rates(buyers, as_of, window) for as_of in AS_OF for window in WINDOWS],
        "cohorts": cohorts(table),
        "concentration": concentration(table),
    }
