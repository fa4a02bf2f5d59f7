"""J6: "how is today?" by command and by word; the chart is a tap away."""

import pytest

from tests.support.stage import Actor, Stage

VISITS = "Visits"


async def test_the_owner_asks_and_gets_numbers_with_money(owner: Actor, reception: Actor) -> None:
    await reception.sends("1042 hygiene 3500")
    for typed in ("/today", "today", "Сегодня?", "сьогодні", "今天", "/TODAY", "/today@smile_bot"):
        await owner.sends(typed)
        assert "RUB 3,500" in owner.sees, typed
        assert owner.buttons[:2] == ["Chart", "How it is computed"]


async def test_staff_get_counts_and_no_money(owner: Actor, reception: Actor) -> None:
    await owner.sends("1042 hygiene 3500")
    for typed in ("/today", "/week", "/month", "/summary", "/summary week", "неделя"):
        await reception.sends(typed)
        assert "1 visit" in reception.sees, typed
        assert "RUB" not in reception.sees, typed


async def test_yesterday_is_asked_for_by_command_and_by_word(owner: Actor) -> None:
    await owner.sends("1042 hygiene 3500 yesterday")
    for typed in ("/yesterday", "вчора"):
        await owner.sends(typed)
        assert "Yesterday, March 11" in owner.sees
        assert "RUB 3,500" in owner.sees


async def test_the_chart_is_drawn_once_and_sent_again_by_what_telegram_kept(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("1042 hygiene 3500")
    await owner.sends("/today")
    await owner.taps("Chart")
    assert (owner.person.last.photo or b"").startswith(b"\x89PNG")
    assert stage.rows("SELECT image IS NULL, file_id IS NULL FROM pictures") == [(1, 0)]

    sent = owner.person.last
    await owner.taps("Chart")
    assert owner.person.last is not sent
    assert owner.person.last.photo == sent.photo
    assert len(stage.rows("SELECT id FROM pictures")) == 1


async def test_the_chart_of_the_week_comes_by_command(owner: Actor) -> None:
    await owner.sends("1042 hygiene 3500")
    await owner.sends("/chart")

    assert owner.person.last.photo
    assert "Week of" in owner.sees


@pytest.mark.parametrize("typed", ["/summary never", "/summary 2027-01"])
async def test_a_period_that_is_none_is_named(owner: Actor, typed: str) -> None:
    await owner.sends(typed)

    assert f"“{typed.split()[1]}”" in owner.sees
