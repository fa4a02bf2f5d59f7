"""Chair: how many do not come, and how many leave with a next visit booked? (R34)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
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
from metrics.kit.bookings import Chair, Part, chair
from metrics.kit.entries import APPOINTMENTS
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOLD = 2
"""So many hours, doctors and channels stand in the text."""

NOBODY_MISSED = _("No no-show is written down: did everybody come, or did nobody write?")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return no-shows ÷ (visits + no-shows), by hour, doctor and channel, and bookings ahead."""
    found = chair(frames, period, as_of)
    whole = found.whole
    share = whole.share if whole.missed else None
    return Answer(
        visits=whole.visits,
        missed=whole.missed,
        no_show=share and share.value,
        no_show_low=share and share.low,
        no_show_high=share and share.high,
        next_booked=found.ahead and found.ahead.value,
        rows=[_row(part) for part in found.parts],
        notes=[] if whole.missed else [Note(NOBODY_MISSED)],
        beside=found,
    )


def _row(part: Part) -> dict[str, Any]:
    return {
        "by": part.by,
        "name": part.name,
        "visits": part.visits,
        "missed": part.missed,
        "share": part.share.value,
    }


def say(answer: Answer, words: Words) -> Sentence:
    """Return the no-show share, where it is highest, and how many have a next visit.

    Doctors stand in the rows alone: whoever wants to compare them narrows the question.
    """
    found: Chair = answer.beside
    whole = found.whole
    share = Markup(whole.share.said(words) if whole.missed else ABSENT)
    number = words(_("Did not come: {share}"), share=share)
    counts = _("{missed} did not come, {visits} did.")
    told = {"missed": words.number(whole.missed), "visits": words.number(whole.visits)}
    meaning = words(counts, **told) if whole.missed else words(NOBODY_MISSED)
    return Sentence(number, meaning, _step(answer, words), tuple(_lines(found, words)))


def _lines(found: Chair, words: Words) -> Iterator[str]:
    for by, text in (
        ("hour", _("Most at: {parts}")),
        ("channel", _("Most who came by: {parts}")),
    ):
        worst = _worst(found, by)
        if worst:
            yield words(text, parts=Markup("; ".join(_part(part, words) for part in worst)))
    if found.ahead is not None:
        ahead = Markup(found.ahead.said(words))
        yield words(_("Left with a next visit booked: {share}"), share=ahead)


def _worst(found: Chair, by: str) -> list[Part]:
    """Return where the share is highest, as far as its whole interval lies above all together."""
    usual = found.whole.share.value or 0
    high = [
        each
        for each in found.parts
        if each.by == by and each.name is not None and (each.share.low or 0) > usual
    ]
    return sorted(high, key=lambda each: -(each.share.value or 0))[:TOLD]


def _part(part: Part, words: Words) -> str:
    return f"{_name(part, words)} {part.share.said(words)}"


def _name(part: Part, words: Words) -> str:
    if part.name is None:
        return words(_("unknown"))
    return words("{name}", name=f"{part.name}:00" if part.by == "hour" else part.name)


def _step(answer: Answer, words: Words) -> str:
    if not answer["missed"]:
        return words.step(_("/missed 1042 writes down who did not come"), "none_missed")
    if answer["next_booked"] is None:
        return words.step(_("/booked 1042 15.12 writes down a next visit"), "none_booked")
    return words(_("Remind on the day before; /booked writes down the next visit"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what a no-show is divided by."""
    found: Chair = answer.beside
    whole, ahead = found.whole, found.ahead
    counted = _("{visits} visits, {missed} no-shows")
    shares = [whole.share] if whole.missed else []
    return Explanation(
        definition=words(
            _(
                "No-shows ÷ (visits + no-shows); several of a patient on a day are one, and a "
                "cancellation is none. The hour is when it was written down on its day; the "
                "channel is that of the first visit. A next visit counts where it was booked on "
                "the day of the visit; its share is of all visits."
            )
        ),
        n=words(counted, visits=words.number(whole.visits), missed=words.number(whole.missed)),
        interval="; ".join(
            each.said_with_interval(words) for each in (*shares, *([ahead] if ahead else []))
        ),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the no-show share by hour; by channel where no hour is known."""
    found: Chair = answer.beside
    shown = {"hour": _("No-shows by hour"), "channel": _("No-shows by channel")}
    by = next((part.by for part in found.parts if part.by in shown), "")
    title(axes, say(answer, words).number, words(shown[by]) if by else "")
    bars = [_bar(part, words) for part in found.parts if part.by == by]
    if not bars:
        nothing(axes, say(answer, words).meaning)
        return
    draw_rows(axes, bars, words, lambda value: words.share(value, 1))
    footnote(axes, n_of(found.whole.share.n, words))


def _bar(part: Part, words: Words) -> Row:
    share = part.share
    quiet = part.name is None
    return Row(_name(part, words), share.value, share.n, share.low, share.high, quiet=quiet)


METRIC = Metric(
    question=_("How many do not come, and how many have a next visit?"),
    reads=(VISITS, APPOINTMENTS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    drills={"service": "first_service", "channel": "first_channel", "doctor": "doctor"},
    states=("none_booked", "none_missed"),
    listed=("desk", 40, _("Chair time")),
)
