"""Text with entities written back as Telegram's HTML."""

import html
from collections.abc import Iterable

from playground.wire import Wire

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def as_html(text: str, entities: Iterable[Wire]) -> str:
    """Return the text as HTML; links and commands that Telegram found by itself stay plain."""
    units = text.encode("utf-16-le")
    edges: list[tuple[int, int, int, str]] = []
    for order, mark in enumerate(entities):
        before, after = _tags(mark)
        if before:
            start, end = mark["offset"], mark["offset"] + mark["length"]
            edges += [(start, 1, order, before), (end, 0, -order, after)]
    pieces, at = [], 0
    for place, _, _, tag in sorted(edges):
        pieces += [_plain(units, at, place), tag]
        at = place
    return "".join([*pieces, _plain(units, at, len(units) // 2)])


def _plain(units: bytes, start: int, end: int) -> str:
    return html.escape(units[2 * start : 2 * end].decode("utf-16-le"), quote=False)


def _tags(mark: Wire) -> tuple[str, str]:
    kind = mark["type"]
    if kind == "text_link":
        return f'<a href="{html.escape(mark["url"])}">', "</a>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "pre" and mark.get("language"):
        language = html.escape(mark["language"])
        return f'<pre><code class="language-{language}">', "</code></pre>"
    tag = TAGS.get(kind)
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")
