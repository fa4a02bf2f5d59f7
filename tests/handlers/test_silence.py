"""Strangers are answered so many times an hour, and there may be any number of them."""

from clinic.calendar import HOUR, HandClock
from handlers.silence import MOST, Silence


def test_a_stranger_hears_one_line_an_hour():
    clock = HandClock(0)
    silence = Silence(clock)
    assert [silence.may_hear(1) for _ in range(3)] == [True, False, False]

    clock.move(HOUR - 1)
    assert not silence.may_hear(1)
    clock.move(1)
    assert silence.may_hear(1)


def test_strangers_do_not_silence_each_other():
    silence = Silence(HandClock(0))

    assert all(silence.may_hear(stranger) for stranger in range(100))
    assert silence.silenced == 0


def test_a_flood_of_strangers_is_counted_and_the_oldest_forgotten():
    silence = Silence(HandClock(0))
    for stranger in range(MOST + 1):
        silence.may_hear(stranger)

    assert not silence.may_hear(MOST)
    assert silence.silenced == 1
    assert silence.may_hear(0), "the first was forgotten, so that the memory stays small"
