"""Complaints in words: what stands beside their number, in the text and under the picture."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from clinic.marks import mark as _
from clinic.words import Markup
from metrics.kit.complaining import Complaining
from metrics.kit.metric import Answer
from metrics.kit.shares import Share
from metrics.kit.subjects import SUBJECT_NAMES
from metrics.kit.words import Words


def told_beside(answer: Answer, found: Complaining, words: Words) -> list[str]:
    """Return what stands beside how many there are: subjects, days, what is open and what came."""
    subjects = ", ".join(
        f"{words(SUBJECT_NAMES[row['subject']])} {row['count']}" for row in answer.rows
    )
    lines = [words(_("About: {subjects}"), subjects=Markup(subjects))] if subjects else []
    if found.count:
        lines.append(_resolving(answer["resolve_median_days"], words))
        lines.append(_noticing(answer, words))
    lines.append(words(_("Open in all: {n}"), n=words.number(len(found.open_days))))
    if answer["reopened"] or answer["repeated"]:
        counts = {name: words.number(answer[name]) for name in ("reopened", "repeated")}
        lines.append(words(_("Opened again: {reopened}, repeated: {repeated}"), **counts))
    if found.came_back[1]:
        text = _("Of the patients who complained, back since: {share}")
        back = Share.of(*found.came_back).said(words)
        lines.append(words(text, share=Markup(back)))
    if answer["praises"]:
        lines.append(words(_("Praise beside it: {n}"), n=words.number(answer["praises"])))
    return lines


def _resolving(days: int | None, words: Words) -> str:
    if days is None:
        return words(_("Half are not resolved yet"))
    within = words.plural("{n} day", "{n} days", days)
    return words(_("Half are resolved within {days}"), days=Markup(within))


def _noticing(answer: Answer, words: Words) -> str:
    """Return after how many days half were written down, taken up, and seen by the owner."""
    names = ("logged_after_days", "acknowledge_median_days", "seen_after_days")
    days = (words.figure(answer[name]) for name in names)
    told = dict(zip(("logged", "taken", "seen"), map(Markup, days), strict=True))
    text = _("Median days to writing down {logged}, to taking up {taken}, to the owner {seen}")
    return words(text, **told)


def subjects_of_half(answer: Answer, words: Words) -> str:
    """Return how many of the subjects make half of what was complained of, or more."""
    counts = [row["count"] for row in answer.rows]
    together = list(accumulate(counts))
    first = 1 + next(place for place, sum in enumerate(together) if 2 * sum >= together[-1])
    share = words.share(together[first - 1] / together[-1])
    return words.plural(
        "the first one: {share} of all", "the first {n}: {share} of all", first, share=share
    )


def gravity_of(row: Mapping[str, Any], words: Words) -> str:
    """Return how grave the complaints of a subject are on average."""
    gravity = row["mean_gravity"]
    return words(_("gravity {n} of 3"), n=words.number(gravity, 1)) if gravity else ""
