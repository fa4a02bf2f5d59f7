"""What can be wrong with an entry that is typed or tapped."""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.refusals import OutOfBounds, Unreadable


class DuePast(OutOfBounds):
    """A day ahead lies before today."""

    template = _("{part} is past (today is {today}). Write a day ahead, such as: tomorrow")


class DueFarAhead(OutOfBounds):
    """A day ahead lies too far ahead."""

    template = _("{part} is more than {years} years ahead. Check the year.")


class NoAmount(Unreadable):
    """An entry of money holds no amount."""

    template = _("I need an amount: {example}")


class NoPatient(Unreadable):
    """An entry of a patient names none."""

    template = _("I need a card number: {example}")


class NoDueDay(Unreadable):
    """An entry with a day ahead has none."""

    template = _("I need a day, today or ahead: {example}")


class NotAboveZero(OutOfBounds):
    """An amount that must be above zero is not."""

    template = _("The amount must be above zero: {example}")


class NoWords(Unreadable):
    """An entry that is about its words has none."""

    template = _("I need a few words: {example}")


class NoChoice(Unreadable):
    """A field that must be one of a few words is none of them."""

    template = _("I don't see which it is. One of: {choices}. For example: {example}")


class NoName(Unreadable):
    """A short name is missing."""

    template = _("I need a name first: {example}")


class NameTooLong(OutOfBounds):
    """A short name is too long."""

    template = _("A name has at most {limit} characters, not {size}.")


class SameCode(OutOfBounds):
    """Both codes of a household's link are one patient's."""

    template = _("Both card numbers are the same patient's. Write two: {example}")


class NotAWord(Unreadable):
    """What was typed in answer is no value of the field."""

    template = _("I can't read {part} as {field}. For example: {example}")
