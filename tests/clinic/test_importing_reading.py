"""Rows of a file become rows of a kind; what is bad keeps its cells and gets its reasons."""

import io
from datetime import date

import pytest

from clinic.calendar import day_number
from clinic.importing.header import count_known, find_columns
from clinic.importing.kinds import COMPLAINTS, VISITS, ComplaintRow, Kind, VisitRow, kind_of
from clinic.importing.reading import BadRow, Line, Reading
from clinic.importing.refusals import NoColumn
from clinic.importing.table import Table
from clinic.words import Words

TODAY = date(2026, 11, 22)
ENGLISH = Words("en")


def read(text: str, kind: Kind = VISITS) -> tuple[list[Line], list[BadRow]]:
    table = Table(io.BytesIO(text.encode()), count_known)
    columns = find_columns(table.header, kind.columns, kind.needed, kind.name)
    bad: list[BadRow] = []
    reading = Reading(kind, columns, kind.readers_of(TODAY, "RUB"), bad.append)
    lines = [*reading.lines(table)]
    assert reading.bad == len(bad)
    return lines, bad


def reasons(bad: list[BadRow]) -> list[str]:
    return [row.reason(ENGLISH) for row in bad]


def test_a_visit_has_every_column_of_the_contract():
    header = "note,legacy,referrer,rating,wait_min,doctor,channel,quote,discount,paid,amount,"
    text = (
        header
        + "service,patient,date\nhi,yes,7,9/10,15,Chen,Maps,40,5,30,35,Crown,1042,12.03.2026\n"
    )
    [line], _ = read(text)
    assert line.row == VisitRow(
        date=day_number(date(2026, 3, 12)),
        patient="1042",
        service="Crown",
        amount=3500,
        paid=3000,
        discount=500,
        quote=4000,
        channel="Maps",
        doctor="Chen",
        wait_min=15,
        rating=(9, 10),
        referrer="7",
        legacy=True,
        note="hi",
    )


def test_a_visit_needs_no_more_than_day_and_patient():
    [line], _ = read("date,patient\n2026-03-12,1042\n")
    assert line.row == VisitRow(day_number(date(2026, 3, 12)), "1042")


def test_a_complaint_is_resolved_where_its_day_is_filled():
    text = (
        "date,text,patient,subject,cause,gravity,status,resolved,measure,emotion\n"
        "2026-03-12,long wait,1042,Ожидание,processes,3,,2026-03-14,call ahead,angry\n"
        "2026-03-13,cold,,,,,,,,\n"
    )
    [first, second], _ = read(text, COMPLAINTS)
    day = day_number(date(2026, 3, 12))
    assert first.row == ComplaintRow(
        day,
        "long wait",
        "1042",
        "waiting",
        "processes",
        3,
        "resolved",
        day + 2,
        "call ahead",
        "angry",
    )
    assert second.row == ComplaintRow(day + 1, "cold")


def test_a_complaint_resolved_before_it_came_is_bad():
    _, bad = read("date,text,resolved\n2026-03-12,x,2026-03-11\n", COMPLAINTS)
    assert reasons(bad) == ["resolved on: lies before the day of the complaint"]


def test_everything_wrong_with_a_row_is_said_at_once():
    text = "date,patient,amount,rating,wait_min\n31.02.2026,,abc,7,999\n"
    lines, [bad] = read(text)
    assert not lines
    assert bad.cells == ["31.02.2026", "", "abc", "7", "999"]
    said = bad.reason(ENGLISH)
    for column in ("day: ", "patient: is empty", "amount: ", "rating: ", "wait, min: "):
        assert column in said


def test_a_row_with_more_cells_than_columns_is_bad_unless_they_are_blank():
    lines, bad = read("date,patient,amount\n2026-03-12,1,3 500,00\n2026-03-12,2,35,,\n")
    assert [line.row.patient for line in lines] == ["2"]
    assert reasons(bad) == ["has 4 cells under 3 columns: put text with separators in quotes"]


def test_a_short_row_is_read_as_far_as_it_goes():
    [line], _ = read("date,patient,amount,note\n2026-03-12,1\n")
    assert line.row == VisitRow(day_number(date(2026, 3, 12)), "1")


def test_a_reason_speaks_the_readers_language():
    _, [bad] = read("date,patient\n2026-03-12,\n")
    assert bad.reason(Words("ru")).startswith("пациент: ")


def test_identical_lines_are_numbered_and_others_have_marks_of_their_own():
    text = "date,patient,amount\n2026-03-12,1,35\n12.03.2026,1,35.00\n2026-03-12,1,36\n"
    lines, _ = read(text)
    assert [line.nth for line in lines] == [1, 2, 1]
    assert lines[0].fingerprint == lines[1].fingerprint != lines[2].fingerprint
    assert len({line.token for line in lines}) == 3


def test_a_visit_and_a_complaint_never_share_a_mark():
    [visit], _ = read("date,patient,note\n2026-03-12,1,x\n")
    [complaint], _ = read("date,patient,text\n2026-03-12,1,x\n", COMPLAINTS)
    assert visit.token != complaint.token


def test_usual_headers_are_guessed_and_the_others_named():
    header = [
        "Дата приёма",
        "№ карты",
        "Услуга",
        "Сумма, руб.",
        "Врач",
        "№ чека",
        "Откуда узнал(и)",
    ]
    columns = find_columns(header, VISITS.columns, VISITS.needed, "visits")
    assert columns.places == {"date": 0, "patient": 1, "service": 2, "amount": 3, "doctor": 4}
    assert columns.guessed[0] == ("Дата приёма", "date")
    assert columns.left_out == ("№ чека", "Откуда узнал(и)")


def test_exact_names_come_before_guesses():
    columns = find_columns(["дата", "Date", "PATIENT"], VISITS.columns, VISITS.needed, "visits")
    assert columns.places == {"date": 1, "patient": 2}
    assert columns.left_out == ("дата",)


def test_a_missing_column_is_named_with_those_found():
    with pytest.raises(NoColumn, match=r"No column is named patient.*Found: date, who"):
        find_columns(["date", "who"], VISITS.columns, VISITS.needed, "visits")


def test_a_file_of_reasons_is_read_past_its_reasons():
    columns = find_columns(["date", "patient", "reason"], VISITS.columns, VISITS.needed, "visits")
    assert columns.left_out == ()


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["date", "patient", "note"], VISITS),
        (["date", "text"], COMPLAINTS),
        (["дата", "пациент", "жалоба"], COMPLAINTS),
        (["date", "patient", "amount", "text"], VISITS),
    ],
)
def test_the_kind_is_seen_from_the_columns(header, kind):
    assert kind_of(header) is kind
