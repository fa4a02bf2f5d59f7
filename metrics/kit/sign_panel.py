"""The panel of the four signs, or one series alone: what is said of what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clinic.marks import mark as _
from clinic.words import ABSENT, Markup
from metrics.kit.control import CALM, TOO_EARLY
from metrics.kit.judging import Judged
from metrics.kit.metric import Answer, Sentence
from metrics.kit.moved_most import Moved
from metrics.kit.recommending import Origins
from metrics.kit.sign_words import (
    MONEY_HIDDEN,
    SHORT,
    lamp_said,
    moved_said,
    point_said,
    series_said,
    step_said,
    written,
)
from metrics.kit.watched import SIGNS
from metrics.kit.weekly import MONEY_SERIES
from metrics.kit.words import Words


@dataclass(frozen=True)
class Found:
    """The judged series, the one to look at first, and what stands beside them."""

    judged: tuple[Judged, ...]
    single: bool
    """Whether one series alone was asked for."""

    moved: Moved | None
    origins: Origins | None
    shown_from: date
    changes: tuple[tuple[date, str], ...]

    @property
    def first(self) -> Judged:
        """Return the worst."""
        return max(self.judged, key=lambda each: each.gravity)

    def is_hidden(self, words: Words) -> bool:
        """Return whether the series is one of money and the reader may see none."""
        return self.single and self.judged[0].name in MONEY_SERIES and not words.sees_money


def panel_said(answer: Answer, words: Words) -> Sentence:
    """Return how many of the four are unlike chance, the worst of them, and what to do about it."""
    found: Found = answer.beside
    if found.single:
        return _say_series(found, words)
    early = all(each.state == TOO_EARLY for each in found.judged)
    count = ABSENT if early else words.number(answer["signals"])
    number = words(_("Signs that look unlike chance: {n} of {all}"), n=count, all=len(SIGNS))
    return Sentence(
        number=number,
        meaning=_meaning(answer, found, words),
        step=step_said(found.first, words),
        beside=tuple(_lines(found, words)),
    )


def _meaning(answer: Answer, found: Found, words: Words) -> str:
    worst = found.first
    if worst.state == TOO_EARLY:
        return answer.notes[0].said(words)
    if worst.state == CALM:
        return words(_("Nothing in the newest closed weeks is worse than chance makes it."))
    return words(
        _("First of all {series}. {finding}."),
        series=Markup(words(SHORT[worst.name])),
        finding=Markup(series_said(worst, words)),
    )


def _lines(found: Found, words: Words) -> list[str]:
    lines = [lamp_said(each, words) for each in found.judged]
    if found.origins is not None and found.origins.new:
        lines.append(_recommended(found.origins, words))
    if found.moved is not None:
        lines.append(moved_said(found.moved, words))
    return lines


def _recommended(came: Origins, words: Words) -> str:
    """Return how many of the new came by recommendation: from those known to those who may have."""
    text = _("By recommendation, of {new} new in four weeks: {low}")
    if came.unknown:
        text = _("By recommendation, of {new} new in four weeks: {low} to {high}")
    low, high = came.referred, came.referred + came.unknown
    return words(text, new=came.new, low=low, high=high)


def _say_series(found: Found, words: Words) -> Sentence:
    (judged,) = found.judged
    if found.is_hidden(words):
        hidden = words(_("This is about totals of money. Ask the clinic's owner."))
        return Sentence(
            f"{words(SHORT[judged.name])}: {ABSENT}",
            hidden,
            words.step(_("/signs shows the four signs"), MONEY_HIDDEN),
        )
    number = words(
        _("{series}: {point}"),
        series=Markup(words(judged.label)),
        point=Markup(point_said(judged, words)),
    )
    lines = [_limits(judged, words)] if judged.known else []
    if found.moved is not None:
        lines.append(moved_said(found.moved, words))
    meaning = f"{series_said(judged, words)}."
    return Sentence(number, meaning, step_said(judged, words), tuple(lines))


def _limits(judged: Judged, words: Words) -> str:
    """Return the limits of the newest point; one that is not drawn is left out."""
    write, control = written(judged, words), judged.known
    low, high = (None, None) if control is None else (control.low, control.high)
    if low is None and high is None:
        return words(_("By chance: anything"))
    if high is None:
        return words(_("By chance: from {low} on"), low=Markup(write(low or 0)))
    if low is None:
        return words(_("By chance: up to {high}"), high=Markup(write(high)))
    return words(_("By chance: {low} to {high}"), low=Markup(write(low)), high=Markup(write(high)))
