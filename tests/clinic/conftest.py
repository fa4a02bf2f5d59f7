"""A small clinic whose lines are read, on a fixed day."""

from datetime import date

import pytest

from clinic.catalogue import Catalogue, Channel, Doctor, Service, ServiceClass
from clinic.line import read_amendment, read_visits

TODAY = date(2026, 11, 22)

SERVICES = (
    Service(1, "Hygiene", ServiceClass.HYGIENE, price=350000),
    Service(2, "Consultation", ServiceClass.CONSULTATION),
    Service(3, "Удаление зуба", ServiceClass.TREATMENT),
    Service(4, "Коронка металлокерамика", ServiceClass.TREATMENT),
    Service(5, "Коронка цирконий", ServiceClass.TREATMENT, aliases=("циркон",)),
    Service(6, "All-on-4", ServiceClass.TREATMENT),
    Service(7, "Ozone", ServiceClass.OTHER, hidden=True),
)
CHANNELS = (
    Channel(1, "Instagram"),
    Channel(2, "Рекомендация"),
    Channel(3, "2ГИС", aliases=("2 гис",)),
)
DOCTORS = (Doctor(1, "Иванова Анна"), Doctor(2, "Petrov"), Doctor(3, "Иванченко Олег"))


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue(SERVICES, CHANNELS, DOCTORS)


@pytest.fixture(scope="session")
def read(catalogue):
    """One typed line, read in roubles."""

    def one(line, currency="RUB"):
        (draft,) = read_visits(line, catalogue, TODAY, currency)
        return draft

    return one


@pytest.fixture(scope="session")
def read_lines(catalogue):
    return lambda text: read_visits(text, catalogue, TODAY, "RUB")


@pytest.fixture(scope="session")
def amend(catalogue):
    return lambda text: read_amendment(text, catalogue, TODAY, "RUB")
