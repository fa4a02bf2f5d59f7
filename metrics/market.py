"""Market: which share of the people around are our patients? (R58)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import Period
from clinic.setting_names import NAMES
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
    Share,
    Words,
    footnote,
    n_of,
    nothing,
    ratio,
    title,
)
from metrics.kit.active import active_patients
from metrics.kit.rows import Row, draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

YEAR = timedelta(days=365)
MOST_YEARS = 6
SETTING = NAMES["catchment"]
ASKED = _("How many people live where your patients come from is not set.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the active patients on the period's last day ÷ the people around, and by year."""
    people, last = frames.settings.catchment, min(period.last, as_of)
    visits, gap = frames[VISITS].until_rows(as_of), frames.settings.active_gap
    days = (last - YEAR * back for back in reversed(range(MOST_YEARS)))
    by_day = {day: len(active_patients(visits, day, gap)) for day in days}
    active = by_day[last]
    return Answer(
        active=active,
        catchment=people,
        share=_share(active, people),
        rows=[
            {"day": day, "active": each, "share": _share(each, people)}
            for day, each in by_day.items()
            if each
        ],
        notes=[*_notes(people, active)],
    )


def _share(active: int, people: int | None) -> float | None:
    """Return active ÷ people; absent where nobody has come or the people are not set."""
    return ratio(active, people) if active and people else None


def _notes(people: int | None, active: int) -> Iterator[Note]:
    if people is None:
        yield Note(ASKED)
    elif active > people:
        yield Note(_("More patients than people: the setting is too small."))
    if not active:
        yield Note(_("Nobody is active on this day."))


def say(answer: Answer, words: Words) -> Sentence:
    """Return the share, of how many people it is, and how it went by years."""
    share = words.share(answer["share"], 1)
    patients = Markup(_people(answer["active"], words))
    if answer["catchment"] is None:
        step = words.step(_("/settings: write down “{name}”"), "no_catchment", name=words(SETTING))
        return Sentence(
            words(_("Our share of the people around: {share}"), share=share), patients, step
        )
    people = Markup(words.number(answer["catchment"]))
    return Sentence(
        words(_("Our share of the people around: {share}"), share=share),
        words(_("{patients} of {people} people around."), patients=patients, people=people),
        words(_("/channels shows which way new ones come")),
        tuple(_line(row, words) for row in answer.rows[:-1] if row["share"] is not None),
    )


def _line(row: Mapping[str, Any], words: Words) -> str:
    return f"{words.full_day(row['day'])}: {words.share(row['share'], 1)}"


def _people(n: int, words: Words) -> str:
    return words.plural("{n} active patient", "{n} active patients", n)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what is divided by what."""
    counted: Share | None = None
    if answer["catchment"] and answer["active"] <= answer["catchment"]:
        counted = Share.of(answer["active"], answer["catchment"])
    return Explanation(
        definition=words(
            _(
                "Active patients on the last day ÷ people who live where the patients come from. "
                "Active is who was here within the days after which a patient counts as lost."
            )
        ),
        n="" if counted is None else counted.said_with_interval(words),
        settings=("catchment", "active_gap"),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the share a year apart."""
    sentence = say(answer, words)
    title(axes, sentence.number, sentence.meaning)
    if answer["catchment"] is None or not answer["active"]:
        nothing(axes, words(ASKED) if answer["catchment"] is None else sentence.meaning)
        return
    bars = [
        Row(words.full_day(row["day"]), row["share"], text=_people(row["active"], words))
        for row in answer.rows
    ]
    draw_rows(axes, bars, words, lambda value: words.share(value, 1))
    footnote(axes, n_of(answer["catchment"], words))


METRIC = Metric(
    question=_("Which share of the people around are our patients?"),
    reads=(VISITS,),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    everyday=False,
    states=("no_catchment",),
    listed=("return", 95, _("Market share")),
)
