"""Sheets as a person sees them: rows, dates, numbers, formulas, merged and hidden parts."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from vendorproof_client.files import UnreadableFile, open_table

Make = Callable[..., Path]
Cells = list[list[Any]]

MOMENT = dt.datetime(2026, 3, 4, 12, 30, 1)  # noqa: DTZ001 (a sheet knows no time zones)
MIDNIGHT = MOMENT.replace(hour=0, minute=0, second=0)


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """`book(rows, change)` → path of a workbook whose only sheet has these rows, after `change(sheet)`."""

    def make_book(rows: Cells, change: Callable[[Worksheet], object] = lambda _: None) -> Path:
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        sheet.title = "Data"
        for row in rows:
            sheet.append(row)
        change(sheet)
        workbook.save(path := tmp_path / "a.xlsx")
        return path

    return make_book


def records(path: Path, header_row: int | None = None) -> list[dict[str, Any]]:
    return [row.record for row in open_table(path, header_row=header_row).records()]


def test_values_become_json_values(book: Make) -> None:
    path = book(
        [
            ["id", "float", "text", "flag", "date", "moment", "midnight", "time", "span", "nothing", "error"],
            [
                1007, 85.5, "007 ", True, dt.date(2026, 3, 4), MOMENT,
                MIDNIGHT, dt.time(9, 5), dt.timedelta(hours=30, minutes=5), None, "#N/A",
            ],
        ]
    )  # fmt: skip
    assert records(path) == [
        {
            "id": 1007, "float": 85.5, "text": "007 ", "flag": True, "date": "2026-03-04", "moment": "2026-03-04T12:30:01",
            "midnight": "2026-03-04", "time": "09:05:00", "span": "30:05:00", "nothing": "", "error": "#N/A",
        }
    ]  # fmt: skip
    assert type(records(path)[0]["id"]) is int


def test_rows_have_the_numbers_of_the_sheet(book: Make) -> None:
    def move(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 4)
        sheet.insert_cols(1, 3)
        sheet["D1"] = "Vendor register"
        sheet.merge_cells("D1:F1")

    table = open_table(book([["ID", "Name", "City"], ["V-1", "Acme", "Paris"], [], ["V-2", "Foo", None]], move))
    assert table.headers == ["ID", "Name", "City"]
    assert [(row.number, row.record["Name"], row.record["City"]) for row in table.records()] == [
        (6, "Acme", "Paris"),
        (8, "Foo", ""),
    ]
    assert table.findings == [
        "Sheet: “Data”.",
        "Header: row 5. Skipped above it: Vendor register.",
        "Blank rows skipped: 1 (first: row 7).",
    ]


@pytest.mark.parametrize("value", [2**53 + 2, 1.2345678901234567e19, -(10**17)])
def test_a_number_that_excel_has_cut_refuses_its_row(book: Make, value: float) -> None:
    table = open_table(book([["id", "name"], [value, "Acme"], [2**53, "Foo"], [12, "Bar"]]))
    cut, kept, fine = table.records()
    assert "Cell A2 (id)" in cut.problems[0]
    assert "Excel has lost digits" in cut.problems[0]
    assert kept.record["id"] == 2**53
    assert kept.problems == fine.problems == ()
    assert "Numbers of “id” with more than 15 digits, of which Excel keeps 15: 1 (first: row 3)." in table.findings


def test_a_computed_number_has_the_digits_excel_shows(book: Make) -> None:
    path = book([["id", "score"], ["V-1", 0.1]])
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("<v>0.1</v>", "<v>0.30000000000000004</v>"))
    assert records(path) == [{"id": "V-1", "score": 0.3}]


def rewrite(path: Path, part: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[part].decode()
    parts[part] = change(before).encode()
    assert parts[part].decode() != before
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_the_stored_value_of_a_formula_is_taken(book: Make) -> None:
    path = book([["id", "score", "note"], ["V-1", "=40+2", '=""'], ["V-2", "=1", "x"]])
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(
            r'<c r="C2">',
            '<c r="C2" t="str">',
            re.sub(r"(?<=<f>40\+2</f>)<v ?/>|(?<=<f>40\+2</f>)<v></v>", "<v>42</v>", xml),
        ),
    )
    table = open_table(path)
    first, second = table.records()
    assert first.record == {"id": "V-1", "score": 42, "note": ""}
    assert first.problems == ()
    assert second.problems[0].startswith(
        "Cell B3 (score) holds a formula whose value was never stored: open the workbook"
    )
    assert "Formulas: 2; the value stored with each is taken." in table.findings
    assert "Formulas of “score” without a stored value; refused: 1 (first: row 3)." in table.findings


def test_a_row_or_column_of_nothing_but_unstored_formulas_is_not_lost(book: Make) -> None:
    table = open_table(book([["id", "name"], ["V-1", "Acme"], ['="V-"&2', "=A3"], [None, None, "=1"]]))
    assert table.headers == ["id", "name", "#3"]
    assert [(row.number, len(row.problems)) for row in table.records()] == [(2, 0), (3, 2), (4, 1)]


def test_a_row_of_nothing_but_errors_is_not_lost(book: Make) -> None:
    path = book([["id", "name"], ["V-1", "Acme"], ["#REF!", "#N/A"]])
    assert records(path)[1] == {"id": "#REF!", "name": "#N/A"}


def test_leading_zeros_and_percentages_are_taken_as_shown(book: Make) -> None:
    def show(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "000000"
        sheet["B2"].number_format = "0%"
        sheet["B3"].number_format = "0.0%"
        sheet["C2"].number_format = '#,##0.00 "%"'

    table = open_table(book([["id", "score", "fee"], [42, 0.85, 12.5], [1234567, 0.855, 3]], show))
    assert [row.record for row in table.records()] == [
        {"id": "000042", "score": "85%", "fee": 12.5},
        {"id": 1234567, "score": "85.5%", "fee": 3},
    ]
    assert "Values of “id” shown with leading zeros, taken as shown: 1 (first: row 2)." in table.findings
    assert "Values of “score” shown as a percentage, taken as shown: 2 (first: row 2)." in table.findings


def test_merged_cells_below_the_header_are_said_aloud(book: Make) -> None:
    table = open_table(
        book(
            [["Group", "ID", "Name"], ["IT", "V-1", "Acme"], [None, "V-2", "Foo"], ["HR", "V-3", "Bar"]],
            lambda sheet: sheet.merge_cells("A2:A3"),
        )
    )
    assert [row.record["Group"] for row in table.records()] == ["IT", "", "HR"]
    assert "Merged cells: A2:A3; the value stands in the first cell only, the others count as empty." in table.findings


def test_empty_nameless_columns_are_left_out_and_filled_ones_kept(book: Make) -> None:
    table = open_table(book([["id", None, "name", None, None], ["V-1", None, "Acme", "x", ""]]))
    assert table.headers == ["id", "name", "#4"]
    assert [row.record for row in table.records()] == [{"id": "V-1", "name": "Acme", "#4": "x"}]


def test_a_table_without_a_header_has_numbered_columns(book: Make) -> None:
    path = book([[1007, "Acme"], [1008, "Foo"]])
    assert records(path) == [{"#1": 1007, "#2": "Acme"}, {"#1": 1008, "#2": "Foo"}]
    assert records(path, header_row=1) == [{"1007": 1008, "Acme": "Foo"}]


def test_hidden_rows_are_read_and_said_aloud(book: Make) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    table = open_table(book([["id", "name"], ["V-1", "Acme"], ["V-2", "Foo"]], hide))
    assert len(list(table.records())) == 2
    assert "Hidden rows: 1; they are read like the others." in table.findings


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = "Cover"
    for name, state in (("Secret", "hidden"), ("Vendors", "visible"), ("2", "visible"), ("Lists", "veryHidden")):
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(["id", "name"])
        sheet.append([f"of {name}", "x"])
    workbook.create_chartsheet("Chart")
    workbook.save(path := tmp_path / "a.xlsx")
    return path


def test_the_first_visible_sheet_with_a_value_is_read_and_the_others_named(sheets: Path) -> None:
    table = open_table(sheets)
    assert next(table.records()).record["id"] == "of Vendors"
    assert table.findings[0] == (
        "Sheet: “Vendors”; the others, not read: “Cover”, “Secret” (hidden), “2”, “Lists” (hidden)."
    )


@pytest.mark.parametrize(
    ("wanted", "found"), [("vendors", "Vendors"), ("2", "2"), ("3", "Vendors"), ("Secret", "Secret")]
)
def test_a_sheet_is_chosen_by_name_or_place(sheets: Path, wanted: str, found: str) -> None:
    assert next(open_table(sheets, sheet=wanted).records()).record["id"] == f"of {found}"


@pytest.mark.parametrize(
    ("wanted", "message"), [("Nope", "there are: “Cover”"), ("9", "no sheet"), ("Cover", "is empty")]
)
def test_a_sheet_that_is_not_there_is_refused(sheets: Path, wanted: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        open_table(sheets, sheet=wanted)
    assert caught.value.option == "sheet"


def test_an_empty_workbook_is_refused(book: Make) -> None:
    with pytest.raises(UnreadableFile, match="workbook is empty"):
        open_table(book([]))


def test_a_workbook_with_only_hidden_values_asks_for_the_sheet(book: Make) -> None:
    def hide(sheet: Worksheet) -> None:
        assert sheet.parent
        sheet.parent.create_sheet("Blank")
        sheet.sheet_state = "hidden"

    with pytest.raises(UnreadableFile, match="hidden: “Data”") as caught:
        open_table(book([["id"], ["1"]], hide))
    assert caught.value.option == "sheet"


def test_a_stray_far_cell_is_refused_before_it_takes_all_memory(book: Make) -> None:
    path = book([["id", "name"]], lambda sheet: sheet.cell(1_048_576, 16_384, "x"))
    with pytest.raises(UnreadableFile, match="reaches to row 1,048,576, column XFD, though only 3 cells"):
        open_table(path)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda xml: xml[:-40]),
        (
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1),
        ),
        ("xl/workbook.xml", lambda xml: xml.replace("r:id", "r:ib").replace('id="rId1"', 'id="rId99"')),
    ],
)
def test_a_damaged_workbook_is_refused(book: Make, part: str, change: Callable[[str], str]) -> None:
    path = book([["id", "name"], ["V-1", "Acme"]])
    rewrite(path, part, change)
    with pytest.raises(UnreadableFile, match=r"damaged|cannot be read"):
        open_table(path)


def test_prefixed_tags_and_absent_places_are_understood(book: Make) -> None:
    path = book([["id", "score"], ["V-1", "=1+1"]])

    def prefix(xml: str) -> str:
        bare = re.sub(r' r="[A-Z]*\d+"', "", xml).replace("xmlns=", "xmlns:x=")
        return re.sub(r"<(/?)(?=\w)", r"<\1x:", bare)

    rewrite(path, "xl/worksheets/sheet1.xml", prefix)
    (row,) = open_table(path).records()
    assert "Cell B2 (score)" in row.problems[0]


def test_a_workbook_of_excel_97_is_read_and_its_limits_said_aloud() -> None:
    table = open_table(Path(__file__).parent / "data" / "excel97.xls")
    assert table.headers == ["Nr", "Name", "Since", "Score", "Active"]
    assert [row.record for row in table.records()] == [
        {"Nr": 1007, "Name": "Müller & Söhne", "Since": "2026-03-04", "Score": 85.5, "Active": True},
        {"Nr": 1008, "Name": "Société", "Since": "2025-12-31", "Score": 7, "Active": False},
    ]
    assert table.findings[:2] == [
        "Sheet: “Lieferanten”; the others, not read: “Cover”.",
        "Header: row 3. Skipped above it: Register.",
    ]
    assert "Save it as XLSX if that matters" in table.findings[2]
