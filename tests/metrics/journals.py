"""A small writer of journals for the tests: stamps change numbers as the real one does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.support.templates import unless_there

CLINIC = 1
LINE_FIELDS = (
    "patient_id",
    "day",
    "service_id",
    "amount",
    "paid",
    "channel_id",
    "doctor_id",
    "wait_min",
    "rating",
    "rating_scale",
)
SERVICES = {1: ("Filling", "treatment"), 2: ("Hygiene", "hygiene"), 3: ("Talk", "consultation")}
CHANNELS = {1: "Street", 2: "Friends"}
DOCTORS = {1: "Orlov", 2: "Li"}


class Writer:
    """Writes one clinic's journal into a real database."""

    def __init__(self, path: Path, clinic_id: int = CLINIC) -> None:
        unless_there(path)
        self.path = path
        self.clinic_id = clinic_id
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA synchronous=OFF")
        self.change = 1
        self._insert("clinics", id=clinic_id, created=0, change=1, clinic_id=None)
        for id, (name, kind) in SERVICES.items():
            self.insert("services", id=id, name=name, key=name, kind=kind)
        for table, names in (("channels", CHANNELS), ("doctors", DOCTORS)):
            for id, name in names.items():
                self.insert(table, id=id, name=name, key=name)
        self.set("currency", '"RUB"')

    def close(self) -> None:
        self.connection.close()

    def _insert(self, table: str, **values: Any) -> None:
        values = {"clinic_id": self.clinic_id, **values}
        values = {name: value for name, value in values.items() if value is not None}
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        self.connection.execute(sql, tuple(values.values()))

    def insert(self, table: str, **values: Any) -> None:
        self.stamp()
        self._insert(table, change=self.change, **values)

    def stamp(self) -> None:
        self.change += 1
        self.connection.execute(
            "UPDATE clinics SET change = ? WHERE id = ?", (self.change, self.clinic_id)
        )

    def set(self, key: str, value: str) -> None:
        self.insert("settings", key=key, since=self.change, value=value)

    def patient(self, id: int, legacy: int = 0) -> None:
        known = "SELECT 1 FROM patients WHERE clinic_id = ? AND id = ?"
        if not self.connection.execute(known, (self.clinic_id, id)).fetchone():
            self.insert("patients", id=id, code=str(id), key=str(id), legacy=legacy)

    def update(self, table: str, id: int, **values: Any) -> None:
        self.stamp()
        sets = ", ".join(f"{name} = ?" for name in (*values, "change"))
        sql = f"UPDATE {table} SET {sets} WHERE clinic_id = ? AND id = ?"  # noqa: S608 - our own names
        self.connection.execute(sql, (*values.values(), self.change, self.clinic_id, id))

    def enter(self, table: str, id: int, day: int, **values: Any) -> None:
        """Write an entry of any table, with the columns that all entries share."""
        for column in ("patient_id", "relative_id"):
            if values.get(column):
                self.patient(values[column])
        shared = {"author_id": 7, "logged": 0, "token": str(id)}
        self.insert(table, id=id, day=day, **{**shared, **values})

    def log(self, id: int, patient_id: int, day: int, **values: Any) -> None:
        self.patient(patient_id)
        self.insert(
            "visit_lines",
            id=id,
            patient_id=patient_id,
            day=day,
            author_id=7,
            token=str(id),
            **{"logged": 0, **values},
        )

    def amend(self, id: int, table: str = "visit_lines", **values: Any) -> None:
        if "patient_id" in values:
            self.patient(values["patient_id"])
            found = f"SELECT patient_id FROM {table} WHERE clinic_id = ? AND id = ?"  # noqa: S608 - our own
            ((before,),) = self.connection.execute(found, (self.clinic_id, id)).fetchall()
            self._insert(
                "amendments",
                id=self.change,
                kind="visit",
                entry_id=id,
                field="patient_id",
                before=str(before),
                after=str(values["patient_id"]),
                author_id=7,
                at=0,
            )
        self.update(table, id, **values)

    def void(self, table: str, id: int) -> None:
        self.update(table, id, voided=1, voided_by=7)

    def step(self, complaint_id: int, status: str) -> None:
        """Take a complaint a step further, at a moment of its own, as the real writer would."""
        values = {"complaint_id": complaint_id, "status": status, "author_id": 7}
        self._insert("complaint_steps", id=self.change, at=self.change, **values)

    def complain(self, id: int, day: int, **values: Any) -> None:
        if values.get("patient_id"):
            self.patient(values["patient_id"])
        defaults = {"subject": "other", "status": "new", "logged": 0}
        self.insert(
            "complaints",
            id=id,
            day=day,
            author_id=7,
            token=str(id),
            **{**defaults, **values},
        )


def standing(path: Path, table: str) -> list[dict[str, Any]]:
    """Return the standing rows of a table in the order of their ids, by plain SQL."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        columns = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
        where = " AND voided IS NULL" if "voided" in columns else ""
        sql = f"SELECT * FROM {table} WHERE clinic_id = ?{where} ORDER BY id"  # noqa: S608 - our own
        return [dict(row) for row in connection.execute(sql, (CLINIC,))]
