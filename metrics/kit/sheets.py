"""Sheets: what can be drawn on a whole page, by name."""

from __future__ import annotations

from clinic.report import Sheet
from metrics.kit.pages import PAPERS, blank, in_bytes
from metrics.kit.rating_poster import draw_rating_poster

DRAWN = {"rating": draw_rating_poster}


def drawn(sheet: Sheet) -> bytes:
    """Return a sheet as the bytes of its format; raises KeyError where there is no such sheet."""
    with blank(PAPERS[sheet.paper]) as axes:
        DRAWN[sheet.name](axes, sheet.said)
        return in_bytes(axes, sheet.format)
