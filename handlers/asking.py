"""What a card asks, in words and chips: where a new patient came from, and a second look."""

from __future__ import annotations

from collections.abc import Callable

from clinic.calendar import day_from, day_number
from clinic.catalogue import Catalogue, Channel
from clinic.checks import Doubt
from clinic.dental import CHANNELS
from clinic.marks import mark as _
from clinic.reading.keys import key_of
from handlers.asked import Asked, Check, Origin
from handlers.callbacks import EditField, VoidLine
from handlers.chip_buttons import (
    AllRight,
    CameBefore,
    CameBy,
    CameUnknown,
    Recommended,
    ReferredBy,
)
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from storage.habits import channels_of, patients_of
from storage.journal import VisitLine
from storage.patients import marks_by_id

RECOMMENDATION = CHANNELS[0]
MOST_CHANNELS = MOST_REFERRERS = 6
A_ROW = 3
SHORT = 14
"""Characters of a label of which three fit beside each other on a phone."""

ORIGIN = {
    Origin.CHANNEL: _("New patient: how did they find you?"),
    Origin.REFERRER: _("Who recommended the clinic? Tap the patient or type the number."),
}
UNSEEN_AMOUNT = _("Is the amount right? It is far from the usual one.")


def asked_lines(desk: Desk, line: VisitLine, asked: Asked) -> list[str]:
    """Return the questions about origin and the second look, a line each, as safe text."""
    origin = [desk.words(ORIGIN[asked.origin])] if asked.origin else []
    return [*origin, *([DOUBTS[asked.check.doubt](desk, line, asked.check)] if asked.check else [])]


def asked_rows(desk: Desk, line: VisitLine, asked: Asked) -> Rows:
    """Return the chips that answer them."""
    rows: list[Rows] = []
    if asked.origin is Origin.CHANNEL:
        rows.append(_channel_rows(desk, line))
    if asked.origin is Origin.REFERRER:
        rows.append(_referrer_rows(desk, line))
    if asked.check:
        rows.append([_check_row(desk, line, asked.check)])
    return [row for each in rows for row in each]


def recommendation_in(catalogue: Catalogue) -> Channel | None:
    """Return the channel that stands for a recommendation, however the clinic calls it."""
    found = catalogue.channel_names.exact(key_of(RECOMMENDATION.cells[0].split(",")[0]))
    return found.candidates[0] if found else None


def _channel_rows(desk: Desk, line: VisitLine) -> Rows:
    words, recommended = desk.words, recommendation_in(desk.catalogue)
    chips: list[Button] = [
        (shortened(each.name, SHORT), CameBy(line=line.id, channel=each.id))
        for each in _most_used(desk, recommended)
    ]
    below: list[Button] = [(words(_("Don't know")), CameUnknown(line=line.id))]
    if recommended is not None:
        below.append((words(_("Recommended by")), Recommended(line=line.id)))
    before = (words(_("Came before the bot")), CameBefore(line=line.id))
    return [*in_rows(chips, A_ROW), below, [before]]


def _most_used(desk: Desk, but: Channel | None) -> list[Channel]:
    offered = [each for each in desk.catalogue.channels if not each.hidden and each != but]
    rank = {id: place for place, id in enumerate(channels_of(desk.journal))}
    return sorted(offered, key=lambda each: rank.get(each.id, len(rank)))[:MOST_CHANNELS]


def _referrer_rows(desk: Desk, line: VisitLine) -> Rows:
    today = day_number(desk.calendar.today())
    recent = patients_of(desk.journal, desk.reader.id, today, MOST_REFERRERS + 1)
    chips: list[Button] = [
        (shortened(each.code, SHORT), ReferredBy(line=line.id, patient=each.id))
        for each in recent
        if each.id != line.patient_id
    ]
    unknown = (desk.words(_("Unknown")), ReferredBy(line=line.id))
    return [*in_rows(chips[:MOST_REFERRERS], A_ROW), [unknown]]


def _check_row(desk: Desk, line: VisitLine, check: Check) -> list[Button]:
    right = AllRight(line=line.id, doubt=check.doubt, hint=check.hint)
    if check.doubt is Doubt.SAME:
        fix: Button = (desk.words(_("Undo this one")), VoidLine(line=line.id))
    else:
        fix = (desk.words(_("Fix")), EditField(line=line.id, field=check.doubt.value))
    return [(desk.words(_("Right")), right), fix]


def _same(desk: Desk, line: VisitLine, check: Check) -> str:
    time = desk.calendar.time_of(check.hint)
    return desk.words(_("The same was saved at {time} already. Is this another one?"), time=time)


def _amount(desk: Desk, line: VisitLine, check: Check) -> str:
    if line.amount is None or not desk.sees_money_of(line):
        return desk.words(UNSEEN_AMOUNT)
    amount, usual = desk.money(line.amount), desk.money(check.hint)
    return desk.words(_("Is {amount} right? Usual is {usual}."), amount=amount, usual=usual)


def _day(desk: Desk, line: VisitLine, check: Check) -> str:
    return desk.words(_("Is {day} right? That is over a week ago."), day=day_from(line.day))


def _code(desk: Desk, line: VisitLine, check: Check) -> str:
    other = marks_by_id(desk.journal, check.hint)
    code = other.code if other else ""
    text = _("Is {code} right? It is new, and {other} was here today.")
    return desk.words(text, code=line.code, other=code)


DOUBTS: dict[Doubt, Callable[[Desk, VisitLine, Check], str]] = {
    Doubt.SAME: _same,
    Doubt.AMOUNT: _amount,
    Doubt.DAY: _day,
    Doubt.CODE: _code,
}
