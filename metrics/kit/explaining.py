"""How a number is computed, in words: definition, settings, n, interval, what the articles say."""

from __future__ import annotations

from collections.abc import Iterator

from clinic.marks import mark as _
from clinic.setting_names import NAMES, in_words
from clinic.settings import ClinicSettings
from clinic.words import Markup
from metrics.kit.metric import Explanation, Quote
from metrics.kit.words import Words


def explained(explanation: Explanation, settings: ClinicSettings, words: Words) -> str:
    """Return the explanation as the reader sees it, a line for each thing that there is to say."""
    return "\n".join((explanation.definition, "", *_lines(explanation, settings, words))).strip()


def _lines(explanation: Explanation, settings: ClinicSettings, words: Words) -> Iterator[str]:
    named = (
        (_("Settings: {text}"), _in_force(explanation.settings, settings, words)),
        (_("Counted: {text}"), explanation.n),
        (_("Range: {text}"), explanation.interval),
        (_("Left out: {text}"), explanation.left_out),
        (_("Source: {text}"), explanation.source),
    )
    if explanation.cohort:
        yield "• " + words(_("Days: those of the first visit, so that a month is a cohort"))
    for text, value in named:
        if value:
            yield "• " + words(text, text=Markup(value))
    yield from (_quoted(quote, words) for quote in explanation.quotes)
    if explanation.own:
        yield "• " + words(_("Your own: {text}"), text=Markup(explanation.own))


def _quoted(quote: Quote, words: Words) -> str:
    disputed, plain = _("The article says (disputed): {text}"), _("The article says: {text}")
    text = disputed if quote.disputed else plain
    return "• " + words(text, text=Markup(words(quote.text)))


def _in_force(keys: tuple[str, ...], settings: ClinicSettings, words: Words) -> str:
    return "; ".join(f"{words(NAMES[key])}: {in_words(key, settings, words)}" for key in keys)
