"""What is shown of a file before it is imported: how it is read, and what would come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clinic.calendar import day_from, day_number
from clinic.importing.header import Columns, digest, lay_out
from clinic.importing.kinds import KINDS, Kind
from clinic.importing.labels import LABELS
from clinic.importing.seen import Rehearsed, Seen, SheetSeen
from clinic.marks import mark as _
from clinic.words import Markup
from handlers.desk import Desk
from handlers.import_buttons import IMPORT, NO_DAY, Offer
from handlers.import_result import counted
from handlers.letters import Button, Rows, in_rows, shortened
from storage.formats import told_columns

A_ROW = 2
MOST_CHIPS = 30
NOT_THERE = _("Not in the file")
BACK = _("Back")
MISSING = _("<b>Missing: {column}.</b>")
ASKS_LEGACY = _("Which patients were there before your journal? They never count as new.")


@dataclass(frozen=True, slots=True)
class Understood:
    """A sheet as a kind: its columns as they are told or guessed."""

    seen: Seen
    sheet: SheetSeen
    kind: Kind
    columns: Columns


def understood(
    desk: Desk, seen: Seen, offer: Offer, said: Mapping[str, int] | None = None
) -> Understood:
    """Return how a file is read: by what was said of such a header, be it only now, or by guess."""
    sheet, kind = seen.sheets[offer.sheet], KINDS[offer.kind]
    told = said or told_columns(desk.journal, kind.name, digest(sheet.header))
    columns = lay_out(sheet.header, kind.columns, kind.needed, told)
    return Understood(seen, sheet, kind, columns)


def offer_text(desk: Desk, found: Understood) -> str:
    """Return what each column is, with an example of it, and what is not read."""
    words, columns = desk.words, found.columns
    lines = [_head(desk, found)]
    for name in found.kind.columns:
        if name in columns.places:
            at = columns.places[name]
            shown = {"title": shortened(found.sheet.header[at], 22), "example": _example(found, at)}
            lines.append(
                words(_("{column}: “{title}” {example}"), column=_label(desk, name), **shown)
            )
    if columns.left_out:
        left = shortened(", ".join(columns.left_out), 120)
        lines.append(words(_("Not read: {titles}"), titles=left))
    lines += [words(MISSING, column=_label(desk, name)) for name in columns.missing]
    return "\n".join(lines)


def _head(desk: Desk, found: Understood) -> str:
    name, kind = shortened(found.seen.name, 60), Markup(desk.words(found.kind.label))
    if found.sheet.file is None:
        return desk.words(_("<b>{file}</b>, read as {kind}:"), file=name, kind=kind)
    return desk.words(
        _("<b>{file}</b>, sheet “{sheet}”, read as {kind}:"),
        file=name,
        sheet=shortened(found.sheet.name, 31),
        kind=kind,
    )


def _example(found: Understood, at: int) -> str:
    cells = (row[at] for row in found.sheet.samples if at < len(row) and row[at].strip())
    shown = shortened(" ".join(next(cells, "").split()), 14)
    return f"({shown})" if shown else ""


def _label(desk: Desk, name: str) -> Markup:
    return Markup(desk.words(LABELS[name]))


def offer_rows(desk: Desk, found: Understood, offer: Offer) -> Rows:
    """Return the buttons under a file; it goes on only where nothing is missing."""
    words = desk.words
    change: list[Button] = [(words(_("Change a column")), offer.but("columns"))]
    right: list[Button] = [(words(_("Right")), offer.but("rehearse"))]
    others: list[Button] = [(words(_("Another kind")), offer.but("kinds"))]
    if len(found.seen.sheets) > 1:
        others.append((words(_("Another sheet")), offer.but("sheets")))
    return [change if found.columns.missing else [*right, *change], others]


def column_rows(desk: Desk, found: Understood, offer: Offer) -> Rows:
    """Return a button for each column of the kind."""
    labels = [shortened(desk.words(LABELS[name]), 16) for name in found.kind.columns]
    chips = [(label, offer.but("column", number=n)) for n, label in enumerate(labels)]
    return [*in_rows(chips, A_ROW), [(desk.words(BACK), offer.but("show"))]]


def title_rows(desk: Desk, found: Understood, offer: Offer) -> Rows:
    """Return a button for each title of the file that the column may stand under."""
    titles = [(at, title) for at, title in enumerate(found.sheet.header) if title]
    chips: list[Button] = [
        (shortened(title, 16), offer.but("set", at=at)) for at, title in titles[:MOST_CHIPS]
    ]
    rest: list[Button] = [
        (desk.words(NOT_THERE), offer.but("set", at=-1)),
        (desk.words(BACK), offer.but("columns")),
    ]
    return [*in_rows(chips, A_ROW), rest]


def sheet_rows(desk: Desk, seen: Seen, offer: Offer) -> Rows:
    """Return a button for each sheet."""
    chips = [
        (shortened(sheet.name, 16), offer.but("show", sheet=n))
        for n, sheet in enumerate(seen.sheets[:MOST_CHIPS])
    ]
    return in_rows(chips, A_ROW)


def kind_rows(desk: Desk, offer: Offer) -> Rows:
    """Return a button for each kind of rows."""
    chips = [(desk.words(kind.label), offer.but("show", kind=kind.name)) for kind in KINDS.values()]
    return in_rows(chips, A_ROW)


def rehearsed_text(desk: Desk, seen: Seen, result: Rehearsed, offer: Offer) -> str:
    """Return what an import would come to, and who is an old patient by what was chosen."""
    words = desk.words
    lines = [words(_("<b>{file}</b>: nothing is written yet."), file=shortened(seen.name, 60))]
    lines += counted(words, result)
    if result.good and asks_legacy(result, offer):
        lines.append(
            words(_("Which patients were there before your journal? They never count as new."))
        )
        if offer.number != NO_DAY:
            day = words.full_day(day_from(offer.number)) if offer.number else ""
            chosen = _("Old: first seen before {day}") if day else _("Old: none")
            lines.append(words(chosen, day=day))
    return "\n".join(lines)


def rehearsed_rows(desk: Desk, result: Rehearsed, offer: Offer) -> Rows:
    """Return the chips for old patients, and [Import] where there is something to import."""
    if not result.good:
        return [[(desk.words(BACK), offer.but("show"))]]
    chips = _legacy_chips(desk, result, offer) if asks_legacy(result, offer) else []
    back = (desk.words(BACK), offer.but("show", number=NO_DAY))
    return [*chips, [(desk.words(IMPORT), offer.but("begin")), back]]


def asks_legacy(result: Rehearsed, offer: Offer) -> bool:
    """Return whether patients may be old ones by the day of their first visit."""
    return offer.kind == "visits" and result.first is not None


def _legacy_chips(desk: Desk, result: Rehearsed, offer: Offer) -> Rows:
    first = day_from(result.first or 0)
    after = first.replace(year=first.year + 1, month=1, day=1)
    before = desk.words(_("Before {year}"), year=str(after.year))
    return [
        [
            (before, offer.but("legacy", number=day_number(after))),
            (desk.words(_("None")), offer.but("legacy", number=0)),
            (desk.words(_("Type a day")), offer.but("type")),
        ]
    ]
