"""A clinic's own settings: which there are, and which were in force when.

A change is a new row with its moment, so that a report of last year can stand on last year's
settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from clinic.errors import Refusal
from clinic.goal_settings import OWN, in_minor
from clinic.marks import mark as _
from clinic.nearest import nearest
from clinic.next_steps import PREFIX, read_step
from clinic.setting_values import READERS as READERS
from clinic.setting_values import BadZone as BadZone
from clinic.setting_values import LegacyAhead as LegacyAhead
from clinic.setting_values import Plain as Plain
from clinic.setting_values import refuse_far_ahead, says_none
from clinic.working import SIX_DAYS, WorkingDays, holidays_of, refuse_backwards

UTC = ZoneInfo("UTC")
OPENING = ("name", "language", "currency", "timezone", "legacy_until")
"""What a new clinic is asked, in this order, as far as nobody has said it."""

HOURS = ("opens", "closes")
NOT_REMINDED = "not reminded "
"""Before a person's id it is a key: whether he has asked not to be reminded at the day's close."""


class UnknownSetting(Refusal):
    """There is no such setting."""

    template = _("There is no setting {typed}; did you mean {nearest}? There are: {known}.")


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
    manager_money: bool = False
    """Whether managers see money."""

    open_days: str = SIX_DAYS
    """Weekdays as digits from 1, Monday."""
    opens: str = "09:00"
    closes: str = "20:00"
    holidays: str | None = None
    """ISO days, separated by spaces."""
    acknowledge_hours: int = 24
    """Within so many hours a complaint is to be taken up."""
    resolve_days: int = 5
    """Within so many working days a complaint is to be resolved."""
    day_close: str | None = "20:00"
    """When those who logged today are asked for what is missing; None: never."""

    margin: float | None = None
    """Share of the revenue that is left after what a visit itself costs."""
    discount_rate: float | None = None
    """By how much less money of a year later is worth."""
    premises: str = OWN
    market_rent: int | None = None
    """A month, as are the amounts below; in hundredths of the currency's unit."""
    rent_paid: int | None = None
    rent_vacancy: float | None = None
    rent_tax: float | None = None
    rent_upkeep: int | None = None
    owner_pay: int | None = None
    owner_pay_counts: bool = False
    """Whether the owner's unpaid work is one of the costs."""
    catchment: int | None = None
    """How many people live where the patients come from."""

    not_reminded: frozenset[int] = frozenset()
    """Whoever wants no reminder at the day's close."""

    steps: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The next steps of numbers in the clinic's own words, by their keys."""

    said: frozenset[str] = frozenset()
    """The keys of the settings that somebody has chosen; the others have their defaults."""

    @property
    def working_days(self) -> WorkingDays:
        """The days on which the clinic is open."""
        return WorkingDays(self.open_days, holidays_of(self.holidays))

    def minor(self, key: str) -> int | None:
        """Return one of the amounts above in minor units of the clinic's currency."""
        value = getattr(self, key)
        return None if value is None else in_minor(value, self.currency)

    def stored(self, key: str) -> Plain:
        """Return the value of a key as it is stored."""
        if key.startswith(PREFIX):
            return self.steps.get(key)
        value = getattr(self, _FIELDS.get(key, key))
        if isinstance(value, ZoneInfo):
            return value.key
        return value.isoformat() if isinstance(value, date) else value

    def with_value(self, key: str, value: Plain) -> ClinicSettings:
        """Return the settings as they are with this stored value in force."""
        fields: dict[str, Any] = {_FIELDS.get(key, key): _typed(key, value)}
        if key.startswith(PREFIX):
            fields = {"steps": _steps({**self.steps, key: value})}
        return replace(self, **fields, said=self.said | {key})

    def still_open(self) -> str | None:
        """Return the key of what is to be asked next, or None where all of OPENING is said."""
        return next((key for key in OPENING if key not in self.said), None)


class Dated(NamedTuple):
    """A setting's row: ``since`` in milliseconds UTC."""

    key: str
    since: int
    value: Plain


def read_setting(key: str, typed: str, today: date | None = None) -> Plain:
    """Return what is stored for a value typed on a day; raises what is wrong with it."""
    if key.startswith(PREFIX):
        return None if says_none(typed) else read_step(typed)
    if key not in READERS:
        raise UnknownSetting(typed=key, nearest=nearest(key, READERS), known=", ".join(READERS))
    value = READERS[key](typed.strip())
    if key == "legacy_until" and today is not None:
        refuse_far_ahead(value, today)
    return value


def in_force(rows: Iterable[Dated], at: int) -> ClinicSettings:
    """Return the settings in force at a moment; rows may come in any order."""
    values = {row.key: row.value for row in sorted(rows, key=_since) if row.since <= at}
    off = frozenset(_without_reminder(values))
    values = {key: value for key, value in values.items() if not key.startswith(NOT_REMINDED)}
    fields: dict[str, Any] = {
        _FIELDS.get(key, key): _typed(key, value)
        for key, value in values.items()
        if not key.startswith(PREFIX)
    }
    steps = _steps(values)
    return ClinicSettings(**fields, not_reminded=off, steps=steps, said=frozenset(values))


def refuse_wrong_hours(settings: ClinicSettings, key: str) -> None:
    """Raise ClosesFirst where a clinic would close before it opens, after a change of the key."""
    if key in HOURS:
        refuse_backwards(settings.opens, settings.closes)


def _without_reminder(values: Mapping[str, Plain]) -> Iterator[int]:
    for key, off in values.items():
        if off and key.startswith(NOT_REMINDED):
            yield int(key.removeprefix(NOT_REMINDED))


def _steps(values: Mapping[str, Plain]) -> dict[str, str]:
    return {key: str(step) for key, step in values.items() if step and key.startswith(PREFIX)}


_FIELDS = {"timezone": "zone"}


def _since(row: Dated) -> int:
    return row.since


def _typed(key: str, value: Plain) -> object:
    if key == "timezone":
        return ZoneInfo(str(value))
    if key == "legacy_until" and value is not None:
        return date.fromisoformat(str(value))
    return value
