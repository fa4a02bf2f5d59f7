"""What the handlers of imports ask of whoever reads files: another process, under limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from clinic.importing.seen import Rehearsed, Seen, Taking
from storage.import_undo import Undone


@dataclass(frozen=True, slots=True)
class Place:
    """Which file: that of this message in a person's own chat."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Where an import is watched: the message that says how far it is, and its reader."""

    clinic_id: int
    author_id: int
    message_id: int
    language: str


class ImportRoom(Protocol):
    """Reads files that people sent, and takes them in."""

    async def fetch(self, place: Place, file_id: str, name: str, shown: Shown) -> Seen:
        """Download a file and look at it; raises a FileRefused or NotFetched."""

    def seen(self, place: Place) -> Seen | None:
        """Return a file that was looked at before, or None where it is not kept any more."""

    async def rehearse(self, place: Place, taking: Taking, shown: Shown) -> Rehearsed:
        """Return what an import would come to; writes nothing. Raises a FileRefused."""

    def begin(self, place: Place, taking: Taking, shown: Shown) -> bool:
        """Let the import begin behind the answer; False where it has begun before."""

    async def undo(self, import_id: int, shown: Shown) -> Undone:
        """Withdraw an import and return what that came to; raises a Refusal."""
