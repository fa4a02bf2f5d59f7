"""Catalogues as the rules see them: what the code marks, and what a translator made of it."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.tree import ROOT

LOCALES = ROOT / "locales"
SPOKEN = ("bot", "clinic", "handlers", "metrics", "storage")
KEYWORDS: dict[str, Any] = {"_": None, "mark": None, "words": (1,), "plural": (1, 2)}
MAY_STAND = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}


def marked() -> dict[str, str]:
    """Return every text that the code marks, with the file where it stands first."""
    found: dict[str, str] = {}
    for package in SPOKEN:
        if (ROOT / package).is_dir():
            for path, line, text, *_ in extract_from_dir(ROOT / package, keywords=KEYWORDS):
                one = text if isinstance(text, str) else text[0]
                found.setdefault(one, f"{package}/{path}:{line}")
    return found


def catalogues() -> dict[str, Path]:
    """Return the catalogue of every language that has a folder."""
    return {path.parts[-3]: path for path in sorted(LOCALES.glob("*/LC_MESSAGES/clinicpulse.po"))}


def read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults(message: Message, language_forms: int) -> Iterator[str]:
    """Yield what is wrong with one translated text."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    said = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "is marked fuzzy: read it once more and remove the mark"
    if not all(said) or (len(sources) > 1 and len(said) != language_forms):
        yield "has no translation, or lacks a plural form"
        return
    wanted = fields(sources[-1])
    for text in said:
        if fields(text) != wanted:
            yield f"{text!r} has fields {sorted(fields(text))}, the source has {sorted(wanted)}"
        yield from unbalanced(text)


def fields(text: str) -> Counter[str]:
    """Return the placeholders of a text with how often each stands in it."""
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        if tag not in MAY_STAND:
            self.wrong.append(f"Telegram knows no <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


def unbalanced(text: str) -> Iterator[str]:
    """Yield where the HTML of a text is not balanced, or not Telegram's."""
    parser = _Tags()
    parser.feed(text)
    parser.close()
    yield from (f"{text!r}: {fault}" for fault in parser.wrong)
    yield from (f"{text!r}: <{tag}> is never closed" for tag in parser.open)
