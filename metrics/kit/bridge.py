"""The bridge from what was asked for to what is left (R18)."""

from __future__ import annotations

from clinic.marks import mark as _
from metrics.kit.result import BUCKET_NAMES, Result
from metrics.kit.waterfall import Step
from metrics.kit.words import Words


def bridge(found: Result, words: Words) -> list[Step]:
    """Return its steps in minor units; what is nothing is left out."""
    before = found.revenue + found.refunds + found.discounts
    parts = [
        (words(_("Discounts")), -found.discounts),
        (words(_("Refunds")), -found.refunds),
        *((words(name), -found.spent.by_bucket[bucket]) for bucket, name in BUCKET_NAMES.items()),
        (words(_("Owner's work")), -found.pay if found.pay_counts else 0),
    ]
    first = _("Revenue")
    if before != found.revenue:
        first = _("Before discounts") if found.discounts else _("Before refunds")
    changes = [Step(name, amount) for name, amount in parts if amount]
    return [
        Step(words(first), before, total=True),
        *changes,
        Step(words(_("Net")), found.net or 0, total=True),
    ]
