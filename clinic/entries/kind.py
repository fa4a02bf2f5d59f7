"""What a kind of entry is: its fields, and how each is typed, asked for and kept.

The line, the form by taps, the card, replies, imports and exports all follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from clinic.marks import Marked
from clinic.reading.names import Names


class Shape(StrEnum):
    """What a field holds, and so how it is read, offered by chips and shown."""

    PATIENT = "patient"
    """A code."""
    MONEY = "money"
    """Minor units, above zero."""
    CHOICE = "choice"
    """One of a few words."""
    NAME = "name"
    """A short name of the clinic's own: a category, a site."""
    CHANNEL = "channel"
    DOCTOR = "doctor"
    KEEPER = "keeper"
    """A staff member who sees to it."""
    DUE = "due"
    """A day, today or ahead."""
    STARS = "stars"
    """1 to 5."""
    LINK = "link"
    """An address that begins with http."""


REFERRING = frozenset({Shape.PATIENT, Shape.CHANNEL, Shape.DOCTOR, Shape.KEEPER})
DAY, NOTE = "day", "note"
"""What every entry has besides its fields: when it was, and words of its own."""


Values = Mapping[str, Any]
"""Values by the fields' names, in their own units: codes as text, a day as a ``date``."""

Defaults = Callable[[Values], Values]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field: how it is stored, called, and typed in four languages."""

    value: str
    label: str
    words: str = ""
    """Other names, separated by commas."""

    @property
    def name(self) -> str:
        """Return the English name."""
        return self.label

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the other names under which it is typed."""
        return tuple(word for word in self.words.split(",") if word)

    @property
    def hidden(self) -> bool:
        """Return False: all are offered."""
        return False

    @property
    def id(self) -> str:
        """Return how it is stored, as what the catalogue lists is stored by its id."""
        return self.value


@dataclass(frozen=True)
class Field:
    """A field of a kind: ``label`` names it on cards and buttons, ``question`` asks for it."""

    name: str
    shape: Shape
    label: str
    question: str
    needed: bool = False
    choices: tuple[Choice, ...] = ()
    """All that a choice may be; what a name is most often, which may be another one too."""
    kept: bool = True
    """Whether it has a column of its own."""

    @property
    def column(self) -> str:
        """Return where it is stored: what refers to another row ends in ``_id``."""
        return f"{self.name}_id" if self.shape in REFERRING else self.name

    @cached_property
    def names(self) -> Names[Choice]:
        """The choices by their names in all languages."""
        return Names(self.choices)

    def choice(self, value: object) -> Choice | None:
        """Return the choice that is stored so, or None."""
        return next((each for each in self.choices if each.value == value), None)


@dataclass(frozen=True)
class Kind:
    """A kind of entry; texts are marked for translation where they stand.

    ``name`` stands in the journal's history; several kinds may share a ``table`` and differ in
    what is ``fixed`` (column → value). ``said`` are the words with which a bare line begins.
    ``words`` says what its note is, where the entry is little without one.
    """

    name: str
    table: str
    command: str
    title: str
    menu: str
    example: str
    said: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: str | None = None
    """The question for the note, where the note is what it is about."""
    defaults: Defaults = lambda values: {}
    """What follows from what was typed, where nothing else was: values by field."""

    def __post_init__(self) -> None:
        """Let the example be shown in the reader's language within what refusals say."""
        object.__setattr__(self, "example", Marked(self.example))

    def field(self, name: str) -> Field | None:
        """Return the field of that name, or None."""
        return next((each for each in self.fields if each.name == name), None)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of its own: those of its fields, and the fixed ones."""
        return (*(each.column for each in self.fields if each.kept), *self.fixed)


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as typed; channel, doctor and keeper are ids; what was not typed is absent."""

    kind: Kind
    day: date
    values: Values
    note: str = ""

    def missing(self) -> Field | None:
        """Return the first field that it cannot do without and has not, or None."""
        needed = (each for each in self.kind.fields if each.needed)
        return next((each for each in needed if each.name not in self.values), None)
