"""The files that people sent to be imported: a folder each beside the database, for two days."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.import_source import BAD_ROWS
from clinic.calendar import HOUR, SECOND
from clinic.importing.seen import Rehearsed, Seen, SheetSeen
from handlers.import_room import Place

FOLDER = "imports"
SOURCE, SEEN, REHEARSED, JOB = "source", "seen.json", "rehearsed.json", "job.json"
KEPT = 48 * HOUR
PRIVATE = 0o700


class ImportFolders:
    """Where the files are, and what is known of each."""

    def __init__(self, database: Path) -> None:
        """Take the database beside which they lie."""
        self._root = database.resolve().parent / FOLDER

    def of(self, place: Place) -> Path:
        """Return the folder of a file."""
        return self._root / f"{place.chat_id}-{place.message_id}"

    def made(self, place: Place, now: int) -> Path:
        """Return the empty folder of a file; those that are too old (now in ms UTC) go."""
        self._root.mkdir(PRIVATE, exist_ok=True)
        for folder in self._root.iterdir():
            # A job that goes on for ever is none: whatever was begun two days ago is over.
            if folder.stat().st_mtime * SECOND < now - KEPT:
                shutil.rmtree(folder, ignore_errors=True)
        folder = self.of(place)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(PRIVATE)
        return folder

    def keep(self, place: Place, seen: Seen) -> None:
        """Keep what a file looks like."""
        write(self.of(place) / SEEN, asdict(seen))

    def seen(self, place: Place) -> Seen | None:
        """Return what a file looks like, or None where it is not kept any more."""
        kept = read(self.of(place) / SEEN)
        if kept is None:
            return None
        sheets = tuple(SheetSeen(**each) for each in kept["sheets"])
        return Seen(kept["name"], kept["clinic_id"], sheets, self._rehearsed(place))

    def _rehearsed(self, place: Place) -> Rehearsed | None:
        found = read(self.of(place) / REHEARSED)
        return rehearsed_of(found, self.of(place)) if found else None

    def jobs(self) -> Iterator[tuple[Place, dict[str, Any]]]:
        """Yield the imports that have begun and are not over."""
        for path in sorted(self._root.glob(f"*/{JOB}")):
            job = read(path)
            if job and "over" not in job:
                chat_id, message_id = path.parent.name.rsplit("-", 1)
                yield Place(int(chat_id), int(message_id)), job


def rehearsed_of(found: dict[str, Any], folder: Path) -> Rehearsed:
    """Return what the process said of a rehearsal, with the file of bad rows it wrote."""
    written = (folder / BAD_ROWS) if found["written"] else None
    return Rehearsed(
        good=found["good"],
        duplicate=found["duplicate"],
        bad=found["bad"],
        first=found["first"],
        reasons=tuple((count, text) for count, text in found["reasons"]),
        created=found["created"],
        bad_rows=written.read_bytes() if written else None,
    )


def write(path: Path, content: dict[str, Any]) -> None:
    """Write a file whole or not at all."""
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    draft.replace(path)


def read(path: Path) -> dict[str, Any] | None:
    """Return what was written, or None where there is nothing."""
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found
