"""Hours and deadlines in words: when the clinic works, and what is due by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from clinic.marks import mark as _
from clinic.setting_values import NONE
from clinic.settings import ClinicSettings
from clinic.words import Words

OPEN_DAYS, OPENS, CLOSES, HOLIDAYS = "open_days", "opens", "closes", "holidays"
ACKNOWLEDGE, RESOLVE, DAY_CLOSE = "acknowledge_hours", "resolve_days", "day_close"

LABELS = {
    OPEN_DAYS: _("Open on"),
    OPENS: _("Opens"),
    CLOSES: _("Closes"),
    HOLIDAYS: _("Holidays"),
    ACKNOWLEDGE: _("Take up within"),
    RESOLVE: _("Resolve within"),
    DAY_CLOSE: _("Evening reminder"),
}
ASKED = {
    OPEN_DAYS: _("On which weekdays is the clinic open? Tap it, or write them as mon, wed."),
    OPENS: _("When does the clinic open? Tap it, or write a time such as 8:30."),
    CLOSES: _("When does the clinic close? Tap it, or write a time such as 19:30."),
    HOLIDAYS: _(
        "On which days is the clinic closed besides? Write all of them, such as 2026-05-01, "
        "2026-12-31 - 2027-01-08."
    ),
    ACKNOWLEDGE: _("Within how many hours shall somebody take a complaint up?"),
    RESOLVE: _("Within how many working days shall a complaint be resolved?"),
    DAY_CLOSE: _(
        "When shall those who wrote something down today be asked for what is missing? Tap it, or "
        "write a time such as 19:30. Whoever lacks nothing hears nothing."
    ),
}
WEEKS, MORNINGS, EVENINGS = ("12345", "123456", "1234567"), (8, 9, 10), (18, 20, 21)
WITHIN_HOURS, WITHIN_DAYS = (12, 24, 48), (3, 5, 10)
NEVER, NO_HOLIDAYS = _("Never"), _("No holidays")
HOLIDAYS_SHOWN = 4
A_MONDAY = date(2024, 1, 1)

Chips = list[tuple[str, str]]
"""What can be tapped: a label, and the value as it would be typed."""


def _week(words: Words, digits: str) -> str:
    """Return weekdays as a list, runs of three and more as a span."""
    parts: list[str] = []
    for run in _runs([int(digit) for digit in digits]):
        names = [words.weekday(A_MONDAY + timedelta(days=day - 1)) for day in run]
        parts += [f"{names[0]}\N{EN DASH}{names[-1]}"] if len(names) > 2 else names
    return ", ".join(parts)


def _runs(days: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _holidays(words: Words, settings: ClinicSettings) -> str:
    """Return the first days that are kept, and up to when there are more."""
    days = sorted(settings.working_days.holidays)
    if not days:
        return words(_("none"))
    shown = ", ".join(words.short_day(day) for day in days[:HOLIDAYS_SHOWN])
    last = words.full_day(days[-1])
    if len(days) <= HOLIDAYS_SHOWN:
        return shown
    return words.plural(
        "{days} … {n} day up to {last}",
        "{days} … {n} days up to {last}",
        len(days),
        days=shown,
        last=last,
    )


def _evening(words: Words, settings: ClinicSettings) -> str:
    return settings.day_close or words(_("never"))


SAID: dict[str, Callable[[Words, ClinicSettings], str]] = {
    OPEN_DAYS: lambda words, settings: _week(words, settings.open_days),
    OPENS: lambda _words, settings: settings.opens,
    CLOSES: lambda _words, settings: settings.closes,
    HOLIDAYS: _holidays,
    ACKNOWLEDGE: lambda words, settings: _hours(words, settings.acknowledge_hours),
    RESOLVE: lambda words, settings: _days(words, settings.resolve_days),
    DAY_CLOSE: _evening,
}


def _hours(words: Words, n: int) -> str:
    return words.plural("{n} hour", "{n} hours", n)


def _days(words: Words, n: int) -> str:
    return words.plural("{n} working day", "{n} working days", n)


def hour_chips(words: Words, key: str) -> Chips:
    """Return what can be tapped as a value of the key; a time is tapped as its hour alone."""
    if key == OPEN_DAYS:
        return [(_week(words, digits), digits) for digits in WEEKS]
    if key == HOLIDAYS:
        return [(words(NO_HOLIDAYS), NONE)]
    if key == ACKNOWLEDGE:
        return [(_hours(words, n), str(n)) for n in WITHIN_HOURS]
    if key == RESOLVE:
        return [(_days(words, n), str(n)) for n in WITHIN_DAYS]
    times = [(f"{hour:02}:00", str(hour)) for hour in (MORNINGS if key == OPENS else EVENINGS)]
    return [*times, (words(NEVER), NONE)] if key == DAY_CLOSE else times
