"""The ground of the entry benchmark: a fresh database of clinics, and what is stored in it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from sqlalchemy import update

from benchmarks.crowd import Talk
from clinic.calendar import SystemClock
from clinic.people import Role
from storage.database import prepare
from storage.outside import outside
from storage.registry import add_clinic, add_member
from storage.tables import staff

CLINICS = 20
CLINIC = {"timezone": "Europe/Moscow", "currency": "RUB", "language": "ru"}
KOPECKS = 100
STORED = """
SELECT line.author_id, patient.code, line.amount
FROM visit_lines AS line
JOIN patients AS patient ON patient.clinic_id = line.clinic_id AND patient.id = line.patient_id
ORDER BY line.id
"""


def fill(path: Path, people: int, manager: int) -> None:
    """Make a database whose clinics the people work in, by turns; the manager in the first."""
    prepare(path)
    clock = SystemClock()
    with closing(outside(path).connect()) as connection, connection.begin():
        for number in range(1, CLINICS + 1):
            clinic = add_clinic(connection, clock, {"name": f"Clinic {number}", **CLINIC}, number)
            for person in range(number + CLINICS, people + 1, CLINICS):
                who = (person, f"Person {person}")
                add_member(connection, clinic.id, who, Role.STAFF, clock.now())
            if number == 1:
                add_member(connection, clinic.id, (manager, "Painter"), Role.MANAGER, clock.now())
        connection.execute(update(staff).values(wrote=1))  # newcomers are guided by a second letter


def wrong_chats(path: Path, talks: list[Talk]) -> int:
    """Return how many people's stored lines are not what they typed, each once and in order."""
    stored: dict[int, list[tuple[str, int]]] = defaultdict(list)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        for author, code, amount in connection.execute(STORED):
            stored[author].append((code, amount))
    return sum(stored[talk.chat_id] != _meant(talk) for talk in talks)


def _meant(talk: Talk) -> list[tuple[str, int]]:
    words = [line.split() for line in talk.typed]
    return [(word[0], int(word[2]) * KOPECKS) for word in words]
