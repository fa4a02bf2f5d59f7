from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import prepare
from tests.metrics.asking import Asked, asked


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty database: making one costs more than all else in an example."""
    path = tmp_path_factory.mktemp("template") / "clinic.db"
    prepare(path)
    return path


@pytest.fixture
def clinic(template: Path) -> Iterator[Asked]:
    with asked(template) as clinic:
        yield clinic
