"""Amounts: whole minor units, as typed and as written out."""

from __future__ import annotations

import re
from functools import cache

from babel.numbers import get_currency_precision

from clinic.currencies import SIGNS, WORDS, means
from clinic.reading.edges import AFTER_NUMBER, BEFORE_NUMBER, LETTERS, any_of, quoted
from clinic.refusals import AmountTooLarge, BadAmount, OtherCurrency
from clinic.text import clean

MAX_DIGITS = 9
"""The most digits of an amount before its decimals."""

_POWERS = {"k": 3, "к": 3, "тыс": 3, "тис": 3, "千": 3, "万": 4}
_SPACES = " \u00a0\u2009\u202f"
_SIGN = f"[{''.join(SIGNS)}]"
_REFUND = any_of(("refund", "возврат", "повернення", "退款"))
_GROUPED = f"[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}}(?![0-9]))++"
_FIGURE = f"(?:{_GROUPED}|[0-9]++)(?:[.,'’][0-9]++)*+"
_POWER = r"[kк]|\s?(?:тыс|тис)\.?|千|万"


@cache
def amount_shape(currency: str | None) -> re.Pattern[str]:
    """Return the pattern of an amount in a line, well formed or not; ``figure`` is its number.

    The clinic's own currency code is known, with those of ``clinic.currencies``.
    """
    word = any_of({*WORDS, (currency or WORDS[0]).lower()})
    return re.compile(
        f"{BEFORE_NUMBER}(?:(?P<refund>{_REFUND})[: ]?)?(?P<minus>[-−–])?"
        f"(?:(?P<before>{_SIGN}|(?:{word})(?![{LETTERS}]))[{_SPACES}]?(?P<inner>[-−–])?)?"
        f"(?P<figure>{_FIGURE})(?P<power>{_POWER})?"
        f"(?:[{_SPACES}]?(?P<after>{_SIGN}(?![0-9])|(?:{word})(?![{LETTERS}])\\.?))?"
        f"{AFTER_NUMBER}",
        re.IGNORECASE,
    )


def minor_digits(currency: str) -> int:
    """Return how many decimals the currency (an ISO code) has."""
    return get_currency_precision(currency)


def parse_amount(text: str, digits: int, currency: str | None = None) -> int:
    """Return the minor units (``digits`` of them) of one typed amount; a refund is negative.

    Raises BadAmount, AmountTooLarge, and OtherCurrency where ``currency`` is given.
    """
    shape = amount_shape(currency).fullmatch(clean(text).strip())
    if shape is None:
        raise BadAmount(part=quoted(text))
    return amount_in(shape, digits, currency)


def amount_in(shape: re.Match[str], digits: int, currency: str | None) -> int:
    """Return the minor units of a match of ``amount_shape``; raises as parse_amount does."""
    part = quoted(shape[0])
    typed = shape["before"] or shape["after"]
    if currency and typed and not means(typed, currency):
        raise OtherCurrency(part=part, currency=currency)
    minor = _minor(shape["figure"], shape["power"], digits, part)
    return -minor if shape["refund"] or shape["minus"] or shape["inner"] else minor


def _minor(figure: str, power: str | None, digits: int, part: str) -> int:
    tens = _POWERS[power.strip().rstrip(".").casefold()] if power else 0
    whole, _, decimals = re.sub(f"[{_SPACES}]", "", figure).replace(",", ".").partition(".")
    # Three decimals are as likely thousands ("3,500"): such an amount is asked for again.
    if not (whole + (decimals or "0")).isdecimal() or len(decimals) > (tens or max(2, digits)):
        raise BadAmount(part=part)
    places = digits + tens
    if decimals[places:].strip("0"):
        raise BadAmount(part=part)
    if len(whole.lstrip("0")) + tens > MAX_DIGITS:
        raise AmountTooLarge(part=part, limit=MAX_DIGITS)
    return int(whole + decimals[:places].ljust(places, "0"))


def format_amount(minor: int, digits: int) -> str:
    """Return minor units as they can be typed: ``3 500``, ``-12.50``; decimals unless zero."""
    whole, rest = divmod(abs(minor), 10**digits)
    decimals = f".{rest:0{digits}}" if rest else ""
    return f"{'-' if minor < 0 else ''}{whole:,}".replace(",", " ") + decimals
