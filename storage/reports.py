"""Reports as they were said: kept word for word, opened again, listed, and pruned after years."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import bindparam, delete, or_, select

from clinic.report import Question
from storage.history_tables import reports
from storage.journal import CLINIC, Journal
from storage.reader import Row
from storage.statements import compiled, insert_into, rank_of
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Said:
    """A report as somebody was shown it; ``asked`` in milliseconds UTC.

    ``money`` says that totals of money stand in it, ``for_owner`` that it is the owner's alone.
    """

    id: int
    parent_id: int | None
    chat_id: int
    asked_by: int
    asked: int
    money: bool
    for_owner: bool
    question: Question
    version: str
    title: str
    text: str
    explained: str
    numbers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the list of reports."""

    id: int
    title: str
    asked: int
    asked_by: int


_r = reports.c
_COLUMNS = (
    *(_r.id, _r.parent_id, _r.chat_id, _r.asked_by, _r.asked, _r.money, _r.for_owner),
    *(_r.question, _r.version, _r.title, _r.text, _r.explained, _r.numbers),
)
ADD_REPORT = insert_into(reports)
PRUNE_REPORTS = compiled(delete(reports).where(_r.asked < bindparam("before")), rank_of(reports))
_BY_ID = compiled(select(*_COLUMNS).where(_r.clinic_id == CLINIC, _r.id == bindparam("report")))
_LIKE = compiled(
    select(*_COLUMNS).where(
        _r.clinic_id == CLINIC,
        _r.parent_id == bindparam("parent"),
        _r.version == bindparam("version"),
    )
)
_NEWEST = compiled(
    select(_r.id, _r.title, _r.asked, _r.asked_by)
    .where(
        _r.clinic_id == CLINIC,
        _r.id < bindparam("before"),
        or_(_r.asked_by == bindparam("person"), bindparam("owner") == 1),
        _r.money <= bindparam("sees"),
        _r.for_owner <= bindparam("owner"),
    )
    .order_by(_r.id.desc())
    .limit(bindparam("most"))
)


def add_report(unit: Unit, said: Said, message_id: int | None, settings: dict[str, object]) -> None:
    """Keep a report as it is said, with the settings in force; its rows are left out."""
    numbers = {name: value for name, value in said.numbers.items() if name != "rows"}
    unit.write(
        ADD_REPORT,
        id=said.id,
        parent_id=said.parent_id,
        chat_id=said.chat_id,
        message_id=message_id,
        asked_by=said.asked_by,
        asked=said.asked,
        money=int(said.money),
        for_owner=int(said.for_owner),
        question=_json(asdict(said.question)),
        version=said.version,
        title=said.title,
        text=said.text,
        explained=said.explained,
        numbers=_json(numbers),
        settings=_json(settings),
    )


def report_by_id(journal: Journal, report_id: int) -> Said | None:
    """Return a report of the clinic as it was said, or None where it is gone."""
    return _said(journal.one(_BY_ID, report=report_id))


def report_like(journal: Journal, parent_id: int, version: str) -> Said | None:
    """Return the report to which the same button has led from there before, or None."""
    return _said(journal.one(_LIKE, parent=parent_id, version=version))


def newest_reports(
    journal: Journal, person_id: int, before: int, most: int, *, money: bool, owner: bool
) -> list[Heading]:
    """Return a person's reports with ids below ``before``, the newest first; an owner's: all."""
    rights = {"sees": int(money), "owner": int(owner)}
    rows = journal.all(_NEWEST, person=person_id, before=before, most=most, **rights)
    return [Heading(*row) for row in rows]


def _said(row: Row | None) -> Said | None:
    if row is None:
        return None
    values = {column.name: value for column, value in zip(_COLUMNS, row, strict=True)}
    read = {"question": Question(**json.loads(values["question"]))}
    read |= {"numbers": json.loads(values["numbers"])}
    flags = {name: bool(values[name]) for name in ("money", "for_owner")}
    return Said(**{**values, **flags, **read})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
