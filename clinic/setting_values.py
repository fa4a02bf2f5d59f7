"""How the value of a setting is read as typed, and what is refused."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import partial
from zoneinfo import available_timezones

from babel.numbers import is_currency

from clinic.calendar import zone_named
from clinic.errors import Refusal
from clinic.goal_settings import GOALS
from clinic.marks import mark as _
from clinic.text import clean
from clinic.words import languages
from clinic.working import read_count, read_holidays, read_time, read_weekdays
from clinic.zones import zone_of_city

Plain = str | int | float | None
"""What a setting is stored as, in JSON."""

MAX_NAME = 64
NONE = "none"
_NOTHING = frozenset({NONE, "-", "нет", "немає", "无"})
MOST_MONTHS_AHEAD = 36
_YES = frozenset({"yes", "on", "true", "да", "так", "是"})
_NO = frozenset({"no", "off", "false", "нет", "ні", "否"})


class BadName(Refusal):
    """A clinic's name is empty, too long, not of one line or without a letter."""

    template = _("A clinic's name has 1 to {limit} characters and a letter, such as: White Pearl")


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
    """The day lies more than three years ahead."""

    template = _("{typed} lies too far ahead; write a day up to {limit}, or none.")


class BadGap(Refusal):
    """Not a gap between visits after which a patient counts as lost."""

    template = _("{typed} is no gap in days; write a whole number from 30 to 3650, such as 548.")


class BadShare(Refusal):
    """Not a share."""

    template = _("{typed} is no share; write a percentage from 0% to 100%, such as 95%.")


class BadAnswer(Refusal):
    """Neither yes nor no."""

    template = _("{typed} is neither yes nor no; write one of them.")


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    fits = len(name) <= MAX_NAME and name.isprintable()
    if not fits or not any(each.isalpha() for each in name):  # a number is a patient's code
        raise BadName(limit=MAX_NAME)
    return name


def _zone(typed: str) -> str:
    named = zone_named(typed) or zone_named(_as_spelled(typed))
    if not (zone := named or zone_named(zone_of_city(typed) or "")):
        raise BadZone(typed=typed)
    return zone.key


def _as_spelled(typed: str) -> str:
    """Return the zone's name in its own letter case: phones begin or end words as they like."""
    wanted = typed.replace(" ", "_").casefold()
    return next((name for name in available_timezones() if name.casefold() == wanted), "")


def _currency(typed: str) -> str:
    if not is_currency(typed.upper()):
        raise BadCurrency(typed=typed)
    return typed.upper()


def _language(typed: str) -> str:
    if typed.lower() not in languages():
        raise BadLanguage(typed=typed, known=", ".join(languages()))
    return typed.lower()


def _day(typed: str) -> str | None:
    if says_none(typed):
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
    share = round(float(found[1].replace(",", ".")) / 100, 6) if found else 2.0
    if share > 1:
        raise BadShare(typed=typed)
    return share


def says_none(typed: str) -> bool:
    """Return whether the text says, in one of four languages, that there shall be no value."""
    return clean(typed).strip().casefold() in _NOTHING


def _yes(typed: str) -> bool:
    word = typed.casefold()
    if word not in _YES | _NO:
        raise BadAnswer(typed=typed)
    return word in _YES


def months_ahead(today: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day where it has none."""
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def refuse_far_ahead(day: Plain, today: date) -> None:
    """Raise LegacyAhead for a day (ISO, or None) that no clinic in its first years would name."""
    limit = months_ahead(today, MOST_MONTHS_AHEAD).isoformat()
    if day is not None and str(day) > limit:
        raise LegacyAhead(typed=day, limit=limit)


def _unless_none(read: Callable[[str], Plain]) -> Callable[[str], Plain]:
    return lambda typed: None if says_none(typed) else read(typed)


READERS: dict[str, Callable[[str], Plain]] = {
    "name": _name,
    "timezone": _zone,
    "currency": _currency,
    "language": _language,
    "legacy_until": _day,
    "active_gap": _gap,
    "coverage_floor": _share,
    "manager_money": _yes,
    "open_days": read_weekdays,
    "opens": read_time,
    "closes": read_time,
    "holidays": _unless_none(read_holidays),
    "acknowledge_hours": partial(read_count, low=1, high=240),
    "resolve_days": partial(read_count, low=1, high=60),
    "day_close": _unless_none(read_time),
    **{key: _unless_none(goal.read) if goal.emptied else goal.read for key, goal in GOALS.items()},
    "owner_pay_counts": _yes,
}
"""How each setting is read as typed; ``legacy_until`` is a day, ``active_gap`` days."""
