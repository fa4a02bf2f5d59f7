"""The walk along the settings' buttons, from /settings on."""

from tests.support.stage import Actor


async def opens(owner: Actor, *path: str) -> None:
    """Walk from /settings along the labels of buttons."""
    await owner.sends("/settings")
    for label in path:
        await owner.taps(label, owner.person.last)
