"""Files of a call: uploaded under their own name, by attach://, or known by file id.

Source: core.telegram.org/bots/api#sending-files and telegram-bot-api/Client.cpp, get_input_file.
An address of the web is refused: the playground fetches nothing.
"""

from playground import errors, pictures
from playground.asked import Asked, Upload
from playground.bots import Bot
from playground.files import StoredFile
from playground.media import document_of, photo_of
from playground.texts import caption_of
from playground.wire import Wire


def asked_photo(bot: Bot, asked: Asked, name: str = "photo") -> list[Wire]:
    """Return the PhotoSize objects of the picture a call sends; Refused when there is none."""
    return _photo(bot, _found(bot, asked, asked.text(name), name, errors.PHOTO_MISSING))


def asked_document(bot: Bot, asked: Asked, name: str = "document") -> Wire:
    """Return the Document object of the file a call sends; Refused when there is none."""
    return _document(bot, _found(bot, asked, asked.text(name), name, errors.DOCUMENT_MISSING))


def asked_media(bot: Bot, asked: Asked, media: Wire) -> Wire:
    """Return the message fields for one InputMedia object; Refused for kinds unknown here."""
    kind = media.get("type")
    if kind not in ("photo", "document"):
        errors.bad(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    found = _found(bot, asked, str(media.get("media") or ""), "", errors.MEDIA_UNKNOWN)
    shown = (
        {"photo": _photo(bot, found)} if kind == "photo" else {"document": _document(bot, found)}
    )
    mode, marks = media.get("parse_mode") or "", media.get("caption_entities") or []
    return {**shown, **caption_of(media.get("caption") or "", mode, marks)}


def album_media(bot: Bot, asked: Asked) -> list[Wire]:
    """Return the message fields of each part of an album; Refused unless there are 2 to 10."""
    album = asked.parsed("media", errors.ALBUM_JSON)
    if not isinstance(album, list):
        errors.bad(errors.ALBUM_ARRAY)
    if not 2 <= len(album) <= errors.ALBUM:
        errors.bad(errors.ALBUM_SIZE)
    return [asked_media(bot, asked, media) for media in album]


def _found(bot: Bot, asked: Asked, value: str, name: str, words: str) -> Upload | StoredFile:
    attached = value.removeprefix("attach://") if value.startswith("attach://") else name
    upload = asked.uploads.get(attached)
    if upload is not None:
        if not upload.content:
            errors.bad(errors.FILE_NOTHING)
        return upload
    if not value or value.startswith("attach://"):
        errors.bad(words)
    stored = bot.world.files.find(value)
    if stored is None:
        errors.bad(errors.FILE_IDENTIFIER)
    return stored


def _photo(bot: Bot, found: Upload | StoredFile) -> list[Wire]:
    if isinstance(found, StoredFile):
        sizes = bot.world.files.photos.get(found.file_id)
        return sizes or errors.bad(errors.FILE_KIND.format("Document", "Photo"))
    size = pictures.dimensions(found.content)
    if size is None:
        errors.bad(errors.IMAGE_PROCESS_FAILED)
    too_long = max(size) > errors.PHOTO_RATIO * min(size)
    if sum(size) > errors.PHOTO_SIDES or too_long:
        errors.bad(errors.PHOTO_INVALID)
    if len(found.content) > errors.PHOTO_BYTES:
        errors.bad(errors.FILE_BIG)
    return photo_of(bot.world.files, found.content) or []


def _document(bot: Bot, found: Upload | StoredFile) -> Wire:
    if isinstance(found, StoredFile):
        if found.file_id in bot.world.files.photos:
            errors.bad(errors.FILE_KIND.format("Photo", "Document"))
        return document_of(found)
    mime = pictures.mime_of(found.content, found.name)
    return document_of(bot.world.files.add(found.content, found.name, mime))
