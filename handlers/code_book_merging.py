"""Two services, channels or doctors become one, by taps; for a day they can be separated."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from clinic.catalogue import Doctor, Field, Listed
from clinic.errors import Refusal
from clinic.marks import mark as _
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from handlers.offering_pages import A_ROW, BACK, LABEL, PAGE, found, listed_in
from handlers.setting_buttons import AskMerge, MergeListed, OfferMerge, OfListed, SeparateListed
from handlers.setting_form import OldQuestion, redraw, refuse_practice
from storage.merging_listed import merge_listed, separate_listed, times_named, undoable
from storage.unit import Unit


class WritesHere(Refusal):
    """The doctor who would go is linked to somebody who writes here."""

    template = _("{name} writes here under this name, which therefore stays. Merge the other one.")


class UndoOver(Refusal):
    """It was merged longer ago than a day, or was separated meanwhile."""

    template = _("This can't be undone any more. Add it anew, and change the entries that are its.")


async def ask_which(
    callback: CallbackQuery, callback_data: AskMerge, desk: Desk, unit: Unit
) -> None:
    """Show the others, into one of which this one shall go."""
    refuse_practice(desk)
    field = callback_data.field
    gone = _visible(desk, field, callback_data.id)
    others = [each for each in listed_in(desk.catalogue, field) if not each.hidden]
    others = [each for each in others if each.id != gone.id]
    page = min(max(callback_data.page, 0), max(0, (len(others) - 1) // PAGE))
    text = _("Which one is “{name}”, really? Its entries will be told of that one.")
    redraw(
        callback, unit, desk.words(text, name=gone.name), _others(desk, field, gone, others, page)
    )


def _others(desk: Desk, field: Field, gone: Listed, others: list[Listed], page: int) -> Rows:
    buttons: list[Button] = [
        (shortened(each.name, LABEL), OfferMerge(field=field, kept=each.id, gone=gone.id))
        for each in others[page * PAGE : (page + 1) * PAGE]
    ]
    turns: list[Button] = [
        (sign, AskMerge(field=field, id=gone.id, page=to))
        for sign, to in (("‹", page - 1), ("›", page + 1))
        if 0 <= to * PAGE < len(others)
    ]
    back: list[Button] = [(desk.words(BACK), OfListed(field=field, id=gone.id))]
    return [*in_rows(buttons, A_ROW), turns, back]


async def ask_sure(
    callback: CallbackQuery, callback_data: OfferMerge, desk: Desk, unit: Unit
) -> None:
    """Say what merging the two will do, with the one tap that does it."""
    refuse_practice(desk)
    field = callback_data.field
    kept, gone = _pair(desk, field, callback_data.kept, callback_data.gone)
    _refuse_linked(gone)
    entries = times_named(desk.journal, field, gone.id)
    text = desk.words.plural(
        "“{gone}” becomes “{kept}”: {n} entry is told of it then, and “{gone}” typed in a line is "
        "“{kept}”. For a day it can be undone.",
        "“{gone}” becomes “{kept}”: {n} entries are told of it then, and “{gone}” typed in a line "
        "is “{kept}”. For a day it can be undone.",
        entries,
        gone=gone.name,
        kept=kept.name,
    )
    sure: Button = (desk.words(_("Merge")), MergeListed(field=field, kept=kept.id, gone=gone.id))
    back: Button = (desk.words(BACK), AskMerge(field=field, id=gone.id))
    redraw(callback, unit, text, [[sure, back]])


async def merge(
    callback: CallbackQuery, callback_data: MergeListed, desk: Desk, unit: Unit
) -> None:
    """Merge them; a second tap shows that it is so."""
    refuse_practice(desk)
    field = callback_data.field
    kept = found(desk.catalogue, field, callback_data.kept)
    gone = found(desk.catalogue, field, callback_data.gone)
    done = undoable(desk.journal, field, gone.id, unit.now) if gone.hidden else None
    if done is None or done.kept != kept.id:
        kept, gone = _pair(desk, field, kept.id, gone.id)
        _refuse_linked(gone)
        merge_listed(unit, desk.journal, field, (kept, gone), desk.reader.id)
    undo: Button = (
        desk.words(_("Undo merge")),
        SeparateListed(field=field, kept=kept.id, gone=gone.id),
    )
    back: Button = (desk.words(BACK), OfListed(field=field, id=kept.id))
    text = desk.words(_("“{gone}” is “{kept}” now."), gone=gone.name, kept=kept.name)
    redraw(callback, unit, text, [[undo, back]])


async def separate(
    callback: CallbackQuery, callback_data: SeparateListed, desk: Desk, unit: Unit
) -> None:
    """Let them be two again, each with its entries."""
    refuse_practice(desk)
    field = callback_data.field
    kept = found(desk.catalogue, field, callback_data.kept)
    gone = found(desk.catalogue, field, callback_data.gone)
    done = undoable(desk.journal, field, gone.id, unit.now)
    if done is None or done.kept != kept.id:
        raise UndoOver
    separate_listed(unit, field, (kept, gone), done, desk.reader.id)
    back: Button = (desk.words(BACK), OfListed(field=field, id=kept.id))
    text = desk.words(_("“{gone}” and “{kept}” are two again."), gone=gone.name, kept=kept.name)
    redraw(callback, unit, text, [[back]])


def _visible(desk: Desk, field: Field, row_id: int) -> Listed:
    one = found(desk.catalogue, field, row_id)
    if one.hidden:
        raise OldQuestion
    return one


def _pair(desk: Desk, field: Field, kept_id: int, gone_id: int) -> tuple[Listed, Listed]:
    """Return two that are offered; raises OldQuestion where they are not two, or not any more."""
    if kept_id == gone_id:
        raise OldQuestion
    return _visible(desk, field, kept_id), _visible(desk, field, gone_id)


def _refuse_linked(gone: Listed) -> None:
    if isinstance(gone, Doctor) and gone.person_id is not None:
        raise WritesHere(name=gone.name)
