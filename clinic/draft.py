"""A visit as it was typed: what was understood, what is still to be chosen, and the note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypedDict

from clinic.bill import Share
from clinic.catalogue import Channel, Doctor, Field, Service
from clinic.rating import Rating as Rating

MAX_NOTE = 500
"""Characters."""


class Typed(StrEnum):
    """The fields of a visit that a line can hold besides the code."""

    SERVICE = "service"
    AMOUNT = "amount"
    QUOTE = "quote"
    DISCOUNT = "discount"
    PAID = "paid"
    CHANNEL = "channel"
    DOCTOR = "doctor"
    WAIT = "wait_min"
    RATING = "rating"
    DAY = "day"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Choice:
    """Typed words that name several services, channels or doctors equally well."""

    field: Field
    words: str
    candidates: tuple[Service, ...] | tuple[Channel, ...] | tuple[Doctor, ...]


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A visit as typed; ``amount`` in minor units, negative for a refund, ``wait_min`` in minutes.

    ``amount`` is the bill after the discount; ``paid`` is None where all of it was.
    What was not typed is None (the day: today, the note: empty). A field with a Choice is None
    too, and counts as typed in ``explicit``.
    """

    code: str
    day: date
    service: Service | None = None
    amount: int | None = None
    quote: int | None = None
    discount: int | None = None
    paid: int | None = None
    channel: Channel | None = None
    doctor: Doctor | None = None
    wait_min: int | None = None
    rating: Rating | None = None
    note: str = ""
    choices: tuple[Choice, ...] = ()
    explicit: frozenset[Typed] = frozenset()


class Amendment(TypedDict, total=False):
    """The fields that a correction changes, and only those; units as in VisitDraft.

    A discount that was typed as a share waits for the amount that it is a share of.
    """

    code: str
    day: date
    service: Service
    amount: int
    quote: int
    discount: int | Share
    paid: int
    channel: Channel
    doctor: Doctor
    wait_min: int
    rating: Rating
    note: str
    choices: tuple[Choice, ...]
