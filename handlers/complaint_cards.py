"""The card of a complaint: what is known, who wrote it down, and the buttons of that very row."""

from __future__ import annotations

from collections.abc import Sequence

from clinic.complaint import Subject
from clinic.marks import mark as _
from clinic.words import ABSENT, Markup
from handlers.at_risk import risk_lines
from handlers.cards import DOT, LISTED, WHOLE
from handlers.complaint_chips import LABELS, RUDE, SUBJECTS
from handlers.complaint_work_lines import work_lines
from handlers.complaint_work_texts import lowered as lowered
from handlers.desk import Desk
from handlers.history import CHANGED, SHORT, signed
from handlers.letters import LONGEST, shortened
from storage.amendments import Change, changes_of, code_of
from storage.attachments import photos_of
from storage.complaints import AmendedComplaint, Complaint, is_repeated
from storage.praises import Praise
from storage.ratings import PATIENT

ANONYMOUS_PATIENT = _("anonymous")
REPEATED = _("not the first within 90 days")
LOGGED = _("Logged")
CHANGES = {
    "subject": _("{before} → {after}"),
    "gravity": _("gravity {before} → {after}"),
    "rude": _("no longer rude"),
    "emotion": _("emotion {before} → {after}"),
    "patient_id": CHANGED["patient_id"],
}
"""Added words and photos show by themselves."""


def complaint_card(desk: Desk, complaint: Complaint, added: int = 0) -> str:
    """Return the card's text; ``added`` photos come with this unit."""
    head = complaint_head(desk, complaint)
    if complaint.voided is not None:
        return struck(desk, head, complaint)
    marks = DOT.join(_marks(desk, complaint, added))
    below = [signed(desk, desk.words(LOGGED), complaint.author_id, complaint.logged)]
    below += [change for change in [_last_change(desk, complaint)] if change]
    below += work_lines(desk, complaint, SUBJECTS)
    below += risk_lines(desk, complaint)
    parts = [desk.marked(head), *([marks] if marks else [])]
    room = LONGEST - sum(len(part) + 1 for part in (*parts, *below))
    said = [desk.words("{said}", said=shortened(complaint.note, room))] if complaint.note else []
    return "\n".join([*parts, *said, *below])


def struck(desk: Desk, head: str, said: Complaint | Praise) -> str:
    """Return a withdrawn entry, with who withdrew it and when."""
    line = desk.marked(desk.words("<s>{head}</s>", head=Markup(head)))
    if said.voided is None or said.voided_by is None:
        return line
    return f"{line}\n{signed(desk, desk.words(_('Withdrawn')), said.voided_by, said.voided)}"


def complaint_head(desk: Desk, complaint: Complaint, longest: int = WHOLE) -> str:
    """Return what it is, its subject and the patient on one line."""
    return DOT.join(
        [
            desk.words(_("<b>Complaint</b>")),
            lowered(desk.words(SUBJECTS[Subject(complaint.subject)])),
            patient_said(desk, complaint.code, longest),
        ]
    )


def patient_said(desk: Desk, code: str | None, longest: int = LISTED) -> str:
    """Return the patient's code, or that nobody is named, as safe text."""
    if code is None:
        return desk.words(ANONYMOUS_PATIENT)
    return desk.words("{code}", code=shortened(code, longest))


def _marks(desk: Desk, complaint: Complaint, added: int) -> list[str]:
    words, photos = desk.words, len(photos_of(desk.journal, complaint.id)) + added
    labels = [
        LABELS["gravity"].get(complaint.gravity or 0),
        RUDE if complaint.rude else None,
        LABELS["emotion"].get(complaint.emotion or ""),
    ]
    said = [lowered(words(label)) for label in labels if label]
    if photos:
        said.append(words.plural("{n} photo", "{n} photos", photos))
    if is_repeated(desk.journal, complaint):
        said.append(words(REPEATED))
    return said


def _last_change(desk: Desk, complaint: Complaint) -> str | None:
    """Return what was corrected last, before → after, with who and when; None where nothing was."""
    told = [each for each in _newest(desk, complaint) if _is_told(each)]
    said = [_change(desk, complaint, each) for each in told]
    return signed(desk, ", ".join(said), told[0].author_id, told[0].at) if said else None


def _is_told(change: Change) -> bool:
    """Return whether the change corrects something: a first gravity only adds to it."""
    return change.field in CHANGES and (bool(change.before) or change.field == "patient_id")


def _newest(desk: Desk, complaint: Complaint) -> list[Change]:
    """Return what the team corrected last: a patient who goes on telling corrects nothing."""
    if isinstance(complaint, AmendedComplaint) and not _is_patients(complaint.newest):
        return list(complaint.newest)
    changes = changes_of(desk.journal, complaint.id) if complaint.change else []
    theirs = [each for each in changes if each.author_id != PATIENT]
    return [each for each in theirs if each.at == theirs[0].at]


def _is_patients(changes: Sequence[Change]) -> bool:
    return any(each.author_id == PATIENT for each in changes)


def _change(desk: Desk, complaint: Complaint, change: Change) -> str:
    before, after = (
        _value(desk, complaint, change.field, each) for each in (change.before, change.after)
    )
    return desk.words(CHANGES[change.field], before=Markup(before), after=Markup(after))


def _value(desk: Desk, complaint: Complaint, field: str, value: str | int | None) -> str:
    """Return a value in the reader's words; a patient may be new with this very change."""
    if not value:
        return desk.words(ANONYMOUS_PATIENT) if field == "patient_id" else ABSENT
    if field == "patient_id":
        known = complaint.code if value == complaint.patient_id else None
        code = known or code_of(desk.journal, int(value)) or ABSENT
        return desk.words("{code}", code=shortened(code, SHORT))
    label = LABELS.get(field, {}).get(value)
    return lowered(desk.words(label)) if label else ABSENT
