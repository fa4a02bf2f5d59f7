"""What a patient writes after his stars: words, or his card number; and what follows from it."""

from __future__ import annotations

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import Message

from clinic.privacy import personal_parts, without
from clinic.text import capped, clean, folded
from clinic.voice import CALL, with_words
from handlers import rating_views as views
from handlers.letters import to_stranger
from handlers.rating_alarm import RATED
from handlers.rating_limits import is_too_much
from handlers.rating_visitor import newest_rating, visitor_of
from handlers.silence import Silence
from storage.jobs import plan
from storage.ratings import Rating, amend_rating
from storage.team import Team
from storage.unit import Unit


class HasRated(Filter):
    """Lets through what a patient writes within an hour of his stars."""

    async def __call__(self, message: Message, team: Team, unit: Unit) -> bool:
        """Return whether there are stars of his."""
        return newest_rating(message, team, unit.now) is not None


async def take_words(message: Message, unit: Unit, team: Team, silence: Silence) -> None:
    """Add words to the rating, without what would tell who somebody is; or his card number."""
    rated = newest_rating(message, team, unit.now)
    if rated is None:
        raise SkipHandler
    poster, rating = rated
    visitor = visitor_of(message, poster, team, unit)
    if is_too_much(visitor, unit, silence):
        return
    typed = clean(capped(message.text or "")).strip()
    patient = visitor.journal.patient(folded(typed.lstrip("#№ ")))
    if CALL in rating.praised and rating.patient_id is None and patient is not None:
        after = amend_rating(unit, rating, patient_id=patient.id)
        thanks = visitor.words(views.WILL_CALL, code=patient.code)
    else:
        kept = without(typed, personal_parts(typed, [visitor.settings.name]))
        after = amend_rating(unit, rating, note=with_words(rating.note, kept))
        thanks = visitor.words(views.THANKS)
    plan_work(after, unit)
    unit.send(to_stranger(message.chat.id, thanks))


def plan_work(rating: Rating, unit: Unit) -> None:
    """Let the managers be told: by the clinic's own clock, so that a patient waits for nobody."""
    plan(unit, RATED, str(unit.ids.new()), unit.now, rating=rating.id)
