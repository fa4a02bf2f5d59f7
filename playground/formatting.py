"""HTML of the Bot API read into text and entities, with TDLib's words for what is wrong.

Source: tdlib/td, td/telegram/MessageEntity.cpp, parse_html and
decode_html_entity; core.telegram.org/bots/api#html-style. Read by hand, written anew: the text
is walked as characters, and byte offsets are counted only when something is wrong.
"""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from playground import errors
from playground.wire import Wire, utf16_length

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
# Tags that Telegram knows and this playground does not show: they leave their text.
PLAIN = {"tg-emoji", "tg-time"}

_TAG = re.compile(r"<(/?)([^\s>]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.S)
_ATTRIBUTE = re.compile(r"([^\s=>/\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?", re.S)
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    position: int


@dataclass(slots=True)
class _Reading:
    source: str
    pieces: list[str] = field(default_factory=list)
    units: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Wire] = field(default_factory=list)
    languages: dict[int, str] = field(default_factory=dict)

    def add(self, raw: str) -> None:
        if raw:
            text = unescape(raw)
            self.pieces.append(text)
            self.units += utf16_length(text)

    def wrong(self, words: str, position: int) -> str:
        return f"{words} at byte offset {len(self.source[:position].encode())}"


def parse_html(source: str) -> tuple[str, list[Wire]]:
    """Return the text and its entities; Refused with TDLib's words when it cannot be read."""
    if "<" not in source and "&" not in source:
        return source, []
    reading, at = _Reading(source), 0
    while (start := source.find("<", at)) >= 0:
        reading.add(source[at:start])
        at = _read_tag(reading, start)
    reading.add(source[at:])
    if reading.opened:
        tag = reading.opened[-1].tag
        _refuse(f'Can\'t find end tag corresponding to start tag "{tag}"')
    text = "".join(reading.pieces)
    outer_first = reversed(reading.entities)  # an inner tag closes before the one around it
    return text, sorted(outer_first, key=lambda mark: (mark["offset"], -mark["length"]))


def unescape(raw: str) -> str:
    """Return the text with the character references that Telegram knows replaced."""
    return _REFERENCE.sub(_character, raw) if "&" in raw else raw


def _read_tag(reading: _Reading, start: int) -> int:
    closing = reading.source.startswith("</", start)
    if closing and not reading.opened:
        _refuse(reading.wrong("Unexpected end tag", start))
    found = _TAG.match(reading.source, start)
    if found is None:
        _refuse(reading.wrong(f"Unclosed {'end' if closing else 'start'} tag", start))
    if closing:
        _close(reading, found.group(2).lower(), start)
    else:
        _begin(reading, found, start)
    return found.end()


def _begin(reading: _Reading, found: re.Match[str], start: int) -> None:
    tag = found.group(2).lower()
    if tag not in KINDS and tag not in PLAIN:
        _refuse(reading.wrong(f'Unsupported start tag "{tag}"', start))
    argument = _argument(tag, found.group(3))
    if tag == "span" and argument != "tg-spoiler":
        _refuse(reading.wrong('Tag "span" must have class "tg-spoiler"', start))
    reading.opened.append(_Open(tag, argument, reading.units, len(reading.pieces)))


def _argument(tag: str, attributes: str) -> str:
    wanted = {"a": "href", "code": "class", "span": "class", "blockquote": "expandable"}.get(tag)
    for found in _ATTRIBUTE.finditer(attributes):
        if found.group(1) == wanted:
            value = found.group(2) or found.group(3) or (found.group(4) or "").lower()
            return "expandable" if tag == "blockquote" else unescape(value)
    return ""


def _close(reading: _Reading, tag: str, start: int) -> None:
    opened = reading.opened.pop()
    if tag and tag != opened.tag:
        words = reading.wrong("Unmatched end tag", start)
        _refuse(f'{words}, expected "</{opened.tag}>", found "</{tag}>"')
    length = reading.units - opened.offset
    if length and opened.tag not in PLAIN:
        _note(reading, opened, length)


def _note(reading: _Reading, opened: _Open, length: int) -> None:
    mark: Wire = {"offset": opened.offset, "length": length, "type": KINDS[opened.tag]}
    if opened.tag == "pre":
        mark.update(_language(reading, mark))
    elif opened.tag == "a":
        mark["url"] = opened.argument or "".join(reading.pieces[opened.position :])
    elif opened.tag == "code" and opened.argument.startswith("language-"):
        reading.languages[len(reading.entities)] = opened.argument[len("language-") :]
    elif opened.argument == "expandable":
        mark["type"] = "expandable_blockquote"
    reading.entities.append(mark)


def _language(reading: _Reading, pre: Wire) -> Wire:
    code = {**pre, "type": "code"}
    if not reading.entities or reading.entities[-1] != code:
        return {}
    reading.entities.pop()
    language = reading.languages.pop(len(reading.entities), "")
    return {"language": language} if language else {}


def _character(found: re.Match[str]) -> str:
    name = found.group(3)
    if name:
        return _NAMED[name]
    code = int(found.group(1), 16) if found.group(1) else int(found.group(2))
    return chr(code) if 0 < code < 0x10FFFF else found.group()


def _refuse(words: str) -> NoReturn:
    errors.bad(f"can't parse entities: {words}")
