"""What the chips of a card carry: the line they act on, and what they say of it."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from clinic.checks import Doubt


class ShowChips(CallbackData, prefix="1vi"):
    """Show the values of one field in the place of the card's buttons."""

    line: int
    field: str


class CloseChips(CallbackData, prefix="1vk"):
    """Show the card's buttons again."""

    line: int


class SetWait(CallbackData, prefix="1vt"):
    """Set the wait, in minutes."""

    line: int
    minutes: int


class SetRating(CallbackData, prefix="1vr"):
    """Set the rating, in stars."""

    line: int
    stars: int


class CameBy(CallbackData, prefix="1vc"):
    """Say by which channel a new patient came."""

    line: int
    channel: int


class CameUnknown(CallbackData, prefix="1vd"):
    """Say that a new patient does not know where he heard of the clinic."""

    line: int


class CameBefore(CallbackData, prefix="1vl"):
    """Say that the patient came before the journal began."""

    line: int


class Recommended(CallbackData, prefix="1ve"):
    """Say that somebody recommended the clinic, and ask who."""

    line: int


class ReferredBy(CallbackData, prefix="1vf"):
    """Say which patient recommended the clinic; nobody knows who without one."""

    line: int
    patient: int | None = None


class AllRight(CallbackData, prefix="1vq"):
    """Say that the entry is right as it stands; the hint is that of the check."""

    line: int
    doubt: Doubt
    hint: int
