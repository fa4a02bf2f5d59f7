"""Which column is which: the contract's names exactly, the usual other headers by guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    "emotion": "mood,feeling,эмоция,настроение",
}
_COLUMN = {
    guess: column for column, guesses in reversed(_GUESSES.items()) for guess in guesses.split(",")
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each known column stands, how some were guessed, and which headers say nothing."""

    places: dict[str, int]
    guessed: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]


def find_columns(
    header: Sequence[str], known: Sequence[str], needed: Sequence[str], kind: str
) -> Columns:
    """Return where the known columns stand; exact names come before guesses, left before right.

    Raises NoColumn for the first needed one that is not there.
    """
    places: dict[str, int] = {}
    guessed: list[tuple[str, str]] = []
    for at, title in enumerate(header):
        if _exact(title) in known:
            places.setdefault(_exact(title), at)
    for at, title in enumerate(header):
        column = guess(title)
        if column and column in known and column not in places and at not in places.values():
            places[column] = at
            guessed.append((title, column))
    for column in needed:
        if column not in places:
            raise NoColumn(column=column, kind=kind, found=_shown(header))
    return Columns(places, tuple(guessed), tuple(_others(header, places.values())))


def guess(title: str) -> str | None:
    """Return the column that a header of everyday words usually means, or None."""
    words = re.sub(r"[\W_]+", " ", folded(clean(title))).strip()
    return _COLUMN.get(words)


def names_column(title: str, column: str) -> bool:
    """Return whether the header names the column, by its own name or by a usual one."""
    return _exact(title) == column or guess(title) == column


def count_known(header: Iterable[str]) -> int:
    """Return how many headers name a column: the right separator gives the most."""
    return sum(_exact(title) in _GUESSES or guess(title) is not None for title in header)


def _exact(title: str) -> str:
    return folded(clean(title))


def _others(header: Sequence[str], places: Iterable[int]) -> list[str]:
    taken = set(places)
    return [
        title
        for at, title in enumerate(header)
        if at not in taken and title and _exact(title) != REASON
    ]


def _shown(header: Sequence[str]) -> str:
    shown = ", ".join(title for title in header if title)
    return shown if len(shown) <= 200 else shown[:199] + "…"
