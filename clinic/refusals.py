"""What a typed line can be refused for; each refusal shows one right example.

Unreadable             a part was not understood; the words quote it
├── NoCode             a line does not begin with the patient's code
├── PersonalCode       a phone number or an address where the code should be
├── OtherDigits        figures of another script than 0-9
├── BadAmount          not an amount
├── OtherCurrency      an amount in a currency that is not the clinic's
├── BadDay             not a day of the calendar
├── BadPeriod          not a period
└── NotUnderstood      a correction in which some words mean nothing
OutOfBounds            it was read and is too large, too long or too late; the words name the bound
├── MessageTooLong, TooManyLines, LineTooLong, CodeTooLong, NoteTooLong
├── AmountTooLarge, WaitTooLong, RatingOutOfScale
└── DayAhead, DayTooOld, PeriodAhead
LineRefused            one of several lines; says which, and the reason
"""

from __future__ import annotations

from clinic.errors import Refusal
from clinic.marks import mark as _


class Unreadable(Refusal):
    """A part of what was typed was not understood."""


class OutOfBounds(Refusal):
    """What was typed was understood and lies outside its bounds."""


class NoCode(Unreadable):
    """The line does not begin with the patient's code; ``part`` is its beginning."""

    template = _(
        "I see no patient's code at the beginning of “{part}”. "
        "Begin with the card number or a #code, for example: 1042 hygiene 3500"
    )


class PersonalCode(Unreadable):
    """``part`` begins with a phone number or an e-mail address, which is no code."""

    template = _(
        "“{part}” begins with a phone number or an address, and a patient is a card number or a "
        "short code. For example: 1042 hygiene 3500"
    )


class OtherDigits(Unreadable):
    """``part`` is written in figures other than 0-9."""

    template = _("I read only the figures 0–9, not “{part}”. For example: 1042 hygiene 3500")


class BadAmount(Unreadable):
    """``part`` is not an amount, or can be read as two different ones."""

    template = _("I cannot tell which amount “{part}” is. Write it as 3500, 3 500, 3500.50 or 3.5k")


class OtherCurrency(Unreadable):
    """``part`` is in another currency than the clinic's ``currency``."""

    template = _("The clinic counts in {currency}, and “{part}” is not. For example: 3500")


class BadDay(Unreadable):
    """``part`` looks like a date and is no day of the calendar."""

    template = _("There is no such day: “{part}”. For example: yesterday, 12.03 or 2026-03-12")


class BadPeriod(Unreadable):
    """``part`` names no period."""

    template = _(
        "“{part}” is no period. Write today, yesterday, week, month, year, all, "
        "2026-03 or 2026-03-01..2026-03-15"
    )


class NotUnderstood(Unreadable):
    """The words of a correction that name no field of a visit."""

    template = _(
        "I did not understand “{part}”. A correction looks like: 4500, hygiene, w20, yesterday, "
        "#1043 or // a note"
    )


class MessageTooLong(OutOfBounds):
    """The message has ``size`` bytes, ``limit`` are read."""

    template = _(
        "The message is too long: {size} bytes, at most {limit}. Please send it in several parts"
    )


class TooManyLines(OutOfBounds):
    """One message holds ``count`` visits, ``limit`` are read."""

    template = _("{count} lines at once are too many: at most {limit} visits in one message")


class LineTooLong(OutOfBounds):
    """One visit is written in ``size`` characters, ``limit`` are read."""

    template = _(
        "The line is too long: {size} characters, at most {limit}. For example: 1042 hygiene 3500"
    )


class CodeTooLong(OutOfBounds):
    """The patient's code has more than ``limit`` characters."""

    template = _("The code “{part}” is too long: at most {limit} characters, for example: 1042")


class NoteTooLong(OutOfBounds):
    """The note has ``size`` characters, ``limit`` are kept."""

    template = _("The note is too long: {size} characters, at most {limit}. Nothing was saved")


class AmountTooLarge(OutOfBounds):
    """The amount has more than ``limit`` digits before the decimals."""

    template = _("The amount “{part}” is too large: at most {limit} digits, for example: 3500")


class WaitTooLong(OutOfBounds):
    """The wait is over ``limit`` minutes."""

    template = _("A wait is 0 to {limit} minutes, not “{part}”. For example: w15")


class RatingOutOfScale(OutOfBounds):
    """The rating lies outside ``low`` to ``high``."""

    template = _(
        "On this scale a rating is {low} to {high}, not “{part}”. For example: 5/5, 9/10 or ★4"
    )


class DayAhead(OutOfBounds):
    """The day is after ``today``."""

    template = _(
        "“{part}” is still ahead; a visit is dated today or earlier. For example: yesterday"
    )


class DayTooOld(OutOfBounds):
    """The day is before ``limit`` (a year)."""

    template = _("“{part}” is too long ago: from {limit} on. For example: 2026-03-12")


class PeriodAhead(OutOfBounds):
    """The period begins after the as-of day."""

    template = _("“{part}” has not begun yet. For example: month")


class LineRefused(Refusal):
    """Line number ``line`` of several was refused for ``reason``, itself a Refusal."""

    template = _("Line {line}: {reason}. Nothing of the message was saved")
