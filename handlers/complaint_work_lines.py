"""What the card of a complaint says of the work on it: state, deadline, cause, measure, return."""

from __future__ import annotations

from clinic.calendar import day_from
from clinic.complaint import Emotion, Subject
from clinic.complaint_work import CLOSED, WAITING, Cause, Deadlines, Outcome, Stage, State, Way
from clinic.marks import mark as _
from clinic.measure import EFFECT_AFTER, Effect, MeasureKind
from clinic.words import ABSENT, Markup
from handlers import complaint_work_texts as texts
from handlers.cards import DOT, LISTED, name_in
from handlers.complaint_work_rows import standing_measure, works_on
from handlers.complaint_work_texts import lowered
from handlers.desk import Desk
from handlers.history import SHORT, signed
from handlers.letters import shortened
from storage.complaint_lists import came_back, rooms_in
from storage.complaint_steps import Step, started, steps_of
from storage.complaints import AmendedComplaint, Complaint
from storage.measures import Measure

LONGEST_WORDS = 120
"""Characters of a measure's words on a card."""


def work_lines(desk: Desk, complaint: Complaint, subjects: dict[Subject, str]) -> list[str]:
    """Return the lines below what was said, as safe text; of a new complaint few, or none."""
    lines = [_also(desk, complaint, subjects), _state(desk, complaint), _due(desk, complaint)]
    lines += [_why(desk, complaint), measure_line(desk, complaint), _returned(desk, complaint)]
    return [line for line in lines if line]


def steps_taken(desk: Desk, complaint: Complaint) -> list[Step]:
    """Return the steps of a complaint, the one of this very unit included."""
    steps = steps_of(desk.journal, complaint.id)
    taken = complaint.taken if isinstance(complaint, AmendedComplaint) else None
    return [*steps, *([taken] if taken else [])]


def step_line(desk: Desk, step: Step) -> str:
    """Return a step with who took it and when."""
    return signed(desk, desk.words(texts.STATES[State(step.status)]), step.author_id, step.at)


def name_of(desk: Desk, person_id: int | None) -> str:
    """Return the name of somebody who works or worked here."""
    return shortened(desk.journal.names().get(person_id or 0, ABSENT), SHORT)


def _also(desk: Desk, complaint: Complaint, subjects: dict[Subject, str]) -> str:
    """Return further subjects, who it was, how he told it, the doctor and the room."""
    words = desk.words
    parts: list[tuple[str, str | None]] = [
        (_("also about: {value}"), _listed(desk, complaint.subjects[1:], subjects)),
        (_("from: {value}"), _label(desk, texts.WHO, complaint.contact)),
        (_("{value}"), _label(desk, texts.WAYS, complaint.via and Way(complaint.via))),
        (_("doctor: {value}"), _doctor(desk, complaint)),
        (_("room: {value}"), _room(desk, complaint)),
    ]
    return DOT.join(words(text, value=Markup(value)) for text, value in parts if value)


def _listed(desk: Desk, values: tuple[str, ...], labels: dict[Subject, str]) -> str:
    return ", ".join(lowered(desk.words(labels[Subject(value)])) for value in values)


def _label(desk: Desk, labels: dict[str, str] | dict[Way, str], value: str | None) -> str | None:
    known: dict[str, str] = {str(key): label for key, label in labels.items()}
    return lowered(desk.words(known[value])) if value in known else None


def _doctor(desk: Desk, complaint: Complaint) -> str | None:
    name = name_in(desk.catalogue.doctors, complaint.doctor_id)
    return desk.words("{name}", name=shortened(name, LISTED)) if name else None


def _room(desk: Desk, complaint: Complaint) -> str | None:
    if complaint.room_id is None:
        return None
    names = {id: name for id, name, _hidden in rooms_in(desk.journal)}
    return desk.words("{name}", name=shortened(names.get(complaint.room_id, ABSENT), LISTED))


def _state(desk: Desk, complaint: Complaint) -> str:
    """Return the last step, and who answers for it where that is somebody else."""
    steps = steps_taken(desk, complaint)
    if complaint.state is State.NEW or not steps:
        return ""
    line = step_line(desk, steps[-1])
    if complaint.assignee_id in (None, steps[-1].author_id) or complaint.state in CLOSED:
        return line
    whose = desk.words(_("with {name}"), name=name_of(desk, complaint.assignee_id))
    return f"{line}{DOT}{whose}"


def _due(desk: Desk, complaint: Complaint) -> str:
    """Return by when the next thing is due, to those who work on it."""
    if not works_on(desk, complaint) or complaint.state in CLOSED:
        return ""
    since = started(steps_taken(desk, complaint), complaint.logged)
    stage = Stage.ACKNOWLEDGE if complaint.state in WAITING else Stage.RESOLVE
    due, calendar = Deadlines(desk.settings, desk.calendar).of(stage, since), desk.calendar
    line = desk.words(texts.DUE[stage], day=calendar.day_of(due), time=calendar.time_of(due))
    late = calendar.now() >= due
    return f"{line}{DOT}{desk.words(texts.OVERDUE)}" if late else line


def _why(desk: Desk, complaint: Complaint) -> str:
    """Return the causes, the outcome, and how the patient was afterwards."""
    causes = [lowered(desk.words(texts.CAUSES[Cause(each)])) for each in complaint.causes]
    parts = [desk.words(_("Cause: {causes}"), causes=Markup(", ".join(causes)))] if causes else []
    if complaint.outcome:
        parts.append(lowered(desk.words(texts.OUTCOMES[Outcome(complaint.outcome)])))
    if complaint.emotion_after in set(Emotion):
        parts.append(lowered(desk.words(texts.AFTERWARDS[Emotion(complaint.emotion_after)])))
    return DOT.join(parts)


def measure_line(desk: Desk, complaint: Complaint) -> str:
    """Return the measure, who does it by when, and whether it helped; empty without one."""
    measure = standing_measure(desk, complaint)
    if measure is None:
        return ""
    parts = [measure_said(desk, measure), *_effects(desk, measure)]
    return DOT.join(parts)


def measure_said(desk: Desk, measure: Measure) -> str:
    """Return what is done, by whom and by when, with its words."""
    words, note = desk.words, shortened(measure.note, LONGEST_WORDS)
    if measure.kind == MeasureKind.NONE:
        return words(_("No measure needed: {note}"), note=note)
    kind = Markup(lowered(words(texts.MEASURES[MeasureKind(measure.kind)])))
    name = name_of(desk, measure.keeper_id)
    if measure.done is None:
        text = _("Measure: {kind}, {name}, by {day}")
        line = words(text, kind=kind, name=name, day=day_from(measure.due))
    else:
        day = desk.calendar.day_of(measure.done)
        line = words(_("Measure done on {day}: {kind}, {name}"), kind=kind, name=name, day=day)
    return f"{line}{DOT}{words('{note}', note=note)}" if note else line


def _effects(desk: Desk, measure: Measure) -> list[str]:
    after = [(days, measure.effect_after(days)) for days in EFFECT_AFTER]
    known = [(days, desk.words(texts.EFFECTS[Effect(each)])) for days, each in after if each]
    text = _("after {days} days: {effect}")
    return [desk.words(text, days=days, effect=Markup(lowered(said))) for days, said in known]


def _returned(desk: Desk, complaint: Complaint) -> str:
    day = came_back(desk.journal, complaint)
    return "" if day is None else desk.words(_("Came back on {day}"), day=day_from(day))
