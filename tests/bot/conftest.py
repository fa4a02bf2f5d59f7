"""The post office of a bot that has two clinics."""

import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

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
