"""Which row names the columns, and when the answer is a refusal."""

from datetime import date
from typing import Any

import pytest

from vendorproof_client.files import UnreadableFile, header

Rows = list[list[Any]]


def choose(rows: Rows) -> header.Choice:
    return header.choose([header.Line(number, cells) for number, cells in enumerate(rows, start=1)], "row")


TABLE: Rows = [["ID", "Name", "City"], ["1", "Acme", "Paris"], ["2", "Foo", "Lyon"], ["3", "Bar", ""]]


@pytest.mark.parametrize(
    ("above", "number"),
    [
        ([], 1),
        ([[""], ["", "", ""]], 3),
        ([["Vendor register 2026"], ["as of 31 March"]], 3),
        ([["Vendor register 2026", "", ""], ["", "", ""]], 3),
        ([["", "Vendor register", ""]], 2),
        ([["Exported by: John"], [], ["Internal"], []], 5),
    ],
)
def test_the_first_full_row_is_the_header(above: Rows, number: int) -> None:
    choice = choose([*above, *TABLE])
    assert choice.header
    assert choice.header.number == number
    assert choice.header.cells == TABLE[0]


def test_titles_are_said_aloud() -> None:
    choice = choose([["Vendor register 2026"], ["as of 31 March"], *TABLE])
    assert header.describe(choice, "row") == "Header: row 3. Skipped above it: Vendor register 2026; as of 31 March."


@pytest.mark.parametrize(
    "rows",
    [
        [["Acme", "acme.com"], ["Foo", "foo.org"]],
        [["1007", "Acme"], ["1008", "Foo"]],
        [[1007, "Acme"], [1008, "Foo"]],
        [["Acme", "a@acme.com", "Paris"], ["Foo", "x@foo.org", "Lyon"]],
        [["Acme", "2026-01-31"], ["Foo", "2026-02-28"]],
        [["Acme", date(2026, 1, 31)], ["Foo", date(2026, 2, 28)]],
        [["Acme", "https://acme.com"]],
        [["Acme", "yes"], ["Foo", "no"]],
    ],
)
def test_a_first_row_that_looks_like_those_below_is_data(rows: Rows) -> None:
    choice = choose(rows)
    assert choice.header is None
    assert choice.start.number == 1
    assert "#1, #2" in header.describe(choice, "row")


@pytest.mark.parametrize(
    "rows",
    [
        [["Vendor", "2025", "2026"], ["Acme", "1.5", "2.5"], ["Foo", "3", "4"]],
        [["Vendor", 2025, 2026.0], ["Acme", 1.5, 2.5], ["Foo", 3, 4]],
        [["vendor.name", "contact.email"], ["Acme", "a@acme.com"], ["Foo", "x@foo.org"]],
        [["name", "city"], ["Acme", "Paris"]],
        [["name", "city"]],
        [["", "name"], ["0", "Acme"], ["1", "Foo"]],
        [["name"], ["Acme"], ["Foo"]],
        [["Status", "Name"], ["Status", "Name"], ["open", "Acme"]],
    ],
)
def test_a_first_row_that_names_its_columns_is_the_header(rows: Rows) -> None:
    choice = choose(rows)
    assert choice.header
    assert choice.header.number == 1


@pytest.mark.parametrize(
    "rows",
    [
        [["name", "1007"], ["Acme", "Paris"], ["Foo", "Lyon"]],
        [["Acme", "Software"], ["Foo", "Software"], ["Bar", "Hardware"]],
        [["Vendor", "Report", "2026 Q1"], ["", "", ""], ["ID", "Name", "City"], ["1", "Acme", "Paris"]],
        [["Vendors", ""], ["id", "name"], ["1", "Acme"]],
        [["a", 12], ["b", "x"]],
    ],
)
def test_a_doubtful_header_is_refused(rows: Rows) -> None:
    with pytest.raises(UnreadableFile, match="--header-row") as caught:
        choose(rows)
    assert caught.value.option == "header_row"


def test_only_blank_rows_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="no rows"):
        choose([[""], [" ", ""]])


def test_names_are_made_up_for_blank_and_repeated_ones_and_said_aloud() -> None:
    names, said = header.name_columns(["ID", "", " Name ", "Name", "Name#2", "Name", "HQ\nCity", 2026.0, None])
    assert names == ["ID", "#2", "Name", "Name#3", "Name#2", "Name#4", "HQ City", "2026", "#9"]
    assert said == [
        "Two columns are called “Name”: column 4 is read as “Name#3”.",
        "Two columns are called “Name”: column 6 is read as “Name#4”.",
        "Columns without a name: #2, #9.",
        "Blanks and line breaks around or inside column names were tidied.",
    ]
