"""The result of a period: what was earned and spent, and what letting would have brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.marks import mark as _
from metrics.kit.costs import Costs, costs, months_in
from metrics.kit.daily import READS as OF_DAYS
from metrics.kit.daily import Daily
from metrics.kit.entries import BILLS, EXPENSES
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, VISITS
from metrics.kit.rent import rent_alternative, unpaid_pay

READS = (*OF_DAYS, BILLS, EXPENSES)
STANDING = ("fixed", "acquire", "keep", "improve")
"""The buckets that a clinic pays for however many come."""

BUCKET_NAMES = {
    "variable": _("Materials and the like"),
    "acquire": _("Winning patients"),
    "keep": _("Keeping patients"),
    "improve": _("Improving"),
    "fixed": _("Fixed costs"),
    "tax": _("Taxes"),
}
"""In the order of the bridge."""


@dataclass(frozen=True)
class Result:
    """What the sentence and the bridge need; money in minor units."""

    now: Daily
    spent: Costs
    refunds: int
    discounts: int
    pay: int
    """The owner's unpaid work, and whether it is one of the costs."""
    pay_counts: bool

    rent: int | None
    costs: int | None
    """None where no cost was written down."""

    @property
    def revenue(self) -> int:
        """Return what was paid less refunds."""
        return self.now.totals.revenue

    @property
    def net(self) -> int | None:
        """Return revenue − costs."""
        return None if self.costs is None else self.revenue - self.costs

    @property
    def advantage(self) -> int | None:
        """Return net − unpaid pay that is not in the costs − what letting would bring; else net."""
        if self.net is None or self.rent is None:
            return self.net
        return self.net - (0 if self.pay_counts else self.pay) - self.rent

    @property
    def break_even(self) -> int | None:
        """Return ceil(F ÷ (average bill − variable ÷ visits)); None where visits bring nothing."""
        visits, left = self.now.totals.visits, self.revenue - self.spent.of("variable")
        if self.costs is None or not visits or left <= 0:
            return None
        return -(-self.spent.of(*STANDING) * visits // left)


def result(frames: Frames, now: Daily, as_of: date) -> Result:
    """Return the result of the days that were counted."""
    settings, months = frames.settings, months_in(now.period)
    spent, pay = costs(frames, now.period, as_of), unpaid_pay(frames.settings, months)
    counts = settings.owner_pay_counts
    money = [frames[kind].rows(now.period, as_of)["money"] for kind in (VISITS, MONEY)]
    off = frames[BILLS].rows(now.period, as_of)["discount"]
    return Result(
        now,
        spent,
        refunds=-sum(int(each[each < 0].sum()) for each in money),
        discounts=int(np.maximum(off, 0).sum()),
        pay=pay,
        pay_counts=counts,
        rent=rent_alternative(settings, months),
        costs=spent.total + (pay if counts else 0) if spent.entries else None,
    )
