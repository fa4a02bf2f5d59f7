"""A patient's rating: ``5/5``, ``9/10``, ``★4``, ``★★★★``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clinic.reading.edges import AFTER_NUMBER, BEFORE_NUMBER, quoted
from clinic.reading.rest import Rest
from clinic.refusals import RatingOutOfScale

LOWEST = {5: 1, 10: 0}
"""The lowest rating of each scale."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating of 1 to 5 on scale 5 or 0 to 10 on scale 10; the scales never mix."""

    value: int | float
    scale: int


_VALUE = "0|[1-9][0-9]*+"
_STARS = "★⭐🌟"
_SHAPE = re.compile(
    f"{BEFORE_NUMBER}(?P<part>(?:{_VALUE})(?:[.,][0-9])?)/(?P<scale>5|10){AFTER_NUMBER}"
    f"|(?<![{_STARS}\ufe0f])(?P<stars>(?:[{_STARS}]\ufe0f?){{2,}}+)☆*(?![0-9])"
    f"|{BEFORE_NUMBER}(?P<before>(?:{_VALUE})(?:[.,][0-9])?)[{_STARS}](?![{_STARS}0-9])\ufe0f?"
    f"|[{_STARS}]\ufe0f? ?(?P<after>(?:{_VALUE})(?:[.,][0-9])?){AFTER_NUMBER}"
    f"|(?P<one>[{_STARS}])(?![{_STARS}0-9])\ufe0f?☆*"
)


def rating_of(number: str, scale: int, part: str) -> Rating:
    """Return the rating for a typed number. Raises RatingOutOfScale, which quotes ``part``."""
    low = LOWEST[scale]
    value = float(number.replace(",", ".")) if len(number) < 5 else scale + 1.0
    if not low <= value <= scale:
        raise RatingOutOfScale(part=quoted(part), low=low, high=scale)
    return Rating(int(value) if value.is_integer() else value, scale)


def take_rating(rest: Rest) -> Rating | None:
    """Take the rating from the line; stars count on the scale of five.

    Raises RatingOutOfScale.
    """
    found = rest.take_first(_SHAPE)
    if found is None:
        return None
    if found["part"]:
        return rating_of(found["part"], int(found["scale"]), found[0])
    stars = sum(letter in _STARS for letter in found[0])
    return rating_of(found["before"] or found["after"] or str(stars), 5, found[0])
