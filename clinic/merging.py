"""What an edited message changes: three texts against each other, field by field and line by line.

The message as it stood before, the message as it stands now, and the entry as replies and taps
have made it meanwhile: what the author changed in the text is so from now on, all else stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a field; ``typed`` where an edit of the message made it."""

    field: str
    before: object
    after: object
    typed: bool


def as_written(current: Fields, steps: Iterable[Step]) -> dict[str, object]:
    """Return the fields as the message says them: the entry without what replies and taps did.

    The steps are the entry's changes, the oldest first.
    """
    written, touched = dict(current), set[str]()
    for step in steps:
        if step.typed:
            written[step.field] = step.after
        elif step.field not in touched:
            written[step.field] = step.before
        touched.add(step.field)
    return written


def retyped(written: Fields, typed: Fields) -> frozenset[str]:
    """Return the fields that the text says otherwise now than it did before."""
    return frozenset(name for name, value in typed.items() if value != written[name])


def matched(
    written: Sequence[Fields], typed: Sequence[Fields], patient: str
) -> tuple[list[int | None], list[int]]:
    """Return for each line of the text the one it was before, or None, and those that vanished.

    Equal lines belong together first, wherever they stand; then those of one patient (the field
    of that name); then what is left, in the order of the lines.
    """
    pairs: dict[int, int] = {}
    alike: list[Callable[[Fields, Fields], bool]] = [
        lambda before, now: before == now,
        lambda before, now: before[patient] == now[patient],
        lambda before, now: True,
    ]
    for belong in alike:
        for number, now in enumerate(typed):
            if number in pairs:
                continue
            free = (i for i in range(len(written)) if i not in pairs.values())
            found = next((i for i in free if belong(written[i], now)), None)
            if found is not None:
                pairs[number] = found
    vanished = [i for i in range(len(written)) if i not in pairs.values()]
    return [pairs.get(number) for number in range(len(typed))], vanished
