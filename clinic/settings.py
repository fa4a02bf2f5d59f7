"""A clinic's own settings: which there are, how a typed value is read, which were in force when.

A change is a new row with its moment, so that a report of last year can stand on last year's
settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from babel.numbers import is_currency

from clinic.calendar import zone_named
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.nearest import nearest
from clinic.words import languages

Plain = str | int | float | None
"""What a setting is stored as, in JSON."""

MAX_NAME = 64
NONE = "none"
UTC = ZoneInfo("UTC")


class UnknownSetting(Refusal):
    """There is no such setting."""

    template = _("There is no setting {typed}; did you mean {nearest}? There are: {known}.")


class BadName(Refusal):
    """A clinic's name is empty, too long or not of one line."""

    template = _("A clinic's name has 1 to {limit} characters on one line, such as: Smile")


class BadZone(Refusal):
    """There is no such time zone."""

    template = _("There is no time zone {typed}; write one such as Europe/Moscow.")


class BadCurrency(Refusal):
    """There is no such currency."""

    template = _("There is no currency {typed}; write its three letters, such as RUB.")


class BadLanguage(Refusal):
    """There is no catalogue of that language."""

    template = _("There is no language {typed}; there are: {known}.")


class BadDay(Refusal):
    """That is no day."""

    template = _("{typed} is no day; write it as 2026-03-12, or none.")


class LegacyAhead(Refusal):
    """Patients of days to come cannot be old ones."""

    template = _("{typed} lies ahead; legacy_until is today ({today}), a day before it, or none.")


class BadGap(Refusal):
    """Not a gap between visits after which a patient counts as lost."""

    template = _("{typed} is no gap in days; write a whole number from 30 to 3650, such as 548.")


class BadShare(Refusal):
    """Not a share."""

    template = _("{typed} is no share; write a percentage from 0% to 100%, such as 95%.")


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise BadName(limit=MAX_NAME)
    return name


def _zone(typed: str) -> str:
    if not (zone := zone_named(typed)):
        raise BadZone(typed=typed)
    return zone.key


def _currency(typed: str) -> str:
    if not is_currency(typed.upper()):
        raise BadCurrency(typed=typed)
    return typed.upper()


def _language(typed: str) -> str:
    if typed.lower() not in languages():
        raise BadLanguage(typed=typed, known=", ".join(languages()))
    return typed.lower()


def _day(typed: str) -> str | None:
    if typed.lower() == NONE:
        return None
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        raise BadDay(typed=typed)
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise BadDay(typed=typed) from None


def _gap(typed: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", typed) or not 30 <= int(typed) <= 3650:
        raise BadGap(typed=typed)
    return int(typed)


def _share(typed: str) -> float:
    found = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?%", typed)
    share = float(found[1].replace(",", ".")) / 100 if found else 2.0
    if share > 1:
        raise BadShare(typed=typed)
    return share


@dataclass(frozen=True, slots=True)
class ClinicSettings:
    """Settings in force at one moment; what nobody has set has its default."""

    name: str = ""
    zone: ZoneInfo = UTC
    currency: str = "RUB"
    language: str = "en"
    legacy_until: date | None = None
    active_gap: int = 548
    coverage_floor: float = 0.95


READERS: dict[str, Callable[[str], Plain]] = {
    "name": _name,
    "timezone": _zone,
    "currency": _currency,
    "language": _language,
    "legacy_until": _day,
    "active_gap": _gap,
    "coverage_floor": _share,
}
"""How each setting is read as typed; ``legacy_until`` is a day, ``active_gap`` days."""


class Dated(NamedTuple):
    """A setting's row: ``since`` in milliseconds UTC."""

    key: str
    since: int
    value: Plain


def read_setting(key: str, typed: str, today: date = date.max) -> Plain:
    """Return what is stored for a value typed on a day; raises what is wrong with it."""
    if key not in READERS:
        raise UnknownSetting(typed=key, nearest=nearest(key, READERS), known=", ".join(READERS))
    value = READERS[key](typed.strip())
    if key == "legacy_until" and value is not None and str(value) > today.isoformat():
        raise LegacyAhead(typed=value, today=today.isoformat())
    return value


def in_force(rows: Iterable[Dated], at: int) -> ClinicSettings:
    """Return the settings in force at a moment; rows may come in any order."""
    values = {row.key: row.value for row in sorted(rows, key=_since) if row.since <= at}
    fields: dict[str, Any] = {_FIELDS.get(key, key): _typed(key, values[key]) for key in values}
    return ClinicSettings(**fields)


_FIELDS = {"timezone": "zone"}


def _since(row: Dated) -> int:
    return row.since


def _typed(key: str, value: Plain) -> object:
    if key == "timezone":
        return ZoneInfo(str(value))
    if key == "legacy_until" and value is not None:
        return date.fromisoformat(str(value))
    return value
