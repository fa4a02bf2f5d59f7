"""Days that come every month: the same day, or the last one of a month that is shorter."""

from __future__ import annotations

from datetime import date, timedelta


def following_month(day: date, day_of_month: int) -> date:
    """Return the day of the month after ``day``'s that has this number, or its last day."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day_of_month, last.day))


def month_of(day: date) -> str:
    """Return a day's month as YYYY-MM."""
    return f"{day:%Y-%m}"
