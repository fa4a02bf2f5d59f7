"""Care: which of the five rules of care is kept least? (R40, R48)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT
from metrics.kit import (
    COMPLAINTS,
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Quote,
    Sentence,
    Share,
    Words,
    footnote,
    nothing,
    title,
)
from metrics.kit.entries import CALLS, PROMISES
from metrics.kit.five_rules import (
    ATTENTION,
    CALMING,
    FEEDBACK,
    LONG,
    PROMISED,
    RELATION,
    Care,
    care,
)
from metrics.kit.rows import Row, draw_rows
from metrics.kit.shares import COUNTED_UNDER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = {
    ATTENTION: _("Attention"),
    RELATION: _("Keeping in touch"),
    PROMISED: _("Promises"),
    CALMING: _("Calming"),
    FEEDBACK: _("Feedback"),
}
COUNTED = {
    ATTENTION: _("seen within {minutes} minutes"),
    RELATION: _("came or was called in time"),
    PROMISED: _("kept in time"),
    CALMING: _("calm after a complaint"),
    FEEDBACK: _("visits with a rating"),
}
STEPS = {
    ATTENTION: _("/waiting shows the hours: plan more time there"),
    RELATION: _("/calls lists who is overdue: call ten of them today"),
    PROMISED: _("/due lists the open promises: do the oldest first"),
    CALMING: _("/open: ring who is upset today, and write down how it ended"),
    FEEDBACK: _("/poster lets patients rate themselves"),
}
TOO_FEW = _("Of no rule ten cases are written down yet.")
ARTICLE = Quote(
    _(
        "Five rules: attention to the customer (关注客户), keep the relation (保持关系), keep "
        "promises (信守承诺), calm dissatisfaction (平息不满), collect feedback (收集反馈)."
    )
)


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return how often each of the five rules was kept."""
    found = care(frames, period, as_of)
    return Answer(
        weakest=found.weakest,
        rows=[_row(name, share) for name, share in found.rules.items()],
        notes=[] if found.weakest else [Note(TOO_FEW)],
        beside=found,
    )


def _row(name: str, share: Share) -> dict[str, Any]:
    ends = {"share": share.value, "low": share.low, "high": share.high}
    return {"rule": name, "n": share.n, "kept": share.k, **ends}


def say(answer: Answer, words: Words) -> Sentence:
    """Return the weakest rule, all five, and what to do about it."""
    found: Care = answer.beside
    name = found.weakest
    if name is None:
        number = words(_("Weakest rule: {rule}"), rule=ABSENT)
        return Sentence(number, words(TOO_FEW), words(STEPS[FEEDBACK]), (*_lines(found, words),))
    number = words(_("Weakest rule: {rule}"), rule=words(NAMES[name]).lower())
    told = f"{_counted(name, words).capitalize()}: {found.rules[name].said(words)}."
    return Sentence(number, told, words(STEPS[name]), tuple(_lines(found, words)))


def _counted(name: str, words: Words) -> str:
    return words(COUNTED[name], minutes=LONG)


def _lines(found: Care, words: Words) -> Iterator[str]:
    for name, share in found.rules.items():
        if name != found.weakest:
            told = f"{words(NAMES[name])} ({_counted(name, words)})"
            yield f"{told}: {share.said(words)}"


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what each rule counts."""
    found: Care = answer.beside
    definition = _(
        "Attention: waits of at most {minutes} minutes of those noted. In touch: of those whose "
        "time to come ran out in whole weeks (1.5 × their rhythm, else until the service is due "
        "again), who came or was reached by phone in time. Calm: of those who complained upset, "
        "who was calm at the end. The weakest of those with {least} cases."
    )
    return Explanation(
        definition=words(definition, minutes=LONG, least=COUNTED_UNDER),
        interval="; ".join(
            f"{words.number(place)}: {share.said_with_interval(words)}"
            for place, share in enumerate(found.rules.values(), start=1)
        ),
        source=words(_("Wilson 1927")),
        quotes=(ARTICLE,),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how often each rule was kept, the weakest marked."""
    found: Care = answer.beside
    title(axes, say(answer, words).number, words(_("How often each rule was kept")))
    if found.weakest is None:
        nothing(axes, words(TOO_FEW))
        return
    draw_rows(axes, [_bar(name, found, words) for name in found.rules], words, words.share)
    footnote(axes, words(_("blue: the weakest")))


def _bar(name: str, found: Care, words: Words) -> Row:
    share, weakest = found.rules[name], name == found.weakest
    ends = (share.n, share.low, share.high)
    return Row(words(NAMES[name]), share.value, *ends, _counted(name, words), quiet=not weakest)


METRIC = Metric(
    question=_("Which rule of care is kept least?"),
    reads=(VISITS, COMPLAINTS, PROMISES, CALLS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    everyday=False,
    drills={"doctor": "doctor"},
    listed=("service", 50, _("Care")),
)
