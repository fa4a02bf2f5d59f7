"""The first sheet: what the words of the others mean, and the settings in force."""

from __future__ import annotations

from collections.abc import Iterator

from clinic.marks import mark as _
from clinic.setting_names import written
from clinic.setting_values import READERS
from clinic.settings import ClinicSettings
from clinic.words import Words

SHEET = "definitions"
MEANINGS = {
    "visit": _("A patient on a day with at least one line whose amount is not negative."),
    "visits": _("One row a service of a patient on a day; a negative amount is a refund."),
    "paid": _("What came in; empty: the whole amount."),
    "discount": _("What was taken off before the amount."),
    "quote": _("What was promised before the work."),
    "wait_min": _("Minutes from the agreed time to being called in; empty: not written down."),
    "rating": _("The patient's mark, written down by staff, with its scale: 4/5 or 9/10."),
    "ratings": _("What patients said themselves at a poster, anonymously unless they wished."),
    "legacy": _("Was a patient before the journal began; never counted as new."),
    "complaints": _("A patient's displeasure; it counts once however many subjects it has."),
    "expenses": _("What the clinic spent; the bucket says what for."),
    "cash": _("What the till says of a day."),
    "payments": _("Money without a visit: of an old debt, or ahead of the work."),
    "changes": _("What changed at the clinic on that day, such as a new receptionist."),
    "leavings": _("Why a patient did not come back."),
    "wishes": _("What somebody asked for and the clinic does not have."),
    "voided": _("Entries that were withdrawn; they count nowhere."),
    "written_by": _("Who wrote it down; empty: an import, or a patient himself."),
}


def definition_rows(words: Words, settings: ClinicSettings) -> Iterator[tuple[str, str]]:
    """Yield (word, meaning) in the reader's language, then (setting, value in force)."""
    for word, meaning in MEANINGS.items():
        yield word, words(meaning)
    for key in (*READERS, *settings.steps):
        yield key, written(key, settings.stored(key))
