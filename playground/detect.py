"""What Telegram marks in a text by itself: commands, mentions, hashtags, addresses.

Sources: tdlib/td td/telegram/MessageEntity.cpp, match_bot_commands, match_mentions and
match_hashtags. Addresses are found more plainly than there, phone and card numbers not at all.
"""

import re

from playground.wire import Wire, utf16_length

_KINDS = (
    (
        "bot_command",
        "/",
        re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])"),
    ),
    ("mention", "@", re.compile(r"(?<!\w)@[a-zA-Z0-9_]{3,32}(?!\w)")),
    ("hashtag", "#", re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}(?!\w|#)")),
    ("url", "://", re.compile(r"(?<!\w)https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?()]", re.I)),
)


def found_entities(text: str) -> list[Wire]:
    """Return the entities that Telegram adds by itself, in order, offsets in UTF-16 units."""
    found = [
        (match.start(), kind, match.group())
        for kind, sign, pattern in _KINDS
        if sign in text
        for match in pattern.finditer(text)
    ]
    links = [(at, at + len(part)) for at, kind, part in found if kind == "url"]
    return [
        {"offset": utf16_length(text[:at]), "length": utf16_length(part), "type": kind}
        for at, kind, part in sorted(found)
        if kind == "url" or not any(start <= at < end for start, end in links)
    ]
