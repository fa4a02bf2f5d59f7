"""The time zones that a new clinic is offered, by its currency and its language."""

from __future__ import annotations

from functools import cache

from babel.dates import get_timezone_location

from clinic.marks import mark as _
from clinic.words import Words, languages

_HOME = {
    "RUB": "Europe/Moscow",
    "UAH": "Europe/Kyiv",
    "CNY": "Asia/Shanghai",
    "KZT": "Asia/Almaty",
    "EUR": "Europe/Berlin",
    "USD": "America/New_York",
}
_SPOKEN_IN = {
    "ru": "Europe/Moscow Europe/Kaliningrad Europe/Samara Asia/Yekaterinburg Asia/Novosibirsk "
    "Asia/Vladivostok Europe/Minsk",
    "uk": "Europe/Kyiv Europe/Warsaw Europe/Prague Europe/Berlin Europe/London",
    "zh": "Asia/Shanghai Asia/Hong_Kong Asia/Taipei Asia/Singapore Asia/Kuala_Lumpur Asia/Urumqi",
    "en": "Europe/London Europe/Berlin America/New_York America/Chicago America/Los_Angeles "
    "Asia/Dubai Australia/Sydney",
}
MOST = 8
KYIV = _("Kyiv")


def zones_for(language: str, currency: str) -> list[str]:
    """Return the names of at most eight time zones, the likeliest first."""
    spoken = _SPOKEN_IN.get(language, _SPOKEN_IN["en"]).split()
    home = [_HOME[currency]] if currency in _HOME else []
    return list(dict.fromkeys([*home, *spoken]))[:MOST]


def city_of(zone: str, words: Words) -> str:
    """Return the city of a time zone in the reader's language."""
    if zone == "Europe/Kyiv":
        return words(KYIV)  # Babel has it in English only
    city: str = get_timezone_location(zone, locale=words.language, return_city=True)
    return city


def zone_of_city(typed: str) -> str | None:
    """Return the time zone of a city that is offered, typed in any language; None for others."""
    return _cities().get(" ".join(typed.split()).casefold())


@cache
def _cities() -> dict[str, str]:
    zones = {*_HOME.values(), *" ".join(_SPOKEN_IN.values()).split()}
    spoken = [Words(language) for language in languages()]
    return {city_of(zone, words).casefold(): zone for zone in sorted(zones) for words in spoken}
