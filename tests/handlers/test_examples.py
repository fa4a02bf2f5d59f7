"""Examples: whatever a clinic calls its services, a line shown to people is read as it is meant."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from clinic.catalogue import Catalogue, Channel, Doctor, Service, ServiceClass
from clinic.line import read_amendment, read_visits
from clinic.words import Words, languages
from handlers.examples import examples_in

ENGLISH = Words("en")
TODAY = date(2026, 3, 12)
ODD = (
    "w20",
    "X-ray 2D",
    "yesterday",
    "5/5",
    "3500",
    "12.03",
    "Pain // night",
    "<b>Гигиена</b>",
    "консультация 30 мин",
    "#7",
    "\N{TOOTH}",
    "洗牙",
    "Google",
    "Dr Who",
    "КТ",
    "'; --",
    "a",
)

names = st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=40))
prices = st.none() | st.integers(min_value=0, max_value=10**9)
services = st.lists(st.tuples(names, prices, st.booleans()), max_size=5)


def catalogue_of(offered: list[tuple[str, int | None, bool]]) -> Catalogue:
    return Catalogue(
        tuple(
            Service(number, name, ServiceClass.OTHER, price, hidden=hidden)
            for number, (name, price, hidden) in enumerate(offered, 1)
        ),
        (Channel(1, "Google"), Channel(2, "w20")),
        (Doctor(1, "Dr Who"), Doctor(2, "Yesterday")),
    )


@given(services, st.sampled_from(["RUB", "EUR", "JPY", "KWD"]), st.sampled_from(languages()))
@example([], "RUB", "ru")
@example([("Hygiene", 1205, False)], "EUR", "ru")
@example([("Hygiene", 1203, False), ("Hygiene", None, False)], "EUR", "ru")
@example([(name, 350000, False) for name in ODD], "RUB", "ru")
def test_every_example_is_read_as_it_is_meant(
    offered: list[tuple[str, int | None, bool]], currency: str, language: str
) -> None:
    catalogue = catalogue_of(offered)
    shown = examples_in(catalogue, TODAY, currency, Words(language))

    [line] = read_visits(shown.line, catalogue, TODAY, currency)
    [fuller] = read_visits(shown.fuller, catalogue, TODAY, currency)
    assert (line.code, fuller.code) == ("1042", "1043")
    assert (line.note, fuller.note, line.choices, fuller.choices) == ("", "", (), ())
    assert line.amount is not None
    assert fuller.amount is not None
    assert line.service is None or not line.service.hidden
    for typed in shown.corrections:
        assert read_amendment(typed, catalogue, TODAY, currency)


def test_the_first_priced_service_stands_first_and_another_one_second() -> None:
    shown = examples_in(
        catalogue_of(
            [
                ("Old", 100, True),
                ("Consultation", None, False),
                ("Hygiene", 350000, False),
                ("Root canal", 1205000, False),
            ]
        ),
        TODAY,
        "RUB",
        ENGLISH,
    )

    assert shown.line == "1042 hygiene 3500"
    assert shown.fuller == "1043 root canal 12050 w15 5/5"
    assert shown.corrections == ("4500", "root canal", "w20", "yesterday")


def test_a_clinic_without_services_is_shown_a_code_and_an_amount() -> None:
    shown = examples_in(Catalogue(), TODAY, "RUB", ENGLISH)

    assert (shown.line, shown.fuller) == ("1042 3500", "1043 3500 w15 5/5")
    assert shown.corrections == ("4500", "w20", "yesterday")


def test_a_price_that_looks_like_a_day_stands_with_its_currency() -> None:
    shown = examples_in(catalogue_of([("Hygiene", 1203, False)]), TODAY, "EUR", ENGLISH)

    assert shown.line == "1042 hygiene 12.03 EUR"
