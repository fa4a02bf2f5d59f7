"""What only the owner knows and metrics of money stand on: margin, discount rate, rent, his pay.

One declaration a setting: what it is called, how it is asked for, how it is read as typed and how
it is written. Amounts are stored in hundredths of the currency's unit, so that they read the same
whatever its minor unit is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.money import minor_digits, parse_amount
from clinic.refusals import BadAmount

HUNDREDTHS, A_UNIT = 2, 100
OWN, LEASED = "own", "leased"
PREMISES = {OWN: _("own"), LEASED: _("leased")}
_OWN = frozenset({"own", "owned", "свои", "своё", "свое", "собственные", "власні", "自有"})
_LEASED = frozenset({"leased", "rented", "rent", "аренда", "арендуем", "оренда", "租"})
MOST_PEOPLE = 10**8


class BadPremises(Refusal):
    """Neither own nor leased premises."""

    template = _("{typed} is neither own nor leased; write one of them.")


class BadCatchment(Refusal):
    """Not a number of people."""

    template = _("{typed} is no number of people; write a whole number, such as 40000, or none.")


class BadRate(Refusal):
    """Not a share within bounds."""

    template = _(
        "{typed} does not fit; write a percentage from {low} to {high}, such as {example}."
    )


def read_rate(typed: str, low: int, high: int, example: str) -> float:
    """Return a share typed as a percentage from ``low`` to ``high``. Raises BadRate."""
    found = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?%?", typed)
    percent = float(found[1].replace(",", ".")) if found else -1.0
    if not low <= percent <= high:
        raise BadRate(typed=typed, low=f"{low}%", high=f"{high}%", example=example)
    return round(percent / 100, 6)


def read_monthly(typed: str) -> int:
    """Return an amount a month in hundredths. Raises BadAmount."""
    amount = parse_amount(typed, HUNDREDTHS)
    if amount < 0:
        raise BadAmount(part=typed)
    return amount


def _premises(typed: str) -> str:
    word = typed.casefold()
    if word not in _OWN | _LEASED:
        raise BadPremises(typed=typed)
    return OWN if word in _OWN else LEASED


def _people(typed: str) -> int:
    digits = re.sub(r"[\s\u00a0\u202f]", "", typed)
    if not re.fullmatch("[0-9]{1,9}", digits) or not 0 < int(digits) <= MOST_PEOPLE:
        raise BadCatchment(typed=typed)
    return int(digits)


def in_minor(hundredths: int, currency: str) -> int:
    """Return an amount of hundredths in minor units of the currency."""
    units: int = 10 ** minor_digits(currency)
    return hundredths * units // A_UNIT


def in_units(hundredths: int) -> str:
    """Return an amount of hundredths as it is typed: with decimals only where they tell."""
    units, rest = divmod(hundredths, A_UNIT)
    return f"{units}.{rest:02}" if rest else str(units)


@dataclass(frozen=True, slots=True)
class Goal:
    """One of these settings; ``shape`` says what its value is: share, amount, people, one of two.

    A setting that can be ``emptied`` takes "none" as well.
    """

    label: str
    asked: str
    shape: str
    read: Callable[[str], str | int | float]
    emptied: bool = True


_rate = partial(partial, read_rate)
GOALS = {
    "margin": Goal(
        _("Margin"),
        _("Which share of revenue stays after what a visit itself costs? Write it such as 40%."),
        "share",
        _rate(low=1, high=100, example="40%"),
    ),
    "discount_rate": Goal(
        _("Discount rate"),
        _("How much less is money worth a year later? Write it such as 10%."),
        "share",
        _rate(low=1, high=100, example="10%"),
    ),
    "premises": Goal(
        _("Premises"), _("Are the premises your own or leased?"), "premises", _premises, False
    ),
    "market_rent": Goal(
        _("Market rent"),
        _("For how much a month could the premises be let (leased ones: sublet)?"),
        "amount",
        read_monthly,
    ),
    "rent_paid": Goal(
        _("Rent paid"), _("How much rent does the clinic pay a month?"), "amount", read_monthly
    ),
    "rent_vacancy": Goal(
        _("Vacancy"),
        _("Which share of the time would they stand empty? Write it such as 5%."),
        "share",
        _rate(low=0, high=100, example="5%"),
    ),
    "rent_tax": Goal(
        _("Tax on rent"),
        _("Which tax is taken from rent? Write it such as 6%."),
        "share",
        _rate(low=0, high=100, example="6%"),
    ),
    "rent_upkeep": Goal(
        _("Upkeep"),
        _("How much a month would the owner of let premises pay for their upkeep?"),
        "amount",
        read_monthly,
    ),
    "owner_pay": Goal(
        _("Owner's work"),
        _("What would you pay somebody a month for the work you do here unpaid?"),
        "amount",
        read_monthly,
    ),
    "catchment": Goal(
        _("People nearby"),
        _("How many people live where your patients come from? Write a number such as 40000."),
        "people",
        _people,
    ),
}
"""By key, in the order in which they are asked for."""
