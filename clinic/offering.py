"""What an owner types about a service, a channel or a doctor, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Protocol

from clinic.catalogue import Listed
from clinic.dental import SERVICE_SYNONYMS, SERVICES
from clinic.errors import Refusal
from clinic.kinds import ServiceClass
from clinic.marks import mark as _
from clinic.money import minor_digits, parse_amount
from clinic.reading.edges import quoted
from clinic.reading.keys import key_of
from clinic.setting_values import says_none
from clinic.text import clean

MAX_NAME = 64
MAX_ALIASES = 20
MAX_RECALL = 3650
_SPLIT = re.compile("[,;\n，、]")


class BadListedName(Refusal):
    """A name is too long, on several lines, or has no letter by which it could be typed."""

    template = _("A name has 1 to {limit} characters on one line and at least one letter.")


class NameTaken(Refusal):
    """Another bears the name, or is called so too."""

    template = _("“{name}” is called so already. Choose another name, or rename that one first.")


class NameHidden(Refusal):
    """Something that was removed bears the name."""

    template = _("“{name}” was removed earlier. Open it under Removed and bring it back.")


class TooManyNames(Refusal):
    """More other names than are kept."""

    template = _("{count} other names are too many: at most {limit}.")


class BadPrice(Refusal):
    """A usual price below zero."""

    template = _("“{part}” is no price. Write it as 3500, or none.")


class BadRecall(Refusal):
    """Not an interval in days."""

    template = _("“{part}” is no number of days from 1 to {limit}. For example: 180, or none.")


@dataclass(frozen=True, slots=True)
class NewService:
    """What a service begins with besides its name."""

    kind: ServiceClass = ServiceClass.TREATMENT
    price: int | None = None
    recall_days: int | None = None

    @classmethod
    def named(cls, name: str) -> NewService:
        """Return what dentistry knows of a service of that name."""
        key = key_of(name)
        known = [each for each, keys in zip(SERVICES, SERVICE_SYNONYMS, strict=True) if key in keys]
        return cls(known[0].kind, None, known[0].recall_days) if known else cls()

    def columns(self) -> dict[str, object]:
        """Return its columns."""
        return asdict(self)


def read_name(text: str) -> str:
    """Return a typed name on one line; raises BadListedName."""
    name = clean(text).strip()
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise BadListedName(limit=MAX_NAME)
    if not any(letter.isalpha() for letter in key_of(name)):
        raise BadListedName(limit=MAX_NAME)
    return " ".join(name.split())


def read_names(text: str) -> tuple[str, ...]:
    """Return other names as typed, split by commas; raises BadListedName and TooManyNames."""
    if says_none(text):
        return ()
    names = [read_name(part) for part in _SPLIT.split(clean(text)) if part.strip()]
    if len(names) > MAX_ALIASES:
        raise TooManyNames(count=len(names), limit=MAX_ALIASES)
    return _once(names)


def read_price(text: str, currency: str) -> int | None:
    """Return a usual price in minor units, or None; raises what is wrong with the amount."""
    if says_none(text):
        return None
    price = parse_amount(text, minor_digits(currency), currency)
    if price < 0:
        raise BadPrice(part=quoted(text))
    return price


def read_recall(text: str) -> int | None:
    """Return after how many days a service is due again, or None; raises BadRecall."""
    if says_none(text):
        return None
    days = text.strip()
    if not re.fullmatch("[0-9]{1,4}", days) or not 1 <= int(days) <= MAX_RECALL:
        raise BadRecall(part=quoted(text), limit=MAX_RECALL)
    return int(days)


class Named(Protocol):
    """What is typed by its name or another one, while it is offered."""

    @property
    def id(self) -> int:
        """Return its id."""

    @property
    def name(self) -> str:
        """Return its name."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return its other names."""

    @property
    def hidden(self) -> bool:
        """Return whether it is offered no more."""


def refuse_second(listed: Iterable[Named], names: Iterable[str], but: int | None = None) -> None:
    """Raise NameTaken or NameHidden where another than ``but`` is called so already.

    Two of one name would make each typed line a question.
    """
    wanted = {key_of(name): name for name in names}
    for each in listed:
        own = {key_of(each.name)} if each.hidden else set(map(key_of, (each.name, *each.aliases)))
        for key in own & wanted.keys() if each.id != but else ():
            raise (NameHidden if each.hidden else NameTaken)(name=wanted[key])


def names_after(one: Listed, name: str) -> tuple[str, ...]:
    """Return the other names of what is called by a new name: the old one comes first."""
    others = [each for each in (one.name, *one.aliases) if key_of(each) != key_of(name)]
    return _once(others)[:MAX_ALIASES]


def names_with(kept: Listed, gone: Listed) -> tuple[str, ...]:
    """Return the other names of what stands for another as well: by them typed lines match it."""
    others = [*kept.aliases, gone.name, *gone.aliases]
    return _once([each for each in others if key_of(each) != key_of(kept.name)])


def _once(names: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(key_of(name), name)
    return tuple(kept.values())
