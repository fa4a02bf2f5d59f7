"""What a card still asks: a name among close ones, where a patient heard of us, a second look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from clinic.catalogue import Field
from clinic.checks import Doubt
from clinic.draft import Amendment, Choice


class Origin(StrEnum):
    """What is asked about a new patient."""

    CHANNEL = "channel"
    REFERRER = "referrer"


@dataclass(frozen=True, slots=True)
class Check:
    """What deserves a second look, and a hint that says it in figures.

    The hint is the moment (ms UTC) of the same entry, the usual amount in minor units, or the id
    of the patient whose code is alike; 0 for a day.
    """

    doubt: Doubt
    hint: int = 0


ANSWERS = {
    Doubt.SAME: ("code", "service", "amount"),
    Doubt.AMOUNT: ("service", "amount"),
    Doubt.DAY: ("day",),
    Doubt.CODE: ("code",),
}
"""The fields whose correction answers a check."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The open questions of one card; each goes when it is answered."""

    choices: tuple[Choice, ...] = ()
    origin: Origin | None = None
    check: Check | None = None

    def without(self, field: Field) -> Asked:
        """Return what stays open after one field was chosen."""
        left = tuple(each for each in self.choices if each.field != field)
        return replace(
            self,
            choices=left,
            origin=None if field is Field.CHANNEL else self.origin,
            check=None if _answers(self.check, {field.value}) else self.check,
        )

    def after(self, fields: Amendment) -> Asked:
        """Return what stays open after a correction, with what the correction itself leaves."""
        left = tuple(each for each in self.choices if not settles(fields, each.field.value))
        return Asked(
            choices=(*left, *fields.get("choices", ())),
            origin=None if settles(fields, Field.CHANNEL.value) else self.origin,
            check=None if _answers(self.check, set(fields)) else self.check,
        )


NOTHING = Asked()


def settles(fields: Amendment, field: str) -> bool:
    """Return whether the fields answer this one, be it by close names to choose from."""
    choices = fields.get("choices", ())
    return field in fields or any(choice.field.value == field for choice in choices)


def _answers(check: Check | None, fields: set[str]) -> bool:
    return check is not None and not fields.isdisjoint(ANSWERS[check.doubt])
