"""What is still the template's own in a catalogue, and what it becomes in another language.

A new clinic begins with dentistry's names and usual prices. They follow its language and currency
until somebody makes them his own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clinic.dental import CHANNELS, SERVICES
from clinic.reading.keys import key_of
from clinic.terms import Wording


def usual_price(name: str, currency: str) -> int | None:
    """Return what the template asks for a service of that name, in minor units, or None."""
    known = (service for service in SERVICES if service.is_called(name))
    return next((service.price(currency) for service in known), None)


def is_own_price(name: str, price: int | None, currency: str) -> bool:
    """Return whether somebody has set the price: it is there, and not the template's."""
    return price is not None and price != usual_price(name, currency)


def renamed_services(names: Iterable[str], before: str, after: str) -> dict[str, str]:
    """Return the new name of each service that still has the template's in the old language."""
    return _renamed(SERVICES, list(names), before, after)


def renamed_channels(names: Iterable[str], before: str, after: str) -> dict[str, str]:
    """Return the new name of each channel that still has the template's in the old language."""
    return _renamed(CHANNELS, list(names), before, after)


def _renamed(
    template: Sequence[Wording], names: list[str], before: str, after: str
) -> dict[str, str]:
    renamed = {
        each.name(before): each.name(after) for each in template if each.name(before) in names
    }
    taken = {key_of(name) for name in names if name not in renamed}
    return {old: new for old, new in renamed.items() if old != new and key_of(new) not in taken}
