"""/open: the complaints that are not resolved, newest first: all, one person's, or the overdue."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from clinic.calendar import day_number
from clinic.complaint import Subject
from clinic.complaint_work import Deadlines, State
from clinic.marks import mark as _
from clinic.words import Markup
from handlers import complaint_work_texts as texts
from handlers.cards import DOT, LISTED
from handlers.complaint_cards import patient_said
from handlers.complaint_chips import SUBJECTS
from handlers.complaint_work_buttons import ShowOpen, Whose
from handlers.complaint_work_lines import name_of
from handlers.complaint_work_texts import lowered
from handlers.desk import Desk
from handlers.letters import Button, Rows, edit_message, in_rows
from handlers.letters import message as letter
from handlers.said_buttons import OpenSaid
from storage.complaint_lists import open_complaints, waiting_since
from storage.complaints import Complaint
from storage.unit import Unit

PAGE, A_ROW = 8, 4
LISTS_A_ROW = 2
WHOSE = {
    Whose.MINE: _("Mine"),
    Whose.ALL: _("All"),
    Whose.NOBODYS: _("Nobody's"),
    Whose.OVERDUE: _("Overdue"),
}
NOTHING = {
    Whose.MINE: _("No open complaint is yours."),
    Whose.ALL: _("No complaint is open."),
    Whose.NOBODYS: _("Somebody answers for every open complaint."),
    Whose.OVERDUE: _("No open complaint is past its deadline."),
}


async def list_open(message: Message, desk: Desk, unit: Unit) -> None:
    """List all that are open, from the newest on."""
    unit.send(letter(desk.chat_id, *open_page(desk, ShowOpen(whose=Whose.ALL, day=0, first=0))))


async def turn(callback: CallbackQuery, callback_data: ShowOpen, desk: Desk, unit: Unit) -> None:
    """Show another page, or those of somebody else, in the same message."""
    page = open_page(desk, callback_data)
    if callback.message is None:
        unit.send(letter(desk.chat_id, *page))
    else:
        unit.send(edit_message(desk.chat_id, callback.message.message_id, *page))


def open_page(desk: Desk, of: ShowOpen) -> tuple[str, Rows]:
    """Return the page that begins at a complaint, or at the next where it is open no more."""
    late = overdue(desk)
    found = [each for each in open_complaints(desk.journal) if _is_of(desk, each, of.whose, late)]
    start = _start(found, of)
    shown = list(enumerate(found[start : start + PAGE], start + 1))
    lines = [_line(desk, number, each, late) for number, each in shown]
    cards: list[Button] = [(str(number), OpenSaid(entry=each.id)) for number, each in shown]
    text = "\n".join([_head(desk, found, of.whose, late), *lines])
    lists = in_rows(_lists(desk, of.whose), LISTS_A_ROW)
    return text, [*in_rows(cards, A_ROW), _pages(found, start, of.whose), *lists]


def overdue(desk: Desk) -> frozenset[int]:
    """Return the ids of the open complaints that are past their deadline."""
    deadlines, now = Deadlines(desk.settings, desk.calendar), desk.calendar.now()
    waiting = waiting_since(desk.journal)
    dues = ((id, deadlines.next_of(State(state), since)) for id, state, since in waiting)
    return frozenset(id for id, due in dues if due is not None and due <= now)


def _start(found: list[Complaint], of: ShowOpen) -> int:
    """Return the place of the complaint with which a page begins, or of the next older one."""
    if not of.first:
        return 0
    start = sum((each.day, each.id) > (of.day, of.first) for each in found)
    return start if start < len(found) else max(0, (len(found) - 1) // PAGE * PAGE)


def _is_of(desk: Desk, complaint: Complaint, whose: Whose, late: frozenset[int]) -> bool:
    if whose is Whose.ALL:
        return True
    if whose is Whose.OVERDUE:
        return complaint.id in late
    wanted = desk.reader.id if whose is Whose.MINE else None
    return complaint.assignee_id == wanted


def _head(desk: Desk, found: list[Complaint], whose: Whose, late: frozenset[int]) -> str:
    """Return how many there are, in which order, and how many of them are overdue."""
    words, count = desk.words, len(found)
    if not count:
        return words(NOTHING[whose])
    head = words.plural(
        "<b>{n}</b> open complaint, newest first", "<b>{n}</b> open complaints, newest first", count
    )
    past = sum(each.id in late for each in found)
    if whose is Whose.OVERDUE or not past:
        return head
    return words(_("{head}, <b>{n}</b> overdue"), head=Markup(head), n=past)


def _line(desk: Desk, number: int, complaint: Complaint, late: frozenset[int]) -> str:
    """Return how old it is, what about, of whom, who has it, and whether it is overdue."""
    words, age = desk.words, day_number(desk.calendar.today()) - complaint.day
    parts = [
        words.plural("{n} day", "{n} days", age) if age else words(_("today")),
        lowered(words(SUBJECTS[Subject(complaint.subject)])),
        patient_said(desk, complaint.code, LISTED),
    ]
    if complaint.assignee_id is not None:
        parts.append(name_of(desk, complaint.assignee_id))
    if complaint.id in late:
        parts.append(words("<b>{overdue}</b>", overdue=Markup(words(texts.OVERDUE))))
    return words("{number}. {said}", number=number, said=Markup(DOT.join(parts)))


def _pages(found: list[Complaint], start: int, whose: Whose) -> list[Button]:
    steps = [("◀", max(0, start - PAGE), start > 0), ("▶", start + PAGE, True)]
    return [
        (sign, ShowOpen(whose=whose, day=found[place].day, first=found[place].id))
        for sign, place, there in steps
        if there and place < len(found)
    ]


def _lists(desk: Desk, whose: Whose) -> list[Button]:
    """Return whose complaints may be listed, the ones that are with a sign."""
    return [
        (
            texts.CHOSEN.format(desk.words(label)) if each is whose else desk.words(label),
            ShowOpen(whose=each, day=0, first=0),
        )
        for each, label in WHOSE.items()
    ]
