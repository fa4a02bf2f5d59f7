"""What can be refused, and the data a refusal carries.

Refusal                what a person asked cannot be done as asked; nothing was written
├── NotAllowed         the person's role does not reach this
└── (clinic.refusals)  what was typed could not be read, or lies outside its bounds

An error holds data; ``Words.refusal`` words it at the edge, in the reader's language.
"""

from __future__ import annotations

from typing import ClassVar

from clinic.marks import mark as _


class Refusal(Exception):
    """Something a person can mend; ``template`` says what to do instead."""

    template: ClassVar[str] = _("That did not work. /help shows what I understand.")

    def __init__(self, **fields: object) -> None:
        """Keep the fields that the template names; values are worded when shown."""
        super().__init__()
        self.fields = fields

    def __str__(self) -> str:
        """Return the English sentence, for logs of tests and for the terminal."""
        return self.template.format(**self.fields)


class NotAllowed(Refusal):
    """The person's role does not reach this."""

    template = _("This is for the clinic's {role}. Ask them to do it or to change your role.")
