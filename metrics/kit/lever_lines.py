"""Lines under a trial of levers: what each step brings, or what would be other."""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.words import Markup
from metrics.kit.lever_words import moved_in_words, with_sign
from metrics.kit.metric import Answer
from metrics.kit.trial import Trial
from metrics.kit.words import Words

LASTING = (
    (_("Value of a patient from next year on: {before} → {after}"), "ltv_before", "ltv"),
    (_("All patients together: {before} → {after}"), "capital_before", "capital"),
)
"""What lasts longer than the year, by the names of the answer."""


def tried_lines(found: Trial, words: Words) -> list[str]:
    """Return what the other levers would bring, a line each."""
    return [
        f"{moved_in_words(name, found.steps[name], words)}: {with_sign(each, words)}"
        for name, each in found.alone.items()
        if name != found.best
    ]


def moved_lines(answer: Answer, net: float | None, words: Words) -> list[str]:
    """Return profit, value and advantage as they would be, and what a cut would need."""
    after = None if net is None or answer["change"] is None else net + answer["change"]
    lines = [
        _from_to(_("Net profit: {before} → {after}"), net, after, words),
        *(_from_to(text, answer[before], answer[name], words) for text, before, name in LASTING),
    ]
    if answer["against_rent"] is not None:
        ahead = Markup(with_sign(answer["against_rent"], words))
        lines.append(words(_("Against letting the premises: {amount}"), amount=ahead))
    if answer["more_visits"] is not None:
        more = Markup(words.share(answer["more_visits"]))
        lines.append(words(_("To make up for the price it needs {more} more visits"), more=more))
    return lines


def _from_to(text: str, before: float | None, after: float | None, words: Words) -> str:
    return words(text, before=Markup(words.about(before)), after=Markup(words.about(after)))
