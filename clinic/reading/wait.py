"""How long a patient waited: ``w15``, ``15m``, ``ждал 15``, ``等了15分钟``."""

from __future__ import annotations

import re

from clinic.reading.edges import AFTER_NUMBER, AFTER_WORD, BEFORE_NUMBER, BEFORE_WORD, quoted
from clinic.reading.rest import Rest
from clinic.refusals import WaitTooLong

MAX_WAIT = 600
"""Minutes."""

_VERBS = (
    "w|wait(?:ed|ing|s)?|ждал[аио]?|ждать|ожидани[ея]|ожидал[аио]?|чекав|чекал[аио]"
    "|очікування|очікував|очікувал[аио]"
)
_HAN_VERBS = "等待了?|等候了?|等了|候诊|等"
_MINUTES = "minutes?|mins?|m|минут[аыу]?|мин|м|хвилин[аиу]?|хв"
_HOURS = "hours?|h|час(?:а|ов)?|ч|годин[аиу]?"
_AFTER_VERB = re.compile(
    f"(?:{BEFORE_WORD}(?:{_VERBS})|{_HAN_VERBS})[: ]?(?P<number>[0-9]++) ?"
    f"(?:(?:{_MINUTES}|(?P<hours>{_HOURS})){AFTER_WORD}\\.?|分钟?|(?P<han_hours>小时)"
    f"|(?<! ){AFTER_NUMBER})",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(
    f"{BEFORE_NUMBER}(?P<number>[0-9]++)"
    f"(?:(?:[mм]| ?(?:minutes?|mins?|минут[аыу]?|мин|хвилин[аиу]?|хв)){AFTER_WORD}\\.?| ?分钟)",
    re.IGNORECASE,
)


def take_wait(rest: Rest) -> int | None:
    """Take the wait from the line; return its minutes. Raises WaitTooLong over ten hours."""
    found = rest.take_first(_AFTER_VERB)
    if found:
        return _minutes(found, 60 if found["hours"] or found["han_hours"] else 1)
    found = rest.take_first(_WITH_UNIT)
    return _minutes(found, 1) if found else None


def _minutes(found: re.Match[str], unit: int) -> int:
    number = found["number"].lstrip("0")
    if len(number) > len(str(MAX_WAIT)) or int(number or 0) * unit > MAX_WAIT:
        raise WaitTooLong(part=quoted(found[0]), limit=MAX_WAIT)
    return int(number or 0) * unit
