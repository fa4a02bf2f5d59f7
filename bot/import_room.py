"""The room of imports: files that people sent, read by another process, taken in behind the answer.

An import that was begun is a file of its folder: after a restart it goes on under the same id, and
the journal takes each line once.
"""

from __future__ import annotations

import contextlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.api import ApiRefusal, BotApi, Unreachable, as_json
from bot.busy import Busy
from bot.import_asking import OnTheWay, ask
from bot.import_download import Downloads
from bot.import_folders import JOB, REHEARSED, SOURCE, ImportFolders, read, rehearsed_of, write
from bot.import_limits import WRITING_SECONDS
from bot.importing import PATIENCE
from bot.office import Office
from bot.tasks import Tasks
from clinic.errors import Refusal
from clinic.importing.seen import Rehearsed, Seen, SheetSeen, Taking
from clinic.words import Words
from handlers.import_buttons import again
from handlers.import_result import broken_off, came_to, under_way
from handlers.import_room import Place, Shown
from storage.import_undo import Undone


@dataclass(frozen=True, slots=True)
class Files:
    """What the room works with: the database's path, the post, and where files come from."""

    database: Path
    office: Office
    api: BotApi
    downloads: Downloads


class Imports:
    """Reads files that people sent, and takes them in."""

    def __init__(self, files: Files, tasks: Tasks) -> None:
        """Take what holds the work that goes on behind an answer."""
        self._files = files
        self._tasks = tasks
        self._folders = ImportFolders(files.database)
        self.busy = Busy()

    def start(self) -> None:
        """Take up the imports that an earlier run has left."""
        for place, job in self._folders.jobs():
            self._go(place, job)

    async def fetch(self, place: Place, file_id: str, name: str, shown: Shown) -> Seen:
        """Download a file and look at it; raises a FileRefused or NotFetched."""
        folder = self._folders.made(place, self._files.office.clock.now())
        await self._files.downloads.fetch(file_id, folder / SOURCE)
        request = {"source": str(folder / SOURCE), "folder": str(folder)}
        found = await ask({"wish": "look", **request, "language": shown.language})
        sheets = tuple(SheetSeen(**each) for each in found["sheets"])
        seen = Seen(name, shown.clinic_id, sheets)
        self._folders.keep(place, seen)
        return seen

    def seen(self, place: Place) -> Seen | None:
        """Return a file that was looked at before, or None where it is not kept any more."""
        return self._folders.seen(place)

    async def rehearse(self, place: Place, taking: Taking, shown: Shown) -> Rehearsed:
        """Return what an import would come to; writes nothing. Raises a FileRefused."""
        folder = self._folders.of(place)
        found = await ask(self._request(place, asdict(taking), asdict(shown), rehearsal=True))
        write(folder / REHEARSED, found)
        return rehearsed_of(found, folder)

    def begin(self, place: Place, taking: Taking, shown: Shown) -> bool:
        """Let the import begin behind the answer; False where it has begun before."""
        path = self._folders.of(place) / JOB
        before = read(path)
        if before is not None and "again" not in before:
            return False
        number = before["import_id"] if before else self._files.office.ids.new()
        job = {"taking": asdict(taking), "shown": asdict(shown), "import_id": number}
        write(path, job)
        self._go(place, job)
        return True

    async def undo(self, import_id: int, shown: Shown) -> Undone:
        """Withdraw an import and return what that came to; raises a Refusal."""
        ids = {"clinic_id": shown.clinic_id, "import_id": import_id, "author_id": shown.author_id}
        asked = {"wish": "undo", "database": str(self._files.database.resolve()), **ids}
        now = self._files.office.clock.now()
        found = await ask({**asked, "now": now, "language": shown.language})
        return Undone(**found)

    def _go(self, place: Place, job: dict[str, Any]) -> None:
        self.busy.more()
        self._tasks.create_task(self._run(place, job))

    async def _run(self, place: Place, job: dict[str, Any]) -> None:
        try:
            await self._take(place, job)
        finally:
            self.busy.less()

    async def _take(self, place: Place, job: dict[str, Any]) -> None:
        """Take a file in, and say in the end what came of it; a refusal ends it too."""
        shown, path = Shown(**job["shown"]), self._folders.of(place) / JOB
        request = self._request(place, job["taking"], job["shown"], rehearsal=False)
        request["plan"]["import_id"] = job["import_id"]
        words, number = Words.for_chat(shown.language), job["import_id"]
        unit = self._files.office.unit(shown.clinic_id)
        where = (place.chat_id, shown.message_id)
        try:
            found = await ask(request, self._watcher(*where, words), WRITING_SECONDS + PATIENCE)
        except Refusal as refusal:
            write(path, {**job, "over": True, "again": True})
            unit.send(broken_off(words, *where, refusal, again(place, Taking(**job["taking"]))))
        else:
            write(path, {**job, "over": True})
            unit.send(came_to(words, *where, number, rehearsed_of(found, path.parent)))
        await self._files.office.keep(unit)

    def _request(
        self, place: Place, taking: dict[str, Any], shown: dict[str, Any], *, rehearsal: bool
    ) -> dict[str, Any]:
        folder, seen = self._folders.of(place), self._folders.seen(place)
        sheet = asdict(seen.sheets[taking["sheet"]]) if seen else {}
        plan = {
            "clinic_id": shown["clinic_id"],
            "file": seen.name if seen else "",
            "legacy_before": taking["legacy_before"],
            "author_id": shown["author_id"],
        }
        return {
            "wish": "take",
            "database": str(self._files.database.resolve()),
            "source": str(folder / SOURCE),
            "folder": str(folder),
            "sheet": sheet,
            "kind": taking["kind"],
            "places": taking["places"],
            "plan": plan,
            "rehearsal": rehearsal,
            "now": self._files.office.clock.now(),
            "language": shown["language"],
        }

    def _watcher(self, chat_id: int, message_id: int, words: Words) -> OnTheWay:
        """Return who says in the message how far it is; an edit that is refused is left out."""

        async def tell(done: int) -> None:
            letter = under_way(words, chat_id, message_id, done)
            with contextlib.suppress(ApiRefusal, Unreachable):
                await self._files.api.call(letter.method, as_json(letter.payload))

        return tell
