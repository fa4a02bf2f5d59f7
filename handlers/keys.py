"""The keys of the main screen: a reply keyboard sends its label, in whatever language it was."""

from __future__ import annotations

from functools import cache
from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from clinic.marks import mark as _
from clinic.words import Words, languages

VISIT, COMPLAINT, PRAISE, DAY, TODAY, CHART, SETTINGS, CLINICS, HELP, PRACTICE = (
    _("+ Visit"),
    _("Complaint"),
    _("Praise"),
    _("The day"),
    _("Today"),
    _("Chart"),
    _("Settings"),
    _("Clinic: {name}"),
    _("Help"),
    _("End practice"),
)


@cache
def labels(key: str) -> frozenset[str]:
    """Return the label of a key in every language: an old keyboard may show another one."""
    return frozenset(Words(language)(key) for language in languages())


class Pressed(Filter):
    """Lets through the press of one key of the main screen."""

    def __init__(self, key: str) -> None:
        """Ask for one key whose label holds no fields."""
        self._key = key

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Return whether the message is the key's label."""
        return message.text is not None and message.text in labels(self._key)
