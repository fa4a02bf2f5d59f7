"""Words of a reader: his language, the clinic's currency, whether he may see totals of money."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date

from babel import Locale
from babel.dates import format_interval, format_skeleton
from babel.numbers import format_compact_decimal, get_currency_precision, get_currency_symbol

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, SYMBOL_FIRST, Markup, plain
from clinic.words import Words as ClinicWords
from metrics.kit.layout import Array

THOUSAND, FEW = 1000, 10
YEAR_SIGN = re.compile(r"\s[гр]\.$")
"""What Russian and Ukrainian write after a year in a sentence."""

NAMED = {
    "today": _("Today, {days}"),
    "yesterday": _("Yesterday, {days}"),
    "week": _("Week of {days}"),
}


class StepIn(str):
    """A next step that a metric says in one of its ``states`` alone; a plain text is the usual."""

    state: str

    def __new__(cls, text: str, state: str) -> StepIn:
        """Return the worded step with the state it belongs to."""
        step = super().__new__(cls, text)
        step.state = state
        return step


class Words(ClinicWords):
    """A reader's words; amounts are in the clinic's currency."""

    def __init__(
        self,
        language: str,
        escape: Callable[[str], str] = plain,
        currency: str = "RUB",
        sees_money: bool = True,
    ) -> None:
        """Take a language, how values become safe to show, the currency and the right."""
        super().__init__(language, escape)
        self.currency = currency
        self.sees_money = sees_money
        self._babel = Locale.parse(self.language)

    @property
    def markup(self) -> bool:
        """Return whether the words become Telegram HTML."""
        return self._escape is html.escape

    def step(self, text: str, state: str, **fields: object) -> StepIn:
        """Return a next step that is said in one of a metric's states."""
        return StepIn(self(text, **fields), state)

    def cash(self, minor: float | None) -> str:
        """Return an amount of minor units, or a dash where it is absent."""
        return ABSENT if minor is None else self.money(minor, self.currency)

    def about(self, minor: float | None) -> str:
        """Return an amount to whole units of the currency: a mean of amounts is not paid."""
        unit = 10 ** get_currency_precision(self.currency)
        return self.cash(None if minor is None else round(minor / unit) * unit)

    def figure(self, value: float | None, digits: int = 0) -> str:
        """Return a number, or a dash where it is absent."""
        return ABSENT if value is None else self.number(value, digits)

    def major(self, minor: Array) -> Array:
        """Return minor units as units of the currency, for the height of bars."""
        units: Array = minor / 10 ** get_currency_precision(self.currency)
        return units

    def short_month(self, day: date) -> str:
        """Return the short name of the month, in January with the year below it."""
        name = str(format_skeleton("MMM", day, locale=self._babel))
        return f"{name}\n{day.year}" if day.month == 1 else name

    def short(self, value: float, digits: int = 1) -> str:
        """Return a number for an axis or a bar, such as ``41K``; one decimal where it tells."""
        if abs(value) < THOUSAND:
            return self.number(value, 0 if abs(value) >= FEW else 1)
        return str(format_compact_decimal(value, locale=self._babel, fraction_digits=digits))

    def short_year(self, day: date) -> str:
        """Return month and year as short as a row's name, such as ``Sep 2026``."""
        return YEAR_SIGN.sub("", format_skeleton("yMMM", day, locale=self._babel))

    def brief(self, minor: float) -> str:
        """Return an amount of minor units on a chart, such as ``5.6M ₽``."""
        value = minor / 10 ** get_currency_precision(self.currency)
        symbol = get_currency_symbol(self.currency, locale=self._babel)
        figure = self.short(abs(value))
        minus = "\N{MINUS SIGN}" if value < 0 else ""
        if self.language in SYMBOL_FIRST and not symbol.isalpha():
            return f"{minus}{symbol}{figure}"
        return f"{minus}{figure}\N{NO-BREAK SPACE}{symbol}"

    def span(self, period: Period) -> str:
        """Return the days of a period, such as ``9–13 November``, without their year."""
        if period.first == period.last:
            return self.day(period.first)
        same = period.first.year == period.last.year
        skeleton = "MMMMd" if same else "yMMMd"
        return str(format_interval(period.first, period.last, skeleton, locale=self._babel))

    def dated(self, period: Period) -> str:
        """Return the days of a period with their year."""
        if period.first == period.last:
            return self.full_day(period.first)
        return str(format_interval(period.first, period.last, "yMMMMd", locale=self._babel))

    def called(self, period: Period, name: str) -> str:
        """Return a period as the reader asked for it, such as ``Today, 22 November``."""
        if name in NAMED:
            return self(NAMED[name], days=Markup(self.span(period)))
        return self.dated(period)
