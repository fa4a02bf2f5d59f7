"""Reasons: why do patients not come back, and of how many does nobody know? (R8, R33, R38, R41)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.entries.reasons import LEAVINGS as REASON_CHOICES
from clinic.entries.reasons import RIVALS as RIVAL_CHOICES
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
    Quote,
    Sentence,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.entries import LEAVINGS, RIVALS
from metrics.kit.gone import Gone, gone
from metrics.kit.rows import Row, draw_rows
from metrics.kit.shares import COUNTED_UNDER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = {choice.value: choice.label for choice in REASON_CHOICES}
DRAWN_AWAY = {choice.value: choice.label for choice in RIVAL_CHOICES}
WINDOWS = (90, 180, 365)
TOLD = 4
RUDENESS, ELSEWHERE, UNKNOWN = "rudeness", "competitor", "unknown"
QUOTE = Quote(_("up to 68% change over nothing but rude treatment"), disputed=True)
NOBODY_GONE = _("Nobody has stayed away long enough in these days.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return who is gone by reason, the unknown share, and the return rate without each reason."""
    found = gone(frames, period, as_of, int(options["window"]))
    rude = found.share(RUDENESS)
    return Answer(
        gone=found.people,
        known=found.known,
        unknown=found.people - found.known,
        unknown_share=found.unknown.value,
        rudeness_share=rude.value,
        rudeness_low=rude.low,
        rudeness_high=rude.high,
        mature=found.mature,
        returned=found.returned,
        return_rate=found.without("").value,
        rows=[*_rows(found)],
        notes=[] if found.people else [Note(NOBODY_GONE)],
        beside=(found, int(options["window"])),
    )


def _rows(found: Gone) -> Iterator[dict[str, Any]]:
    for reason, count in found.by_reason.items():
        yield {
            "reason": reason,
            "count": count,
            "share": found.share(reason).value,
            "return_rate_at_most": found.without(reason).value,
        }
    if found.people:
        missing = {"share": None, "return_rate_at_most": None}
        yield {"reason": UNKNOWN, "count": found.people - found.known, **missing}


def say(answer: Answer, words: Words) -> Sentence:
    """Return of how many nobody knows why, the reasons that are known, and whom to call."""
    found: Gone = answer.beside[0]
    unknown = Markup(found.unknown.said(words))
    number = words(_("Nobody knows why: {share}"), share=unknown)
    step = words(_("/calls: call ten of them and ask why; /left 1042 moved writes it down"))
    if not found.people:
        return Sentence(number, words(NOBODY_GONE), step)
    people = words.plural(
        "{n} patient did not come back", "{n} patients did not come back", found.people
    )
    known = Markup(words.number(found.known))
    told = _("{people}; of {known} it is known why.")
    meaning = words(told, people=Markup(people), known=known)
    return Sentence(number, meaning, step, tuple(_lines(answer, words)))


def _lines(answer: Answer, words: Words) -> Iterator[str]:
    found: Gone = answer.beside[0]
    if not found.known:
        return
    yield words(_("Of the known: {reasons}"), reasons=Markup(_known(found, words)))
    if found.rivals:
        yield _elsewhere(found, words)
    rude = Markup(found.share(RUDENESS).said(words))
    yield words(_("Over rudeness: {share}; the article says up to 68%: disputed"), share=rude)
    yield from _at_most(answer, words)


def _known(found: Gone, words: Words) -> str:
    """Return the most frequent reasons with their shares; all have the same n."""
    few = found.known < COUNTED_UNDER
    return ", ".join(
        f"{words(NAMES[reason])} {words.number(n) if few else words.share(n / found.known)}"
        for reason, n in list(found.by_reason.items())[:TOLD]
    )


def _elsewhere(found: Gone, words: Words) -> str:
    """Return what drew those away who went elsewhere, as counts."""
    named = [
        f"{words(DRAWN_AWAY[RIVALS[place]])} {words.number(n)}"
        for place, n in sorted(found.rivals.items(), key=lambda each: -each[1])
        if place
    ]
    text = ", ".join(named) or words(_("nobody knows why there"))
    return words(_("Who went elsewhere: {reasons}"), reasons=Markup(text))


def _at_most(answer: Answer, words: Words) -> Iterator[str]:
    """Yield the return rate as it is, and as it would be at most without the first reason."""
    found, window = answer.beside
    first = next(iter(found.by_reason), "")
    if not found.mature or not found.stayed_away.get(first):
        return
    text = _("Back in {days} days: {rate}; without “{reason}” at most {most}")
    most = Markup(found.without(first).said(words))
    rate = Markup(found.without("").said(words))
    yield words(text, days=window, rate=rate, reason=words(NAMES[first]), most=most)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return who is gone, and why a rate without a reason is only an upper bound."""
    found, window = answer.beside
    definition = _(
        "Gone: came once and then not for {days} days, or oftener and then not until he counts as "
        "lost, or it is written down why he does not come back. Shares are of the known reasons. "
        "A return rate without a reason is “at most”: reasons are known only of those who did not "
        "return, so leaving one out can only raise it."
    )
    return Explanation(
        definition=words(definition, days=window),
        n=words(
            _("{gone} gone, {known} with a reason; {mature} new patients seen long enough"),
            gone=words.number(found.people),
            known=words.number(found.known),
            mature=words.number(found.mature),
        ),
        interval=found.unknown.said_with_interval(words),
        settings=("active_gap", "legacy_until"),
        quotes=(QUOTE,),
        own=found.share(RUDENESS).said_with_interval(words),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw how many are gone by reason, the unknown in grey."""
    found: Gone = answer.beside[0]
    title(axes, say(answer, words).number, words(_("Patients who did not come back, by reason")))
    if not found.people:
        nothing(axes, words(NOBODY_GONE))
        return
    unknown = Row(words(_("unknown")), found.people - found.known, quiet=True)
    bars = [unknown, *(Row(words(NAMES[reason]), n) for reason, n in found.by_reason.items())]
    draw_rows(axes, bars, words, words.figure, adds=True)
    footnote(axes, n_of(found.people, words))


METRIC = Metric(
    question=_("Why do patients not come back?"),
    reads=(VISITS, LEAVINGS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"window": 90},
    bounds={"window": (1, 3650)},
    choices={"window": WINDOWS},
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    units={"window": "days"},
    listed=("return", 50, _("Why they leave")),
)
