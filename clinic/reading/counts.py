"""Counts: how long, how often or how much, at the beginning of a text; they are nobody's code."""

from __future__ import annotations

import re
from collections.abc import Callable

from clinic.reading.edges import AFTER_WORD

_TIME = (
    r"мин(?:ут\w*)?|час(?:а|ов|ик\w*)?|день|дн(?:я|ей|і|ів)|лет|год(?:а|ы|ин\w*)?|недел\w+"
    r"|месяц\w*|хв(?:илин\w*)?|тиж\w+|місяц\w*|рок\w+"
    r"|min(?:ute)?s?|hrs?|hours?|days?|weeks?|months?|years?"
)
_OTHER = r"раз(?:а|и|ів)?|руб(?:л\w+)?|times?"
_FEW = "(?<![0-9]{4})"
"""Behind a number of three figures at most: nobody waits for a thousand hours."""

_DIRECT = re.compile(
    rf"\s*[0-9]+(?:{_FEW}\s*-?(?:{_TIME}){AFTER_WORD}|\s*-?(?:{_OTHER}){AFTER_WORD}"
    r"|\s*(?:个?小时|分钟|天|次|个|年|周))",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"\s*(?P<number>[0-9]+)(?:{_FEW}[ -]\w+\s+(?:{_TIME})|[ -]\w+\s+(?:{_OTHER})){AFTER_WORD}",
    re.IGNORECASE,
)


def begins_with_count(text: str, is_patient: Callable[[str], bool]) -> bool:
    """Return whether a text begins with a count: "40 minutes", "2 whole hours", "3 times".

    With a word between it is a count only where the number is no patient's: "104 waited an hour".
    """
    apart = _APART.match(text)
    return bool(_DIRECT.match(text)) or (apart is not None and not is_patient(apart["number"]))
