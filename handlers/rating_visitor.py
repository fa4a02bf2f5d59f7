"""A patient at a poster: which clinic it is, which day it is there, and under which digest he is
known for that day. He is nobody else here, whoever he may be elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import CallbackQuery, Message

from clinic.calendar import Calendar, HandClock, day_number
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.poster import visitor_token
from clinic.settings import ClinicSettings
from clinic.voice import WORDS_FOR
from clinic.words import Words
from handlers.rating_buttons import OfRating
from storage.journal import Journal
from storage.posters import Poster, poster_by_id
from storage.ratings import Rating, rating_by_id, rating_by_token
from storage.team import Team
from storage.unit import Unit


class NoPoster(Refusal):
    """The link leads to no poster, or to one that was taken down."""

    template = _("This poster is not in use any more. Please tell the reception.")


class TooLate(Refusal):
    """The rating was given too long ago, or by somebody else."""

    template = _("This can't be changed any more. To rate another visit, open the link again.")


class OnlyPatients(Refusal):
    """Who works in the clinic rates it."""

    template = _("This is the patients' side: what you tap here is not saved.")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person in front of a poster; ``day`` is the clinic's, as days since 1970."""

    person_id: int
    poster: Poster
    settings: ClinicSettings
    journal: Journal
    words: Words
    day: int
    token: str
    works_here: bool

    @property
    def number(self) -> int:
        """Return a number below zero under which floods are counted: nobody's Telegram id."""
        return -int(self.token[:15], 16)


def visitor_of(
    event: Message | CallbackQuery, poster: Poster | None, team: Team, unit: Unit
) -> Visitor:
    """Return the visitor, with the unit bound to the poster's clinic and leaving no trace of him.

    Raises NoPoster where there is none.
    """
    person = event.from_user
    if poster is None or poster.hidden or person is None:
        raise NoPoster
    unit.clinic_id, unit.staff_seen, unit.untraced = poster.clinic_id, None, True
    settings = team.settings(poster.clinic_id, unit.now)
    day = day_number(Calendar(settings.zone, HandClock(unit.now)).today())
    return Visitor(
        person.id,
        poster,
        settings,
        team.journal(poster.clinic_id),
        Words.for_chat(person.language_code or settings.language),
        day,
        token_of(team, poster, person.id, day),
        any(each.clinic_id == poster.clinic_id for each in team.memberships(person.id)),
    )


def token_of(team: Team, poster: Poster, person_id: int, day: int) -> str:
    """Return the digest of a person at a poster on a day."""
    return visitor_token((team.posters.database(), poster.code), person_id, day)


def own_rating(
    callback: CallbackQuery, button: OfRating, team: Team, unit: Unit
) -> tuple[Visitor, Rating]:
    """Return the visitor and the rating of his button; raises TooLate where it is not his now."""
    journal = team.journal(button.clinic)
    rating = rating_by_id(journal, button.rating)
    poster = poster_by_id(journal, rating.poster_id) if rating else None
    if rating is None or poster is None:
        raise TooLate
    visitor = visitor_of(callback, poster, team, unit)
    own = token_of(team, poster, visitor.person_id, rating.day) == rating.token
    if not own or unit.now - rating.logged > WORDS_FOR:
        raise TooLate
    return visitor, rating


def newest_rating(message: Message, team: Team, now: int) -> tuple[Poster, Rating] | None:
    """Return what a person rated within the hour, with its poster, or None.

    Nothing that names him is stored, so his digest is looked up at every poster that is up: some
    twenty microseconds each. A day of UTC touches three days of the clinics of the world.
    """
    person, today = message.from_user, now // (24 * WORDS_FOR)
    if person is None:
        return None
    found = [
        (poster, rating)
        for poster in team.posters.up()
        for day in (today - 1, today, today + 1)
        if (rating := _at(team, poster, person.id, day)) and now - rating.logged <= WORDS_FOR
    ]
    return max(found, key=lambda each: each[1].logged, default=None)


def _at(team: Team, poster: Poster, person_id: int, day: int) -> Rating | None:
    token = token_of(team, poster, person_id, day)
    return rating_by_token(team.journal(poster.clinic_id), token)
