"""A text that a bot sends: parsed, trimmed, completed and measured as Telegram does it.

Sources: telegram-bot-api/Client.cpp, get_formatted_text; tdlib/td MessageEntity.cpp,
fix_formatted_text (blanks) and MessageContent.cpp (lengths).
"""

from playground import errors
from playground.asked import Asked
from playground.detect import found_entities
from playground.formatting import parse_html
from playground.wire import Wire, utf16_length

_MODES = ("html", "none", "")


def asked_text(asked: Asked) -> Wire:
    """Return text and entities of sendMessage or editMessageText; Refused when out of bounds."""
    source = asked.text("text")
    if not source:
        errors.bad(errors.TEXT_EMPTY)
    text, entities = formatted(source, asked.text("parse_mode"), asked.array("entities"))
    if not text:
        errors.bad(errors.TEXT_BLANK)
    if len(text) > errors.TEXT:
        errors.bad(errors.TEXT_LONG)
    return {"text": text, "entities": entities} if entities else {"text": text}


def asked_caption(asked: Asked) -> Wire:
    """Return caption and entities of a picture or document; Refused when it is too long."""
    return caption_of(
        asked.text("caption"), asked.text("parse_mode"), asked.array("caption_entities")
    )


def caption_of(source: str, mode: str, given: list[Wire]) -> Wire:
    """Return caption and entities, nothing for an empty one; Refused when it is too long."""
    if not source:
        return {}
    text, entities = formatted(source, mode, given)
    if len(text) > errors.CAPTION:
        errors.bad(errors.CAPTION_LONG)
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def formatted(source: str, mode: str, given: list[Wire]) -> tuple[str, list[Wire]]:
    """Return the text without its tags and its entities, sorted, offsets in UTF-16 units."""
    if len(source) > errors.RAW_TEXT // 4 and len(source.encode()) > errors.RAW_TEXT:
        errors.bad(errors.TEXT_RAW_TOO_LONG)
    mode = mode.lower()
    if mode not in _MODES:
        errors.bad(errors.PARSE_MODE)
    text, entities = parse_html(source) if mode == "html" else (source, given)
    text, entities = trimmed(text.replace("\r", ""), entities)
    return text, with_found(text, entities)


def trimmed(text: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    """Return what is left when Telegram cuts the blanks around a text."""
    short = text.rstrip()
    first = min((mark["offset"] for mark in entities), default=len(short))
    lead = min(len(short) - len(short.lstrip(" \n")), first)
    end = utf16_length(short)
    if lead == 0 and len(short) == len(text):
        return text, entities
    return short[lead:], [
        {
            **mark,
            "offset": mark["offset"] - lead,
            "length": min(mark["length"], end - mark["offset"]),
        }
        for mark in entities
        if mark["offset"] < end
    ]


def with_found(text: str, entities: list[Wire]) -> list[Wire]:
    """Return the entities together with those that Telegram finds in the text by itself."""
    found = found_entities(text)
    if not found or not entities:
        return found or entities
    taken = [(mark["offset"], mark["offset"] + mark["length"], mark["type"]) for mark in entities]
    free = [mark for mark in found if not _covered(mark, taken)]
    return sorted([*entities, *free], key=lambda mark: (mark["offset"], -mark["length"]))


def _covered(mark: Wire, taken: list[tuple[int, int, str]]) -> bool:
    start, end = mark["offset"], mark["offset"] + mark["length"]
    return any(
        start < other_end and other_start < end
        for other_start, other_end, kind in taken
        if kind in ("code", "pre", "text_link")
    )
