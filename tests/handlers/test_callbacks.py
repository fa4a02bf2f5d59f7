"""Buttons carry a version and their row, within Telegram's 64 bytes."""

from aiogram.filters.callback_data import CallbackData
from hypothesis import given
from hypothesis import strategies as st

from clinic.catalogue import Field
from handlers import callbacks
from handlers.callbacks import Choose, EditField, VoidLine
from handlers.number_buttons import (
    AskOption,
    AskPeriod,
    GuessPatients,
    ListNames,
    Narrow,
    OpenReport,
)
from handlers.questions import FIELDS

KINDS = [each for each in vars(callbacks).values() if isinstance(each, type)]
BUTTONS = [each for each in KINDS if issubclass(each, CallbackData) and each is not CallbackData]
IDS = st.integers(0, (1 << 63) - 1)


def test_each_kind_of_button_has_a_version_and_a_prefix_of_its_own():
    prefixes = [button.__prefix__ for button in BUTTONS]

    assert len(set(prefixes)) == len(prefixes)
    assert all(prefix[0].isdigit() for prefix in prefixes)


@given(IDS, st.sampled_from(Field), IDS)
def test_a_choice_of_any_row_fits_into_a_button(line: int, field: Field, chosen: int):
    packed = Choose(line=line, field=field, chosen=chosen).pack()

    assert len(packed.encode()) <= 64
    assert Choose.unpack(packed) == Choose(line=line, field=field, chosen=chosen)


@given(IDS, st.sampled_from(list(FIELDS)))
def test_a_field_of_any_row_fits_into_a_button(line: int, field: str):
    assert len(EditField(line=line, field=field).pack().encode()) <= 64
    assert len(VoidLine(line=line).pack().encode()) <= 64


@given(IDS, st.sampled_from(Field), IDS)
def test_the_buttons_of_a_number_fit(report: int, field: Field, id: int) -> None:
    longest = (
        Narrow(report=report, field=field, id=id),
        AskPeriod(report=report, period="2026-01-01..2026-12-31"),
        AskOption(report=report, option="a" * 16, value=0.0625),
        ListNames(report=report, field=field, page=99),
        OpenReport(report=report),
        GuessPatients(report=report, people=100, patients=100),
    )
    assert all(len(each.pack().encode()) <= 64 for each in longest)
