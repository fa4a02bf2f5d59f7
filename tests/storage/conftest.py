"""Books that are open: a database with the clinics Smile and Neighbour, and its writer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.books import Books, new_database, opened


@pytest.fixture
async def books(tmp_path: Path) -> AsyncIterator[Books]:
    async with opened(new_database(tmp_path / "clinic.db")) as ready:
        yield ready
