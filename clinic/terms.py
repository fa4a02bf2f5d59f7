"""What things are called in the four languages."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.kinds import ServiceClass
from clinic.reading.keys import key_of

LANGUAGES = ("en", "ru", "uk", "zh")

Cells = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """What something is called; one cell a language, in the order of LANGUAGES."""

    cells: Cells

    def name(self, language: str) -> str:
        """Return the name in the language; in English where we have no other."""
        cell = self.cells[LANGUAGES.index(language) if language in LANGUAGES else 0]
        return cell.split(",")[0]

    def keys(self) -> frozenset[str]:
        """Return the keys of all its words in all languages."""
        return frozenset(key_of(word) for cell in self.cells for word in cell.split(","))


@dataclass(frozen=True, slots=True)
class DentalService(Wording):
    """A common service; ``recall_days`` until the patient is due again, None where he is not."""

    kind: ServiceClass
    recall_days: int | None
