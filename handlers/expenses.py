"""Expenses that come every month: they post themselves once, until the owner stops them."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from clinic.calendar import day_from
from clinic.entries.kind import EntryDraft
from clinic.entries.money import EXPENSE
from clinic.people import Right
from handlers.chores import Chore, Daily, Duty
from handlers.desk import Desk
from handlers.entry_cards import face_of, show_result
from handlers.entry_extra_buttons import RepeatExpense, StopExpense
from handlers.entry_reach import own_kept
from handlers.expense_rules import POSTING, plan_next, repeated, rule_of
from handlers.fallback import OldButton
from handlers.filters import May
from handlers.letters import message as letter
from storage.cards import add_card
from storage.jobs import Job
from storage.keeping import amend_columns, log_entry
from storage.kept import Kept
from storage.recurring import end_recurring, recurring_by_id
from storage.unit import Unit


def routes() -> Router:
    """Route the buttons of an expense."""
    router = Router(name=__name__)
    router.callback_query.register(repeat, RepeatExpense.filter(), May(Right.LOG))
    router.callback_query.register(stop, StopExpense.filter(), May(Right.SET))
    return router


def chores() -> tuple[dict[str, Chore], tuple[Daily, ...]]:
    """Return what falls due."""
    return {POSTING: post}, ()


async def repeat(
    callback: CallbackQuery, callback_data: RepeatExpense, desk: Desk, unit: Unit
) -> None:
    """Let the expense come every month from now on; a second tap changes nothing."""
    kept = _expense(desk, callback_data.entry)
    if kept.values["recurring_id"] is None:
        rule = repeated(unit, _draft_of(kept), desk.reader.id)
        plan_next(desk.settings, desk.calendar, unit, rule, day_from(kept.day))
        after = replace(kept, values={**kept.values, "recurring_id": rule.id})
        kept = amend_columns(unit, kept, after, desk.reader.id)
    show_result(desk, kept, unit)


async def stop(callback: CallbackQuery, callback_data: StopExpense, desk: Desk, unit: Unit) -> None:
    """Let it come no more; what was posted stays. A second tap changes nothing."""
    kept = _expense(desk, callback_data.entry)
    rule = rule_of(desk, kept)
    if rule is not None and rule.ended is None:
        end_recurring(unit, rule.id, desk.reader.id)
    show_result(desk, kept, unit)


async def post(job: Job, duty: Duty) -> None:
    """Write the month's expense down on its own day, show it to whoever began it, plan the next."""
    rule = recurring_by_id(duty.journal, job.content["recurring"])
    if rule is None or rule.ended is not None:
        return
    day = day_from(job.content["day"])
    values = {"category": rule.category, "bucket": rule.bucket, "amount": rule.amount}
    draft = EntryDraft(EXPENSE, day, {**values, "channel": rule.channel_id}, rule.note)
    more = {"recurring_id": rule.id}
    kept = log_entry(
        duty.unit, duty.journal, draft, rule.author_id, f"{POSTING}:{job.key}", more=more
    )
    _show(duty, rule.author_id, kept)
    plan_next(duty.settings, duty.calendar, duty.unit, rule, day)


def _show(duty: Duty, author_id: int, kept: Kept) -> None:
    desk = duty.desk_of(author_id)
    if desk is not None:
        card_id = add_card(duty.unit, kept.id, desk.chat_id)
        duty.unit.send(letter(desk.chat_id, *face_of(desk, kept), card_id))


def _expense(desk: Desk, entry_id: int) -> Kept:
    kept = own_kept(desk, entry_id)
    if kept.kind is not EXPENSE:
        raise OldButton
    return kept


def _draft_of(kept: Kept) -> EntryDraft:
    columns = {"category": "category", "bucket": "bucket", "amount": "amount"}
    values = {name: kept.values[column] for name, column in columns.items()}
    channel = {"channel": kept.values["channel_id"]}
    return EntryDraft(EXPENSE, day_from(kept.day), {**values, **channel}, kept.note)
