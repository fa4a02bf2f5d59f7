"""Columns patched along while the real writer logs, amends and voids."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from clinic.calendar import day_number
from metrics.kit.layout import VISITS
from metrics.kit.patch import current
from storage.feed import Feed
from tests.metrics import brute
from tests.metrics.hands import shown
from tests.support.books import SETTINGS, SMILE, TODAY, Books, new_database, opened

ZONE = SETTINGS["timezone"]
GAPS = (0, 1, 548, 549)
AMOUNTS = (3500, 0, None, -700)


async def mend(books: Books, chance: random.Random, lines: list[int]) -> None:
    """Log, amend or void something at random, as handlers do."""
    day = TODAY - timedelta(days=chance.choice(GAPS))
    if not lines or chance.random() < 0.5:
        line = await books.logged(chance.choice("1234"), chance.choice(AMOUNTS), day=day)
        lines.append(line.id)
        return
    line = books.line(chance.choice(lines))
    if line.voided is not None:
        return
    if chance.random() < 0.3:
        await books.voided(line)
        return
    others = [books.line(id).patient_id for id in lines]
    changed = chance.choice(
        [
            replace(line, day=day_number(day)),
            replace(line, patient_id=chance.choice(others)),
            replace(line, amount=chance.choice(AMOUNTS)),
        ]
    )
    await books.amended(line, changed)


@pytest.mark.parametrize("seed", range(6))
async def test_what_the_writer_wrote_is_what_the_columns_hold(tmp_path: Path, seed: int):
    chance, lines, columns = random.Random(seed), [], None
    path = new_database(tmp_path / "clinic.db")
    async with opened(path) as books:
        with closing(Feed(path)) as feed:
            for _step in range(40):
                await mend(books, chance, lines)
                if chance.random() < 0.4:
                    columns = current(columns, feed, SMILE)
            columns = current(columns, feed, SMILE)
            fresh = current(None, feed, SMILE)
            assert columns.change == books.change()
    assert shown(columns, VISITS) == shown(fresh, VISITS) == brute.visits(path, None, ZONE)
