"""The kinds of rows that a file can hold: their columns, how each is read, what a row is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from clinic.importing import cells, expenses, figures
from clinic.importing.cells import Reader, once
from clinic.importing.figures import Figures
from clinic.importing.header import names_column
from clinic.importing.refusals import ResolvedBefore
from clinic.importing.rows import ComplaintRow, ExpenseRow, PatientRow, Row, VisitRow
from clinic.marks import mark as _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rows: ``columns`` in the order of the row's fields."""

    name: str
    label: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    row: Callable[..., Row]
    readers: Callable[[Figures], Sequence[Reader]]

    def readers_of(self, today: date, currency: str) -> dict[str, Reader]:
        """Return each column's reader for a clinic's day and currency."""
        return dict(zip(self.columns, self.readers(Figures(today, currency)), strict=True))


def kind_of(header: Sequence[str]) -> Kind:
    """Return what a file with these headers most likely holds."""

    def has(column: str) -> bool:
        return any(names_column(title, column) for title in header)

    if has("amount"):
        return EXPENSES if has("category") and not has("patient") else VISITS
    if has("text"):
        return COMPLAINTS
    return PATIENTS if has("patient") and not has("date") else VISITS


SUBJECTS = {
    "waiting": "waiting time,wait,ожидание,очередь,время ожидания",
    "rudeness": "rude,staff,грубость,хамство,персонал",
    "price": "promise,price or promise,money,цена,стоимость,деньги,обещание",
    "treatment": "quality,лечение,качество,качество лечения",
    "booking": "appointment,phone,запись,звонок,дозвон",
    "premises": "comfort,помещение,чистота,парковка",
    "other": "другое,прочее,иное",
}
CAUSES = {
    "people": "staff,люди,персонал,сотрудники",
    "systems": "system,системы,система",
    "processes": "process,процессы,процесс",
    "products": "product,продукты,продукт,товар",
    "customers": "customer,patients,patient,пациенты,пациент,клиенты,клиент",
}
STATES = {
    "new": "open,новая,новый,открыта",
    "acknowledged": "taken,принята,в работе",
    "investigating": "разбирается,на разборе",
    "answered": "отвечено,ответили",
    "resolved": "closed,done,решена,решено,закрыта",
    "prevented": "предотвращена",
    "reopened": "снова открыта,повторно",
}
GRAVITIES = {
    "1": "low,light,низкая,легкая",
    "2": "medium,moderate,средняя",
    "3": "high,grave,severe,высокая,тяжелая",
}


def _words(table: dict[str, str]) -> Reader:
    known = {other: word for word, others in table.items() for other in others.split(",")}
    return once(cells.one_of({word: word for word in table} | known))


def _visit_readers(own: Figures) -> Sequence[Reader]:
    day, amount, positive = once(own.day), once(own.amount), once(own.amount_from_zero)
    code, name = once(cells.code), once(cells.name)
    return (
        *(day, code, name, amount, amount, positive, positive, name, name),
        *(once(figures.wait), once(figures.rating), once(cells.code_or_none), once(cells.flag)),
        cells.words,
    )


def _complaint_readers(own: Figures) -> Sequence[Reader]:
    return (
        *(once(own.day), cells.some_words, once(cells.code_or_none)),
        *(_words(SUBJECTS), _words(CAUSES), _words(GRAVITIES), _words(STATES)),
        *(once(own.day_or_none), cells.words, cells.words),
    )


def _complaint(  # noqa: PLR0913 - the columns of the contract
    day: int,
    text: str,
    patient: str | None,
    subject: str | None,
    cause: str | None,
    gravity: str | None,
    status: str | None,
    resolved: int | None,
    measure: str,
    emotion: str,
) -> ComplaintRow:
    if resolved is not None and resolved < day:
        raise ResolvedBefore
    return ComplaintRow(
        date=day,
        text=text,
        patient=patient,
        subject=subject or "other",
        cause=cause,
        gravity=int(gravity) if gravity else None,
        status=status or ("new" if resolved is None else "resolved"),
        resolved=resolved,
        measure=measure or None,
        emotion=emotion or None,
    )


def _expense(
    day: int, category: str, amount: int, bucket: str | None, channel: str | None, note: str
) -> ExpenseRow:
    kept = bucket or expenses.bucket_for(category)
    return ExpenseRow(day, category, amount, kept, channel, note)


def _patient_readers(_own: Figures) -> Sequence[Reader]:
    return (cells.code, once(cells.flag))


VISITS = Kind(
    "visits", _("visits"), VisitRow._fields, ("date", "patient"), VisitRow, _visit_readers
)
COMPLAINTS = Kind(
    "complaints",
    _("complaints"),
    ComplaintRow._fields,
    ("date", "text"),
    _complaint,
    _complaint_readers,
)
EXPENSES = Kind(
    "expenses",
    _("expenses"),
    ExpenseRow._fields,
    ("date", "category", "amount"),
    _expense,
    expenses.readers,
)
PATIENTS = Kind(
    "patients", _("patients"), PatientRow._fields, ("patient",), PatientRow, _patient_readers
)
KINDS = {kind.name: kind for kind in (VISITS, COMPLAINTS, EXPENSES, PATIENTS)}
