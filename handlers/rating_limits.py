"""How much of a patient, and of a poster, is heard: the rest is counted and not stored."""

from __future__ import annotations

from aiogram.types import Message

from clinic.marks import mark as _
from clinic.voice import MOST_A_MINUTE, MOST_AN_HOUR
from handlers.letters import to_stranger
from handlers.rating_visitor import Visitor
from handlers.silence import Silence
from storage.posters import count_refused
from storage.ratings import ratings_lately
from storage.unit import Unit

TOO_MANY = _("That is a lot at once, so this was not saved. Please try again later.")
GUESSES_AN_HOUR = 5


def is_too_much(visitor: Visitor, unit: Unit, silence: Silence) -> bool:
    """Return whether this visitor was here too often within the hour; then it is counted only."""
    if silence.may_hear(visitor.number, MOST_AN_HOUR):
        return False
    _refuse(visitor, unit, silence)
    return True


def is_crowded(visitor: Visitor, unit: Unit, silence: Silence) -> bool:
    """Return whether the poster brought more in a minute than patients can; it is counted."""
    if ratings_lately(visitor.journal, visitor.poster.id, unit.now) < MOST_A_MINUTE:
        return False
    _refuse(visitor, unit, silence)
    return True


def _refuse(visitor: Visitor, unit: Unit, silence: Silence) -> None:
    """Count an answer that is not stored, and say so once an hour."""
    count_refused(unit, visitor.poster)
    if silence.may_hear(visitor.number - 1):
        unit.send(to_stranger(visitor.person_id, visitor.words(TOO_MANY)))


def may_guess(message: Message, silence: Silence) -> bool:
    """Return whether a wrong code is answered."""
    return silence.may_hear(-message.chat.id, GUESSES_AN_HOUR)
