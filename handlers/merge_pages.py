"""Merging patients' codes in words: the two, what became of them, and all that were merged."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from clinic.calendar import day_from
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.words import Markup
from handlers.desk import Desk
from handlers.letters import Button, Rows, in_rows, shortened
from storage.merging import Twin, merged_codes, past_of

PAGE, A_ROW, LABEL = 8, 2, 10
DOT = " · "
UNDO, CANCEL = _("Undo merge"), _("Cancel")
HOW = _(
    "Has one patient got two codes? Write both, and I show them before anything happens: "
    "<code>/merge 1042 1043</code>"
)


class MergePatients(CallbackData, prefix="1jm"):
    """Let one code stand for both."""

    kept: int
    gone: int


class SeparatePatient(CallbackData, prefix="1js"):
    """Let a code stand for itself again."""

    kept: int
    gone: int


class LeaveApart(CallbackData, prefix="1jx"):
    """Merge nothing."""


class ShowMerged(CallbackData, prefix="1jl"):
    """Show a page of what was merged."""

    page: int


class NotTwoCodes(Refusal):
    """Not two codes were typed."""

    template = _("Write the two codes of one patient: /merge 1042 1043. /merge list shows all.")


class UnknownCode(Refusal):
    """Nobody has the code."""

    template = _("I know no patient {code}. Write both codes as they are typed with a visit.")


class AlreadyOne(Refusal):
    """Both codes stand for the same patient."""

    template = _("{one} and {other} are one patient already. /merge list shows what was merged.")


class StandsForOthers(Refusal):
    """The code that would go stands for others itself."""

    template = _(
        "Other codes were merged into {code}. Let {code} stay, or undo those first: /merge list"
    )


class NotMerged(Refusal):
    """Somebody else has merged or separated the codes meanwhile."""

    template = _("These codes are not as they were any more. /merge list shows how they are now.")


def two_page(desk: Desk, one: Twin, other: Twin) -> tuple[str, Rows]:
    """Return both codes with what is known of them, and ask which stays."""
    words = desk.words
    question = _(
        "One patient? Tap the code that stays. What was written down under the other one counts "
        "under it too, and the two can be separated again."
    )
    text = "\n".join([_about(desk, one), _about(desk, other), words(question)])
    stays = _("{code} stays")
    buttons: list[Button] = [
        (words(stays, code=shortened(kept.code, LABEL)), MergePatients(kept=kept.id, gone=gone.id))
        for kept, gone in ((one, other), (other, one))
    ]
    return text, [buttons, [(words(CANCEL), LeaveApart())]]


def _about(desk: Desk, patient: Twin) -> str:
    """Return a line about a patient: visits, the last one, and whether he came before the bot."""
    words, past = desk.words, past_of(desk.journal, patient.id)
    parts = [words.plural("{n} visit", "{n} visits", past.visits)]
    if past.last is not None:
        day = Markup(words.full_day(day_from(past.last)))
        parts.append(words(_("last on {day}"), day=day))
    if patient.legacy:
        parts.append(words(_("came before the bot")))
    return words(_("<b>{code}</b>: {about}"), code=patient.code, about=Markup(DOT.join(parts)))


def merged_page(desk: Desk, kept: Twin, gone: Twin) -> tuple[str, Rows]:
    """Return that two codes are one now, with the way back."""
    text = _("{gone} is {kept} now: whichever is typed, it counts for <b>{kept}</b>.")
    said = desk.words(text, gone=gone.code, kept=kept.code)
    return said, [[(desk.words(UNDO), SeparatePatient(kept=kept.id, gone=gone.id))]]


def separated_page(desk: Desk, kept: Twin, gone: Twin) -> tuple[str, Rows]:
    """Return that two codes are two patients again."""
    text = _(
        "{gone} and {kept} are two patients again. What was typed while they were one stays with "
        "{kept}."
    )
    return desk.words(text, gone=gone.code, kept=kept.code), []


def apart_page(desk: Desk) -> tuple[str, Rows]:
    """Return that nothing was merged."""
    return desk.words(_("Nothing was merged.")), []


def list_page(desk: Desk, page: int) -> tuple[str, Rows]:
    """Return a page of what was merged, each with a button that undoes it."""
    words, pairs = desk.words, merged_codes(desk.journal)
    last = max(0, (len(pairs) - 1) // PAGE)
    page = min(max(page, 0), last)
    shown = pairs[page * PAGE : (page + 1) * PAGE]
    lines = [words(_("{gone} is {kept}"), gone=gone.code, kept=kept.code) for gone, kept in shown]
    undo = _("Undo {code}")
    buttons: list[Button] = [
        (
            words(undo, code=shortened(gone.code, LABEL)),
            SeparatePatient(kept=kept.id, gone=gone.id),
        )
        for gone, kept in shown
    ]
    turns: list[Button] = [
        (sign, ShowMerged(page=to))
        for sign, to in (("‹", page - 1), ("›", page + 1))
        if 0 <= to <= last
    ]
    return "\n".join([*lines, words(HOW)]), [*in_rows(buttons, A_ROW), turns]
