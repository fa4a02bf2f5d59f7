"""The catalogue: names, aliases, synonyms, beginnings and slips."""

import pytest

from clinic.catalogue import Catalogue, Channel, Doctor, Rank, Service, ServiceClass
from clinic.dental import CHANNELS, LANGUAGES, SERVICES
from clinic.reading.code import read_code
from clinic.refusals import CodeTooLong, NoCode

T, H, C = ServiceClass.TREATMENT, ServiceClass.HYGIENE, ServiceClass.CONSULTATION


def named(match):
    return match and (match.field.value, [one.name for one in match.found.candidates])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hygiene", ("service", ["Hygiene"])),
        ("HYGIENE", ("service", ["Hygiene"])),
        ("чистка", ("service", ["Hygiene"])),
        ("гігієна", ("service", ["Hygiene"])),
        ("洗牙", ("service", ["Hygiene"])),
        ("hygeine", ("service", ["Hygiene"])),
        ("hyg", ("service", ["Hygiene"])),
        ("hy", None),
        ("удаление", ("service", ["Удаление зуба"])),
        ("удоление зуба", ("service", ["Удаление зуба"])),
        ("зуб", None),
        ("коронка", ("service", ["Коронка металлокерамика", "Коронка цирконий"])),
        ("циркон", ("service", ["Коронка цирконий"])),
        ("ozone", None),
        ("инста", ("channel", ["Instagram"])),
        ("Анна", ("doctor", ["Иванова Анна"])),
        ("иван", ("doctor", ["Иванова Анна", "Иванченко Олег"])),
        ("petrof", ("doctor", ["Petrov"])),
        ("", None),
        ("!!!", None),
    ],
)
def test_words_find_what_they_name(catalogue, words, found):
    assert named(catalogue.match(words)) == found


def test_a_name_comes_before_an_alias_and_an_alias_before_a_synonym():
    name, alias = Service(1, "Чистка", H), Service(2, "Air", H, aliases=("Чистка",))
    synonym = Service(3, "Hygiene", H)
    for listed, rank in (
        ((synonym, alias, name), Rank.NAME),
        ((synonym, alias), Rank.ALIAS),
        ((synonym,), Rank.SYNONYM),
    ):
        match = Catalogue(listed).match("чистка")
        assert (match.found.rank, match.found.candidates) == (rank, (listed[-1],))


def test_a_service_comes_before_a_channel_of_the_same_name():
    both = Catalogue((Service(1, "Сайт", C),), (Channel(1, "Сайт"),), (Doctor(1, "Сайт"),))
    assert both.match("сайт").field == "service"


def test_a_better_match_in_another_field_wins():
    both = Catalogue((Service(1, "Рекламация", T),), (Channel(1, "Рекла"),))
    assert named(both.match("рекла")) == ("channel", ["Рекла"])


def test_a_name_of_figures_alone_is_never_taken_for_an_amount():
    assert Catalogue((Service(1, "101", T, aliases=("A 101",)),)).match("101") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_dentistry_finds_the_templates_own_service(language):
    own = Catalogue(
        tuple(Service(n, kind.name(language), kind.kind) for n, kind in enumerate(SERVICES)),
        tuple(Channel(n, kind.name(language)) for n, kind in enumerate(CHANNELS)),
    )
    for names, kinds in ((own.service_names, SERVICES), (own.channel_names, CHANNELS)):
        for n, kind in enumerate(kinds):
            found = [names.exact(key).candidates for key in sorted(kind.keys())]
            assert all(n in [one.id for one in candidates] for candidates in found)


def test_the_template_speaks_english_where_it_has_no_other_words():
    assert SERVICES[1].name("de") == "Hygiene"
    assert SERVICES[1].name("zh") == "洗牙"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1042", "1042"), (" #1042 ", "1042"), ("№ 7", "7"), ("#Anna-7", "Anna-7"), ("A-17", "A-17")],
)
def test_a_code_reads_alike_with_and_without_its_sign(typed, code):
    assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["", "#", "a b", "10:30", "1042.0", "-5", "٣x y"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(NoCode):
        read_code(typed)


def test_a_code_over_twenty_characters_is_refused():
    with pytest.raises(CodeTooLong, match="at most 20"):
        read_code("a" * 21)
