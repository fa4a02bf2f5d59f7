"""Which class of service a name most likely is, by the words of dentistry."""

from __future__ import annotations

from clinic.dental import SERVICES, DentalService
from clinic.reading.names import key_of

INFLECTED = 6
"""From this length on a word may end otherwise: "консультации" is "консультация"."""


def dental_service(name: str) -> DentalService | None:
    """Return the common service whose longest word or phrase stands in the name, or None."""
    key = key_of(name)
    found = [
        (len(word), service)
        for service in SERVICES
        for word in sorted(service.keys())
        if _in(word, key)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _in(word: str, key: str) -> bool:
    if f" {word} " in f" {key} ":
        return True
    return len(word) >= INFLECTED and f" {word[:-1]}" in f" {key}"
