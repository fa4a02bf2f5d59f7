"""What a judged series says: its state, the rule that is broken, and what its limits are from.

finding(judged, words)           # "Worse, and unlike chance: 7 in a row worse than usual"
from_what(judged, words)         # "limits frozen (shaded: 52 closed weeks)"
"""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.words import Markup
from metrics.kit.control import BETWEEN, CALM, SIGNAL, TOO_EARLY, WATCH, Control
from metrics.kit.rules import OUTSIDE, RUN, TREND, TWO_OF_THREE
from metrics.kit.words import Words

STATES = {
    CALM: _("calm"),
    WATCH: _("to be watched"),
    SIGNAL: _("signal"),
    TOO_EARLY: _("too early to say"),
}
WORSE = {
    OUTSIDE: _("outside the limits"),
    RUN: _("{run} in a row worse than usual"),
    TREND: _("{trend} in a row, each worse than the one before"),
    TWO_OF_THREE: _("two of three far worse than usual"),
}
BETTER = {
    OUTSIDE: WORSE[OUTSIDE],
    RUN: _("{run} in a row better than usual"),
    TREND: _("{trend} in a row, each better than the one before"),
    TWO_OF_THREE: _("two of three far better than usual"),
}
WORSENED = {
    SIGNAL: _("Worse, and unlike chance: {rule}"),
    WATCH: _("To be watched, worse: {rule}"),
}
IMPROVED = {
    SIGNAL: _("Better, and unlike chance: {rule}"),
    WATCH: _("Better lately: {rule}"),
}

FROM = (
    _("limits frozen: {n} from {month}"),
    _("limits on trial: {n} from {month}"),
    _("limits frozen (shaded: {n})"),
    _("limits on trial (shaded: {n})"),
)
"""What the limits are from, where their baseline is not shown and where it is."""


def _weeks(words: Words, n: int) -> str:
    return words.plural("{n} closed week", "{n} closed weeks", n)


def _events(words: Words, n: int) -> str:
    return words.plural("{n} event", "{n} events", n)


def state_said(judged: Control, words: Words) -> str:
    """Return the state in a word or two."""
    return words(STATES[judged.state])


def rule_said(rule: str, judged: Control, words: Words, better: bool = False) -> str:
    """Return what a rule means that is broken on the unfavourable side, or on the other."""
    rules = judged.rules
    said = (BETTER if better else WORSE)[rule]
    return words(said, run=words.number(rules.run), trend=words.number(rules.trend))


def finding(judged: Control, words: Words) -> str:
    """Return in a sentence what the newest closed points say; what is worse comes first."""
    if not judged.enough:
        return words(_("Too early to say what is usual"))
    for side, said in ((judged.worse, WORSENED), (-judged.worse, IMPROVED)):
        rule = judged.rule_on(side)
        if rule is not None:
            how = Markup(rule_said(rule, judged, words, side != judged.worse))
            return words(said[judged.state_on(side)], rule=how)
    return words(_("Nothing but chance in the newest points"))


def from_what(judged: Control, words: Words) -> str:
    """Return what the limits are from, or how much more they need."""
    count = _events if judged.kind in BETWEEN else _weeks
    if not judged.enough or judged.since is None:
        how = count(words, judged.rules.least)
        return words(_("limits need {n} before the newest four"), n=Markup(how))
    place = (1 if judged.trial else 0) + (2 if judged.base.any() else 0)
    how = count(words, judged.based_on)
    return words(FROM[place], n=Markup(how), month=Markup(words.short_year(judged.since)))
