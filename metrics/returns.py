"""Returns: how many come back after their first visit? (R7, R8, R46)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    VISITS,
    Answer,
    Array,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Share,
    Words,
    curves,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.months import written
from metrics.kit.newcomers import Newcomers, newcomers
from metrics.kit.step_curves import draw_curves, stepped
from metrics.kit.survival import FEW, Curve

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WINDOWS = (90, 180, 365)
LONGEST_SHOWN = 730


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return who came back within the window, by Kaplan–Meier and of the mature alone."""
    window = int(options["window"])
    people = newcomers(frames, period, as_of, int(options["episode"]))
    curve = _curves(people, max(LONGEST_SHOWN, window))[0]
    by_curve, plain = curve.share_by(window), _mature(people, window)
    return Answer(
        first=len(people),
        mature=plain.n,
        mature_returned=plain.k,
        mature_rate=plain.value,
        mature_low=plain.low,
        mature_high=plain.high,
        km_rate=by_curve.value,
        km_low=by_curve.low,
        km_high=by_curve.high,
        at_risk=by_curve.n,
        rows=_cohorts(people, window),
        notes=_notes(by_curve.n, window),
        beside=(curve, by_curve, plain, window, int(options["episode"])),
    )


def _curves(people: Newcomers, until: int, groups: Array | int = 0, count: int = 1) -> list[Curve]:
    return curves(groups, count, people.waited, people.returned, people.followed, until)


def _mature(people: Newcomers, window: int) -> Share:
    mature = people.followed >= window
    back = mature & people.returned & (people.waited <= window)
    return Share.of(int(np.count_nonzero(back)), int(np.count_nonzero(mature)))


def _cohorts(people: Newcomers, window: int) -> list[dict[str, Any]]:
    """Return a row for each month of first visits."""
    months = people.cohort
    if not len(months):
        return []
    first = int(months[0])
    count = int(months[-1]) - first + 1
    sizes = np.bincount(months - first, minlength=count).tolist()
    mature = people.followed >= window
    back = mature & people.returned & (people.waited <= window)
    grown = np.bincount(months[mature] - first, minlength=count).tolist()
    came = np.bincount(months[back] - first, minlength=count).tolist()
    each = _curves(people, window, months - first, count)
    return [
        {
            "cohort": written(first + place),
            "first": sizes[place],
            "mature": grown[place],
            "mature_returned": came[place],
            "km_rate": each[place].value_by(window),
        }
        for place in range(count)
        if sizes[place]
    ]


def _notes(at_risk: int, window: int) -> list[Note]:
    if at_risk >= FEW:
        return []
    return [
        Note.plural(
            "Too early to say: {n} more patient must have been followed for {days} days.",
            "Too early to say: {n} more patients must have been followed for {days} days.",
            FEW - at_risk,
            days=window,
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share that came back, what it is a share of, and whom to call."""
    _curve, rate, plain, window, episode = answer.beside
    number = _("Came back within {days} days: {share}")
    if episode:
        number = _("Came back for something new within {days} days: {share}")
    people = words.plural("{n} first visit", "{n} first visits", answer["first"])
    return Sentence(
        number=words(number, days=window, share=Markup(rate.said(words))),
        meaning=words(
            _("Of {people}, those not seen long enough counted for as long as they were seen."),
            people=Markup(people),
        ),
        beside=_beside(plain, window, words),
        step=words(_("/calls lists who is overdue and worth a call")),
    )


def _beside(plain: Share, window: int, words: Words) -> tuple[str, ...]:
    if not plain.n:
        return ()
    text = _("Of those first seen at least {days} days ago: {share}")
    return (words(text, days=window, share=Markup(plain.said(words))),)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return how both shares are computed, with the clinic's own n and intervals."""
    _curve, rate, plain, window, episode = answer.beside
    return Explanation(
        cohort=True,
        definition=_definition(window, episode, words),
        n=words.plural("{n} first visit", "{n} first visits", answer["first"]),
        interval="; ".join(share.said_with_interval(words) for share in (rate, plain)),
        left_out=words(_("old patients, who came before the journal began")),
        source=words(_("Kaplan and Meier 1958; log-log interval; Wilson 1927")),
        settings=("legacy_until",),
    )


def _definition(window: int, episode: int, words: Words) -> str:
    text = words(
        _(
            "A return is a visit on a later day, within {days} days of the first; whoever was "
            "seen for a shorter time counts until now (Kaplan–Meier). The second figure takes "
            "only those first seen at least {days} days ago."
        ),
        days=window,
    )
    if not episode:
        return text
    stages = _(
        "Visits up to {days} days apart are stages of one treatment and no return; the window "
        "runs from the last of them."
    )
    return f"{text} {words(stages, days=episode)}"


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the share that has come back by each day after the first visit."""
    curve, rate, _plain, window, _episode = answer.beside
    shown = words(_("Who has come back, by days after the first visit"))
    title(axes, say(answer, words).number, shown)
    if rate.value is None:
        nothing(axes, answer.notes[0].said(words))
        return
    drawn = stepped("", curve, LONGEST_SHOWN)
    draw_curves(axes, [drawn], words, words(_("days")), (window, rate.said_with_interval(words)))
    footnote(axes, n_of(answer["first"], words), words(_("Band: 95% interval")))


METRIC = Metric(
    question=_("How many come back after their first visit?"),
    reads=(VISITS,),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"window": 90, "episode": 0},
    bounds={"window": (1, 3650), "episode": (0, 365)},
    choices={"window": WINDOWS},
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    units={"window": "days"},
    listed=("return", 10, _("Return rate")),
)
