"""A number leads on in one message: other days, options, one name alone, and back to what was said.

Seen red: a second tap kept twice, rights of a report not asked, reports pruned after a week, a step
of /whatif that is not taken back by its own button or has the wrong sign, days not called a cohort.
"""

from contextlib import closing

from bot.janitor import REPORTS_KEPT, Janitor
from clinic.calendar import HOUR, HandClock
from playground.messages import Message
from storage.outside import outside, touch
from storage.tables import staff
from tests.support.cast import Joins
from tests.support.stage import Actor, Stage

KEPT = "SELECT count(*) FROM reports"
ZOE = 503


def texts(actor: Actor) -> int:
    """How many messages of the bot the person has."""
    return len([each for each in actor.person.sees if each.from_bot])


def as_it_is(actor: Actor, shown: Message) -> Message:
    """A message as the person sees it now."""
    return next(each for each in actor.person.sees if each.message_id == shown.message_id)


async def first_visits(owner: Actor) -> None:
    for line in (
        "1042 hygiene 3500 instagram 05.01.2026",
        "1042 hygiene 3500 20.01.2026",
        "1043 hygiene 3500 friend 06.02.2026",
    ):
        await owner.sends(line)


async def test_one_message_leads_to_a_name_and_back_to_just_what_was_said(
    stage: Stage, owner: Actor
) -> None:
    await first_visits(owner)
    await owner.sends("/returns")
    said, heard = owner.sees, texts(owner)
    assert "2 first visits" in said
    assert owner.buttons[:2] == ["Chart", "How it is computed"]
    assert {"• All time", "• 90 days", "180 days", "By channel"} <= {*owner.buttons}

    await owner.taps("By channel")
    assert {*owner.buttons[:2]} == {"Instagram", "Recommendation"}
    assert owner.buttons[-2:] == ["channel unknown", "Back"]
    await owner.taps("Instagram")
    assert owner.sees.splitlines()[0] == "Only: Instagram"
    assert "1 first visit" in owner.sees
    shown = owner.person.last
    await owner.taps("180 days")
    assert owner.sees.splitlines()[0] == "Only: Instagram"
    assert "within 180 days" in owner.sees
    assert {"• 180 days", "90 days", "✕ all", "Back"} <= {*owner.buttons}
    await owner.taps("✕ all")
    assert "2 first visits" in owner.sees

    await owner.sends("1044 hygiene 3500 instagram 07.02.2026")
    for _step in range(3):
        await owner.taps(
            "Back", next(each for each in owner.person.sees if each.message_id == shown.message_id)
        )
    assert said in owner.heard
    assert texts(owner) == heard + 1
    assert stage.rows(KEPT) == [(4,)]


async def test_a_second_tap_keeps_and_changes_nothing(stage: Stage, owner: Actor) -> None:
    await first_visits(owner)
    await owner.sends("/returns")
    shown, [button] = (
        owner.person.last,
        [
            each["callback_data"]
            for row in owner.person.last.buttons
            for each in row
            if each["text"] == "180 days"
        ],
    )
    await owner.taps(button, shown, stale=True)
    once = owner.sees
    await owner.taps(button, shown, stale=True)

    assert owner.sees == once
    assert stage.rows(KEPT) == [(2,)]


async def test_how_it_is_computed_takes_the_place_of_the_number_and_gives_it_back(
    owner: Actor,
) -> None:
    await first_visits(owner)
    await owner.sends("/returns")
    said = owner.sees
    await owner.taps("How it is computed")
    assert "Kaplan" in owner.sees
    await owner.taps("Back")
    assert owner.sees == said

    await owner.sends("/explain returns")
    assert "Kaplan" in owner.sees
    await owner.taps("Back")
    assert owner.sees == said


async def test_days_and_options_are_typed_in_any_order_and_slips_are_offered_right(
    owner: Actor,
) -> None:
    await first_visits(owner)
    for typed in (
        "/returns instagram window=180 2026-01",
        "/returns 2026-01 window 180 Instagramm",
    ):
        await owner.sends(typed)
        assert owner.sees.splitlines()[0] == "Only: Instagram", typed
        assert "within 180 days" in owner.sees
        assert {"‹ December 2025", "February 2026 ›", "• Month"} <= {*owner.buttons}
    for typed, offered in (
        ("/returnz", "/returns"),
        ("/returns windw=180", "/returns window=180"),
        ("/returns window=soon", "/returns window=90"),
        ("/returns 2026-1 window=180", "/returns window=180 2026-01"),
        ("/returns xyz window=30", None),
    ):
        await owner.sends(typed)
        if offered is None:
            assert owner.buttons[0].startswith("/returns window=30 "), typed
            continue
        assert owner.buttons == [offered], typed
        await owner.taps(offered)
        assert "first visit" in owner.sees, typed
    await owner.sends("/returns window=0")
    assert "must lie between 1 and 3,650" in owner.sees or "between 1 and 3650" in owner.sees


async def test_what_was_said_is_listed_and_opened_as_it_was(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    clock = stage.clock
    assert isinstance(clock, HandClock)
    await owner.sends("1042 hygiene 3500")
    await owner.sends("/today")
    said = owner.sees
    await reception.sends("/today")
    clock.move(24 * HOUR)
    await owner.sends("1043 hygiene 1500 yesterday")
    await owner.sends("/reports")
    assert "March 12, 2026" in owner.sees
    assert owner.sees.count("Today, March 12") == 2
    assert "Rita" in owner.sees
    await owner.taps("2")
    assert owner.sees == f"Said on March 12, 2026 at 10:30.\n{said}"
    await owner.taps("As it is now")
    assert "RUB 5,000" in owner.sees
    assert "Yesterday, March 12" in owner.sees
    await owner.taps("Back")
    assert said in owner.sees

    await reception.sends("/reports")
    assert "RUB" not in reception.sees
    assert reception.buttons == ["1"]
    assert stage.rows("SELECT count(*) FROM reports WHERE money = 0") == [(1,)]


async def test_whoever_may_not_see_money_any_more_sees_none_that_was_said(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    second = await joins("Zoe", ZOE, "owner")
    await owner.sends("1042 hygiene 3500")
    await second.sends("/ltv")
    await second.sends("/today")
    assert "RUB 3,500" in second.sees
    [report] = [row[0] for row in stage.rows("SELECT max(id) FROM reports")]
    await owner.sends("/team")
    demoted(stage, ZOE)
    await second.sends("/reports")
    assert "Nothing was asked yet" in second.sees
    for prefix in ("1y", "1yo", "1yp", "1yx", "1yr"):
        before = texts(second)
        await second.taps(f"{prefix}:{report}", second.person.last, stale=True)
        assert not [text for text in second.heard[before:] if "3,500" in text], prefix


def demoted(stage: Stage, person_id: int) -> None:
    """Let somebody be staff from now on, as another process does."""
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        change = touch(connection, 1)
        his = staff.update().where(staff.c.id == person_id, staff.c.clinic_id == 1)
        connection.execute(his.values(role="staff", change=change))


async def test_what_was_said_is_kept_for_three_years(stage: Stage, owner: Actor) -> None:
    await owner.sends("/returns")
    assert isinstance(stage.clock, HandClock)
    janitor = Janitor(stage.app.office, stage.app.clinics)
    stage.clock.move(REPORTS_KEPT)
    await janitor.sweep()
    assert stage.rows(KEPT) == [(1,)]
    stage.clock.move(1000)
    await janitor.sweep()
    assert stage.rows(KEPT) == [(0,)]


async def test_steps_of_what_if_are_taken_and_taken_back_in_one_message(owner: Actor) -> None:
    for line in ("1042 hygiene 3500 05.01.2026", "1043 hygiene 3500 06.02.2026"):
        await owner.sends(line)
    await owner.sends("/whatif")
    heard, shown = texts(owner), owner.person.last
    assert {"Prices −5%", "Prices +5%", "Return +5 pts", "New/month +5"} <= {*owner.buttons}
    await owner.taps("Prices +5%")
    assert "Prices +5%" in owner.sees
    await owner.taps("New/month −5")
    assert "Prices +5%; New patients a month −5" in owner.sees
    assert {"• Prices +5%", "Prices −5%", "• New/month −5"} <= {*owner.buttons}
    await owner.taps("• Prices +5%")
    assert "closed months: New patients a month −5." in owner.sees
    assert "Prices +5%" in owner.buttons
    await owner.taps("• New/month −5")
    assert owner.sees.splitlines()[1].startswith("The most of six small steps")
    assert texts(owner) == heard
    assert as_it_is(owner, shown).text


async def test_a_number_of_first_visits_says_that_its_days_are_a_cohort(owner: Actor) -> None:
    await first_visits(owner)
    for asked in ("/returns", "/ltv", "/channels"):
        await owner.sends(asked)
        await owner.taps("How it is computed")
        assert "Days: those of the first visit, so that a month is a cohort" in owner.sees, asked
