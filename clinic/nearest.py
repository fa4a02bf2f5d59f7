"""The known word that is nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA


def nearest(typed: str, known: Iterable[str]) -> str:
    """Return the known word with the fewest slips from the typed one; ``known`` is not empty."""
    found = process.extractOne(typed.casefold(), list(known), scorer=OSA.normalized_similarity)
    return str(found[0])
