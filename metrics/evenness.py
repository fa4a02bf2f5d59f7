"""Evenness: does service vary with who gives it, beyond chance? (R46)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import Markup
from metrics.kit import (
    COMPLAINTS,
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
    nothing,
    title,
)
from metrics.kit.even import ABOVE, BELOW, LEAST_DOCTORS, WINDOW, Doctor, Even, even
from metrics.kit.funnel import Point, draw_funnel
from metrics.kit.layout import SERVICE_CLASSES
from metrics.kit.value import FEW

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = {
    "treatment": _("treatment first"),
    "hygiene": _("hygiene first"),
    "consultation": _("a consultation first"),
    "other": _("something else first"),
}
CLASSES = {
    "frequent": _("the most frequent"),
    "treatment": _("Treatment"),
    "hygiene": _("Hygiene"),
    "consultation": _("Consultation"),
}
RETURNING = {
    ABOVE: _("{doctor}: more come back than elsewhere, {share}"),
    BELOW: _("{doctor}: fewer come back than elsewhere, {share}"),
}
COMPLAINED = {
    ABOVE: _("{doctor}: more complaints than elsewhere, {n} of {visits} visits"),
    BELOW: _("{doctor}: fewer complaints than elsewhere, {n} of {visits} visits"),
}
NO_OTHERS = _("Two doctors with first visits of one kind are needed to compare them.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return how many doctors lie outside of the funnel, and the figures of each, unnamed."""
    found = even(frames, period, as_of, int(options["class"]))
    names = {doctor.code: frames.names["doctor"].name(doctor.code) for doctor in found.outside}
    return Answer(
        outside=len(found.outside),
        doctors=len(found.doctors),
        first_service=found.kind,
        return_share=found.share,
        complaints_per_visit=found.rate,
        rows=[_row(doctor, found, names) for doctor in found.doctors],
        notes=[*_missing(found)],
        beside=(found, names),
    )


def _missing(found: Even) -> Iterator[Note]:
    """Yield what is missing before doctors can be compared."""
    mature = sum(doctor.mature for doctor in found.doctors)
    if len(found.doctors) < LEAST_DOCTORS:
        yield Note(NO_OTHERS)
    elif mature < FEW:
        yield Note.plural(
            "{n} more first visit must lie {days} days back.",
            "{n} more first visits must lie {days} days back.",
            FEW - mature,
            days=WINDOW,
        )


def _row(doctor: Doctor, found: Even, names: dict[int, str | None]) -> dict[str, Any]:
    return {
        "doctor": names.get(doctor.code),
        "mature": doctor.mature,
        "returned": doctor.returned,
        "visits": doctor.visits,
        "complaints": doctor.complaints,
        "returns_are": found.returning.get(doctor.code),
        "complaints_are": found.complained_of.get(doctor.code),
    }


def say(answer: Answer, words: Words) -> Sentence:
    """Return how many doctors lie outside of the funnel, who they are, and what to do."""
    found, names = answer.beside
    number = words(_("Doctors unlike the others: {n}"), n=words.number(answer["outside"]))
    if answer.notes:
        step = words.step(_("Name the doctor with the visit: 1042 hygiene 3500 Orlova"), "empty")
        return Sentence(number, answer.notes[0].said(words), step)
    doctors = words.plural("{n} doctor", "{n} doctors", len(found.doctors))
    text = _("Of {doctors}, for patients who had {kind}.")
    meaning = words(text, doctors=Markup(doctors), kind=words(KINDS[found.kind]))
    return Sentence(number, meaning, _step(found, words), tuple(_lines(found, names, words)))


def _lines(found: Even, names: dict[int, str | None], words: Words) -> Iterator[str]:
    for doctor in found.outside:
        side, name = found.returning.get(doctor.code), names[doctor.code]
        if side:
            share = Share.of(doctor.returned, doctor.mature).said(words)
            yield words(RETURNING[side], doctor=name, share=Markup(share))
        side = found.complained_of.get(doctor.code)
        if side:
            counts = {"n": doctor.complaints, "visits": words.number(doctor.visits)}
            yield words(COMPLAINED[side], doctor=name, **counts)
    returns = sum(d.returned for d in found.doctors), sum(d.mature for d in found.doctors)
    share = Share.of(*returns).said(words)
    yield words(_("Of all came back within {days} days: {share}"), days=WINDOW, share=Markup(share))


def _step(found: Even, words: Words) -> str:
    if found.outside:
        return words.step(
            _("Sit in on a few of their appointments before you judge; ask, do not blame"),
            "outside",
        )
    return words(_("Nobody is unlike the others: change what all do, not who does it"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what is compared, and who is named."""
    found, _names = answer.beside
    definition = _(
        "Patients whose first service was of one kind, by their first doctor: how many came back "
        "within {days} days; and complaints per visit of each doctor. The funnel holds 99.8% of "
        "doctors who differ by chance alone; only who lies outside of it is named. Patients who "
        "choose their doctor differ by themselves: a point outside is a question, no verdict."
    )
    return Explanation(
        definition=words(definition, days=WINDOW),
        n=words.plural("{n} doctor", "{n} doctors", len(found.doctors)),
        source=words(_("Spiegelhalter 2005, funnel plots")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the returns of each doctor on a funnel; names only outside."""
    found, names = answer.beside
    under = _("Came back within {days} days, by how many first came")
    title(axes, say(answer, words).number, words(under, days=WINDOW))
    if answer.notes:
        nothing(axes, answer.notes[0].said(words))
        return
    points = [
        Point(
            doctor.mature,
            doctor.returned / doctor.mature,
            (doctor.code in found.returning and names.get(doctor.code)) or "",
        )
        for doctor in found.doctors
        if doctor.mature
    ]
    draw_funnel(axes, points, found.share or 0, words)
    footnote(axes, words(_("each dot a doctor; by chance 95% lie between the dashes")))


METRIC = Metric(
    question=_("Does service vary with who gives it?"),
    reads=(VISITS, COMPLAINTS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"class": 0},
    bounds={"class": (0, len(SERVICE_CLASSES))},
    choices={"class": tuple(range(len(CLASSES)))},
    named={"class": CLASSES},
    everyday=False,
    for_owner=True,
    states=("empty", "outside"),
    listed=("service", 55, _("Evenness")),
)
