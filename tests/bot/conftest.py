"""The post office of a bot that has two clinics, and a command line in a folder of its own."""

import struct
import zlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.commandline import main
from bot.settings import Settings
from playground.people import Person
from tests.support.post import PostOffice, post_office


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[PostOffice]:
    async with post_office(tmp_path) as ready:
        yield ready


@pytest.fixture
def rita(post: PostOffice) -> Person:
    return post.person(502)


@pytest.fixture
def olga(post: PostOffice) -> Person:
    return post.person(501)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


@pytest.fixture
def png() -> bytes:
    """A grey picture of 64 by 32."""
    head = struct.pack(">IIBBBBB", 64, 32, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 64) * 32)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of its own, English, and nothing set."""
    for name in (*Settings.model_fields, "lc_all", "lc_messages", "lang"):
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def with_a_clinic(at_home: None) -> None:
    assert main(["clinic", "add", "Smile"]) == 0


Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command and return its exit code, its lines and its lines of errors."""
    capsys.readouterr()

    def run(*arguments: str) -> tuple[int, list[str], list[str]]:
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.splitlines()

    return run
