"""What is typed about a measure: what exactly is done, or why nothing needs to be."""

from __future__ import annotations

from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State as Waits
from aiogram.fsm.state import StatesGroup
from aiogram.types import Message

from clinic.calendar import HOUR, day_number
from clinic.complaint_work import State
from clinic.entries.kinds import KINDS
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.measure import LONGEST_WORDS, MeasureKind
from clinic.period import spoken_period
from clinic.text import capped, clean, folded
from handlers.complaint_cards import complaint_card
from handlers.complaint_chips import complaint_rows
from handlers.desk import Desk
from handlers.letters import message as letter
from handlers.measure_due import plan_measure
from handlers.measure_finding import complaint_behind, kept_measure, with_measure
from handlers.measure_rows import WHAT_EXACTLY
from handlers.privacy import left_of
from handlers.said import Face, own_complaint, show_result
from storage.complaints import Complaint
from storage.measures import Measure, word_measure
from storage.unit import Unit

FORM_LIFE = HOUR
DROPPED = _("Dropped. Everything stays as it is.")
ENTRY_WORDS = frozenset(folded(word) for kind in KINDS for word in kind.said)


class Preventing(StatesGroup):
    """The words of a measure, or the reason why none is needed, wait to be typed."""

    words = Waits()
    reason = Waits()


class LongWords(Refusal):
    """More words than are kept."""

    template = _("That is longer than {limit} characters. Say it in fewer words.")


async def wait_for(state: FSMContext, unit: Unit, desk: Desk, step: Waits, of: int) -> None:
    """Let the person's next text answer the question about a measure or a complaint."""
    await state.set_state(step)
    await state.set_data({"of": of, "clinic": desk.reader.clinic_id, "asked": unit.now})


def asking(desk: Desk, complaint: Complaint) -> Face:
    """Return the card with the question what exactly will be done."""
    text = f"{complaint_card(desk, complaint)}\n{desk.words(WHAT_EXACTLY)}"
    return text, complaint_rows(desk, complaint)


async def take_words(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Keep what exactly is done."""
    form = await _form(message, desk, unit, state)
    words = _words(desk, message)
    measure = kept_measure(desk, form["of"])
    complaint = complaint_behind(desk, measure)
    worded = word_measure(unit, measure, words, desk.reader.id)
    await state.clear()
    show_result(desk, with_measure(complaint, worded), unit)


async def take_reason(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Keep why no measure is needed."""
    form = await _form(message, desk, unit, state)
    reason = _words(desk, message)
    complaint = own_complaint(desk, form["of"])
    await state.clear()
    if complaint.state is not State.RESOLVED or complaint.measure is not None:
        show_result(desk, complaint, unit)
        return
    kind, today, by = MeasureKind.NONE.value, day_number(desk.calendar.today()), desk.reader.id
    measure = Measure(
        unit.ids.new(), complaint.id, kind, reason, by, today, by, unit.now, done=unit.now
    )
    changed = plan_measure(desk, complaint, measure, unit)
    show_result(desk, changed, unit)


async def drop(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> None:
    """Wait for no words any more."""
    await state.clear()
    unit.send(letter(desk.chat_id, desk.words(DROPPED)))


async def _form(message: Message, desk: Desk, unit: Unit, state: FSMContext) -> dict[str, Any]:
    """Return the form that a text answers; skips what is a question, an entry, or late."""
    form, text = await state.get_data(), message.text or ""
    late = unit.now - form["asked"] > FORM_LIFE or form.get("clinic") != desk.reader.clinic_id
    if late:
        await state.clear()
    first = folded(text.split(maxsplit=1)[0]) if text.split() else ""
    if late or spoken_period(text) is not None or first in ENTRY_WORDS:
        raise SkipHandler
    return form


def _words(desk: Desk, message: Message) -> str:
    """Return what was typed, without what would tell who somebody is; raises LongWords."""
    words = left_of(desk, " ".join(clean(capped(message.text or "")).split()))
    if len(words) > LONGEST_WORDS:
        raise LongWords(limit=LONGEST_WORDS)
    return words
