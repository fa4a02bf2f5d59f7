"""Pictures and documents as the Bot API shows them."""

from playground import pictures
from playground.files import Files, StoredFile
from playground.wire import Wire

# Sides of the boxes into which Telegram fits a photo, with their letters:
# core.telegram.org/api/files#image-thumbnail-types (s, m, x, y).
SIDES = (90, 320, 800, 1280)


def document_of(stored: StoredFile) -> Wire:
    """Return the Document object for a file."""
    return {
        "file_name": stored.name,
        "mime_type": stored.mime,
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
    }


def photo_of(files: Files, content: bytes) -> list[Wire] | None:
    """Keep a picture and return its PhotoSize objects, small to large; None for other bytes.

    All sizes hold the same bytes: nothing is scaled here, only the announced dimensions are.
    """
    size = pictures.dimensions(content)
    if size is None:
        return None
    steps = [side for side in SIDES[:-1] if side < max(size)]
    sizes = [_size(files, content, _fit(size, side)) for side in [*steps, SIDES[-1]]]
    files.photos.update({shown["file_id"]: sizes for shown in sizes})
    return sizes


def _size(files: Files, content: bytes, size: tuple[int, int]) -> Wire:
    mime = pictures.mime_of(content, "")
    suffix = mime.partition("/")[2].replace("jpeg", "jpg")
    stored = files.add(content, f"photo.{suffix}", mime, "photos")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(content),
        "width": size[0],
        "height": size[1],
    }


def _fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
