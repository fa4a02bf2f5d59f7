"""A bill and what stands beside it: what was promised, what was taken off, what came in."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.errors import Refusal
from clinic.marks import mark as _

WHOLE = 1000
"""A share is counted in tenths of a percent."""


class NoBill(Refusal):
    """A discount is a share of a bill that nobody has typed."""

    template = _(
        "{percent}% of which amount? Write the amount with it, such as 3500, or write the "
        "discount as money."
    )


@dataclass(frozen=True, slots=True)
class Share:
    """A discount as a share of the bill before it, in tenths of a percent, from 1 to 999."""

    tenths: int

    def of_bill(self, amount: int) -> int:
        """Return what was taken off, given what was left to pay; both in minor units."""
        left = WHOLE - self.tenths
        return (2 * amount * self.tenths + left) // (2 * left)


def in_money(discount: int | Share | None, amount: int | None) -> int | None:
    """Return a discount in minor units; raises NoBill for a share where there is no amount."""
    if not isinstance(discount, Share):
        return discount
    if amount is None:
        raise NoBill(percent=f"{discount.tenths / 10:g}")
    return discount.of_bill(abs(amount))
