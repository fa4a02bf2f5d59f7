"""A channel in words: what it is called, and its line in the text and beside its bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinic.marks import mark as _
from clinic.words import Markup
from metrics.kit.channel_rows import UNASSIGNED, Channel
from metrics.kit.shares import COUNTED_UNDER, INTERVAL_UNDER, Share
from metrics.kit.words import Words

MOST_TOLD = 4
"""So many channels that brought somebody stand in the text; the chart and the table have all."""

MOST_VAIN = 2
ARROWS = {0: "", 1: " \N{UPWARDS ARROW}", -1: " \N{DOWNWARDS ARROW}"}
LETTERS = 24
"""A longer name is cut in the text, so that all lines have room in one message."""


def told(channels: Sequence[Channel]) -> list[Channel]:
    """Return those in the text: the largest, the unknown, and where money went in vain."""
    brought = [channel for channel in channels if channel.new and channel.name is not None]
    unknown = [channel for channel in channels if channel.name is None and channel.new]
    vain = sorted((channel for channel in channels if not channel.new and channel.spend), key=_cost)
    return [*brought[:MOST_TOLD], *unknown, *vain[:MOST_VAIN]]


def _cost(channel: Channel) -> int:
    return -(channel.spend or 0)


def named(channel: Channel, words: Words) -> str:
    """Return the channel's name."""
    if channel.name == UNASSIGNED:
        return words(_("without a channel"))
    return channel.name or words(_("unknown"))


def arrow(channel: Channel) -> str:
    """Return an arrow behind the name of a channel that brings more or fewer than chance may."""
    return ARROWS[channel.trend]


def _cut(channel: Channel, words: Words) -> str:
    name = named(channel, words)
    cut = name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
    return cut + arrow(channel)


def line(channel: Channel, new: int, words: Words) -> str:
    """Return a channel in one line: new, share back, what one brings, costs, when that is back."""
    name = Markup(words("<b>{name}</b>" if words.markup else "{name}", name=_cut(channel, words)))
    if not channel.new:
        return words(_vain(channel), name=name, spend=Markup(words.cash(channel.spend)))
    parts = [f"{name}: {_share(channel, new, words)}"]
    if channel.returned.value is not None:
        parts.append(words(_("{share} back"), share=Markup(_back(channel.returned, words))))
    if words.sees_money:
        parts += _money(channel, words)
    return ", ".join(parts)


def _share(channel: Channel, new: int, words: Words) -> str:
    """Return how many came by it and their share; all the lines have the same n."""
    if new < COUNTED_UNDER:
        return Share.of(channel.new, new).said(words)
    share = words.share(channel.new / new)
    return f"{words.number(channel.new)} ({share})"


def _back(returned: Share, words: Words) -> str:
    if returned.n < INTERVAL_UNDER:
        return returned.said_with_interval(words)
    return words.share(returned.value)


def _vain(channel: Channel) -> str:
    if channel.name == UNASSIGNED:
        return _("{name}: {spend} spent")
    return _("{name}: {spend} — money spent, nobody came")


def _money(channel: Channel, words: Words) -> Iterator[str]:
    if channel.per_patient is not None:
        yield words(_("brings {value}"), value=Markup(words.about(channel.per_patient)))
    if channel.spend:
        times = "" if channel.worth is None else f" ({words.number(channel.worth, 1)}×)"
        yield cost(channel, words, times)


def cost(channel: Channel, words: Words, times: str = "") -> str:
    """Return what a new patient costs, how many ``times`` he brings that, and when it is back."""
    parts = [words(_("costs {cac}"), cac=Markup(words.about(channel.cac))) + times]
    if channel.payback is not None:
        parts.append(
            words.plural("pays back in {n} month", "pays back in {n} months", channel.payback)
        )
    return ", ".join(parts)
