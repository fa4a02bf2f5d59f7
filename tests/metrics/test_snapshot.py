from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from metrics.kit.columns import Columns
from metrics.kit.layout import VISITS
from metrics.kit.patch import current
from metrics.kit.shelf import Shelf
from metrics.kit.snapshot import load, path_of, save
from storage.feed import Feed
from tests.metrics.journals import CLINIC, Writer


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Writer(tmp_path / "clinic.db")) as writer:
        for id in range(1, 40):
            writer.log(id, id % 7 + 1, 20_000 + id, amount=id * 100, rating=4.5, rating_scale=5)
        writer.complain(1, 20_001)
        yield writer


@pytest.fixture
def feed(writer: Writer) -> Iterator[Feed]:
    with closing(Feed(writer.path)) as feed:
        yield feed


@pytest.fixture
def saved(feed: Feed, tmp_path: Path) -> Columns:
    columns = current(None, feed, CLINIC)
    save(columns, tmp_path)
    return columns


def test_a_snapshot_loads_as_it_was_saved(saved: Columns, tmp_path: Path):
    loaded = load(tmp_path, CLINIC)
    assert loaded is not None
    for kind, table in saved.tables.items():
        for name in kind.fields:
            np.testing.assert_array_equal(loaded.tables[kind][name], table[name])
    assert (loaded.names, loaded.settings, loaded.change) == (
        saved.names,
        saved.settings,
        saved.change,
    )


def test_only_the_owner_of_the_process_can_read_a_snapshot(saved: Columns, tmp_path: Path):
    assert stat.S_IMODE(path_of(tmp_path, CLINIC).stat().st_mode) == 0o600


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.9, 0.9999])
def test_a_flipped_byte_anywhere_makes_a_snapshot_unfit(
    saved: Columns, tmp_path: Path, share: float
):
    path = path_of(tmp_path, CLINIC)
    raw = bytearray(path.read_bytes())
    raw[int(len(raw) * share)] ^= 0x20
    path.write_bytes(raw)
    assert load(tmp_path, CLINIC) is None


@pytest.mark.parametrize("kept", [0, 5, 1000, -1])
def test_a_cut_snapshot_is_unfit(saved: Columns, tmp_path: Path, kept: int):
    path = path_of(tmp_path, CLINIC)
    path.write_bytes(path.read_bytes()[:kept])
    assert load(tmp_path, CLINIC) is None


def test_a_snapshot_of_another_clinic_is_not_taken(saved: Columns, tmp_path: Path):
    path_of(tmp_path, CLINIC).rename(path_of(tmp_path, 2))
    assert load(tmp_path, 2) is None


def test_a_damaged_snapshot_is_rebuilt_and_nobody_notices(
    saved: Columns, feed: Feed, tmp_path: Path
):
    path_of(tmp_path, CLINIC).write_bytes(b"nonsense")
    columns = Shelf(feed, tmp_path).columns(CLINIC)
    assert columns.tables[VISITS].size == saved.tables[VISITS].size


@pytest.mark.parametrize("field", ["database", "change"])
def test_columns_of_another_database_or_future_are_read_anew(
    saved: Columns, feed: Feed, field: str
):
    setattr(saved, field, getattr(saved, field) + 1)
    assert current(saved, feed, CLINIC) is not saved


def test_a_folder_that_cannot_be_written_costs_only_the_snapshot(feed: Feed, tmp_path: Path):
    folder = tmp_path / "file"
    folder.write_text("in the way")
    shelf = Shelf(feed, folder)
    assert shelf.columns(CLINIC).tables[VISITS].size
    shelf.tidy()
    assert folder.read_text() == "in the way"


def test_a_snapshot_is_written_at_first_and_when_far_behind(feed: Feed, writer: Writer):
    folder = writer.path.parent / "columns"
    shelf = Shelf(feed, folder)
    shelf.columns(CLINIC)
    shelf.tidy()
    first = path_of(folder, CLINIC).stat().st_mtime_ns
    writer.log(900, 1, 20_500)
    shelf.columns(CLINIC)
    shelf.tidy()
    assert path_of(folder, CLINIC).stat().st_mtime_ns == first
    writer.change += 500
    writer.stamp()
    shelf.columns(CLINIC)
    shelf.tidy()
    assert path_of(folder, CLINIC).stat().st_mtime_ns > first


def test_more_than_255_names_get_codes_of_two_bytes(feed: Feed, writer: Writer):
    before = current(None, feed, CLINIC)
    for id in range(10, 300):
        writer.insert("channels", id=id, name=str(id), key=str(id))
    writer.log(800, 900, 20_000, channel_id=299)
    after = current(before, feed, CLINIC)
    codes = after.tables[VISITS]["first_channel"]
    assert codes.dtype == np.uint16
    assert after.names["channel"].name(int(codes.max())) == "299"


def test_a_visit_takes_at_most_48_bytes(feed: Feed):
    visits = current(None, feed, CLINIC).tables[VISITS]
    assert sum(dtype.itemsize for dtype in visits.types.values()) <= 48
