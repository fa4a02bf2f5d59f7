"""Visits by line: a bare line that reads as a visit is one, several lines are several visits."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from clinic.catalogue import Field
from clinic.draft import VisitDraft
from clinic.line import read_visits, reads_as_visit
from clinic.marks import mark as _
from clinic.people import Right
from handlers.arrival_waits import with_wait
from handlers.callbacks import ShowLine
from handlers.cards import LISTED, day_count, headline
from handlers.checks import asked_after_saving
from handlers.desk import Desk
from handlers.examples import examples
from handlers.filters import May, command
from handlers.letters import LONGEST, Rows, in_rows, token_of
from handlers.letters import message as letter
from handlers.privacy import Screened, ask_about, screen
from handlers.showing import show_anew
from storage.journal import VisitLine
from storage.unit import Letter, Outcome, Unit
from storage.visits import log_visit

BUTTONS_A_ROW = 5
HOW = _(
    "Write the patient's card number, the service and the amount, for example "
    "<code>{line}</code>. Also: "
    "wait <code>w15</code>, rating <code>5/5</code>, <code>yesterday</code>, a channel, a doctor, "
    "<code>// note</code>; several lines are several visits."
)
SAVED_ALREADY = _("This message is saved already: /day")


def routes() -> Router:
    """Route what staff write about visits."""
    router = Router(name=__name__)
    router.message.filter(May(Right.LOG))
    router.edited_message.filter(May(Right.LOG))
    router.message.register(log_by_command, command("visit"))
    router.message.register(log_visits, F.text.func(reads_as_visit))
    router.edited_message.register(log_visits, F.text.func(reads_as_visit), ~F.forward_origin)
    return router


async def log_by_command(message: Message, command: CommandObject, desk: Desk, unit: Unit) -> None:
    """Log what stands behind /visit, or say how a line looks."""
    if not command.args:
        unit.send(letter(message.chat.id, desk.words(HOW, line=examples(desk).line)))
        return
    _log(message, command.args, desk, unit)


async def log_visits(message: Message, desk: Desk, unit: Unit) -> None:
    """Log every line of the message and answer with a card, or with one summary."""
    _log(message, message.text or "", desk, unit)


def _log(message: Message, text: str, desk: Desk, unit: Unit) -> None:
    today, currency = desk.calendar.today(), desk.settings.currency
    drafts = read_visits(text, desk.catalogue, today, currency)
    tokens = [token_of(message, number) for number in range(len(drafts))]
    if desk.journal.line_by_token(tokens[0]) is not None:
        unit.send(letter(message.chat.id, desk.words(SAVED_ALREADY)))
        return
    logged = [
        log_draft(desk, unit, draft, token) for draft, token in zip(drafts, tokens, strict=True)
    ]
    lines = [line for line, _screened in logged]
    if len(lines) == 1:
        show_anew(desk, lines[0], unit, asked_after_saving(desk, unit, lines[0], drafts[0].choices))
    else:
        unit.answer(lambda outcome: _summary(message.chat.id, desk, lines, outcome))
    for _line, screened in logged:
        ask_about(desk, unit, screened)


def log_draft(desk: Desk, unit: Unit, draft: VisitDraft, token: str) -> tuple[VisitLine, Screened]:
    """Log a draft without what its note must not hold; the caller asks about that afterwards."""
    line_id = unit.ids.new()
    screened = screen(desk, unit, "visit", line_id, draft.note)
    kept = replace(with_wait(desk, with_own_doctor(desk, draft)), note=screened.text)
    return log_visit(unit, desk.journal, kept, desk.reader.id, token, line_id), screened


def with_own_doctor(desk: Desk, draft: VisitDraft) -> VisitDraft:
    """Return the draft; where a doctor names no doctor, it was himself."""
    own = desk.catalogue.doctor_of(desk.reader.id)
    named = draft.doctor is not None or any(each.field is Field.DOCTOR for each in draft.choices)
    return draft if own is None or named else replace(draft, doctor=own)


def _summary(chat_id: int, desk: Desk, lines: list[VisitLine], outcome: Outcome) -> Letter:
    """Return one message for all lines; a number opens that line's card."""
    head = desk.marked(desk.words.plural("{n} line saved", "{n} lines saved", len(lines)))
    counts = {count.day: (line, count) for line, count in zip(lines, outcome, strict=True)}
    foot = [day_count(desk, line, count) for line, count in counts.values()]
    room = LONGEST - len(head) - sum(map(len, foot)) - 40
    listed = _listed(desk, lines, room)
    return letter(chat_id, "\n".join([head, *listed, *foot]), _numbers(lines))


def _listed(desk: Desk, lines: list[VisitLine], room: int) -> list[str]:
    listed: list[str] = []
    for number, line in enumerate(lines, 1):
        text = f"{number}. {headline(desk, line, LISTED)}"
        room -= len(text) + 1
        if room < 0:
            left = len(lines) - number + 1
            return [*listed, desk.words.plural("and {n} more", "and {n} more", left)]
        listed.append(text)
    return listed


def _numbers(lines: list[VisitLine]) -> Rows:
    buttons = [(str(n), ShowLine(line=line.id)) for n, line in enumerate(lines, 1)]
    return in_rows(buttons, BUTTONS_A_ROW)
