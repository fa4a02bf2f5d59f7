"""When a clinic works: its weekdays, holidays and hours, and what is due by them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.text import clean

SIX_DAYS = "123456"
"""Monday to Saturday."""

LONGEST_CLOSED = 366
"""Days: a clinic that is closed for longer has no next working day."""

MOST_HOLIDAYS = 200

_DAYS = (
    "1 mon monday пн понедельник понеділок 周一 星期一",
    "2 tue tuesday вт вторник вівторок 周二 星期二",
    "3 wed wednesday ср среда середа 周三 星期三",
    "4 thu thursday чт четверг четвер 周四 星期四",
    "5 fri friday пт пятница п'ятниця 周五 星期五",
    "6 sat saturday сб суббота субота 周六 星期六",
    "7 sun sunday вс нд воскресенье неділя 周日 星期日",
)
_DAY = {word: number for number, words in enumerate(_DAYS, 1) for word in words.split()}
_SPAN = re.compile(r"\s*[-–—]\s*|\s*\.\.+\s*")
_ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAYS_OF = re.compile(f"({_ISO})(?:-({_ISO}))?")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])(?:[:.]([0-5][0-9]))?")


class BadWeekdays(Refusal):
    """No weekdays."""

    template = _("{typed} are no weekdays; write them as mon-sat, or mon, wed, fri.")


class BadTime(Refusal):
    """No time of the day."""

    template = _("{typed} is no time of the day; write it as 20:00, or none.")


class BadHolidays(Refusal):
    """No list of days."""

    template = _(
        "{typed} is no list of days; write them as 2026-05-01, 2026-12-31 - 2027-01-08, or none."
    )


class TooManyHolidays(Refusal):
    """More days than anybody closes for."""

    template = _("These are {n} days; at most {limit} can be kept. Leave out those that are past.")


class ClosesFirst(Refusal):
    """It would close before it opens."""

    template = _(
        "Then the clinic would open at {opens} and close at {closes}. It closes later than it "
        "opens: change the other one first."
    )


class BadCount(Refusal):
    """Not a count within its bounds."""

    template = _("{typed} is no whole number from {low} to {high}.")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which a clinic is open; ``weekdays`` are digits from 1 (Monday) to 7."""

    weekdays: str = SIX_DAYS
    holidays: frozenset[date] = frozenset()

    def has(self, day: date) -> bool:
        """Return whether the clinic is open on the day."""
        return str(day.isoweekday()) in self.weekdays and day not in self.holidays

    def after(self, day: date, count: int) -> date:
        """Return the working day so many working days later; a closed clinic counts all days."""
        left, at = count, day
        for _step in range(LONGEST_CLOSED):
            if not left:
                return at
            at += timedelta(days=1)
            left -= self.has(at)
        return day + timedelta(days=count)


def read_weekdays(typed: str) -> str:
    """Return weekdays as digits: ``mon-sat``, ``пн, ср, пт``, ``12345``. Raises BadWeekdays."""
    text = clean(typed).casefold().replace("–", "-")
    if re.fullmatch("[1-7]{1,7}", text):
        return "".join(sorted(set(text)))
    found: set[int] = set()
    for part in re.split(r"[,;\s]+", re.sub(r"\s*-\s*", "-", text)):
        ends = [_DAY.get(word) for word in part.split("-")]
        if None in ends or len(ends) > 2:
            raise BadWeekdays(typed=typed)
        first, last = ends[0] or 0, ends[-1] or 0
        found |= (
            set(range(first, last + 1))
            if first <= last
            else {*range(first, 8), *range(1, last + 1)}
        )
    return "".join(map(str, sorted(found)))


def read_time(typed: str) -> str:
    """Return a time of the day as HH:MM. Raises BadTime."""
    found = _TIME.fullmatch(clean(typed).strip())
    if found is None:
        raise BadTime(typed=typed)
    return f"{int(found[1]):02}:{found[2] or '00'}"


def read_holidays(typed: str) -> str:
    """Return days as one text of ISO days, sorted: ``2026-05-01, 2026-12-31 - 2027-01-08``.

    Raises BadHolidays, and TooManyHolidays over two hundred.
    """
    parts = re.split(r"[,;\s]+", _SPAN.sub("-", clean(typed).strip()))
    try:
        days = {day for part in parts for day in _span(part)}
    except ValueError:
        raise BadHolidays(typed=typed) from None
    if len(days) > MOST_HOLIDAYS:
        raise TooManyHolidays(n=len(days), limit=MOST_HOLIDAYS)
    return " ".join(day.isoformat() for day in sorted(days))


def _span(part: str) -> list[date]:
    """Return the days of ``2026-05-01`` or ``2026-05-01-2026-05-09``. Raises ValueError."""
    found = _DAYS_OF.fullmatch(part)
    if found is None:
        raise ValueError(part)
    first = date.fromisoformat(found[1])
    count = (date.fromisoformat(found[2] or found[1]) - first).days
    if not 0 <= count <= MOST_HOLIDAYS:
        raise ValueError(part)
    return [first + timedelta(days=n) for n in range(count + 1)]


def refuse_backwards(opens: str, closes: str) -> None:
    """Raise ClosesFirst for stored times of which the closing one is not the later."""
    if minutes_of(closes) <= minutes_of(opens):
        raise ClosesFirst(opens=opens, closes=closes)


def read_count(typed: str, low: int, high: int) -> int:
    """Return a whole number within bounds. Raises BadCount."""
    if not re.fullmatch("[0-9]{1,4}", typed) or not low <= int(typed) <= high:
        raise BadCount(typed=typed, low=low, high=high)
    return int(typed)


def holidays_of(stored: str | None) -> frozenset[date]:
    """Return the days of a stored text."""
    return frozenset(date.fromisoformat(part) for part in (stored or "").split())


def minutes_of(time: str) -> int:
    """Return the minutes since midnight of a stored HH:MM."""
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
