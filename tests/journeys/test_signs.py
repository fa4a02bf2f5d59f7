"""Four lamps in the chat: each leads to its series and back; a series is asked for by its name.

Seen to fail when a series' name is read in the reader's language alone, and when the buttons show
numbers in place of names.
"""

import pytest

from metrics.kit.sign_words import SHORT
from tests.support.stage import Actor


@pytest.fixture
async def begun(owner: Actor) -> Actor:
    """Olga, whose first visit was written down three weeks ago."""
    await owner.sends("1042 hygiene 3500 2026-02-16")
    return owner


async def test_four_lamps_lead_to_each_series_and_back(begun: Actor) -> None:
    await begun.sends("/signs")
    assert begun.sees.startswith("Signs that look unlike chance: — of 4")
    assert "Too early to judge: 13 more closed weeks are needed." in begun.sees
    labels = [label.removeprefix("• ") for label in begun.buttons]
    assert [label for label in labels if label in SHORT.values()] == list(SHORT.values())

    await begun.taps("Complaints")
    assert begun.sees.startswith("Complaints per 1000 visits") or "between" in begun.sees
    assert "• Complaints" in begun.buttons
    await begun.taps("New patients")
    assert begun.sees.startswith("Open days between new patients")
    await begun.taps("Four signs")
    assert begun.sees.startswith("Signs that look unlike chance")


async def test_each_lamp_and_each_series_has_its_picture(begun: Actor) -> None:
    for typed in ("/signs", "/signs wait", "/signs trust"):
        await begun.sends(typed)
        await begun.taps("Chart")
        assert (begun.person.last.photo or b"").startswith(b"\x89PNG"), typed


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/signs complaints", "Visits between complaints"),
        ("/signs wait", "Mean wait"),
        ("/signs Waiting", "Mean wait"),
        ("/signs no-shows", "Did not come"),
        ("/signs weeks=104 revenue", "Revenue an open day"),
        ("/signs series=3", "Came in time"),
    ],
)
async def test_a_series_is_asked_for_by_its_name(begun: Actor, typed: str, says: str) -> None:
    await begun.sends(typed)

    assert begun.sees.startswith(says)


async def test_a_reader_asks_in_his_own_language_or_in_english(begun: Actor) -> None:
    await begun.sends("/language")
    await begun.taps("Русский")
    for typed in ("/signs ожидание", "/signs Ожидание", "/signs wait"):
        await begun.sends(typed)
        assert begun.sees.startswith("Среднее ожидание"), typed
        assert "• Ожидание" in begun.buttons


async def test_an_unknown_series_offers_the_nearest(begun: Actor) -> None:
    await begun.sends("/signs complants")
    assert "Did you mean Complaints" in begun.sees
    await begun.taps("/signs Complaints")
    assert begun.sees.startswith("Visits between complaints")


async def test_staff_see_no_revenue(begun: Actor, reception: Actor) -> None:
    await reception.sends("/signs revenue")

    assert "totals of money" in reception.sees
    assert "RUB" not in reception.sees


async def test_the_series_around_a_change_is_chosen_by_its_name(begun: Actor) -> None:
    await begun.sends("/change new receptionist")
    await begun.sends("/numbers")
    await begun.taps("Desk")
    await begun.taps("After a change")
    assert "• What differs most" in begun.buttons
    await begun.taps("Waiting")
    assert "• Waiting" in begun.buttons
