"""Rows of CSV and the like: exact values, line numbers, and nothing lost or shifted."""

import csv
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendorproof_client.files import Row, Table, UnreadableFile, open_table

Make = Callable[..., Path]


def read(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.record) for row in table.records()]


def test_values_are_the_text_of_the_cells(make: Make) -> None:
    table = open_table(make("a.csv", 'id,name,note\n007, Acme ,"a ""b"", c"\n1E5,,\n'))
    assert table.headers == ["id", "name", "note"]
    assert read(table) == [
        (2, {"id": "007", "name": " Acme ", "note": 'a "b", c'}),
        (3, {"id": "1E5", "name": "", "note": ""}),
    ]


def test_a_row_has_the_number_of_its_first_line(make: Make) -> None:
    table = open_table(make("a.csv", 'id,name\r\n1,"Acme\r\nInc"\r\n\r\n2,Foo\r\n'))
    assert read(table) == [(2, {"id": "1", "name": "Acme\r\nInc"}), (5, {"id": "2", "name": "Foo"})]
    assert "Blank lines skipped: 1 (first: line 4)." in table.findings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_with_every_separator(make: Make, encoding: str, separator: str) -> None:
    text = separator.join(("ID", "Größe", "Stadt")) + "\n" + separator.join(("1", "Müller", "Köln")) + "\n"
    table = open_table(make("a.csv", text, encoding))
    assert table.headers == ["ID", "Größe", "Stadt"]
    assert read(table) == [(2, {"ID": "1", "Größe": "Müller", "Stadt": "Köln"})]


def test_findings_say_what_was_detected(make: Make) -> None:
    table = open_table(make("a.csv", "Register\n\nid;name;\n1;Acme;x\n", "utf-8-sig"))
    assert table.findings == [
        "Encoding: UTF-8, by its byte order mark (BOM).",
        "Separator: semicolon.",
        "Header: line 3. Skipped above it: Register.",
        "Columns without a name: #3.",
    ]


def test_a_row_with_surplus_cells_is_refused_and_keeps_them(make: Make) -> None:
    table = open_table(make("a.csv", "id,name,city\n1,Acme,Paris\n2,Foo, Inc,Lyon\n3,Bar,Nice\n4,Baz,Metz\n"))
    rows = list(table.records())
    assert [row.problems for row in rows if row.number != 3] == [(), (), ()]
    assert rows[1] == Row(
        3,
        {"id": "2", "name": "Foo", "city": " Inc"},
        ("Line 3 has 4 cells, the header has 3: is there a comma inside a value without quotation marks around it?",),
        ("Lyon",),
    )
    assert "Lines with more cells than the header; refused: 1 (first: line 3)." in table.findings


def test_empty_surplus_cells_lose_nothing_and_are_noted(make: Make) -> None:
    table = open_table(make("a.csv", "id,name\n1,Acme,,\n2,Foo\n3,Bar\n"))
    assert [row.problems for row in table.records()] == [(), (), ()]
    assert "Lines with empty cells beyond the header: 1 (first: line 2)." in table.findings


def test_missing_cells_are_absent_and_noted(make: Make) -> None:
    table = open_table(make("a.csv", "id,name,city\n1,Acme\n2,Foo,Lyon\n"))
    assert read(table) == [(2, {"id": "1", "name": "Acme"}), (3, {"id": "2", "name": "Foo", "city": "Lyon"})]
    assert any(
        one.startswith("Lines with fewer cells than the header; the missing ones count as absent: 1 (first: line 2)")
        for one in table.findings
    )


def test_misplaced_quotation_marks_refuse_their_row_alone(make: Make) -> None:
    table = open_table(make("a.csv", 'id,name\n1,"He said "hi" to me"\n2,Foo\n3,5" pipe\n'))
    rows = list(table.records())
    assert [(row.number, bool(row.problems)) for row in rows] == [(2, True), (3, False), (4, False)]
    assert rows[0].surplus == ('1,"He said "hi" to me"',)
    assert rows[2].record == {"id": "3", "name": '5" pipe'}


def test_a_quotation_mark_that_never_closes_is_named_by_its_line(make: Make) -> None:
    table = open_table(make("a.csv", 'id,name\n1,Acme\n2,"Foo\n3,Bar\n4,Baz\n'))
    rows = table.records()
    assert next(rows).record == {"id": "1", "name": "Acme"}
    with pytest.raises(UnreadableFile, match="begins on line 3 never closes"):
        next(rows)


def test_long_cells_are_allowed(make: Make) -> None:
    long = "x" * 3_000_000
    table = open_table(make("a.csv", f"id,note\n1,{long}\n"))
    assert read(table) == [(2, {"id": "1", "note": long})]


@pytest.mark.parametrize("header_row", [0, None])
def test_a_table_without_a_header_has_numbered_columns(make: Make, header_row: int | None) -> None:
    table = open_table(make("a.csv", "Acme, acme.com\nFoo, foo.com\n"), header_row=header_row)
    assert table.headers == ["#1", "#2"]
    assert read(table) == [(1, {"#1": "Acme", "#2": "acme.com"}), (2, {"#1": "Foo", "#2": "foo.com"})]


def test_a_given_header_row_is_taken_whatever_stands_above(make: Make) -> None:
    text = 'Register "Q3" 2026, internal; draft\n"\nVendor,City\nVendor,Paris\n'
    table = open_table(make("a.csv", text), header_row=3)
    assert table.headers == ["Vendor", "City"]
    assert read(table) == [(4, {"Vendor": "Vendor", "City": "Paris"})]


def test_the_separator_line_of_excel_is_obeyed(make: Make) -> None:
    table = open_table(make("a.csv", "sep=;\nid;name, first\n1;A, B\n"))
    assert table.headers == ["id", "name, first"]
    assert "Separator: semicolon, as its first line says." in table.findings
    assert read(table) == [(3, {"id": "1", "name, first": "A, B"})]


def test_a_header_alone_is_a_table_without_records(make: Make) -> None:
    table = open_table(make("a.csv", "id,name\n"))
    assert table.headers == ["id", "name"]
    assert read(table) == []


@pytest.mark.parametrize("text", ["\n\n", " , \n,,\n"])
def test_blank_lines_alone_are_refused(make: Make, text: str) -> None:
    with pytest.raises(UnreadableFile, match="no rows"):
        open_table(make("a.csv", text))


@pytest.mark.parametrize(
    ("header_row", "message"), [(9, "no rows from line 9"), (2, "Line 2 is blank"), (-1, "1 or more")]
)
def test_a_header_row_that_is_not_there_is_refused(make: Make, header_row: int, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        open_table(make("a.csv", "id,name\n\n1,Acme\n"), header_row=header_row)


@pytest.mark.parametrize("separator", ["comma", "\\t", ":", "tab"])
def test_a_given_separator_may_be_a_word(make: Make, separator: str) -> None:
    character = {"comma": ",", "\\t": "\t", "tab": "\t"}.get(separator, separator)
    table = open_table(make("a.csv", f"id{character}name\n1{character}Acme\n"), separator=separator)
    assert read(table) == [(2, {"id": "1", "name": "Acme"})]


@pytest.mark.parametrize("separator", ["", "::", '"', "\n"])
def test_a_given_separator_that_is_none_is_refused(make: Make, separator: str) -> None:
    with pytest.raises(UnreadableFile, match="no separator"):
        open_table(make("a.csv", "id,name\n"), separator=separator)


def test_numbers_that_a_spreadsheet_has_damaged_are_said_aloud_and_kept(make: Make) -> None:
    table = open_table(make("a.csv", "id,name\n1.23457E+11,Acme\n9E+18,Foo\nE+S,Bar\n"))
    assert [record["id"] for _, record in read(table)] == ["1.23457E+11", "9E+18", "E+S"]
    damaged = [one for one in table.findings if "scientific" in one]
    assert damaged
    assert "“id”" in damaged[0]
    assert "digits are lost" in damaged[0]


def test_counts_start_again_with_each_reading(make: Make) -> None:
    table = open_table(make("a.csv", "id,name\n\n1,Acme\n"))
    assert read(table) == read(table)
    assert table.findings.count("Blank lines skipped: 1 (first: line 2).") == 1


def test_a_long_file_is_streamed(make: Make) -> None:
    path = make("a.csv", "id,name,note\n" + "".join(f"{n},Vendor {n},{'x' * 80}\n" for n in range(100_000)))
    table = open_table(path)
    tracemalloc.start()
    assert sum(1 for _ in table.records()) == 100_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert table.position == table.size == path.stat().st_size
    assert peak < path.stat().st_size / 4


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NAME = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    names = draw(st.lists(NAME, min_size=1, max_size=5, unique=True))
    row = st.lists(CELL, min_size=len(names), max_size=len(names)).filter(
        lambda cells: any(cell.strip() for cell in cells)
    )
    return names, draw(st.lists(row, max_size=8))


def written(names: list[str], rows: list[list[str]], separator: str, quoting: int) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([names, *rows])
    return text.getvalue()


WRITTEN = given(
    table=tables(),
    separator=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)
ON_FILES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ON_FILES
@WRITTEN
def test_what_a_writer_wrote_is_read_back_when_told_how(
    make: Make, table: tuple[list[str], list[list[str]]], separator: str, quoting: int, encoding: str
) -> None:
    names, rows = table
    path = make("a.csv", written(names, rows, separator, quoting), encoding)
    opened = open_table(path, separator=separator, encoding=encoding, header_row=1)
    assert_equal(opened, names, rows)


@ON_FILES
@WRITTEN
def test_what_a_writer_wrote_is_read_back_or_refused_but_never_read_otherwise(
    make: Make, table: tuple[list[str], list[list[str]]], separator: str, quoting: int, encoding: str
) -> None:
    names, rows = table
    if len(names) == 1:  # `a,b` under a semicolon and one column is also two columns under a comma
        names, rows = [*names, "Zz"], [[*row, ""] for row in rows]
    path = make("a.csv", written(names, rows, separator, quoting), encoding)
    try:
        opened = open_table(path)
    except UnreadableFile as refusal:
        assert refusal.option in {"separator", "encoding", "header_row"}  # noqa: PT017 (a reading is as good)
    else:
        assert_equal(opened, names, rows)


def assert_equal(opened: Table, names: list[str], rows: list[list[str]]) -> None:
    assert opened.headers == names
    read_back = list(opened.records())
    assert [row.problems for row in read_back] == [()] * len(rows)
    # Where every separator is followed by a blank, the blank is its part, and said to be.
    spaced = any("with a blank after it" in finding for finding in opened.findings)
    expected = [[cell.lstrip(" ") for cell in row] if spaced else row for row in rows]
    assert [list(row.record.values()) for row in read_back] == expected
