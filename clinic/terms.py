"""What things are called in the four languages, and what they usually cost."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.kinds import ServiceClass
from clinic.money import minor_digits
from clinic.reading.keys import key_of

LANGUAGES = ("en", "ru", "uk", "zh")
PRICED_IN = ("RUB", "UAH", "CNY", "USD", "EUR", "KZT")
"""The currencies of the usual prices, and the ones that a new clinic is offered."""

Cells = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """What something is called; one cell a language, in the order of LANGUAGES."""

    cells: Cells

    def name(self, language: str) -> str:
        """Return the name in the language; in English where we have no other."""
        cell = self.cells[LANGUAGES.index(language) if language in LANGUAGES else 0]
        return cell.split(",")[0]

    def is_called(self, name: str) -> bool:
        """Return whether the name is the one shown in any of the languages."""
        return key_of(name) in {key_of(self.name(language)) for language in LANGUAGES}

    def keys(self) -> frozenset[str]:
        """Return the keys of all its words in all languages."""
        return frozenset(key_of(word) for cell in self.cells for word in cell.split(","))


@dataclass(frozen=True, slots=True)
class DentalService(Wording):
    """A common service; ``recall_days`` until the patient is due again, None where he is not."""

    kind: ServiceClass
    recall_days: int | None
    prices: str
    """In whole units, in the order of PRICED_IN."""

    def price(self, currency: str) -> int | None:
        """Return the usual price in minor units; None in a currency that has no prices here."""
        if currency not in PRICED_IN:
            return None
        whole = int(self.prices.split()[PRICED_IN.index(currency)])
        return whole * int(10 ** minor_digits(currency))
