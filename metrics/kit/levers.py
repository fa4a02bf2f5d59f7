"""Levers: what a year would bring if prices, patients or costs were other than they were.

A year of volume = (revenue + what more patients bring) × (1 + bill). With the margin m, and the
price p = (1 + price) × (1 − discount), profit changes by

    volume × (p − 1) + (volume − revenue) × m − 12 × fixed costs

since a new price moves revenue alone, and more work costs 1 − m of what it brings. Value: Gupta
and Lehmann (2003), m × r ÷ (1 + i − r).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clinic.calendar import day_number
from clinic.period import CLOSED_YEAR, Period, read_period
from metrics.kit.daily import daily
from metrics.kit.discounting import churn_cut, multiple, raised_by_points
from metrics.kit.frames import Frames
from metrics.kit.layout import MONEY, VISITS, first_days
from metrics.kit.months import YEAR
from metrics.kit.result import Result, result
from metrics.kit.statistics import ratio
from metrics.kit.yearly import Keeping, keeping

USUAL_DISCOUNT = 0.10
"""A year, where the clinic has not said its own."""


@dataclass(frozen=True)
class Base:
    """The last twelve closed months; money in minor units, of a year."""

    result: Result
    kept: Keeping
    margin: float | None
    """Share of the revenue left after what a visit costs; None where nobody can tell."""

    discount: float
    rent_kept: float
    """Share of a market rent that vacancy and tax leave."""

    of_new: int
    """What the year's new patients brought in it."""

    @property
    def a_new_one(self) -> float | None:
        """Return what a new patient brings in the year."""
        return ratio(self.of_new, self.result.now.totals.new)

    @property
    def an_old_one(self) -> float | None:
        """Return what a patient brings who is not new in the year."""
        return ratio(self.result.revenue - self.of_new, self.result.now.totals.returning)


@dataclass(frozen=True)
class Levers:
    """How far each lever is moved: shares as 0…1, points of a share, amounts in minor units."""

    price: float = 0
    discount: float = 0
    returned: float = 0
    new: float = 0
    churn: float = 0
    churn_part: float = 0
    bill: float = 0
    fixed: float = 0
    rent: float = 0

    @property
    def price_factor(self) -> float:
        """Return the new price as a multiple of the old one."""
        return (1 + self.price) * (1 - self.discount)


def base(frames: Frames, period: Period, as_of: date) -> Base:
    """Return the twelve closed months up to the period's end."""
    year = read_period(CLOSED_YEAR, min(period.last, as_of), None)
    found = result(frames, daily(frames, year, as_of), as_of)
    settings = frames.settings
    return Base(
        found,
        keeping(frames, as_of),
        _margin(settings.margin, found),
        USUAL_DISCOUNT if settings.discount_rate is None else settings.discount_rate,
        (1 - (settings.rent_vacancy or 0.0)) * (1 - (settings.rent_tax or 0.0)),
        _of_new(frames, year, as_of),
    )


def _margin(said: float | None, found: Result) -> float | None:
    """Return the clinic's own margin, else what its variable costs leave."""
    variable = found.spent.of("variable")
    if said is not None or not variable or found.revenue <= variable:
        return said
    return 1 - variable / found.revenue


def _of_new(frames: Frames, year: Period, as_of: date) -> int:
    visits, alone = frames[VISITS].rows(year, as_of), frames[MONEY].rows(year, as_of)
    recent = (first_days(visits) >= day_number(year.first)) & ~visits["legacy"]
    new = np.zeros(frames.patients, bool)
    new[visits["patient"][recent]] = True
    return int(visits["money"][recent].sum()) + int(alone["money"][new[alone["patient"]]].sum())


def retention(found: Base, levers: Levers) -> float | None:
    """Return how many would be kept from one year to the next."""
    return stay(found.kept.retention, found, levers)


def stay(kept: float | None, found: Base, levers: Levers) -> float | None:
    """Return a retention as the levers would make it: points first, then the part."""
    if kept is None:
        return None
    totals = found.result.now.totals
    by_return = levers.returned * (ratio(totals.new, totals.patients) or 0)
    raised = max(0.0, raised_by_points(kept, by_return - levers.churn))
    return min(1.0, max(0.0, churn_cut(raised, -levers.churn_part)))


def margin_left(found: Base, levers: Levers) -> float:
    """Return what is left of one unit of today's revenue at the new price; all, if unknown."""
    return levers.price_factor - 1 + (1.0 if found.margin is None else found.margin)


def more_revenue(found: Base, levers: Levers) -> float | None:
    """Return what more patients would bring in a year; None where it cannot be known."""
    totals, kept = found.result.now.totals, found.kept
    stay: float = levers.returned * totals.new
    if levers.churn or levers.churn_part:
        then = retention(found, Levers(churn=levers.churn, churn_part=levers.churn_part))
        if then is None or kept.retention is None:
            return None
        stay += (then - kept.retention) * kept.earlier
    come = YEAR * levers.new
    if (stay and found.an_old_one is None) or (come and found.a_new_one is None):
        return None
    return stay * (found.an_old_one or 0) + come * (found.a_new_one or 0)


def change(found: Base, levers: Levers) -> float | None:
    """Return by how much a year's profit would change; None where it cannot be known."""
    more = more_revenue(found, levers)
    if more is None:
        return None
    revenue = found.result.revenue
    volume = (revenue + more) * (1 + levers.bill)
    if volume != revenue and found.margin is None:
        return None
    work = (volume - revenue) * (found.margin or 0)
    return volume * (levers.price_factor - 1) + work - YEAR * levers.fixed


def value(found: Base, levers: Levers) -> float | None:
    """Return what a patient would be worth from next year on, without this year's margin.

    Revenue where no margin is known, as /ltv tells it; None where a visit would bring nothing.
    """
    left = margin_left(found, levers)
    times = multiple(retention(found, levers), found.discount)
    if found.kept.yearly is None or times is None or left <= 0:
        return None
    return found.kept.yearly * (1 + levers.bill) * left * times


def against_rent(found: Base, levers: Levers, changed: float | None) -> float | None:
    """Return the year's advantage over letting the premises; None without a market rent."""
    if found.result.rent is None or found.result.advantage is None or changed is None:
        return None
    return found.result.advantage + changed - YEAR * levers.rent * found.rent_kept


def more_visits(margin: float | None, cut: float) -> float | None:
    """Return the share of visits more that a price lower by ``cut`` needs: m ÷ (m − x) − 1.

    Both are shares of the price; None without a margin, or where the cut takes all of it.
    """
    if margin is None or cut >= margin:
        return None
    return margin / (margin - cut) - 1
