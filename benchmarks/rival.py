"""The rival: a pandas script that loads the table and answers the summary."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd

TABLE = (
    "SELECT patient_id, day, amount, paid, wait_min FROM visit_lines "
    "WHERE clinic_id = 1 AND voided IS NULL"
)
PAID = "SELECT day, amount FROM payments WHERE clinic_id = 1 AND kind = 'debt' AND voided IS NULL"
LEGACY = "SELECT id FROM patients WHERE clinic_id = 1 AND legacy = 1"


def summary(path: Path, first: int, last: int) -> dict[str, float]:
    """Return the summary of the days from ``first`` to ``last``, counted from the whole table."""
    with closing(sqlite3.connect(path)) as connection:
        lines = pd.read_sql_query(TABLE, connection)
        paid = pd.read_sql_query(PAID, connection)
        legacy = pd.read_sql_query(LEGACY, connection)["id"]
    lines["money"] = lines["paid"].fillna(lines["amount"]).fillna(0)
    seen = lines[lines["amount"].fillna(0) >= 0]
    visits = seen.groupby(["patient_id", "day"], as_index=False)["wait_min"].max()
    first_days = visits.groupby("patient_id")["day"].transform("min")
    inside = visits["day"].between(first, last)
    new = inside & (visits["day"] == first_days) & ~visits["patient_id"].isin(legacy)
    money = pd.concat([lines[["day", "money"]], paid.rename(columns={"amount": "money"})])
    return {
        "visits": int(inside.sum()),
        "patients": int(visits.loc[inside, "patient_id"].nunique()),
        "new": int(new.sum()),
        "revenue": int(money.loc[money["day"].between(first, last), "money"].sum()),
        "wait_median": float(visits.loc[inside, "wait_min"].median()),
    }
