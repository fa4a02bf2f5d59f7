"""How an exported file is called."""

from __future__ import annotations

import re
from datetime import date

_ODD = re.compile(r"[^\w .-]+")


def file_name(clinic: str, day: date) -> str:
    """Return the clinic's name and the day, as every system takes them in a file's name."""
    named = _ODD.sub("", clinic).strip(" .") or "clinic"
    return f"{named} {day.isoformat()}.xlsx"


def stored_under(number: int) -> str:
    """Return the key of a file that waits to be sent; no two exports are the same."""
    return f"export {number}"
