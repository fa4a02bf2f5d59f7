"""What a card still asks: which of several close names was meant."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clinic.catalogue import Field
from clinic.draft import Amendment, Choice


@dataclass(frozen=True, slots=True)
class Asked:
    """The open questions of one card; each goes when it is answered."""

    choices: tuple[Choice, ...] = ()

    def without(self, field: Field) -> Asked:
        """Return what stays open after one field was chosen."""
        return replace(self, choices=tuple(each for each in self.choices if each.field != field))

    def after(self, fields: Amendment) -> Asked:
        """Return what stays open after a correction, with what the correction itself leaves."""
        left = tuple(each for each in self.choices if not settles(fields, each.field.value))
        return replace(self, choices=(*left, *fields.get("choices", ())))


NOTHING = Asked()


def settles(fields: Amendment, field: str) -> bool:
    """Return whether the fields answer this one, be it by close names to choose from."""
    choices = fields.get("choices", ())
    return field in fields or any(choice.field.value == field for choice in choices)
