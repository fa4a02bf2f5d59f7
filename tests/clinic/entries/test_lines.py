"""Lines of every kind: what each field takes, and that no typed letter is lost."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.catalogue import Catalogue, Channel, Doctor
from clinic.entries.kind import DAY, NOTE, Kind, Shape
from clinic.entries.kinds import BY_COMMAND, KINDS
from clinic.entries.reading import read_entry, read_field, read_values
from clinic.entries.refusals import DueFarAhead, DuePast, NameTooLong, NotAboveZero, SameCode
from clinic.entries.spoken import spoken_kind
from clinic.entries.taking import Place
from clinic.errors import Refusal
from clinic.reading.names import Names
from clinic.refusals import AmountTooLarge, BadDay, DayAhead, NoteTooLong, PersonalCode

TODAY = date(2026, 3, 12)
KEEPERS = (Doctor(11, "Rita Gold"), Doctor(12, "Oleg"))
PLACE = Place(
    Catalogue(channels=(Channel(5, "Instagram"),), doctors=(Doctor(3, "Petrova"),)),
    TODAY,
    "RUB",
    Names(KEEPERS, by_any_word=True),
    lambda code: code == "7",
)


@pytest.mark.parametrize(
    ("command", "line", "values", "note"),
    [
        ("expense", "ads 20000 instagram", {"category": "ads", "channel": 5}, ""),
        ("expense", "tax 5000", {"category": "taxes", "amount": 500000, "bucket": "tax"}, ""),
        ("expense", "rent fixed 50k", {"amount": 5000000, "bucket": "fixed"}, ""),
        ("expense", "аренда 50000 ежемесячно", {"category": "rent", "every": "month"}, ""),
        ("expense", "parking lot 700", {"category": "parking", "amount": 70000}, "lot"),
        ("expense", "instagram 5000", {"channel": 5, "amount": 500000}, ""),
        ("expense", "广告 20000", {"category": "ads"}, ""),
        ("cash", "84 000,50 ₽", {"amount": 8400050}, ""),
        ("paid", "1042 3500", {"patient": "1042", "amount": 350000}, ""),
        ("prepaid", "#anna 10 тыс", {"patient": "anna", "amount": 1000000}, ""),
        ("booked", "1042 15.12 petrova", {"planned": date(2026, 12, 15), "doctor": 3}, ""),
        ("booked", "1042 через 2 недели", {"planned": date(2026, 3, 26)}, ""),
        ("missed", "1042 // ill", {"patient": "1042"}, "ill"),
        ("promise", "1042 call back tomorrow", {"due": date(2026, 3, 13)}, "call back"),
        ("promise", "2 fillings by friday", {"due": date(2026, 3, 13)}, "2 fillings"),
        ("promise", "7 crown", {"patient": "7"}, "crown"),
        ("promise", "supplier pay in 2 weeks", {"contact": "supplier"}, "pay"),
        ("promise", "1042 tell the supplier why", {"contact": None}, "tell the supplier why"),
        ("promise", "1042 picture rita", {"keeper": 11}, "picture"),
        ("promise", "1042 ask rita about it", {"keeper": None}, "ask rita about it"),
        ("left", "1042 went elsewhere cheaper", {"reason": "competitor", "rival": "price"}, ""),
        ("left", "1042 дорого для нас", {"reason": "price"}, "для нас"),
        ("wish", "implants for children", {"patient": None}, "implants for children"),
        ("review", "google 2/5 https://g.co/1 rude", {"link": "https://g.co/1"}, "rude"),
        ("review", "flamp ★★★★", {"site": "flamp", "stars": 4}, ""),
        ("change", "new receptionist", {}, "new receptionist"),
        ("family", "1042, 1043", {"patient": "1042", "relative": "1043"}, ""),
        ("family", "1042 и #1043", {"patient": "1042", "relative": "1043"}, ""),
    ],
)
def test_a_line_fills_the_fields(
    command: str, line: str, values: dict[str, object], note: str
) -> None:
    draft = read_entry(BY_COMMAND[command], line, PLACE)

    assert {name: draft.values.get(name) for name in values} == values
    assert draft.note == note


@pytest.mark.parametrize(
    ("command", "line", "refusal"),
    [
        ("expense", "ads 0", NotAboveZero),
        ("expense", "ads -500 ₽", NotAboveZero),
        ("expense", "ads 99999999999", AmountTooLarge),
        ("expense", "ads 20000 31.02", BadDay),
        ("expense", "ads 20000 2027-01-01", DayAhead),
        ("expense", f"{'ж' * 65} 200", NameTooLong),
        ("expense", f"ads 200 // {'x' * 501}", NoteTooLong),
        ("promise", "1042 call 2020-01-01", DuePast),
        ("booked", "1042 2099-01-01", DueFarAhead),
        ("paid", "+7 916 123-45-67 3500", PersonalCode),
        ("family", "1042 1042", SameCode),
    ],
)
def test_what_cannot_be_is_refused(command: str, line: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_entry(BY_COMMAND[command], line, PLACE)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.command)
def test_its_example_is_whole_and_every_word_for_it_is_known(kind: Kind) -> None:
    draft = read_entry(kind, kind.example.partition(" ")[2], PLACE)

    assert draft.missing() is None
    assert draft.note or not kind.words
    for word in kind.said:
        assert spoken_kind(f"{word} 1042") == (kind, "1042")
        assert spoken_kind(f"{word.upper()}: 1042") == (kind, "1042")


@pytest.mark.parametrize(
    "text", ["1042 hygiene 3500", "today", "paidly 5", "вчера", "кассир 5", "/x"]
)
def test_other_texts_are_no_entries(text: str) -> None:
    assert spoken_kind(text) is None


def test_a_correction_says_only_what_changes() -> None:
    expense, promise = BY_COMMAND["expense"], BY_COMMAND["promise"]

    assert read_values(expense, "25000", PLACE) == {"amount": 2500000}
    assert read_values(expense, "yesterday", PLACE) == {DAY: date(2026, 3, 11)}
    assert read_values(expense, "// poster", PLACE) == {NOTE: "poster"}
    assert read_values(expense, "thanks a lot", PLACE) == {}
    assert read_values(promise, "send it", PLACE) == {NOTE: "send it"}
    assert read_values(promise, "#1043", PLACE) == {"patient": "1043"}


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [("category", "реклама", "ads"), ("amount", "25 000", 2500000), ("amount", "a lot", None)],
)
def test_an_answer_is_read_as_its_field(name: str, typed: str, value: object) -> None:
    expense = BY_COMMAND["expense"]
    field = next(each for each in expense.fields if each.name == name)

    assert read_field(expense, field, typed, PLACE) == value


GIBBERISH = st.text("щъыэжф", min_size=3, max_size=8)
FIELDS = {
    Shape.MONEY: "20000",
    Shape.DUE: "friday",
    Shape.STARS: "4/5",
    Shape.CHANNEL: "instagram",
    Shape.DOCTOR: "petrova",
}


@given(st.sampled_from(KINDS), st.lists(GIBBERISH, max_size=6), st.data())
def test_no_typed_letter_is_lost(kind: Kind, words: list[str], data: st.DataObject) -> None:
    codes = [f"10{n}" for n, each in enumerate(kind.fields) if each.shape is Shape.PATIENT]
    typed = [FIELDS[each.shape] for each in kind.fields if each.shape in FIELDS]
    rest = data.draw(st.permutations([*words, *typed]))
    draft = read_entry(kind, " ".join([*codes, *rest]), PLACE)

    kept = f"{draft.note} {' '.join(str(value) for value in draft.values.values())}".split()
    for word in words:
        assert kept.count(word) == words.count(word)
    for field in kind.fields:
        assert field.name in draft.values or field.shape not in (*FIELDS, Shape.PATIENT)


@given(st.sampled_from(KINDS), st.text(max_size=80))
def test_any_text_is_read_or_refused(kind: Kind, text: str) -> None:
    for read in (read_entry, read_values):
        with suppress(Refusal):
            read(kind, text, PLACE)
