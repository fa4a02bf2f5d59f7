"""Money and goals in the settings: what the owner alone knows, on which numbers of money stand."""

from __future__ import annotations

from clinic.goal_settings import GOALS, PREMISES
from clinic.marks import mark as _
from clinic.setting_names import NO, YES
from clinic.setting_values import NONE
from clinic.words import Words

COUNTS = "owner_pay_counts"
KEYS = (*GOALS, COUNTS)
ASKED = {
    **{key: goal.asked for key, goal in GOALS.items()},
    COUNTS: _("Shall the owner's unpaid work count among the costs?"),
}
FROM_NOW_ON = _("A change counts from now on; what was asked of earlier days keeps what held then.")
PERCENT = {
    "margin": (30, 40, 50),
    "discount_rate": (10, 15, 20),
    "rent_vacancy": (0, 5, 10),
}

Chips = list[tuple[str, str]]
"""What can be tapped: a label, and the value as it would be typed."""


def yes_or_no(words: Words) -> Chips:
    """Return the two answers to a question that asks for no more."""
    return [(words(YES), "yes"), (words(NO), "no")]


def goal_chips(words: Words, key: str) -> Chips:
    """Return what can be tapped as a value of the key; what can be open again says so."""
    if key == COUNTS:
        return yes_or_no(words)
    if key == "premises":
        return [(words(text), value) for value, text in PREMISES.items()]
    shares = [(words.share(each / 100), f"{each}%") for each in PERCENT.get(key, ())]
    return [*shares, (words(_("Leave open")), NONE)]
