"""What patients said at posters, as it stands: found by its digest, written and changed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace

from sqlalchemy import bindparam, func, select

from clinic.calendar import MINUTE
from storage.entries import amending, select_entries
from storage.entry_tables import ratings
from storage.ids import RANDOM_BITS
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled, insert_into
from storage.unit import Unit

PATIENT = -1
"""The author of what a patient himself has entered: nobody's Telegram id."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating; ``praised`` holds the chips: what was good from four stars on, else what was not.

    ``code`` is the patient's, who wants to be called and has said who he is.
    """

    id: int
    poster_id: int
    day: int
    stars: int
    praised: tuple[str, ...]
    note: str
    patient_id: int | None
    code: str | None
    complaint_id: int | None
    logged: int
    token: str
    change: int

    @property
    def said_by(self) -> str:
        """Return the token of the complaint that a low rating becomes: one of it only."""
        return f"rating:{self.id}"


_FIELDS = [field.name for field in fields(Rating)]
_AMENDED = ("stars", "praised", "note", "patient_id", "complaint_id")
ADD_RATING = insert_into(ratings)
AMEND_RATING = amending(ratings, _AMENDED)
_BY_ID = compiled(select_entries(ratings, _FIELDS, ratings.c.id == bindparam("id")))
_BY_TOKEN = compiled(select_entries(ratings, _FIELDS, ratings.c.token == bindparam("token")))
_LATELY = compiled(
    select(func.count()).where(
        ratings.c.clinic_id == CLINIC,
        ratings.c.id >= bindparam("first"),
        ratings.c.poster_id == bindparam("poster_id"),
    )
)


def rating_by_id(journal: Journal, rating_id: int) -> Rating | None:
    """Return a rating of the clinic, or None."""
    return _rating(journal.one(_BY_ID, id=rating_id))


def rating_by_token(journal: Journal, token: str) -> Rating | None:
    """Return what this very patient has said at this poster on this day, or None."""
    return _rating(journal.one(_BY_TOKEN, token=token))


def ratings_lately(journal: Journal, poster_id: int, now: int) -> int:
    """Return how many ratings a poster brought in the last minute; ids rise with time."""
    first = (now - MINUTE) << RANDOM_BITS
    row = journal.one(_LATELY, first=first, poster_id=poster_id)
    return row[0] if row else 0


def add_rating(unit: Unit, poster_id: int, day: int, stars: int, token: str) -> Rating:
    """Add a rating of nobody in particular; ``token`` written twice makes the unit stale."""
    empty = (None, None, None)
    rating = Rating(
        unit.ids.new(),
        poster_id,
        day,
        stars,
        (),
        "",
        *empty,
        logged=unit.now,
        token=token,
        change=0,
    )
    unit.write(ADD_RATING, 1, **_columns(rating), author_id=PATIENT)
    unit.note("rating given", PATIENT, rating.id, stars=stars)
    return rating


def amend_rating(unit: Unit, before: Rating, **changes: object) -> Rating:
    """Change a rating as it was read; return it as it shall be."""
    after = replace(before, **changes)  # type: ignore[arg-type] # the names are those of Rating
    if after != before:
        named = {name: _columns(after)[name] for name in _AMENDED}
        unit.write(AMEND_RATING, 1, entry_id=before.id, seen=before.change, **named)
        unit.note("rating changed", PATIENT, before.id, stars=after.stars)
    return after


def _columns(rating: Rating) -> dict[str, object]:
    return {**asdict(rating), "praised": json.dumps(rating.praised)}


def _rating(row: Row | None) -> Rating | None:
    if row is None:
        return None
    found = dict(zip(_FIELDS, row, strict=True))
    return Rating(**{**found, "praised": tuple(json.loads(found["praised"]))})
