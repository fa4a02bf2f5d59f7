"""Six people, two clinics, and how what they type is written."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clinic.calendar import day_number
from clinic.people import Role
from playground.messages import Message
from storage.outside import outside
from storage.registry import add_member
from tests.support.cast import NIKOLAI, OLGA, RITA, ZOE
from tests.support.model import MANAGER, OWNER, STAFF, Entry
from tests.support.stage import MORNING, staged

MILA, BORIS = 505, 506
SMILE, NEIGHBOUR = 1, 2
TODAY = day_number(date(2026, 3, 12))
KOPECKS = 100
NAMES = {OLGA: "Olga", RITA: "Rita", ZOE: "Zoe", MILA: "Mila", NIKOLAI: "Nikolai", BORIS: "Boris"}
ROLES = {
    (SMILE, OLGA): OWNER,
    (NEIGHBOUR, OLGA): MANAGER,
    (SMILE, RITA): STAFF,
    (SMILE, ZOE): STAFF,
    (NEIGHBOUR, ZOE): STAFF,
    (SMILE, MILA): MANAGER,
    (NEIGHBOUR, NIKOLAI): OWNER,
    (NEIGHBOUR, BORIS): STAFF,
}
SERVICES = ("Hygiene", "Filling", "Consultation")


async def template(folder: Path) -> Path:
    """Make the database that every run begins with: two clinics and the staff of both."""
    async with staged(folder) as stage:
        stage.add_clinic("Smile")
        stage.add_clinic("Neighbour")
    path = folder / "clinic.db"
    with closing(outside(path).connect()) as connection, connection.begin():
        for (clinic, person), role in ROLES.items():
            add_member(connection, clinic, (person, NAMES[person]), Role(role), MORNING)
    return path


@dataclass(frozen=True)
class Correction:
    """What is typed to correct an entry, and what it changes."""

    text: str
    changes: dict[str, object]


@dataclass
class Typed:
    """A message that became the entry of this number, and what it says now."""

    message: Message
    number: int
    said: Entry


SAID = ("code", "service", "amount", "wait", "note")


def differing(before: Entry, now: Entry) -> dict[str, object]:
    """The fields that an edited message says otherwise than before."""
    fields = {name: getattr(now, name) for name in SAID}
    return {name: value for name, value in fields.items() if value != getattr(before, name)}


def line_of(entry: Entry) -> str:
    """The line as it is typed."""
    parts = [entry.code, (entry.service or "").lower(), str((entry.amount or 0) // KOPECKS)]
    if entry.wait is not None:
        parts.append(f"w{entry.wait}")
    if entry.note:
        parts.append(f"// {entry.note}")
    return " ".join(parts)
