"""What is said of the four signs and of every watched series: names, figures, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from clinic.marks import mark as _
from clinic.words import ABSENT, Markup
from metrics.kit.chart_kind import Nature
from metrics.kit.control import CALM, SIGNAL, TOO_EARLY, WATCH
from metrics.kit.control_words import finding, state_said
from metrics.kit.judging import Judged
from metrics.kit.moved_most import Moved
from metrics.kit.page import Written
from metrics.kit.subjects import SUBJECT_NAMES
from metrics.kit.words import Words

LAMPS = {
    CALM: "\N{BLACK CIRCLE}",
    WATCH: "\N{BLACK UP-POINTING TRIANGLE}",
    SIGNAL: "\N{BLACK DIAMOND}",
    TOO_EARLY: "\N{WHITE CIRCLE}",
}
"""A state by its shape."""

SHORT: Mapping[str, str] = {
    "signs": _("Four signs"),
    "complaints": _("Complaints"),
    "new": _("New patients"),
    "base": _("Base"),
    "trust": _("Trust"),
    "returns": _("Returns"),
    "satisfied": _("Satisfied"),
    "wait": _("Waiting"),
    "missed": _("No-shows"),
    "visits": _("Visits"),
    "revenue": _("Revenue"),
}
"""What the answers are called on buttons, and typed: all four signs, then each series."""

STEPS: Mapping[tuple[str, str], str] = {
    ("complaints", SIGNAL): _("Read the newest ones side by side and call these people: /open"),
    ("complaints", WATCH): _("Look whether the last ones are about the same thing: /complaints"),
    ("complaints", CALM): _("Log the small ones too: few complain, most just leave"),
    ("complaints", TOO_EARLY): _("Log every complaint for some weeks: /complaint"),
    ("new", SIGNAL): _("See which channel has gone quiet: /channels"),
    ("new", WATCH): _("See whether fewer come by recommendation: /referrals"),
    ("new", CALM): _("Thank those who recommend you: /referrals"),
    ("new", TOO_EARLY): _("Ask every new patient how he found you"),
    ("base", SIGNAL): _("Call those whose time has run out: /calls"),
    ("base", WATCH): _("See why patients stay away: /reasons"),
    ("base", CALM): _("Book the next visit before the patient leaves: /chair"),
    ("base", TOO_EARLY): _("Say in how many days each service is due again: /settings"),
    ("trust", SIGNAL): _("Compare bills with quotes before the patient sees them: /plans"),
    ("trust", WATCH): _("Ask the doctors which work took more than was quoted"),
    ("trust", CALM): _("Name the price before the work, as now"),
    ("trust", TOO_EARLY): _("Write the quote with the visit: 1042 crown 30000 quote 28000"),
}
"""One next step for each state of each sign."""

OTHER_STEPS: Mapping[str, str] = {
    "returns": _("/returns shows of which service and channel they do not return"),
    "satisfied": _("/satisfaction shows who is content and with what"),
    "wait": _("/waiting shows at which hours they wait"),
    "missed": _("/chair shows at which hours they do not come"),
    "visits": _("/month shows its days"),
    "revenue": _("/profit shows what is left of it"),
}
MONEY_HIDDEN = "no_money"
STEP_STATES = (*map(".".join, STEPS), *OTHER_STEPS, MONEY_HIDDEN)
"""In which states other steps are said: of the sign that is first, or of the series asked for."""

TOO_FEW: Mapping[str, str] = {
    "complaints": _("Too few complaints are written down to say what is usual."),
    "new": _("Too few weeks with new patients are known."),
    "base": _("Too few patients were due again: by their rhythm, or by their service."),
    "trust": _("Neither quotes nor complaints about the price are written down."),
}
MOVED = {
    "subject": _("Moved most: {name}: {now} in four weeks, usually {usual}"),
    "service": _("Moved most: service {name}: {now} in four weeks, usually {usual}"),
    "first_channel": _("Moved most: channel {name}: {now} in four weeks, usually {usual}"),
    "hour": _("Moved most: {name}:00: {now} in four weeks, usually {usual}"),
}


def step_said(judged: Judged, words: Words) -> str:
    """Return what to do next about a series."""
    if step := STEPS.get((judged.name, judged.state)):
        return words.step(step, f"{judged.name}.{judged.state}")
    return words.step(OTHER_STEPS[judged.name], judged.name)


def written(judged: Judged, words: Words) -> Written:
    """Return how the series' values are written."""
    if judged.rare:
        return words.number
    if judged.watched.nature is Nature.SHARE:
        return words.share
    if judged.name == "revenue":
        return words.brief
    return lambda value: words.number(value, 1)


def value_said(judged: Judged, words: Words) -> str:
    """Return the newest value alone."""
    point = None if judged.control is None else judged.control.point
    return ABSENT if point is None else written(judged, words)(point)


def point_said(judged: Judged, words: Words) -> str:
    """Return the newest value and what is usual, such as ``16 (usually 34)``."""
    write, control = written(judged, words), judged.control
    if control is None or control.point is None:
        return ABSENT
    if judged.known is None or control.mean is None:
        return write(control.point)
    text = _("{point} (usually {mean})")
    return words(text, point=Markup(write(control.point)), mean=Markup(write(control.mean)))


def lamp_said(judged: Judged, words: Words) -> str:
    """Return one line: the lamp, the series, its newest value, and its state."""
    return words(
        _("{lamp} {series}: {point} · {state}"),
        lamp=LAMPS[judged.state],
        series=Markup(words(judged.label)),
        point=Markup(point_said(judged, words)),
        state=Markup(state_word(judged, words)),
    )


def state_word(judged: Judged, words: Words) -> str:
    """Return the state in a word or two."""
    if judged.known is None:
        return words(_("too early to say"))
    return state_said(judged.known, words)


def series_said(judged: Judged, words: Words) -> str:
    """Return what the newest points of a series say, in a sentence."""
    if judged.known is None:
        return words(_("Too early to say what is usual"))
    return finding(judged.known, words)


def moved_said(moved: Moved, words: Words) -> str:
    """Return what moved most, with its figures."""
    name = words(SUBJECT_NAMES[str(moved.name)]) if moved.by == "subject" else str(moved.name)
    shown = Markup(name) if moved.by == "subject" else name
    return words(
        MOVED[moved.by], name=shown, now=moved.now, usual=Markup(words.number(moved.usual, 1))
    )
