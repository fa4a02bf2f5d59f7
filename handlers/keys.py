"""The keys of the main screen: a reply keyboard sends its label, in whatever language it was."""

from __future__ import annotations

from functools import cache
from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from clinic.marks import mark as _
from clinic.words import Words, languages

VISIT, COMPLAINT, PRAISE, DAY, TODAY, CHART, MORE, SETTINGS, CLINICS, HELP, PRACTICE = (
    _("+ Visit"),
    _("Complaint"),
    _("Praise"),
    _("The day"),
    _("Today"),
    _("Chart"),
    _("More"),
    _("Settings"),
    _("Clinic: {name}"),
    _("Help"),
    _("End practice"),
)
PLAIN = (VISIT, COMPLAINT, PRAISE, DAY, TODAY, CHART, MORE, SETTINGS, HELP, PRACTICE)
"""The keys whose label holds no field; an old keyboard may still have one that is no more."""


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


class PressedClinic(Filter):
    """Lets through the press of the key that names the clinic, whichever it names."""

    async def __call__(self, message: Message) -> bool:
        """Return whether the message is the label around some clinic's name."""
        return names_clinic(message.text or "")


class IsKey(Filter):
    """Lets through the press of any key: a form that waits for text is not answered by one."""

    async def __call__(self, message: Message) -> bool:
        """Return whether the message is a label of the main screen."""
        text = message.text or ""
        return any(text in labels(key) for key in PLAIN) or names_clinic(text)


def names_clinic(text: str) -> bool:
    """Return whether a text is the label of the clinic's key in some language."""
    return any(
        text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)
        for before, after in _around_the_name()
    )


@cache
def _around_the_name() -> frozenset[tuple[str, str]]:
    shown = (Words(language)(CLINICS, name="\0").partition("\0") for language in languages())
    return frozenset((before, after) for before, _name, after in shown)
