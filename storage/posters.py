"""Posters as they stand: found by their code, listed, made, taken down and put back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, select, update

from clinic.poster import new_code
from storage.entry_tables import posters
from storage.journal import CLINIC, Journal
from storage.post import versions
from storage.reader import Reader, Row
from storage.statements import compiled, insert_into, rank_of, update_of
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Poster:
    """Where a clinic asks its patients; ``refused`` counts answers that were too many."""

    id: int
    clinic_id: int
    place: str
    code: str
    hidden: bool
    refused: int
    change: int


_p = posters.c
_own = (_p.clinic_id == CLINIC) & (_p.id == bindparam("poster_id"))
ADD_POSTER = insert_into(posters, "refused")
HIDE_POSTER = update_of(posters, "hidden", "change", where=_own & (_p.change == bindparam("seen")))
REFUSED = compiled(update(posters).where(_own).values(refused=_p.refused + 1), rank_of(posters))


def _posters() -> Select[Row]:
    columns = _p.id, _p.clinic_id, _p.place, _p.code, _p.hidden, _p.refused, _p.change
    return select(*columns)


_BY_CODE = compiled(_posters().where(_p.code == bindparam("code")))
_BY_ID = compiled(_posters().where(_own))
_OF_CLINIC = compiled(_posters().where(_p.clinic_id == CLINIC).order_by(_p.id))
_UP = compiled(_posters().where(_p.hidden == 0))
_DATABASE = compiled(select(versions.c.value).where(versions.c.name == "database"))


class Posters:
    """Reads the posters of all clinics: a patient knows only a code."""

    def __init__(self, reader: Reader) -> None:
        """Read what is committed."""
        self._reader = reader

    def by_code(self, code: str) -> Poster | None:
        """Return the poster of a link, taken down or not."""
        return _poster(self._reader.one(_BY_CODE, code=code))

    def up(self) -> Iterator[Poster]:
        """Yield the posters of all clinics that are not taken down."""
        return (Poster(*row) for row in self._reader.all(_UP))

    def database(self) -> int:
        """Return the number of the database: digests of people are its own."""
        row = self._reader.one(_DATABASE)
        return row[0] if row else 0


def posters_of(journal: Journal) -> list[Poster]:
    """Return the clinic's posters in the order they were made."""
    return [Poster(*row) for row in journal.all(_OF_CLINIC)]


def poster_by_id(journal: Journal, poster_id: int) -> Poster | None:
    """Return a poster of the clinic, or None."""
    return _poster(journal.one(_BY_ID, poster_id=poster_id))


def add_poster(unit: Unit, clinic_id: int, place: str, author_id: int) -> Poster:
    """Return a new poster for a place, with a code that nobody can guess."""
    poster = Poster(unit.ids.new(), clinic_id, place, new_code(), hidden=False, refused=0, change=0)
    named = {"id": poster.id, "place": place, "code": poster.code}
    unit.write(ADD_POSTER, 1, **named, made=unit.now, author_id=author_id, hidden=0)
    unit.note("poster made", author_id, poster.id)
    return poster


def hide_poster(unit: Unit, poster: Poster, hidden: bool, author_id: int) -> None:
    """Take a poster down, or put it back; the ratings it brought stay."""
    unit.write(HIDE_POSTER, poster_id=poster.id, seen=poster.change, hidden=int(hidden))
    unit.note("poster taken down" if hidden else "poster put back", author_id, poster.id)


def count_refused(unit: Unit, poster: Poster) -> None:
    """Count an answer that was one too many, and was not stored."""
    unit.write(REFUSED, poster_id=poster.id)


def _poster(row: Row | None) -> Poster | None:
    return Poster(*row) if row else None
