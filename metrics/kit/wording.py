"""An answer as people read it, and as the JSON of the machine interface."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from metrics.kit.metric import Sentence

PLAIN = frozenset((int, str, bool, type(None)))


def text_of(sentence: Sentence, notes: Sequence[str], markup: bool) -> str:
    """Return one number, its meaning, what stands beside it, notes, and one next step."""
    number = f"<b>{sentence.number}</b>" if markup else sentence.number
    parts = [
        f"{number}\n{sentence.meaning}",
        "\n".join(sentence.beside),
        "\n".join(note for note in notes if note != sentence.meaning),
        f"→ {sentence.step}",
    ]
    return "\n\n".join(part for part in parts if part)


def plain_json(value: object) -> Any:  # noqa: ANN401 - JSON is anything
    """Return a value as JSON holds it: days as ISO text, and null for what is absent."""
    if value.__class__ in PLAIN:  # nine in ten are: years of days are ten thousand values
        return value
    if isinstance(value, np.generic):
        return plain_json(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain_json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain_json(each) for each in value]
    return value
