"""The amount of a line: a marked one first, else the first free number."""

from __future__ import annotations

import re

from clinic.money import amount_in, amount_shape, minor_digits
from clinic.reading.rest import Rest

# Teeth are numbered 11 to 88 by quadrant and place (ISO 3950): "зуб 36" is no amount.
_TOOTH = re.compile(
    r"(?:\b(?:tooth|teeth|зуб\w{0,3})|牙位|[#№])\s?(?P<tooth>[1-8][1-8])(?![0-9]|[.,/:-][0-9])",
    re.IGNORECASE,
)
_MARKS = ("refund", "minus", "before", "inner", "power", "after")


def hide_teeth(rest: Rest) -> None:
    """Keep the numbers of teeth for the note."""
    for found in _TOOTH.finditer(rest.open):
        rest.hide(*found.span("tooth"))


def take_marked_amount(rest: Rest, currency: str) -> int | None:
    """Take the first amount with a sign, a currency or a ``k``; return its minor units.

    Raises what ``amount_in`` raises.
    """
    shapes = amount_shape(currency).finditer(rest.open)
    return _take(rest, next((s for s in shapes if any(s[mark] for mark in _MARKS)), None), currency)


def take_amount(rest: Rest, currency: str) -> int | None:
    """Take the first free number as an amount; return its minor units; raises as above."""
    return _take(rest, amount_shape(currency).search(rest.open), currency)


def _take(rest: Rest, shape: re.Match[str] | None, currency: str) -> int | None:
    if shape is None:
        return None
    rest.take(*shape.span())
    return amount_in(shape, minor_digits(currency), currency)
