"""The keys under which names are looked up: their words, folded."""

from __future__ import annotations

import re

from clinic.text import folded

CJK = "\u3400-\u9fff\uf900-\ufaff"
# ʼ counts as a letter in Unicode and as nothing in a key: alone it is no word.
_LETTERS = f"[^\\W_{CJK}ʼ]+"
WORD = re.compile(f"[{CJK}]|{_LETTERS}(?:['’ʼ`]{_LETTERS})*")
HAN = re.compile(f"[{CJK}]")

# Words that would otherwise pass for the beginning of a name ("при" of "приём").
_SMALL_WORDS = (
    "при про для под над без нет это как что она они все еще был уже ему его мне нас раз два зуб "
    "від він вона вони цей був була йому його мені нам ще так але або тут там "
    "the and for was not but she her him his has had are out off one two all any who how"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


def key_of(text: str) -> str:
    """Return the words of a name, folded; Han characters stand as words of their own."""
    return " ".join(folded(word) for word in WORD.findall(text))
