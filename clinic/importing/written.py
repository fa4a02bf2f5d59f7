"""Values of a workbook as the words that readers of a text table know."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

MIDNIGHT = time()
EXACT = 10**15
"""Up to here a spreadsheet's numbers are exact; beyond, their digits are made up."""

Value = str | int | float | bool | date | datetime | time | timedelta | None


def as_text(value: Value) -> str:
    """Return a cell as it would stand in a text file: 1042.0 is 1042, a day is an ISO day."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, timedelta):
        return str(round(value.total_seconds() / 60))
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    # What a formula summed up is off by a trifle: 0.1 + 0.2 is thirty kopecks all the same.
    return repr(round(value, 9)) if abs(value) < EXACT else repr(value)


def _moment(value: datetime) -> str:
    if value.time() == MIDNIGHT:
        return value.date().isoformat()
    return value.isoformat(" ", "minutes")
