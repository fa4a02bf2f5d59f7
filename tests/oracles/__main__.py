"""Compute anew what other programs say, as test data: ``make oracles``.

lifelines, statsmodels and lifetimes want an older pandas than the bot's, so they live in an
environment of their own, and the tests read only what is written here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.oracles.cdnow import cdnow, purchases, write_importable
from tests.oracles.formulas import formulas

FIGURES = Path(__file__).parents[1] / "metrics" / "figures"
BUILD = Path(__file__).parents[2] / "build" / "oracles"


def write(name: str, figures: dict[str, Any]) -> None:
    """Write the figures so that a change of one is a change of one line."""
    lines = ",\n".join(f"{json.dumps(key)}: {_rows(value)}" for key, value in figures.items())
    (FIGURES / name).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def _rows(value: Any) -> str:
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(json.dumps, value)) + "\n]"
    rows = [f"{json.dumps(key)}: {json.dumps(each)}" for key, each in value.items()]
    return "{\n" + ",\n".join(rows) + "\n}"


if __name__ == "__main__":
    FIGURES.mkdir(exist_ok=True)
    bought = purchases()
    write("formulas.json", formulas())
    write("cdnow.json", cdnow(bought))
    write_importable(bought, BUILD / "cdnow.csv")
