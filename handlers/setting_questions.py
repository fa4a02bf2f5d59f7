"""The clinic's settings in words: what each is called, how it is asked for, what can be tapped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from babel import Locale

from clinic.calendar import Calendar, SystemClock
from clinic.dental import PRICED_IN
from clinic.marks import mark as _
from clinic.setting_names import NAMES, in_words
from clinic.setting_values import NONE, months_ahead
from clinic.settings import ClinicSettings
from clinic.words import Markup, Words, languages
from clinic.zones import city_of, zones_for
from handlers import setting_goals as goals
from handlers import setting_hours as hours
from handlers.letters import shortened
from handlers.setting_goals import yes_or_no

NAME, LANGUAGE, CURRENCY, ZONE = "name", "language", "currency", "timezone"
LEGACY, GAP, FLOOR, MONEY = "legacy_until", "active_gap", "coverage_floor", "manager_money"

LABELS = {
    NAME: _("Name"),
    LANGUAGE: _("Language"),
    CURRENCY: _("Currency"),
    ZONE: _("Time zone"),
    MONEY: _("Managers"),
    **NAMES,
    **hours.LABELS,
}
ASKED = {
    NAME: _("What is the clinic called? Write its name."),
    LANGUAGE: _("Which language does the clinic work in?"),
    CURRENCY: _("Which currency does it count in? Tap it, or write three letters such as PLN."),
    ZONE: _("Where is the clinic? Tap a city, or write a time zone such as Europe/Kyiv."),
    LEGACY: _(
        "Who was a patient before today comes back as well, and is not new. For how long shall "
        "patients without a channel count as old ones? Tap it, or write a day such as 2026-09-01."
    ),
    GAP: _("After how many days without a visit is a patient lost? Tap it or write it."),
    FLOOR: _(
        "Which share of a day's cash shall be written down, at least? Tap it, or write it such as "
        "95%."
    ),
    MONEY: _("Do managers see money?"),
    **goals.ASKED,
    **hours.ASKED,
}
HOLDS = _("{label}: {value}")
MONTHS, GAPS, FLOORS = (3, 6, 12), (365, 548, 730), (90, 95, 98)
LONGEST_VALUE = 64

Chips = list[tuple[str, str]]
"""What can be tapped: a label, and the value as it would be typed."""


def holds(words: Words, settings: ClinicSettings, key: str) -> str:
    """Return what is in force for a key, as a line."""
    label, value = Markup(words(LABELS[key])), SAID[key](words, settings)
    return words(HOLDS, label=label, value=value)


def _managers(words: Words, settings: ClinicSettings) -> str:
    return words(_("see money") if settings.manager_money else _("see no money"))


def _in_force(key: str, words: Words, settings: ClinicSettings) -> str:
    return in_words(key, settings, words)


SAID: dict[str, Callable[[Words, ClinicSettings], str]] = {
    NAME: lambda _words, settings: shortened(settings.name, LONGEST_VALUE),
    LANGUAGE: lambda _words, settings: own_name(settings.language),
    CURRENCY: lambda _words, settings: settings.currency,
    ZONE: lambda _words, settings: settings.zone.key,
    MONEY: _managers,
    **{key: partial(_in_force, key) for key in NAMES},
    **hours.SAID,
}


def chips(words: Words, settings: ClinicSettings, key: str, now: int) -> Chips:
    """Return what can be tapped as a value of the key, at a moment (ms UTC)."""
    if key == LANGUAGE:
        return [(own_name(code), code) for code in languages()]
    if key == CURRENCY:
        return [(code, code) for code in PRICED_IN]
    if key == ZONE:
        zones = zones_for(settings.language, settings.currency)
        return [(shortened(city_of(zone, words), 18), zone) for zone in zones]
    if key == LEGACY:
        return _until(words, Calendar(settings.zone, SystemClock()).day_of(now))
    if key == GAP:
        return [(words.plural("{n} day", "{n} days", days), str(days)) for days in GAPS]
    if key == FLOOR:
        return [(words.share(percent / 100), f"{percent}%") for percent in FLOORS]
    if key in hours.LABELS:
        return hours.hour_chips(words, key)
    if key in goals.KEYS:
        return goals.goal_chips(words, key)
    return yes_or_no(words) if key == MONEY else []


def _until(words: Words, today: date) -> Chips:
    ahead = [
        (words.plural("{n} month", "{n} months", months), months_ahead(today, months).isoformat())
        for months in MONTHS
    ]
    return [*ahead, (words(_("Everybody is new")), NONE)]


def own_name(code: str) -> str:
    """Return the name of a language in that language."""
    return str(Locale.parse(code).get_display_name(code)).capitalize()
