"""Ids rise with time, whatever the clock does."""

from hypothesis import given
from hypothesis import strategies as st

from clinic.calendar import HandClock, moment_of
from storage.ids import RANDOM_BITS, Ids
from storage.mail import newest_id
from storage.unit import Letter
from tests.support.books import MORNING, RITA, Books


class Wandering:
    """A clock that says one moment after another, back and forth."""

    def __init__(self, moments: list[int]) -> None:
        self._moments = iter(moments)

    def now(self) -> int:
        return next(self._moments)

    async def until(self, moment: int) -> None:
        raise AssertionError("nobody waits for an id")


@given(st.lists(st.integers(MORNING - 10, MORNING + 10), min_size=2, max_size=200))
def test_each_id_is_larger_than_the_last_whatever_the_clock_says(moments):
    ids = Ids(Wandering(moments))
    made = [ids.new() for _ in moments]

    assert made == sorted(set(made))


def test_an_id_holds_the_moment_it_was_made():
    assert Ids(HandClock(MORNING)).new() >> RANDOM_BITS == MORNING


def test_ids_fit_into_the_database_for_years_to_come():
    assert Ids(HandClock(moment_of(2039, 1, 1))).new() < 1 << 63


def test_ids_begin_behind_the_newest_stored_one():
    newest = Ids(HandClock(MORNING + 60_000)).new()

    assert Ids(HandClock(MORNING), newest).new() == newest + 1


def test_two_starts_in_the_same_millisecond_make_different_ids():
    made = {Ids(HandClock(MORNING)).new() for _ in range(100)}

    assert len(made) > 90


async def test_a_clock_set_back_over_a_restart_turns_no_outbox_round(books: Books):
    unit = books.unit(None)
    unit.send(Letter(RITA, "sendMessage", {}))
    await books.writer.commit(unit)

    [(stored,)] = books.rows("SELECT id FROM outbox")
    assert newest_id(books.reader) == stored
    assert Ids(HandClock(0), newest_id(books.reader)).new() > stored


async def test_a_new_database_has_no_newest_id(books: Books):
    assert newest_id(books.reader) == 0
