"""Days ahead as people type them: ``tomorrow``, ``in 3 days``, ``friday``, ``15.12``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from clinic.entries.refusals import DueFarAhead, DuePast
from clinic.reading.edges import (
    AFTER_NUMBER,
    AFTER_WORD,
    BEFORE_NUMBER,
    BEFORE_WORD,
    any_of,
    quoted,
)
from clinic.reading.rest import Rest
from clinic.refusals import BadDay

FURTHEST = timedelta(days=366 * 3)
_AHEAD = {
    **dict.fromkeys(("today", "сегодня", "сьогодні"), 0),
    **dict.fromkeys(("tomorrow", "завтра"), 1),
    **dict.fromkeys(("послезавтра", "післязавтра"), 2),
}
_AHEAD_HAN = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_WEEKDAYS = (
    "monday mon понедельник понедельника пн понеділок понеділка",
    "tuesday tue вторник вторника вт вівторок вівторка",
    "wednesday wed среда среду среды ср середа середу середи",
    "thursday thu четверг четверга чт четвер четверга",
    "friday fri пятница пятницу пятницы пт п'ятниця п'ятницю",
    "saturday sat суббота субботу субботы сб субота суботу",
    "sunday sun воскресенье воскресенья вс неділя неділю",
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_HAN_WEEKDAYS = "一二三四五六日"
_UNITS = {
    "day": "days?|дн(?:я|ей|і|ів)|день|天|日",
    "week": "weeks?|недел[юиь]|тиж(?:день|ні|нів)|周|星期",
    "month": "months?|месяц(?:а|ев)?|місяц(?:ь|і|ів)|个月",
}
_IN = "in|через|за|on|by|до|к|ко|в|во|на|у"
_SHAPE = re.compile(
    f"(?:{BEFORE_WORD}(?:{_IN}) +)?(?:"
    f"{BEFORE_WORD}(?P<word>{any_of(_AHEAD)}){AFTER_WORD}"
    f"|{BEFORE_WORD}(?P<weekday>{any_of(_WEEKDAY)}){AFTER_WORD}"
    f"|{BEFORE_NUMBER}(?P<iso>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}){AFTER_NUMBER}"
    f"|{BEFORE_NUMBER}(?P<full>[0-9]{{1,2}}(?P<mark>[./])[0-9]{{1,2}}(?P=mark)[0-9]{{2,4}})"
    f"{AFTER_NUMBER}"
    f"|{BEFORE_NUMBER}(?P<short>(?:0?[1-9]|[12][0-9]|3[01])\\.(?:0[1-9]|1[0-2])){AFTER_NUMBER})"
    f"|{BEFORE_WORD}(?:in|через|за) +(?:(?P<count>[0-9]{{1,3}}) *)?"
    f"(?:(?P<day>{_UNITS['day']})|(?P<week>{_UNITS['week']})|(?P<month>{_UNITS['month']}))"
    f"{AFTER_WORD}"
    f"|(?P<han>{any_of(_AHEAD_HAN)})|(?:周|星期)(?P<han_weekday>[{_HAN_WEEKDAYS}])"
    "|(?P<han_count>[0-9]{1,3})(?:(?P<han_day>天)|(?P<han_week>周)|(?P<han_month>个月))(?:后|内)?",
    re.IGNORECASE,
)


def take_due(rest: Rest, today: date) -> date | None:
    """Take the day ahead from the line; raises BadDay, DuePast and DueFarAhead."""
    found = rest.take_first(_SHAPE)
    return None if found is None else _checked(found, today)


def read_due(text: str, today: date) -> date:
    """Return the day ahead that a whole text names; raises as take_due does."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None:
        raise BadDay(part=quoted(text))
    return _checked(found, today)


def _checked(found: re.Match[str], today: date) -> date:
    part = quoted(found[0])
    day = _day(found, today)
    if day is None:
        raise BadDay(part=part)
    if day < today:
        raise DuePast(part=part, today=today)
    if day > today + FURTHEST:
        raise DueFarAhead(part=part, years=3)
    return day


def _day(found: re.Match[str], today: date) -> date | None:
    if found["word"]:
        return today + timedelta(days=_AHEAD[found["word"].casefold()])
    if found["han"]:
        return today + timedelta(days=_AHEAD_HAN[found["han"]])
    if found["weekday"]:
        return _weekday(_WEEKDAY[found["weekday"].casefold()], today)
    if found["han_weekday"]:
        return _weekday(_HAN_WEEKDAYS.index(found["han_weekday"]), today)
    if found["iso"] or found["full"] or found["short"]:
        return _figures(found, today)
    count = int(found["count"] or found["han_count"] or 1)
    if found["month"] or found["han_month"]:
        return _months(count, today)
    weeks = found["week"] or found["han_week"]
    return today + timedelta(days=count * (7 if weeks else 1))


def _weekday(wanted: int, today: date) -> date:
    """Return the next such weekday: a week on where it is today's."""
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _months(count: int, today: date) -> date:
    """Return the same day so many months on, or the last of a shorter month."""
    month = today.month - 1 + count
    first = date(today.year + month // 12, month % 12 + 1, 1)
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return min(first + timedelta(days=today.day - 1), following - timedelta(days=1))


def _figures(found: re.Match[str], today: date) -> date | None:
    numbers = [int(number) for number in re.findall("[0-9]+", found[0])]
    if found["iso"]:
        return _exact(*numbers)
    if found["full"]:
        day, month, year = numbers
        return _exact(year if year > 99 else 2000 + year, month, day)
    day, month = numbers
    this = _exact(today.year, month, day)
    return this if this and this >= today else _exact(today.year + 1, month, day) or this


def _exact(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
