"""The quick line: examples of every field in four languages."""

from datetime import date

import pytest

from clinic.catalogue import Catalogue, Channel, Service, ServiceClass
from clinic.draft import Typed
from clinic.line import read_visits, reads_as_visit
from clinic.rating import Rating


def shown(draft):
    """What a draft holds, by the names that a receptionist sees."""
    named = {
        "service": draft.service and draft.service.name,
        "channel": draft.channel and draft.channel.name,
        "doctor": draft.doctor and draft.doctor.name,
        "amount": draft.amount,
        "wait": draft.wait_min,
        "rating": draft.rating and (draft.rating.value, draft.rating.scale),
        "day": draft.day.isoformat() if Typed.DAY in draft.explicit else None,
        "note": draft.note or None,
    }
    return {name: value for name, value in named.items() if value is not None}


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("1042", {}),
        ("1042 hygiene 3500", {"service": "Hygiene", "amount": 350000}),
        ("1042 3500 hygiene", {"service": "Hygiene", "amount": 350000}),
        ("1042, hygiene, 3500.", {"service": "Hygiene", "amount": 350000}),
        ("1042 — гигиена — 3500 ₽", {"service": "Hygiene", "amount": 350000}),
        ("визит 1042 гигиена 3,5к", {"service": "Hygiene", "amount": 350000}),
        (
            "візит 1042 гігієна чекав 20 хв вчора",
            {"service": "Hygiene", "wait": 20, "day": "2026-11-21"},
        ),
        (
            "1042洗牙3500等15昨天",
            {"service": "Hygiene", "amount": 350000, "wait": 15, "day": "2026-11-21"},
        ),
        ("1042 洗牙 等了15分钟3500", {"service": "Hygiene", "amount": 350000, "wait": 15}),
        ("1042 hygiene 3 500 w15", {"service": "Hygiene", "amount": 350000, "wait": 15}),
        ("1042 ждал 15 500", {"amount": 50000, "wait": 15}),
        ("1042 15 500", {"amount": 1550000}),
        ("1042 зуб 36 3500", {"amount": 350000, "note": "зуб 36"}),
        ("1042 tooth 36 3500", {"amount": 350000, "note": "tooth 36"}),
        ("1042 12.03", {"day": "2026-03-12"}),
        ("1042 12.12", {"day": "2025-12-12"}),
        ("1042 22.11", {"day": "2026-11-22"}),
        ("1042 12,03", {"amount": 1203}),
        ("1042 12.03 ₽", {"amount": 1203}),
        ("1042 ₽12.03", {"amount": 1203}),
        ("1042 35.50", {"amount": 3550}),
        ("1042 31,02", {"amount": 3102}),
        ("1042 0.50", {"amount": 50}),
        ("1042 12.03 3500", {"amount": 350000, "day": "2026-03-12"}),
        ("1042 -500", {"amount": -50000}),
        ("1042 возврат 500", {"amount": -50000}),
        ("1042 - 500", {"amount": 50000}),
        ("1042 0", {"amount": 0}),
        ("1042 5/5 9/10", {"rating": (5, 5), "note": "9/10"}),
        ("1042 ★★★★☆ 500", {"rating": (4, 5), "amount": 50000}),
        ("1042 3500 ⭐️4", {"rating": (4, 5), "amount": 350000}),
        ("1042 2 гис 4500", {"channel": "2ГИС", "amount": 450000}),
        ("1042 all-on-4 4500", {"service": "All-on-4", "amount": 450000}),
        ("1042 из инстаграма", {"channel": "Instagram"}),
        ("1042 dr. petrov", {"doctor": "Petrov"}),
        ("1042 врач Анна 500", {"doctor": "Иванова Анна", "amount": 50000}),
        ("1042 hygeine", {"service": "Hygiene"}),
        ("1042 гигиену", {"service": "Hygiene"}),
        ("1042 циркон", {"service": "Коронка цирконий"}),
        ("1042 ozone", {"note": "ozone"}),
        ("1042 ʼ 500", {"amount": 50000, "note": "ʼ"}),
        ("1042 hygiene consultation", {"service": "Hygiene", "note": "consultation"}),
        ("1042 500 с мамой // аллергия", {"amount": 50000, "note": "с мамой; аллергия"}),
        ("1042 // 500 hygiene w15", {"note": "500 hygiene w15"}),
        ("1042 см. https://x.io/5", {"note": "см. https://x.io/5"}),
        (
            "1042 500 до 10:30 +79161234567 50%",
            {"amount": 50000, "note": "до 10:30 +79161234567 50%"},
        ),
    ],
)
def test_a_line_reads_as_its_fields(read, line, fields):
    assert shown(read(line)) == fields


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1042 hygiene", "1042"),
        ("visit: 1042", "1042"),
        ("/visit 1042", "1042"),
        ("/visit@clinic_bot #Anna-7 500", "Anna-7"),
        ("№ 17 500", "17"),
        ("#17洗牙", "17"),
        ("007", "007"),
        ("就诊1042", "1042"),
    ],
)
def test_a_line_begins_with_the_patients_code(read, line, code):
    assert read(line).code == code


def test_only_what_was_typed_is_explicit(read):
    draft = read("1042 hygiene w0")
    assert draft.explicit == {Typed.SERVICE, Typed.WAIT}
    assert (draft.amount, draft.wait_min, draft.day) == (None, 0, date(2026, 11, 22))


def test_several_candidates_are_left_to_be_chosen(read):
    draft = read("1042 коронка 12000 иван")
    assert (draft.service, draft.doctor, draft.note) == (None, None, "")
    chosen = [(c.field, c.words, [one.name for one in c.candidates]) for c in draft.choices]
    assert chosen == [
        ("service", "коронка", ["Коронка металлокерамика", "Коронка цирконий"]),
        ("doctor", "иван", ["Иванова Анна", "Иванченко Олег"]),
    ]
    assert draft.explicit == {Typed.AMOUNT, Typed.SERVICE, Typed.DOCTOR}


def test_words_that_were_read_once_are_not_read_again():
    both = Catalogue((Service(1, "Web", ServiceClass.OTHER),), (Channel(2, "Web"),))
    once, twice = read_visits("1042 web\n1043 web web", both, date(2026, 11, 22), "RUB")
    assert (once.service.id, once.channel) == (1, None)
    assert (twice.service.id, twice.channel.id) == (1, 2)


def test_each_line_of_a_message_is_a_visit(read_lines):
    drafts = read_lines("/visit\n1042 hygiene\n\n  #b 500  \nвизит 7 5/5")
    assert [draft.code for draft in drafts] == ["1042", "b", "7"]
    assert drafts[2].rating == Rating(5, 5)


@pytest.mark.parametrize(
    "text",
    ["1042", "Визит 1042 x", "#a", "1042洗牙", "\n 1042.", "１０４２", "/visit 5", "1042 ₽ 3500"],
)
def test_a_bare_line_with_a_code_first_reads_as_a_visit(text):
    assert reads_as_visit(text)


@pytest.mark.parametrize(
    "text",
    ["", "привет", "12.03 было", "10:30 совещание", "+79161234567", "5/5", "визит", "50% скидка",
     "2nd floor", "3.5k", "3500 ₽", "3500 руб", "4500р", "# 5", "hygiene 1042", "-5"],
)  # fmt: skip
def test_other_words_do_not_read_as_a_visit(text):
    assert not reads_as_visit(text)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("4500", {"amount": 450000}),
        ("hygiene", {"service": "Hygiene"}),
        ("yesterday w20", {"day": date(2026, 11, 21), "wait_min": 20}),
        ("#1043", {"code": "1043"}),
        ("#Anna-7 5/5", {"code": "Anna-7", "rating": Rating(5, 5)}),
        ("4500 // с мамой", {"amount": 450000, "note": "с мамой"}),
        ("//", {"note": ""}),
        ("petrov\n2 гис", {"doctor": "Petrov", "channel": "2ГИС"}),
    ],
)
def test_a_correction_changes_only_what_it_names(amend, typed, fields):
    assert {key: getattr(value, "name", value) for key, value in amend(typed).items()} == fields


def test_a_correction_may_leave_a_choice(amend):
    (choice,) = amend("коронка")["choices"]
    assert len(choice.candidates) == 2
