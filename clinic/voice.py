"""What patients say themselves: stars, what was good or not, a few words, a call back."""

from __future__ import annotations

from enum import StrEnum

from clinic.calendar import HOUR, MINUTE
from clinic.complaint import Subject
from clinic.marks import mark as _

MOST_STARS = 5
LOW = 2
"""So many stars or fewer are a complaint."""

GOOD = 4
"""From so many stars on we ask what was good; below, what was not."""

CHANGES_FOR = 10 * MINUTE
WORDS_FOR = HOUR
"""How long after his stars a patient may add something."""

LONGEST_WORDS = 2000
MOST_AN_HOUR = 30
"""Taps and words of one patient at one poster; more are not stored."""

MOST_A_MINUTE = 60
"""Ratings of one poster; more are not stored."""

CALL = "call"
"""Stands among the chips of somebody who wants to be called back."""


class Matter(StrEnum):
    """What a patient may tap."""

    WAITING = "waiting"
    POLITENESS = "politeness"
    TREATMENT = "treatment"
    PRICE = "price"
    CLEANLINESS = "cleanliness"


MATTERS = {
    Matter.WAITING: _("Waiting"),
    Matter.POLITENESS: _("Politeness"),
    Matter.TREATMENT: _("Treatment"),
    Matter.PRICE: _("Price"),
    Matter.CLEANLINESS: _("Cleanliness"),
}
SUBJECT_OF = {
    Matter.WAITING: Subject.WAITING,
    Matter.POLITENESS: Subject.RUDENESS,
    Matter.TREATMENT: Subject.TREATMENT,
    Matter.PRICE: Subject.PRICE,
    Matter.CLEANLINESS: Subject.PREMISES,
}


def toggled(chosen: tuple[str, ...], chip: str) -> tuple[str, ...]:
    """Return what is chosen after a tap on a chip: with it, or without it."""
    if chip in chosen:
        return tuple(each for each in chosen if each != chip)
    return (*chosen, chip)


def after_stars(chosen: tuple[str, ...], before: int, stars: int) -> tuple[str, ...]:
    """Return what stays chosen when the stars change: praise does not become blame."""
    if (before >= GOOD) == (stars >= GOOD):
        return chosen
    return tuple(each for each in chosen if each == CALL)


def subject_of(chosen: tuple[str, ...]) -> Subject:
    """Return what a low rating complains of: the first matter that was tapped."""
    matters = [SUBJECT_OF[Matter(each)] for each in chosen if each != CALL]
    return matters[0] if matters else Subject.OTHER


def with_words(note: str, words: str) -> str:
    """Return the note with words added on a line of their own, at most so many characters."""
    return "\n".join(each for each in (note, words) if each)[:LONGEST_WORDS]
