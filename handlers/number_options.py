"""The buttons of a number's options, in words: each value, or each step by which it is moved."""

from __future__ import annotations

from clinic.marks import mark as _
from clinic.report import MetricLine
from clinic.words import Markup, Words
from handlers.letters import Button, Rows, in_rows
from handlers.number_buttons import AskOption
from storage.reports import Said

CHOSEN, MINUS = "• {}", "\N{MINUS SIGN}"
NAMES_A_ROW, FIGURES_A_ROW = 3, 8


def option_rows(words: Words, line: MetricLine, said: Said) -> Rows:
    """Return a button for each value that is offered of each option; that in force is marked."""
    rows = [
        in_rows(
            _option_buttons(words, line, said, option, values),
            NAMES_A_ROW if option in (line.named or {}) else FIGURES_A_ROW,
        )
        for option, values in (line.choices or {}).items()
    ]
    return [row for each in rows for row in each]


def _option_buttons(
    words: Words, line: MetricLine, said: Said, option: str, values: list[float]
) -> list[Button]:
    in_force = said.numbers["options"].get(option)
    labels = [in_words(words, line, option, value) for value in values]
    back = line.options[option] if option in (line.levers or {}) else in_force
    return [
        (
            CHOSEN.format(label) if in_force == value else label,
            AskOption(report=said.id, option=option, value=back if in_force == value else value),
        )
        for label, value in zip(labels, values, strict=True)
    ]


def in_words(words: Words, line: MetricLine, option: str, value: float) -> str:
    """Return an option's value by its name or in its metric's unit, a fraction as a share."""
    if names := (line.named or {}).get(option):
        return words(list(names.values())[int(value)])
    unit = (line.units or {}).get(option, "")
    if lever := (line.levers or {}).get(option):
        return words(lever, step=Markup(_step(words, value, unit)))
    if unit == "days":
        return words.plural("{n} day", "{n} days", int(value))
    if unit == "weeks":
        return words.plural("{n} week", "{n} weeks", int(value))
    if unit == "months":
        return words.plural("{n} month", "{n} months", int(value))
    return words.share(value, 1) if 0 < value < 1 else words.number(value, 2)


def _step(words: Words, value: float, unit: str) -> str:
    """Return by how much something is moved, with its sign."""
    far = abs(value)
    if unit == "points":
        said = words(_("{n} pts"), n=words.number(far * 100, 1))
    else:
        said = words.share(far, 1) if far < 1 else words.number(far, 1)
    return f"{'+' if value > 0 else MINUS}{said}"
