"""Examples in the clinic's own services; none is shown that would not be read as it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clinic.catalogue import Catalogue, Service
from clinic.errors import Refusal
from clinic.line import read_amendment, read_visits
from clinic.marks import mark as _
from clinic.money import format_amount, minor_digits
from clinic.words import Markup, Words
from handlers.desk import Desk

CODES = "1042", "1043"
USUAL = 3500
"""The amount in an example whose service has no usual price, in whole units of the currency."""

WAIT, WAITED, RATING = _("w15"), _("w20"), "5/5"
AMOUNT, YESTERDAY = "4500", _("yesterday")


@dataclass(frozen=True, slots=True)
class Examples:
    """Lines to be typed: a visit, a fuller one, and what may stand in a reply to a card."""

    line: str
    fuller: str
    corrections: tuple[str, ...]

    def listed(self, words: Words) -> Markup:
        """Return the corrections, each to be copied by a tap."""
        return Markup(", ".join(words("<code>{each}</code>", each=e) for e in self.corrections))


def examples(desk: Desk) -> Examples:
    """Return examples for the clinic of this desk."""
    return examples_in(desk.catalogue, desk.calendar.today(), desk.settings.currency, desk.words)


def examples_in(catalogue: Catalogue, today: date, currency: str, words: Words) -> Examples:
    """Return examples of the first services that have a usual price, else of the first ones.

    Where a service's name would be read as something else, the next one is taken; a clinic
    without any gets lines of a code and an amount.
    """
    read = _Reading(catalogue, today, currency, f" {words(WAIT)} {RATING}")
    lines = list(read.lines())
    first = next(iter(lines), (f"{CODES[0]} {USUAL}", None))
    second = next((each for each in lines if each[1] is not first[1]), first)
    fuller = CODES[1] + second[0].removeprefix(CODES[0]) + read.more
    typed = (AMOUNT, read.name_in(second), words(WAITED), words(YESTERDAY))
    return Examples(first[0], fuller, tuple(each for each in typed if read.corrects(each)))


_Line = tuple[str, Service | None]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads an example as the bot will read it when it is typed."""

    catalogue: Catalogue
    today: date
    currency: str
    more: str
    """What makes a line fuller, as the reader would type it."""

    def lines(self) -> Iterator[_Line]:
        """Yield a line for each service that can be named in one, the priced ones first."""
        shown = [each for each in self.catalogue.services if not each.hidden]
        for service in sorted(shown, key=lambda each: each.price is None):
            written = (each for each in self._written(service) if self._means(each, service))
            for line in written:
                yield line, service
                break

    def _written(self, service: Service) -> Iterator[str]:
        for name in _names(service):
            for amount in self._amounts(service):
                yield f"{CODES[0]} {name} {amount}"

    def _amounts(self, service: Service) -> tuple[str, str]:
        """Return the price as typed: bare, and with the currency where it looks like a date."""
        digits = minor_digits(self.currency)
        minor = USUAL * 10**digits if service.price is None else service.price
        bare = format_amount(minor, digits).replace(" ", "")
        return bare, f"{bare} {self.currency}"

    def _means(self, line: str, service: Service) -> bool:
        """Return whether the line, and the fuller one, name this service and leave nothing over."""
        try:
            drafts = read_visits(
                f"{line}\n{line}{self.more}", self.catalogue, self.today, self.currency
            )
        except Refusal:
            return False
        explicit = [each.explicit - {"wait_min", "rating"} for each in drafts]
        named = all(each.service is service and each.amount is not None for each in drafts)
        return named and explicit == [{"service", "amount"}] * 2

    def name_in(self, line: _Line) -> str:
        """Return the service's name as it stands in a line."""
        service = line[1]
        names = _names(service) if service else ()
        return next((name for name in names if f" {name} " in line[0]), "")

    def corrects(self, typed: str) -> bool:
        """Return whether a reply of these words changes something."""
        try:
            return bool(read_amendment(typed, self.catalogue, self.today, self.currency))
        except Refusal:
            return False


def _names(service: Service) -> tuple[str, ...]:
    """Return what the service is called; a name that only begins large is typed small."""
    name = service.name
    small = name.lower() if name == name.capitalize() else name
    return tuple(dict.fromkeys((small, name, *service.aliases)))
