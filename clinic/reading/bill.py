"""Quote, discount and part payment: a word and its amount, ``quote 5000``, ``скидка 10%``."""

from __future__ import annotations

import re

from clinic.bill import Share
from clinic.days import days_in
from clinic.draft import Amendment
from clinic.money import amount_in, amount_shape, minor_digits
from clinic.reading.amount import is_large, is_marked
from clinic.reading.edges import AFTER_WORD, BEFORE_WORD, any_of
from clinic.reading.rest import Rest

_PLANS = ("plan", "план")
_QUOTE = ("quote", "quoted", "estimate", "смета", "сметы", "смете", "кошторис", "кошторису")
_DISCOUNT = ("discount", "скидка", "скидки", "скидку", "скидкой", "знижка", "знижки", "знижку")
_PAID = ("paid", "оплачено", "оплатил", "оплатила", "оплата", "оплату", "внесено", "сплачено")
_PAID_TOO = ("сплатив", "сплатила", "заплатил", "заплатила", "заплатив")


def _lead(words: tuple[str, ...], han: str) -> re.Pattern[str]:
    spoken = f"{BEFORE_WORD}(?:{any_of(words)}){AFTER_WORD}"
    return re.compile(f"(?P<word>{spoken}|{han})[: ]{{0,2}}", re.IGNORECASE)


_LEADS = {
    "quote": _lead((*_QUOTE, *_PLANS), "报价"),
    "discount": _lead(_DISCOUNT, "折扣|优惠"),
    "paid": _lead((*_PAID, *_PAID_TOO), "(?:已|实|支)?付(?:款|了)?"),
}
_PERCENT = re.compile(r"(?P<whole>[0-9]{1,2})(?:[.,](?P<tenth>[0-9]))? ?%")


def take_bill(rest: Rest, currency: str) -> Amendment:
    """Take what stands beside the amount, each in minor units; a share of the bill is a Share.

    Only a figure right behind its word counts; a day there stays a day. Raises what ``amount_in``
    raises.
    """
    fields: Amendment = {}
    if (quote := _take(rest, "quote", currency)) is not None:
        fields["quote"] = quote
    share = _take_share(rest)
    discount = _take(rest, "discount", currency) if share is None else share
    if discount is not None:
        fields["discount"] = discount
    if (paid := _take(rest, "paid", currency)) is not None:
        fields["paid"] = paid
    return fields


def _take_share(rest: Rest) -> Share | None:
    for lead in _LEADS["discount"].finditer(rest.open):
        found = _PERCENT.match(rest.open, lead.end())
        if found and (tenths := int(found["whole"]) * 10 + int(found["tenth"] or 0)):
            rest.take(lead.start(), found.end())
            return Share(tenths)
    return None


def _take(rest: Rest, field: str, currency: str) -> int | None:
    """Take the first word of the field that has an amount; a later one is left for the note."""
    taken: re.Match[str] | None = None
    spans: list[tuple[int, int]] = []
    for lead in _LEADS[field].finditer(rest.open):
        shape = amount_shape(currency).match(rest.open, lead.end())
        if shape and _counts(rest.open, lead, shape):
            taken = taken or shape
            spans.append((lead.start(), shape.end()))
    if taken is None:
        return None
    rest.take(*spans[0])
    for later in spans[1:]:
        rest.hide(*later)
    return amount_in(taken, minor_digits(currency), currency)


def _counts(line: str, lead: re.Match[str], shape: re.Match[str]) -> bool:
    """Return whether figures are money: no refund, no day, and no "plan 2" of some visits."""
    if shape["refund"] or shape["minus"] or shape["inner"]:
        return False
    if is_marked(shape):
        return True
    if lead["word"].casefold() in _PLANS and not is_large(shape):
        return False
    near = line[shape.start() : shape.end() + LONGEST_DAY]
    return not any(day.start() == 0 for day in days_in(near))


LONGEST_DAY = 16
"""Characters of a month and a year behind a number."""
