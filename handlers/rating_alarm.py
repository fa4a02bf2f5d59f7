"""What follows from a patient's own rating: a low one is a complaint, and the managers are told.

It is a chore of the clinic: the rating is looked at as it stands, however often it has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clinic.calendar import day_from
from clinic.complaint import ComplaintDraft, Subject
from clinic.marks import mark as _
from clinic.people import Role
from clinic.voice import CALL, LOW, MATTERS, MOST_STARS, Matter, subject_of, with_words
from clinic.words import Words
from handlers.chores import Duty
from handlers.desk import Desk
from handlers.letters import message as letter
from handlers.said import face_of, new_card, show_everywhere
from storage.complaining import NEW, amend_complaint, log_complaint, void_complaint
from storage.complaints import Complaint, complaint_by_id
from storage.jobs import Job
from storage.posters import poster_by_id
from storage.ratings import PATIENT, Rating, amend_rating, rating_by_id
from storage.unit import Priority

RATED = "rated"
"""The kind of the job that follows from a rating."""

SAID = _("{stars} of 5 from a patient himself, {place}")
CALL_HIM = _("He asks to be called back.")
CALLS = _("<b>{code}</b> asks to be called back: {stars} of 5, {place}.")
SOMEBODY_CALLS = _("A patient asks to be called back: {stars} of 5, {place}. {note}")


async def follow(job: Job, duty: Duty) -> None:
    """Log the complaint of a low rating, bring it up to date, or withdraw it where stars rose."""
    rating = rating_by_id(duty.journal, int(job.content["rating"]))
    readers = list(_readers(duty))
    if rating is None or not readers:
        return
    if rating.complaint_id is not None:
        _bring_up_to_date(rating, readers[0], duty)
    elif rating.stars <= LOW:
        _log(rating, readers, duty)
    elif CALL in rating.praised and (rating.code or rating.note):
        _tell_of_call(rating, readers, duty)


def _log(rating: Rating, readers: list[Desk], duty: Duty) -> None:
    entry = duty.unit.ids.new()
    subject = subject_of(rating.praised)
    draft = ComplaintDraft(
        subject, day_from(rating.day), rating.code, rude=False, words=_note(rating, duty)
    )
    complaint = log_complaint(duty.unit, duty.journal, draft, PATIENT, rating.said_by, entry)
    amend_rating(duty.unit, rating, complaint_id=entry)
    for desk in readers:
        card = new_card(desk, entry, face_of(desk, complaint), duty.unit)
        duty.unit.send(replace(card, priority=Priority.ALERT))


def _bring_up_to_date(rating: Rating, desk: Desk, duty: Duty) -> None:
    """Change the complaint with the rating; what staff have written on it stays."""
    complaint = complaint_by_id(duty.journal, rating.complaint_id or 0)
    if complaint is None or complaint.voided is not None:
        return
    if rating.stars > LOW and complaint.status == NEW:
        after = void_complaint(duty.unit, complaint, PATIENT)
    else:
        after = amend_complaint(duty.unit, complaint, _changed(complaint, rating, duty), PATIENT)
    show_everywhere(desk, after, duty.unit)


def _changed(complaint: Complaint, rating: Rating, duty: Duty) -> Complaint:
    said = _note(rating, duty)
    own = {*said.splitlines(), *_fixed_lines(rating, duty)}
    theirs = [line for line in complaint.note.splitlines() if not _is_own(line, own, duty)]
    known = complaint.patient_id is not None
    open_subject = complaint.subject == Subject.OTHER
    return replace(
        complaint,
        subject=subject_of(rating.praised).value if open_subject else complaint.subject,
        note=with_words(said, "\n".join(theirs)),
        patient_id=complaint.patient_id if known else rating.patient_id,
        code=complaint.code if known else rating.code,
    )


def _fixed_lines(rating: Rating, duty: Duty) -> set[str]:
    """Return the lines that an earlier state of the rating may have had."""
    words, place = Words(duty.settings.language), _place(rating, duty)
    stars = range(1, MOST_STARS + 1)
    return {words(CALL_HIM), *(words(SAID, stars=each, place=place) for each in stars)}


def _is_own(line: str, own: set[str], duty: Duty) -> bool:
    """Return whether a line of the complaint came with the rating, and staff did not write it."""
    words = Words(duty.settings.language)
    labels = {words(label) for label in MATTERS.values()}
    return line in own or set(line.split(", ")) <= labels


def _note(rating: Rating, duty: Duty) -> str:
    """Return what the patient said, in the clinic's language."""
    words = Words(duty.settings.language)
    lines = [words(SAID, stars=rating.stars, place=_place(rating, duty))]
    matters = [words(MATTERS[Matter(each)]) for each in rating.praised if each != CALL]
    lines += [", ".join(matters)] if matters else []
    lines += [words(CALL_HIM)] if CALL in rating.praised else []
    return "\n".join([*lines, *([rating.note] if rating.note else [])])


def _place(rating: Rating, duty: Duty) -> str:
    poster = poster_by_id(duty.journal, rating.poster_id)
    return poster.place if poster else ""


def _tell_of_call(rating: Rating, readers: list[Desk], duty: Duty) -> None:
    place = _place(rating, duty)
    for desk in readers:
        said = {"stars": rating.stars, "place": place, "note": rating.note}
        text = desk.words(CALLS, code=rating.code, **said) if rating.code else None
        sent = letter(desk.chat_id, text or desk.words(SOMEBODY_CALLS, **said))
        duty.unit.send(replace(sent, priority=Priority.ALERT))


def _readers(duty: Duty) -> Iterator[Desk]:
    """Yield the desks of owners and managers, each in his own chat."""
    for member in duty.team.members(duty.unit.clinic_id or 0):
        desk = duty.desk_of(member.id)
        if desk is not None and member.role is not Role.STAFF:
            yield desk
