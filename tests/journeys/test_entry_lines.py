"""Entries of every kind by a typed line: saved at once, and shown as they were understood."""

import pytest

from tests.support.stage import Actor, Stage

ENGLISH = [
    ("/expense ads 20000", "Expense · Advertising · RUB 20,000", "kind of cost: to win patients"),
    ("expense rent 50000 // March", "Expense · Rent · RUB 50,000", "Note: March"),
    ("/expense parking 700 fixed", "Expense · parking · RUB 700", "kind of cost: fixed"),
    ("/cash 84000", "Cash total · RUB 84,000", "Logged · 501 10:30"),
    ("paid 1042 3500", "Payment of a debt · 1042 · RUB 3,500", "Logged"),
    ("/prepaid 1042 10k yesterday", "Prepayment · 1042 · RUB 10,000", "on March 11"),
    ("/booked 1042 in 2 weeks", "Booked · 1042", "day: March 26"),
    ("/missed 1042", "Did not come · 1042", "Logged"),
    ("/cancelled 1042 // ill", "Cancelled · 1042", "Note: ill"),
    ("arrived 1042", "Waiting · 1042", "Logged"),
    ("/promise 1042 call back friday", "Promise · 1042", "by when: March 13 · keeper: 501"),
    ("/left 1042 moved to the sea", "Does not come back · 1042", "reason: moved away"),
    ("/wish implants for children", "Asked for, not here", "implants for children"),
    ("/review google 2/5 waited an hour", "Public review · Google", "stars: 2/5"),
    ("/change new receptionist", "Change", "new receptionist"),
    ("/family 1042 and 1043", "Household · 1042 · 1043", "Logged"),
]
RUSSIAN = [
    ("/expense реклама 20000", "expenses", "category", "ads"),
    ("расход аренда 50 000 ₽", "expenses", "amount", 5000000),
    ("Расход: налоги 12000", "expenses", "bucket", "tax"),
    ("касса 84000", "cash_totals", "amount", 8400000),
    ("долг 1042 3500", "payments", "kind", "debt"),
    ("предоплата 1042 10 тыс", "payments", "kind", "prepayment"),
    ("записан 1042 на пятницу", "appointments", "kind", "booked"),
    ("не пришёл 1042", "appointments", "kind", "missed"),
    ("отменила 1042", "appointments", "kind", "cancelled"),
    ("пришла 1042", "arrivals", "voided", None),
    ("обещание 1042 перезвонить завтра", "promises", "note", "перезвонить"),
    ("ушёл 1042 дорого", "leavings", "reason", "price"),
    ("просили брекеты для взрослых", "wishes", "note", "брекеты для взрослых"),
    ("отзыв яндекс 5/5 спасибо", "reviews", "site", "yandex"),
    ("изменение новый администратор", "marks", "note", "новый администратор"),
    ("семья 1042 и 1043", "kinships", "voided", None),
]


@pytest.mark.parametrize(("line", "head", "below"), ENGLISH)
async def test_a_line_is_saved_and_shown(owner: Actor, line: str, head: str, below: str) -> None:
    await owner.sends(line)

    assert owner.sees.startswith(head)
    assert below in owner.sees
    assert owner.buttons[:2] == ["Undo", "Edit"]


@pytest.mark.parametrize(("line", "table", "column", "value"), RUSSIAN)
async def test_russian_lines_are_read_too(
    stage: Stage, owner: Actor, line: str, table: str, column: str, value: object
) -> None:
    await owner.sends(line)

    assert stage.rows(f"SELECT {column} FROM {table}") == [(value,)]  # noqa: S608 - our own names
