"""Settings in words: what those are called on which numbers stand, and what is in force."""

from __future__ import annotations

from clinic.goal_settings import GOALS, PREMISES, in_units
from clinic.marks import mark as _
from clinic.setting_values import NONE, Plain
from clinic.settings import ClinicSettings
from clinic.words import ABSENT, Markup, Words

NAMES = {
    "legacy_until": _("Old patients"),
    "active_gap": _("Lost after"),
    "coverage_floor": _("Coverage"),
    **{key: goal.label for key, goal in GOALS.items()},
    "owner_pay_counts": _("Owner's work is a cost"),
}
YES, NO = _("Yes"), _("No")


def in_words(key: str, settings: ClinicSettings, words: Words) -> str:
    """Return what is in force for a key, or a dash where nobody has said it."""
    value = getattr(settings, key)
    if value is None:
        return words(_("everybody is new")) if key == "legacy_until" else ABSENT
    if key == "legacy_until":
        day = Markup(words.full_day(value))
        return Markup(words(_("without a channel until {day}"), day=day))
    if key == "active_gap":
        return words.plural("{n} day", "{n} days", value)
    if isinstance(value, bool):
        return words(YES if value else NO)
    return _of_shape(GOALS[key].shape if key in GOALS else "share", key, settings, words)


def _of_shape(shape: str, key: str, settings: ClinicSettings, words: Words) -> str:
    value = getattr(settings, key)
    if shape == "amount":
        return words.money(settings.minor(key) or 0, settings.currency)
    if shape == "premises":
        return words(PREMISES[value])
    return words.share(value, 2) if shape == "share" else words.number(value)


def written(key: str, value: Plain) -> str:
    """Return a stored value as it would be typed."""
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value * 100:g}%"
    goal = GOALS.get(key)
    return in_units(int(value)) if goal and goal.shape == "amount" else str(value)
