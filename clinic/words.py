"""Words, numbers, money and dates in an explicitly given language.

Catalogues lie in ``locales/<language>/LC_MESSAGES/clinicpulse.po``; English is the source.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import (
    NumberPattern,
    get_currency_precision,
    get_currency_symbol,
    get_group_symbol,
    parse_pattern,
)

from clinic.errors import Refusal
from clinic.marks import Marked
from clinic.marks import mark as mark

LOCALES = Path(__file__).parent.parent / "locales"
DOMAIN = "clinicpulse"
SOURCE = "en"
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
ABSENT = "\N{EM DASH}"
SYMBOL_FIRST = frozenset({"en", "zh"})


class Markup(str):
    """Text that is already safe to show; every other value is escaped."""

    __slots__ = ()


def plain(text: str) -> str:
    """Return the text unchanged: for terminals and charts, where nothing is markup."""
    return text


def unbroken(text: str) -> str:
    """Return the text with every "n = 75" kept on one line."""
    return text.replace("n = ", "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}")


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, the source first."""
    return (SOURCE, *sorted(path.name for path in LOCALES.iterdir() if path.is_dir()))


def nearest_language(code: str | None) -> str:
    """Return the language of ``ru-RU`` or ``ru.UTF-8``; English where we have none of it."""
    short = re.split("[-_.]", code or "")[0].lower()
    return short if short in languages() else SOURCE


@cache
def _pattern(digits: int, fixed: bool) -> NumberPattern:
    """Return the shape of a number with at most, or always, so many decimals."""
    return parse_pattern("#,##0" + ("." + ("0" if fixed else "#") * digits if digits else ""))


@cache
def _translations(language: str) -> NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


class Words:
    """One reader's language: ``words("{n} visits", n=3)`` gives the translated sentence."""

    def __init__(self, language: str, escape: Callable[[str], str] = plain) -> None:
        """Take a language with a catalogue, and how values become safe to show."""
        self.language = nearest_language(language)
        self._locale = Locale.parse(self.language)
        self._group = get_group_symbol(self._locale)
        self._escape = escape
        self._translations = _translations(self.language)

    @classmethod
    def for_chat(cls, language: str | None) -> Words:
        """Return words for Telegram's HTML: every value is escaped."""
        return _for_chat(nearest_language(language))

    def __call__(self, text: str, /, **fields: object) -> str:
        """Return the translation of a marked text with its fields filled in."""
        return self._fill(self._translations.gettext(text), fields)

    def plural(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Return the form that the language uses for ``n`` things; ``{n}`` is filled in."""
        return self.counted(one, many, n, **fields)

    def counted(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Return what ``plural`` does, of forms that were marked where they were written."""
        form = self._translations.ngettext(one, many, n)
        return self._fill(form, {"n": Markup(self.number(n)), **fields})

    def refusal(self, refusal: Refusal) -> str:
        """Return what a refusal says to this reader."""
        return self(refusal.template, **refusal.fields)

    def _fill(self, text: str, fields: dict[str, object]) -> str:
        return text.format(**{name: self._safe(value) for name, value in fields.items()})

    def _safe(self, value: object) -> str:
        if isinstance(value, Markup):
            return value
        if isinstance(value, Marked):
            return self._escape(self(value))
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Refusal):
            return self.refusal(value)
        return self._escape(str(value))

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with at most ``digits`` decimals, grouped as the language groups."""
        return _thin(self._figure(value, digits, fixed=False))

    def money(self, minor: float, currency: str) -> str:
        """Return an amount of minor units; the minor digits show when they are not zero."""
        precision = get_currency_precision(currency)
        value = Decimal(round(minor)).scaleb(-precision)
        digits = 0 if value == value.to_integral_value() else precision
        symbol = get_currency_symbol(currency, locale=self._locale)
        whole: Decimal | int = abs(value) if digits else abs(int(value))
        figure = self._figure(whole, digits, fixed=True)
        minus = "\N{MINUS SIGN}" if value < 0 else ""
        if self.language not in SYMBOL_FIRST:
            return _thin(f"{minus}{figure}\N{NO-BREAK SPACE}{symbol}")
        return _thin(f"{minus}{symbol}{' ' * symbol.isalpha()}{figure}".replace(" ", "\xa0"))

    def _figure(self, value: float | Decimal, digits: int, *, fixed: bool) -> str:
        if not digits and isinstance(value, int):  # nearly all: Babel takes ten times as long
            return f"{value:,}".replace(",", self._group)
        return str(_pattern(digits, fixed).apply(value, self._locale))

    def share(self, value: float | None, digits: int = 0) -> str:
        """Return a share (0…1) as a percentage, or a dash where it is absent."""
        if value is None:
            return ABSENT
        return self.number(value * 100, digits) + (
            "%" if self.language in SYMBOL_FIRST else "\N{NO-BREAK SPACE}%"
        )

    def day(self, day: date) -> str:
        """Return a day with its month in words, such as ``12 March``; the year stands apart."""
        return format_skeleton("MMMMd", day, locale=self._locale)

    def full_day(self, day: date) -> str:
        """Return a day with month and year."""
        return format_date(day, format="long", locale=self._locale)

    def short_day(self, day: date) -> str:
        """Return a day for an axis, such as ``12 Mar``."""
        return format_skeleton("MMMd", day, locale=self._locale)

    def month(self, day: date) -> str:
        """Return month and year, such as ``March 2026``."""
        return format_skeleton("yMMMM", day, locale=self._locale)

    def weekday(self, day: date) -> str:
        """Return the short name of the weekday."""
        return format_date(day, format="ccc", locale=self._locale)


def _thin(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", THIN_SPACE)


@cache
def _for_chat(language: str) -> Words:
    return Words(language, html.escape)
