"""Which column is which: the contract's names exactly, the usual other headers by guess."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clinic.importing.refusals import NoColumn
from clinic.text import clean, folded

REASON = "reason"
"""The column that a file of reasons has besides; it is passed over when the file comes back."""

_GUESSES = {
    "date": "day,visit date,date of visit,дата,день,дата визита,дата приема,дата посещения,"
    "дата обращения,дата жалобы",
    "patient": "patient id,patient code,patient no,card,card no,card number,chart,code,пациент,"
    "код,код пациента,id пациента,карта,номер карты,карты,амбулаторная карта,медкарта",
    "service": "procedure,treatment,work,услуга,процедура,вид услуги,работа,лечение",
    "amount": "sum,total,price,cost,bill,сумма,стоимость,цена,итого,счет,сумма к оплате,"
    "сумма руб,стоимость руб",
    "paid": "payment,paid amount,оплата,оплачено,внесено,сумма оплаты",
    "discount": "скидка,сумма скидки",
    "quote": "quoted,estimate,смета,план,названная цена,предварительная стоимость",
    "channel": "source,referral source,how did you hear,канал,источник,откуда,откуда узнал,"
    "откуда узнали,рекламный источник,источник рекламы",
    "doctor": "dentist,provider,physician,врач,доктор,специалист,стоматолог",
    "wait_min": "wait,waiting,waiting min,wait minutes,waiting time,ожидание,ждал,ожидание мин,"
    "время ожидания",
    "rating": "score,stars,mark,оценка,рейтинг,балл",
    "referrer": "referred by,recommended by,кто рекомендовал,рекомендовал,кто порекомендовал,"
    "от кого",
    "legacy": "old patient,existing patient,старый пациент,был раньше,был до бота,повторный",
    "note": "notes,comment,comments,remark,примечание,комментарий,заметка,заметки",
    "text": "complaint,words,жалоба,текст,текст жалобы,суть,содержание",
    "subject": "topic,about,тема,предмет,предмет жалобы,категория",
    "cause": "reason of complaint,root cause,причина",
    "gravity": "severity,тяжесть,серьезность",
    "status": "state,статус,состояние",
    "resolved": "resolved on,closed,closed on,решена,закрыта,дата решения,дата закрытия",
    "measure": "action,prevention,мера,меры,принятые меры",
    "category": "expense,expense type,cost type,категория,категория расхода,статья,статья расходов,"
    "статья расхода,вид расхода,расход",
    "bucket": "cost group,group,группа,группа расходов,вид затрат",
    "emotion": "mood,feeling,эмоция,настроение",
}
_COLUMNS: dict[str, tuple[str, ...]] = {}
"""What a usual header may mean; of several the one that the kind of rows has."""

for _column, _guesses in _GUESSES.items():
    for _guess in _guesses.split(","):
        _COLUMNS[_guess] = (*_COLUMNS.get(_guess, ()), _column)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each known column stands, how some were guessed, and which headers say nothing."""

    places: dict[str, int]
    guessed: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    missing: tuple[str, ...] = ()
    """What the kind cannot do without and nothing was found for."""


NOWHERE = -1
"""The place of a column that somebody said is not in the file."""


def find_columns(
    header: Sequence[str], known: Sequence[str], needed: Sequence[str], kind: str
) -> Columns:
    """Return where the known columns stand; exact names come before guesses, left before right.

    Raises NoColumn for the first needed one that is not there.
    """
    found = lay_out(header, known, needed)
    for column in found.missing:
        raise NoColumn(column=column, kind=kind, found=shown_header(header))
    return found


def lay_out(
    header: Sequence[str],
    known: Sequence[str],
    needed: Sequence[str],
    told: Mapping[str, int] | None = None,
) -> Columns:
    """Return where the known columns stand: first as somebody ``told``, then as the headers say."""
    places = {name: at for name, at in (told or {}).items() if name in known and at < len(header)}
    guessed: list[tuple[str, str]] = []
    for at, title in enumerate(header):
        if _exact(title) in known and at not in places.values():
            places.setdefault(_exact(title), at)
    for at, title in enumerate(header):
        column = next((each for each in _meanings(title) if each in known), None)
        if column and column not in places and at not in places.values():
            places[column] = at
            guessed.append((title, column))
    places = {name: at for name, at in places.items() if at != NOWHERE}
    missing = tuple(column for column in needed if column not in places)
    return Columns(places, tuple(guessed), tuple(_others(header, places.values())), missing)


def _meanings(title: str) -> tuple[str, ...]:
    words = re.sub(r"[\W_]+", " ", folded(clean(title))).strip()
    return _COLUMNS.get(words, ())


def digest(header: Sequence[str]) -> bytes:
    """Return what stands for a header: what was said of it holds for the next file like it."""
    text = "\x1f".join(_exact(title) for title in header)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def names_column(title: str, column: str) -> bool:
    """Return whether the header names the column, by its own name or by a usual one."""
    return _exact(title) == column or column in _meanings(title)


def count_known(header: Iterable[str]) -> int:
    """Return how many headers name a column: the right separator gives the most."""
    return sum(_exact(title) in _GUESSES or bool(_meanings(title)) for title in header)


def _exact(title: str) -> str:
    return folded(clean(title))


def _others(header: Sequence[str], places: Iterable[int]) -> list[str]:
    taken = set(places)
    return [
        title
        for at, title in enumerate(header)
        if at not in taken and title and _exact(title) != REASON
    ]


def shown_header(header: Sequence[str]) -> str:
    """Return the titles of a header in at most 200 characters."""
    shown = ", ".join(title for title in header if title)
    return shown if len(shown) <= 200 else shown[:199] + "…"
