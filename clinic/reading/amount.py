"""The amount of a line: a marked one first, else the first free number of three digits.

Smaller numbers are teeth, days and marks far more often; one of them counts when it is alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clinic.money import amount_in, amount_shape, minor_digits
from clinic.reading.rest import Rest

# Teeth are numbered 11 to 88 by quadrant and place (ISO 3950): "зуб 36" is no amount.
_TOOTH = re.compile(
    r"(?:\b(?:tooth|teeth|зуб\w{0,3})|牙位|[#№])\s?(?P<tooth>[1-8][1-8])"
    r"(?![0-9]|[.,/:-][0-9]|[ \u00a0\u2009\u202f][0-9]{3}(?![0-9]))",
    re.IGNORECASE,
)
_FIGURE = re.compile("[0-9]")
# "3,500" is as large as it looks: it is asked for again rather than passed over.
_LARGE = re.compile("(?:[0-9][ \u00a0\u2009\u202f]?){3}|[0-9]+[.,'’][0-9]{3}(?![0-9])")
_TOO_LONG = re.compile("[0-9]{10}")
_MARKS = ("refund", "minus", "before", "inner", "power", "after")


def take_marked_amount(rest: Rest, currency: str) -> int | None:
    """Take the first amount with a sign, a currency or a ``k``; return its minor units.

    Raises what ``amount_in`` raises.
    """
    shapes = _shapes(rest.open, currency)
    return _take(rest, next((s for s in shapes if any(s.group(*_MARKS))), None), currency)


def take_amount(rest: Rest, currency: str) -> int | None:
    """Take the first free number with three digits before its decimals, else the first one.

    Returns its minor units; raises as above.
    """
    if not _FIGURE.search(rest.open):
        return None
    _hide_teeth(rest)
    return _take(rest, min(_shapes(rest.open, currency), key=_doubt, default=None), currency)


@lru_cache(maxsize=1)  # a line is looked through twice, and mostly nothing was taken between
def _shapes(text: str, currency: str) -> tuple[re.Match[str], ...]:
    return tuple(amount_shape(currency).finditer(text)) if _FIGURE.search(text) else ()


def _doubt(shape: re.Match[str]) -> int:
    if not _LARGE.match(shape["figure"]):
        return 2
    return 1 if _TOO_LONG.match(shape["figure"]) else 0


def is_marked(shape: re.Match[str]) -> bool:
    """Return whether an amount has a currency or a ``k``."""
    return any(shape.group("before", "power", "after"))


def is_large(shape: re.Match[str]) -> bool:
    """Return whether an amount has three digits before its decimals."""
    return bool(_LARGE.match(shape["figure"]))


def _hide_teeth(rest: Rest) -> None:
    # The word may belong to a name that is taken: "удаление зуба 36".
    for found in _TOOTH.finditer(rest.text):
        rest.hide(*found.span("tooth"))


def _take(rest: Rest, shape: re.Match[str] | None, currency: str) -> int | None:
    if shape is None:
        return None
    rest.take(*shape.span())
    return amount_in(shape, minor_digits(currency), currency)
