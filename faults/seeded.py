"""Seeded faults: the checks are shown rows that are gone, doubled or swapped, and must say so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from faults.checks import compare
from faults.looking import Look
from faults.outcome import Outcome, conclude
from faults.stage import Stage, stage
from storage.database import open_reading

NEWEST = "SELECT clinic_id, id FROM visit_lines ORDER BY id DESC LIMIT 1"
DELETE = f"DELETE FROM visit_lines WHERE (clinic_id, id) IN ({NEWEST})"  # noqa: S608 - our own text
DOUBLE = """
    INSERT INTO visit_lines
        (clinic_id, id, day, author_id, logged, token, change, patient_id, service_id, amount)
    SELECT clinic_id, id + 1, day, author_id, logged, token || '+', change, patient_id,
        service_id, amount
    FROM visit_lines ORDER BY id DESC LIMIT 1
"""
SWAP = """
    UPDATE visit_lines SET id = (SELECT min(id) - 1 FROM visit_lines)
    WHERE id = (SELECT max(id) FROM visit_lines WHERE author_id =
        (SELECT author_id FROM visit_lines GROUP BY 1 HAVING count(*) > 2 LIMIT 1))
"""
SILENCE = "a card that never came"
ROW_FAULTS = {"lost": DELETE, "doubled": DOUBLE, "disordered": SWAP}


async def seeded(seed: int) -> Outcome:
    """Let a few people type, then break copies of the database and see each break found."""
    outcome = Outcome("seeded faults are found")
    async with stage(seed) as town:
        async with town.bot():
            await town.type(town.some(5), 5)
            await conclude(town, outcome)
        for name, statement in ROW_FAULTS.items():
            look = Look(broken(town, name, statement))
            found = compare(await town.chats(look=look)).wrong
            outcome.expect(name in found, f"the checks did not see what was {name}")
        chats = await town.chats()
        silent = [replace(chats[0], heard=chats[0].heard[:-1]), *chats[1:]]
        outcome.expect("unanswered" in compare(silent).wrong, f"the checks did not see {SILENCE}")
        chain = Look(broken(town, "chain", "UPDATE audit SET at = at + 1 WHERE number = 3"))
        outcome.expect(bool(chain.unsound()), "the audit chain did not show a changed row")
    outcome.figures["faults seeded"] = len(ROW_FAULTS) + 2
    return outcome


def broken(town: Stage, name: str, statement: str) -> Path:
    """Return a copy of the database in which the statement has done its harm."""
    path = town.log.with_name(f"{name}.db")
    with (
        closing(open_reading(town.look.path)) as source,
        closing(sqlite3.connect(path, isolation_level=None)) as copy,
    ):
        source.backup(copy)
        if not copy.execute(statement).rowcount:
            raise RuntimeError(f"nothing was {name}")
    return path
