"""What a patient who was won back cost and brought beside a new one, in the reader's words."""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.words import Markup
from metrics.kit.winning import Winning
from metrics.kit.words import Words


def worth(found: Winning, words: Words) -> list[str]:
    """Return what both brought and cost; only how many are known while they are too few."""
    if not words.sees_money:
        return []
    if not (both := brought(found, words)):
        few = _("Known for a year: {back} regained and {new} new patients; too few to compare")
        back, new = words.number(found.regained.people), words.number(found.new.people)
        return [words(few, back=back, new=new)]
    return [both, *_margin(found, words), _cost(found, words)]


def brought(found: Winning, words: Words) -> str:
    """Return both figures side by side; nothing where one is absent or money is not shown."""
    back, new = found.regained.revenue, found.new.revenue
    if back is None or new is None or not words.sees_money:
        return ""
    return words(
        _("In a year a regained patient brought {back}, a new one {new}"),
        back=Markup(words.about(back)),
        new=Markup(words.about(new)),
    )


def _margin(found: Winning, words: Words) -> list[str]:
    back, new, margin = found.regained.revenue, found.new.revenue, found.margin
    if back is None or new is None or margin is None:
        return []
    return [
        words(
            _("Of it {share} is margin: {back} and {new}"),
            share=Markup(words.share(margin)),
            back=Markup(words.about(back * margin)),
            new=Markup(words.about(new * margin)),
        )
    ]


def _cost(found: Winning, words: Words) -> str:
    return words(
        _("Cost of one: regained {off} off, calls {calls}; new {spent} spent, {given} off"),
        calls=words.figure(found.regained.calls, 1),
        off=Markup(words.about(found.regained.discount)),
        spent=Markup(words.about(found.cost)),
        given=Markup(words.about(found.new.discount)),
    )
