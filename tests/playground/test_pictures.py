"""The size of a picture is read from real files of each kind."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from playground.pictures import dimensions, mime_of

KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}


def drawn(kind: str, size: tuple[int, int], **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(1, 1), (90, 320), (1280, 853)])
def test_width_and_height_are_those_of_the_picture(kind, size):
    content = drawn(kind, size)
    assert dimensions(content) == size
    assert mime_of(content, "x") == KINDS[kind]


def test_a_photograph_with_notes_of_its_camera_is_read_past_them():
    exif = Image.Exif()
    exif[0x010E] = "x" * 5000
    assert dimensions(drawn("JPEG", (640, 480), exif=exif, progressive=True)) == (640, 480)


@given(st.binary(max_size=60), st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF89a"]))
def test_any_bytes_are_a_picture_or_are_not_and_nothing_breaks(content, start):
    size = dimensions(start + content)
    assert size is None or all(side >= 0 for side in size)


@pytest.mark.parametrize(
    ("name", "mime"),
    [("a.CSV", "text/csv"), ("b.json", "application/json"), ("c", "application/octet-stream")],
)
def test_other_files_are_told_by_their_name(name, mime):
    assert mime_of(b"x", name) == mime
