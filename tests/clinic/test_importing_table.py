"""Tables of any usual encoding and separator are read line by line, and nothing is swallowed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.importing import table as tables
from clinic.importing.header import count_known
from clinic.importing.lines import Lines
from clinic.importing.refusals import EmptyFile, FileRefused, NotText
from clinic.importing.table import Table


def read(content: bytes) -> tuple[Table, list[list[str]]]:
    table = Table(io.BytesIO(content), count_known)
    return table, [row.cells for row in table]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_separator_are_found(encoding, separator, end):
    lines = [["дата", "пациент", "услуга"], ["12.03.2026", "1042", "Гигиена"]]
    content = end.join(separator.join(line) for line in lines) + end
    table, rows = read(content.encode(encoding))
    assert table.header == lines[0]
    assert table.separator == separator
    assert rows == lines[1:]


def test_a_lone_cyrillic_letter_at_the_very_end_is_cp1251():
    # In UTF-8 the byte of this letter begins a longer one.
    table, rows = read("date,patient\n2026-03-12,10\n2026-03-13,р".encode("cp1251"))
    assert table.encoding == "cp1251"
    assert rows[-1] == ["2026-03-13", "р"]


def test_excel_tells_its_separator_in_a_line_of_its_own():
    table, rows = read(b"sep=;\r\ndate;patient,x\r\n2026-03-12;1\r\n")
    assert (table.separator, table.header) == (";", ["date", "patient,x"])
    assert rows == [["2026-03-12", "1"]]


def test_blank_lines_are_no_rows_and_lines_are_counted_as_editors_count_them():
    table = Table(io.BytesIO(b"\n,,\ndate,patient\n\n2026-03-12,1\n,\n2026-03-13,2\n"), count_known)
    assert [(row.line, row.cells[1]) for row in table] == [(5, "1"), (7, "2")]


def test_a_quoted_cell_may_hold_separators_and_line_breaks():
    _, rows = read(b'date,patient,note\n2026-03-12,1,"a, b\nand ""c"""\n2026-03-13,2,d\n')
    assert rows == [["2026-03-12", "1", 'a, b\nand "c"'], ["2026-03-13", "2", "d"]]


def test_an_open_quote_breaks_its_own_line_and_no_other():
    content = b'date,patient,note\n1,1,"open\n2,2,b\n' + b"3,3,c\n" * 100 + b'4,4,"d"\n'
    table = Table(io.BytesIO(content), count_known)
    rows = [*table]
    assert [row.line for row in rows if row.broken] == [2]
    assert rows[0].cells == ["1", "1", '"open']
    assert [row.line for row in rows] == [*range(2, 105)]


def test_an_open_quote_in_the_last_line_is_seen():
    rows = [*Table(io.BytesIO(b'date,note\n1,a\n2,"b'), count_known)]
    assert [(row.line, row.broken) for row in rows] == [(2, False), (3, True)]


def test_two_open_quotes_do_not_swallow_the_rows_between():
    content = b'date,patient,note\n1,1,"7 inch\n2,2,b\n3,3,c\n4,4,"8 inch",\n5,5,e\n'
    rows = [*Table(io.BytesIO(content), count_known)]
    assert [row.cells[0] for row in rows] == ["1", "2", "3", "4", "5"]


def test_rows_joined_by_two_open_quotes_into_one_too_wide_are_parted_again():
    content = b'date,patient,note\n1,1,"a\n2,2,b\n3,3,",c,d\n4,4,e\n'
    rows = [*Table(io.BytesIO(content), count_known)]
    assert [(row.cells[0], row.broken) for row in rows] == [
        ("1", True),
        ("2", False),
        ("3", True),
        ("4", False),
    ]


def test_text_behind_a_closing_quote_breaks_the_row():
    rows = [*Table(io.BytesIO(b'date,note\n1,"a"b\n2,c\n'), count_known)]
    assert [row.broken for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"\n ,;\n", EmptyFile),
        (b"PK\x03\x04rest", NotText),
        (b"\xd0\xcf\x11\xe0rest", NotText),
        (b"date,patient\n1,\0\n", NotText),
    ],
)
def test_what_is_no_table_is_refused_whole(content, refusal):
    with pytest.raises(refusal):
        read(content)


def test_a_file_of_too_many_lines_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(tables, "MAX_LINES", 3)
    read(b"date\n1\n2\n")
    with pytest.raises(FileRefused, match="more than 2 lines"):
        read(b"date\n1\n2\n3\n")


cell = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=12)


@given(
    rows=st.lists(st.lists(cell, min_size=2, max_size=2), max_size=8),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_whatever_a_spreadsheet_writes_is_read_back(rows, separator):
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows([["date", "patient"], *rows])
    _, read_rows = read(written.getvalue().encode())
    assert read_rows == [row for row in rows if any(map(str.strip, row))]


@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_each_line_comes_back_once(content):
    try:
        table = Table(io.BytesIO(b"date,patient\n" + content), count_known)
    except FileRefused:
        return
    numbers = [row.line for row in table]
    assert numbers == sorted(set(numbers))


LINES = st.lists(
    st.sampled_from(["1,2\n", '"a,b",2\n', '"3\n', '4"\n', ",\n", "\n", "5,6,7\r\n", '"8""9",\r'])
)


@given(head=LINES, lines=LINES, together=st.integers(1, 9))
def test_rows_are_the_same_whether_lines_are_looked_through_together_or_one_by_one(
    head, lines, together
):
    # Behind the lines among which the header is looked for.
    content = "".join(["date,patient\n", "0,0\n" * 20, *head, "0,0\n" * 9, *lines]).encode()

    def read_by(most: int):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tables, "_PLAIN", most)
            return list(Table(io.BytesIO(content), count_known))

    assert read_by(together) == read_by(1) == _one_by_one(content)


def _one_by_one(content: bytes):
    def sound_rows(table: Table):
        table._lines.begin()
        yield from table._quoted_rows()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lines, "come_again", True)
        patch.setattr(Table, "_sound_rows", sound_rows)
        return list(Table(io.BytesIO(content), count_known))
