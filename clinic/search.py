"""Codes that are close to a typed one: a digit too few, too many, wrong, or two changed over."""

from __future__ import annotations

import string

from rapidfuzz.distance import OSA

from clinic.text import folded

LEAST = 3
"""Figures of the shortest code whose slips are looked for: nearly all of two are alike."""


def is_slip(typed: str, other: str) -> bool:
    """Return whether one slip turns one code into the other; letter case does not count."""
    one, two = folded(typed), folded(other)
    if min(len(one), len(two)) < LEAST:
        return False
    return OSA.distance(one, two, score_cutoff=1) == 1


def slips_of(typed: str) -> list[str]:
    """Return the keys one slip away from a code, as far as the wrong sign is a figure."""
    key = folded(typed)
    if len(key) < LEAST:
        return []
    places, figures = range(len(key)), string.digits
    fewer = [key[:at] + key[at + 1 :] for at in places]
    other = [key[:at] + figure + key[at + 1 :] for at in places for figure in figures]
    more = [key[:at] + figure + key[at:] for at in range(len(key) + 1) for figure in figures]
    turned = [key[:at] + key[at + 1] + key[at] + key[at + 2 :] for at in places[:-1]]
    return [each for each in dict.fromkeys((*fewer, *other, *more, *turned)) if each != key]
