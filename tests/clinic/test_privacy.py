"""Free text: what would tell who somebody is, and what only looks like it, in four languages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.privacy import LEFT_OUT, Personal, personal_parts, without

ROOT = Path(__file__).parents[2]
TEAM = (
    "Иванова Анна",
    "Рабинович",
    "Петрова Ольга Сергеевна",
    "Dr Brown",
    "Коваленко Ірина",
    "Мария",
    "John Watson",
    "李小红",
    "Гигиена",
    "Коронка цирконий",
    "All-on-4",
)
"""Doctors, staff by their Telegram names, services."""

LEFT = [
    ("звонить 8 916 123-45-67 вечером", "звонить … вечером"),
    ("тел +7 (916) 123-45-67", "тел …"),
    ("89161234567 муж", "… муж"),
    ("перезвонить на 123-45-67", "перезвонить на …"),
    ("call +44 20 7946 0958 please", "call … please"),
    ("тел. 067 123 45 67", "тел. …"),
    ("电话13812345678，很生气", "电话…，很生气"),
    ("пишет с anna.k+1@mail.ru, ждёт", "пишет с …, ждёт"),
    ("ivan@почта и mail: i_van@sub.example.com.", "ivan@почта и mail: …."),
    ("телеграм @anna_petrova", "телеграм …"),
    ("t.me/anna_p написала", "… написала"),
    ("https://wa.me/79161234567", "…"),
    ("см. instagram.com/anna.p отзыв", "см. … отзыв"),
    ("微信号：anna2001，等回复", "微信号：…，等回复"),
    ("паспорт 4509 123456", "паспорт …"),
    ("паспорт АВ 123456 забыли", "паспорт … забыли"),
    ("полис 1234567890123456", "полис …"),
    ("身份证号110101199003071234", "身份证号…"),
    ("Мария Петровна ждала 40 минут", "… ждала 40 минут"),
    ("мария петровна ждала", "… ждала"),
    ("Сидорова Мария Петровна, 40 минут", "…, 40 минут"),
    ("пришёл Пётр Ильич", "пришёл …"),
    ("нахамили Марии Ивановне Кузнецовой", "нахамили …"),
    ("муж Сергеевой Елены Викторовны", "муж …"),
    ("звонил Зульфикар Рашидович", "звонил …"),
    ("Сидоров И. И. жаловался", "… жаловался"),
    ("Сидоров И.И. жаловался", "… жаловался"),
    ("недоволен И. И. Сидоров", "недоволен …"),
    ("Сидорова М. ждала", "… ждала"),
    ("Анна Каренина ждала", "… ждала"),
    ("Сказал Иван Сидоров, что больно", "Сказал …, что больно"),
    ("Сидорова Анна ждала", "… ждала"),
    ("перед Ольгой Сидоровой извинились", "перед … извинились"),
    ("господин Сидоров кричал", "господин … кричал"),
    ("Ганна Петрівна чекала годину", "… чекала годину"),
    ("пані Оксана Шевченко незадоволена", "пані … незадоволена"),
    ("Шевченко Тарас Григорович просив", "… просив"),
    ("Сергій Бондаренко скаржився", "… скаржився"),
    ("скарга від Світлани Миколаївни", "скарга від …"),
    ("Бондаренко О. В. чекав", "… чекав"),
    ("John Smith waited", "… waited"),
    ("the wife of Mary Jane Kelly", "the wife of …"),
    ("Mrs Robinson was upset", "Mrs … was upset"),
    ("Mr. J. Fox shouted", "Mr. J. … shouted"),
    ("Dr House said so", "Dr … said so"),
    ("Smith J. K. waited", "… waited"),
    ("Ivan Petrov waited", "… waited"),
    ("Maria Petrovna waited", "… waited"),
    ("John Smith's bill", "… bill"),
    ("Wang Xiaoming complained", "… complained"),
    ("王小明先生投诉", "…先生投诉"),
    ("李娜女士很生气", "…女士很生气"),
    ("她叫张丽", "她叫…"),
    ("姓名：陈大文", "姓名：…"),
    ("病人名叫周杰，等了一小时", "病人名叫…，等了一小时"),
    ("对陈明太太态度差", "对…太太态度差"),
]

KEPT = [
    "ждала 40 минут, никто не подошёл",
    "Мария ждала 40 минут",
    "Вчера Мария ждала",
    "Пришла Мария. Плакала",
    "доктор Рабинович опоздал",
    "Иванова Анна нагрубила",
    "нагрубила Анна Иванова",
    "жалоба на Иванову Анну",
    "Ольга Сергеевна опоздала",
    "Петрову О. С. ждали час",
    "Петрова О.С. опоздала",
    "Анна Гигиена",
    "Коронка цирконий сколота",
    "Ивановна ждала",
    "Вера в клинику пропала",
    "НАХАМИЛИ НА РЕСЕПШЕНЕ",
    "зуб 36, 37 и 46",
    "зубы 36-37-38 болят",
    "счёт 12 500 вместо 9 000",
    "обещали 35000, взяли 41 500 ₽",
    "приём 12.03.2026 в 14:30",
    "с 10:00 до 11:30 ждал",
    "1042 и 1043 пришли вместе",
    "Доктор Анна опоздала",
    "плановый осмотр, Москва. Петр доволен",
    "Роман. Просил перезвонить",
    "пациент А. ждал",
    "Чекала годину, ніхто не вийшов",
    "Ірина Коваленко нагрубила",
    "пані чекала годину",
    "Оксана чекала",
    "лікар Коваленко запізнилась",
    "waited 40 minutes, nobody came",
    "John waited",
    "Yesterday John waited",
    "John Watson was rude",
    "Dr Brown was late",
    "Mary came Monday",
    "Anna Monday at 5",
    "Maria. Waited long",
    "Will call back",
    "All-on-4 is loose",
    "vitamin B. Then pain",
    "paid 3500 instead of 3000.50",
    "price 1,200.00 promised",
    "write to the reception @ 10",
    "invoice no. 123456",
    "see clinic.example/terms",
    "等了四十分钟没人理",
    "李小红女士态度差",
    "王医生迟到了",
    "王先生等了很久",
    "对于李小姐的投诉",
    "前台叫马上来",
    "叫王护士来",
    "叫方便的时候来",
    "价格3500不是3000",
    "牙36和37疼",
]


@pytest.mark.parametrize(("text", "left"), LEFT)
def test_what_tells_who_somebody_is_is_left_out(text: str, left: str) -> None:
    assert without(text, personal_parts(text, TEAM)) == left


@pytest.mark.parametrize("text", KEPT)
def test_what_tells_nobody_stays(text: str) -> None:
    assert personal_parts(text, TEAM) == ()


def test_each_part_says_of_which_kind_it_is() -> None:
    text = "Мария Петровна, 8 916 123-45-67, m@mail.ru, паспорт 4509 123456"
    kinds = [part.kind for part in personal_parts(text)]

    assert kinds == [Personal.NAME, Personal.PHONE, Personal.ADDRESS, Personal.PAPER]


def test_a_doctor_s_name_in_other_cases_is_still_the_doctor_s() -> None:
    for text in ("у Ивановой Анны", "Анной Ивановой", "ИВАНОВА АННА", "Иванова А."):
        assert personal_parts(text, TEAM) == (), text
    assert personal_parts("Иванова Мария", TEAM) != ()


PIECES = st.lists(
    st.one_of(
        st.sampled_from([text for text, _ in LEFT] + KEPT),
        st.text(alphabet=" .,-+()@/…№АИваноитчМя王李叫先生JohnSmith0189", max_size=20),
        st.text(max_size=10),
    ),
    max_size=5,
).map(" ".join)


@given(text=PIECES)
def test_parts_lie_apart_in_order_within_the_text(text: str) -> None:
    parts = personal_parts(text, TEAM)
    edges = [edge for part in parts for edge in (part.start, part.end)]

    assert edges == sorted(edges)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert without(text, parts).count(LEFT_OUT) == text.count(LEFT_OUT) + len(parts) - sum(
        text[part.start : part.end].count(LEFT_OUT) for part in parts
    )


@given(text=PIECES)
def test_nothing_is_found_in_what_was_left(text: str) -> None:
    left = without(text, personal_parts(text, TEAM))
    again = without(left, personal_parts(left, TEAM))

    assert personal_parts(again, TEAM) == ()


HARD = (
    "a" * 4096,
    "a." * 2048,
    "a@" * 2048,
    "@abcd " * 680,
    "1 " * 2048,
    "12-" * 1365,
    "+7(" * 1365,
    "И. " * 1365,
    "Ив. И. " * 585,
    "Анна " * 820,
    "Мария Петровна " * 270,
    "Аа" * 2048,
    "А-" * 2048,
    "паспорт " * 512,
    "паспорт" + " " * 4000,
    "ов" * 2048,
    "叫王" * 1365,
    "王" * 1365,
    "Mr " * 1365,
    "http://t.me/" * 340,
    "'" * 4096,
    "A'" * 2048,
)


READ_ALONE = """
import json, sys, time
from clinic.privacy import personal_parts

def milliseconds(text, names):
    begun = time.process_time()
    personal_parts(text, names)
    return 1000 * (time.process_time() - begun)

texts, names = json.load(sys.stdin)
json.dump([min(milliseconds(text, names) for _ in range(3)) for text in texts], sys.stdout)
"""


def test_four_kilobytes_of_any_shape_are_read_at_once() -> None:
    names = [f"Фамилиева{n} Имя{n}" for n in range(200)]
    # A process of its own, and its CPU only: neither other work nor a tracer is measured along.
    untraced = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    ran = subprocess.run(
        [sys.executable, "-c", READ_ALONE],
        input=json.dumps([HARD, names]),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=untraced,
        text=True,
    )

    slow = [
        (text[:8], spent)
        for text, spent in zip(HARD, json.loads(ran.stdout), strict=True)
        if spent > 50
    ]
    assert slow == []
