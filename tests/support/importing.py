"""A clinic on disk that takes files in."""

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date

from clinic.calendar import HandClock, day_number, moment_of
from clinic.importing.header import count_known, find_columns
from clinic.importing.kinds import KINDS
from clinic.importing.reading import Line, Reading
from clinic.importing.table import Table
from storage.database import open_reading, prepare
from storage.import_work import ImportPlan, Tally
from storage.importing import rehearse, write_all
from storage.outside import outside, reading
from storage.registry import add_clinic

TODAY = date(2026, 11, 22)
NOON = moment_of(2026, 11, 22, 12)


class Clinic:
    """A clinic on disk; asks through another connection, so that only what is committed counts."""

    def __init__(self, path, id):
        self.path, self.id = path, id

    def lines(self, text, kind="visits", bad=None) -> Iterator[Line]:
        table = Table(io.BytesIO(text.encode()), count_known)
        columns = find_columns(table.header, KINDS[kind].columns, KINDS[kind].needed, kind)
        readers = KINDS[kind].readers_of(TODAY, "RUB")
        return Reading(KINDS[kind], columns, readers, (bad or []).append).lines(table)

    def takes(self, text, kind="visits", legacy_before=None) -> Tally:
        day = legacy_before and day_number(legacy_before)
        plan = ImportPlan(self.id, kind, "file.csv", day)
        lines = self.lines(text, kind)
        return write_all(outside(self.path), plan, lines, HandClock(NOON), lambda: 0)

    def rehearses(self, text, kind="visits") -> Tally:
        with reading(self.path).connect() as connection:
            return rehearse(connection, ImportPlan(self.id, kind, "x"), self.lines(text, kind))

    def asked(self, question):
        with closing(open_reading(self.path)) as connection:
            return connection.execute(question.replace("OURS", f"clinic_id = {self.id}")).fetchall()

    def tells(self, statement):
        with outside(self.path).begin() as connection:
            connection.exec_driver_sql(statement)

    def holds(self):
        """Return the visit lines as a file would have them, with how often each stands."""
        return Counter(
            self.asked(
                "SELECT day, code, s.name, amount, c.name, note FROM visit_lines v "
                "JOIN patients p ON p.clinic_id = v.clinic_id AND p.id = v.patient_id "
                "LEFT JOIN services s ON s.clinic_id = v.clinic_id AND s.id = v.service_id "
                "LEFT JOIN channels c ON c.clinic_id = v.clinic_id AND c.id = v.channel_id "
                "WHERE v.OURS"
            )
        )


def settled(path, *clinics: dict[str, str]) -> Clinic:
    """Return the first of the clinics that now are in a database at the path."""
    prepare(path)
    with outside(path).begin() as connection:
        for typed in clinics:
            add_clinic(connection, HandClock(NOON), typed, owner=42)
    return Clinic(path, 1)
