"""Levers in words: how far each is moved, and what it changes."""

from __future__ import annotations

from collections.abc import Callable

from clinic.marks import mark as _
from clinic.words import Markup
from metrics.kit.words import Words

NAMES = {
    "price": _("Prices {step}"),
    "discount": _("Discount for all {step}"),
    "returned": _("Return after the first visit {step}"),
    "new": _("New patients a month {step}"),
    "churn": _("Churn {step}"),
    "churn_part": _("Churn {step} of itself"),
    "bill": _("Average bill {step}"),
    "fixed": _("Fixed costs a month {step}"),
    "rent": _("Rent for the premises a month {step}"),
}
SHORT = {
    "price": _("Prices {step}"),
    "bill": _("Bill {step}"),
    "returned": _("Return {step}"),
    "churn": _("Churn {step}"),
    "new": _("New/month {step}"),
}
"""As they stand on a button."""

POINTS = ("returned", "churn")
AMOUNTS = ("fixed", "rent")


def moved_in_words(name: str, far: float, words: Words) -> str:
    """Return a lever and how far it is moved, such as ``Churn −5 percentage points``."""
    return words(NAMES[name], step=Markup(_step(name, far, words)))


def _step(name: str, far: float, words: Words) -> str:
    if name in AMOUNTS:
        return with_sign(far, words)
    if name in POINTS:
        points = round(abs(far) * 100)
        said = words.plural("{n} percentage point", "{n} percentage points", points)
    else:
        said = words.number(abs(far), 1) if name == "new" else words.share(abs(far), 1)
    return f"{_sign(far)}{said}"


def with_sign(
    minor: float | None, words: Words, written: Callable[[float], str] | None = None
) -> str:
    """Return an amount of minor units with its sign, a dash where it is absent."""
    if minor is None:
        return words.about(None)
    return f"{_sign(minor)}{(written or words.about)(abs(minor))}"


def _sign(value: float) -> str:
    return "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
