"""Promises: how many are kept in time? (R49)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.entries import PROMISES
from metrics.kit.keeping import OVERDUE, RELEASED, Kept, kept
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = {
    "kept": _("kept in time"),
    "late": _("kept late"),
    "broken": _("broken"),
    OVERDUE: _("open and overdue"),
    RELEASED: _("released by the patient"),
}
NONE_DUE = _("No promise was due in these days.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return what became of the promises that were due in the period."""
    found = kept(frames, period, as_of)
    return Answer(
        due=found.due,
        **{name: found.by_state[name] for name in NAMES},
        ahead=found.ahead,
        kept_share=found.share.value,
        kept_low=found.share.low,
        kept_high=found.share.high,
        rows=[{"state": name, "count": found.by_state[name]} for name in NAMES],
        notes=[] if found.due else [Note(NONE_DUE)],
        beside=found,
    )


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share kept in time, what became of the others, and where the open ones are."""
    found: Kept = answer.beside
    number = words(_("Promises kept in time: {share}"), share=Markup(found.share.said(words)))
    return Sentence(
        number, _meaning(found, words), _step(found, words), tuple(_lines(found, words))
    )


def _meaning(found: Kept, words: Words) -> str:
    if not found.due:
        return words(NONE_DUE)
    named = [
        f"{words(name)} {words.number(found.by_state[state])}"
        for state, name in NAMES.items()
        if state not in ("kept", RELEASED) and found.by_state[state]
    ]
    due = words.plural("{n} promise was due", "{n} promises were due", found.due)
    if not named:
        return words(_("{due}, and all were kept."), due=Markup(due))
    return words(_("{due}: {others}."), due=Markup(due), others=Markup(", ".join(named)))


def _lines(found: Kept, words: Words) -> list[str]:
    ahead = words.plural("{n} open promise", "{n} open promises", found.ahead)
    return [words(_("Not due yet: {promises}"), promises=Markup(ahead))] if found.ahead else []


def _step(found: Kept, words: Words) -> str:
    if not found.due and not found.ahead:
        return words.step(_("/promise 1042 call back tomorrow writes one down"), "empty")
    return words(_("/due lists the open ones, the longest overdue first"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return when a promise is due, kept, and none any more."""
    found: Kept = answer.beside
    definition = _(
        "Promises whose day lay in this period; without a day they are due on the next working "
        "day. Kept: done on that day or before. Late: done after it. Open ones count against it "
        "from the day after. What the patient released is left out."
    )
    return Explanation(
        definition=words(definition),
        n=words.plural("{n} promise was due", "{n} promises were due", found.due),
        interval=found.share.said_with_interval(words),
        left_out=words(_("Released: {n}"), n=words.number(found.by_state[RELEASED])),
        source=words(_("Wilson 1927")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many promises were kept, late, broken, overdue, and released."""
    found: Kept = answer.beside
    title(axes, say(answer, words).number, words(_("Promises that were due")))
    if not found.due:
        nothing(axes, words(NONE_DUE))
        return
    bars = [
        Row(words(name), found.by_state[state], quiet=state == RELEASED)
        for state, name in NAMES.items()
    ]
    draw_rows(axes, bars, words, words.figure)
    footnote(axes, n_of(found.due, words))


METRIC = Metric(
    question=_("How many promises are kept in time?"),
    reads=(VISITS, PROMISES),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    states=("empty",),
    listed=("service", 45, _("Promises")),
)
