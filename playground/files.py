"""Files that people and bots sent: bytes in memory, the oldest forgotten when too many."""

import base64
import hashlib
from dataclasses import dataclass

from playground.wire import Wire

BYTES_KEPT = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Some bytes with the ids and the path under which a bot finds them."""

    file_id: str
    unique_id: str
    content: bytes
    name: str
    mime: str
    path: str


class Files:
    """All files of a world, found by id or by path."""

    def __init__(self) -> None:
        """Start empty."""
        self.photos: dict[str, list[Wire]] = {}
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = 0
        self._bytes = 0

    def add(self, content: bytes, name: str, mime: str, folder: str = "documents") -> StoredFile:
        """Keep the bytes and return them with a new file id."""
        self._numbers += 1
        suffix = name.rpartition(".")[2].lower() if "." in name else "bin"
        stored = StoredFile(
            file_id=_name(f"{folder}:{self._numbers}".encode(), "BQACAgIAAxkB"),
            unique_id=_name(hashlib.sha256(content + folder.encode()).digest()[:9], "AgAD"),
            content=content,
            name=name,
            mime=mime,
            path=f"{folder}/file_{self._numbers}.{suffix}",
        )
        self._by_id[stored.file_id] = self._by_path[stored.path] = stored
        self._bytes += len(content)
        self._forget_oldest()
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file with this id, or None."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file that getFile gave this path, or None."""
        return self._by_path.get(path)

    def _forget_oldest(self) -> None:
        while self._bytes > BYTES_KEPT and len(self._by_id) > 1:
            oldest = self._by_id.pop(next(iter(self._by_id)))
            del self._by_path[oldest.path]
            self.photos.pop(oldest.file_id, None)
            self._bytes -= len(oldest.content)


def _name(raw: bytes, prefix: str) -> str:
    return prefix + base64.urlsafe_b64encode(raw).decode().rstrip("=")
