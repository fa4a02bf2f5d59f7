"""Money and goals: what only the owner knows is asked for in the settings."""

from tests.support.settings_walk import opens
from tests.support.stage import Actor, Stage

KEPT = "SELECT value FROM settings WHERE clinic_id = 1 AND key = ? ORDER BY since DESC"


async def test_money_and_goals_are_asked_for_by_chips_and_by_typing(
    stage: Stage, owner: Actor
) -> None:
    for label, chip, line in (
        ("Margin", "40%", "Margin: 40%"),
        ("Discount rate", "10%", "Discount rate: 10%"),
        ("Premises", "leased", "Premises: leased"),
        ("Owner's work is a cost", "Yes", "Owner's work is a cost: Yes"),
    ):
        await opens(owner, "Money and goals", label)
        await owner.taps(chip)
        assert line in owner.sees.splitlines(), label
        assert "A change counts from now on" in owner.sees
    await opens(owner, "Money and goals", "Market rent")
    await owner.sends("85 000,50")

    assert "Market rent: RUB 85,000.50" in owner.sees.splitlines()
    assert stage.rows(KEPT, "market_rent")[0] == ("8500050",)
    await opens(owner, "Money and goals", "Margin")
    await owner.taps("Leave open")
    assert "Margin: —" in owner.sees.splitlines()
    assert stage.rows(KEPT, "margin")[0] == ("null",)
