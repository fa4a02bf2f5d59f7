"""What the bot does when it is killed is told by its journal: its lines are measured elsewhere."""

import pytest

from tests.support.unmeasured import measuring


@pytest.fixture(autouse=True)
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*measuring()]:
        monkeypatch.delenv(name)
