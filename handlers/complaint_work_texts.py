"""What work on complaints is called: states, causes, outcomes, ways, measures and their effects."""

from __future__ import annotations

from clinic.complaint import Emotion
from clinic.complaint_work import Cause, Outcome, Stage, State, Way
from clinic.entries.promises import CONTACTS
from clinic.marks import mark as _
from clinic.measure import Effect, MeasureKind

STATES = {
    State.NEW: _("New"),
    State.ACKNOWLEDGED: _("Taken up"),
    State.INVESTIGATING: _("Being investigated"),
    State.ANSWERED: _("Answered"),
    State.RESOLVED: _("Resolved"),
    State.PREVENTED: _("Prevented"),
    State.REOPENED: _("Opened again"),
}
STEPS = {
    State.ACKNOWLEDGED: _("Take it"),
    State.INVESTIGATING: _("Investigating"),
    State.ANSWERED: _("Answered"),
    State.RESOLVED: _("Resolve"),
    State.REOPENED: _("Reopen"),
}
"""The buttons that lead there."""

FASTER = {
    State.ACKNOWLEDGED: _("{name} has just taken it."),
    State.INVESTIGATING: _("{name} is investigating it already."),
    State.ANSWERED: _("{name} has answered it already."),
    State.RESOLVED: _("{name} has resolved it already."),
    State.PREVENTED: _("{name} has done what was to be done already."),
    State.REOPENED: _("{name} has opened it again."),
}
HAS_IT = _("{name} has it already.")
NOBODY_HAS_IT = _("Nobody has it now. Here it is as it stands.")
CAUSES = {
    Cause.PEOPLE: _("People"),
    Cause.SYSTEMS: _("Systems"),
    Cause.PROCESSES: _("Processes"),
    Cause.PRODUCTS: _("Products"),
    Cause.CUSTOMERS: _("Patients"),
}
OUTCOMES = {
    Outcome.UPHELD: _("Upheld"),
    Outcome.PARTLY: _("Partly"),
    Outcome.NOT_UPHELD: _("Not upheld"),
}
AFTERWARDS = {
    Emotion.CALM: _("Calm now"),
    Emotion.UPSET: _("Upset now"),
    Emotion.FURIOUS: _("Angry now"),
}
WAYS = {
    Way.PERSON: _("In person"),
    Way.PHONE: _("By phone"),
    Way.MESSAGE: _("By message"),
    Way.MAIL: _("By mail"),
    Way.WEB: _("On the web"),
}
WHO = {choice.value: choice.label for choice in CONTACTS}
MEASURES = {
    MeasureKind.TRAINING: _("Training"),
    MeasureKind.CULTURE: _("Culture"),
    MeasureKind.RULES: _("Rules"),
    MeasureKind.TECHNOLOGY: _("Technology"),
    MeasureKind.PROMISES: _("Promises in ads"),
    MeasureKind.PRODUCTS: _("Products"),
    MeasureKind.NONE: _("Not needed"),
}
EFFECTS = {
    Effect.WORKED: _("Worked"),
    Effect.PARTLY: _("Partly"),
    Effect.FAILED: _("Failed"),
    Effect.UNKNOWN: _("Don't know"),
}
DUE = {
    Stage.ACKNOWLEDGE: _("To be taken up by {day}, {time}"),
    Stage.RESOLVE: _("To be resolved by {day}, {time}"),
}
OVERDUE = _("overdue")
MISSED = {
    Stage.ACKNOWLEDGE: _("Nobody has taken this complaint up in time."),
    Stage.RESOLVE: _("This complaint was not resolved in time."),
}
GIVEN = _("{name} has given you this complaint.")
MORE, BACK = _("More"), _("Back")
ASSIGN, MEASURE, DONE = _("Assign…"), _("Measure"), _("Measure done")
CHOSEN = "✓ {}"


def lowered(label: str) -> str:
    """Return a button's label as it stands within a line."""
    return label[:1].lower() + label[1:]
