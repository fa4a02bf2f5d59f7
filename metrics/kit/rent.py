"""Rent: what the premises would bring if they were let instead (R19)."""

from __future__ import annotations

from clinic.goal_settings import LEASED
from clinic.settings import ClinicSettings


def rent_alternative(settings: ClinicSettings, months: float) -> int | None:
    """Return what letting would leave in so many months, in minor units.

    months × (market rent × (1 − vacancy) × (1 − tax) − upkeep), for leased premises less the rent
    that goes on; None where nobody has said for how much they could be let.
    """
    rent = settings.minor("market_rent")
    if rent is None:
        return None
    kept = rent * (1 - (settings.rent_vacancy or 0.0)) * (1 - (settings.rent_tax or 0.0))
    kept -= settings.minor("rent_upkeep") or 0
    if settings.premises == LEASED:
        kept -= settings.minor("rent_paid") or 0
    return round(months * kept)


def unpaid_pay(settings: ClinicSettings, months: float) -> int:
    """Return what the owner's unpaid work of so many months is worth, in minor units."""
    return round(months * (settings.minor("owner_pay") or 0))
