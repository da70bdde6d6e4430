import io
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.styles import Alignment

from tests.fixtures.extracting import here, texts
from tests.fixtures.papers import xlsx
from vendorproof.documents.extract.readers import xlsx as reader

INLINE = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def book(fill: "object") -> bytes:
    made = openpyxl.Workbook()
    fill(made)  # type: ignore[operator]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_row_is_a_unit_with_its_place_and_its_columns() -> None:
    rows = f'<row r="12">{INLINE.format("B12", "Encrypted?")}{INLINE.format("D12", "Yes")}</row><row r="14"/>'
    found = here("xlsx", xlsx({"Security": rows, "Other": f"<row>{INLINE.format('A1', 'x')}</row>"}))
    assert [(one.number, one.label, one.text) for one in found.units] == [
        (1, "Security row 12", "\tEncrypted?\t\tYes"),
        (2, "Other row 1", "x"),
    ]
    assert (found.kind, found.count, found.complete, found.notes) == ("row", 2, True, ())


def test_values_read_as_a_person_sees_them() -> None:
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.active
        assert sheet is not None
        sheet.append([date(2025, 12, 31), datetime(2025, 1, 2, 3, 4, 5), time(9, 30), 0.255, 1234.5, 42, True, "=1/0"])  # noqa: DTZ001
        sheet["D1"].number_format = "0.0%"
        sheet["A1"].alignment = Alignment(wrap_text=True)

    [(label, text)] = texts("xlsx", book(fill))
    assert label == "Sheet row 1"
    assert text.split("\t") == ["2025-12-31", "2025-01-02 03:04:05", "09:30:00", "25.5%", "1234.5", "42", "TRUE"]


def test_hidden_sheets_and_rows_and_merged_cells_are_read_and_said() -> None:
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.active
        assert sheet is not None
        sheet.title = "CAIQ"
        sheet.append(["Domain", "Question", "Answer"])
        sheet.append(["Access", "Is MFA used?", "Yes"])
        sheet.append([None, "Is access reviewed?", "No"])
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[3].hidden = True
        hidden = made.create_sheet("Lists")
        hidden.append(["Yes/No"])
        hidden.sheet_state = "veryHidden"

    found = here("xlsx", book(fill))
    assert [one.text for one in found.units][1:] == ["Access\tIs MFA used?\tYes", "\tIs access reviewed?\tNo", "Yes/No"]
    assert found.notes == (
        "Sheet “CAIQ” has 1 merged cells; the value of each stands in its first row only.",
        "Sheet “CAIQ” has 1 hidden rows, which were read like the others.",
        "Hidden sheets, which were read like the others: “Lists”.",
    )
    assert found.complete


def test_rich_texts_are_joined_and_readings_left_out() -> None:
    strings = "<si><r><t>bold </t></r><r><t>plain</t></r></si><si><t>東京</t><rPh><t>トウキョウ</t></rPh></si>"
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row>'
    assert texts("xlsx", xlsx({"S": rows}, strings=strings)) == [("S row 1", "bold plain\t東京")]


def test_days_may_be_counted_from_1904() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    rows = '<row><c s="1"><v>44560</v></c><c s="0"><v>44560</v></c></row>'
    data = xlsx({"S": rows}, styles=styles, book='<workbookPr date1904="1"/>')
    assert texts("xlsx", data) == [("S row 1", "2025-12-31\t44560")]


def test_a_formula_without_a_value_is_said() -> None:
    rows = "<row><c><f>SUM(A1:A9)</f></c><c><f>1+1</f><v>2</v></c><c t='str'><f>A1</f><v></v></c></row>"
    found = here("xlsx", xlsx({"S": rows}))
    assert [one.text for one in found.units] == ["\t2"]
    assert found.notes == ("Sheet “S” has 1 formulas whose values were never saved; they show as empty.",)


def test_a_cell_with_line_breaks_is_one_line() -> None:
    rows = '<row><c t="inlineStr"><is><t>one\n\ttwo</t></is></c><c t="inlineStr"><is><t>x</t></is></c></row>'
    assert texts("xlsx", xlsx({"S": rows})) == [("S row 1", "one two\tx")]


def test_more_rows_than_are_read_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 3)
    found = here("xlsx", xlsx({"S": '<row><c t="str"><v>yes</v></c></row>' * 5}))
    assert len(found.units) == 3
    assert found.notes == ("Only 3 rows were read: nothing from S row 4 on.",)
    assert not found.complete


def test_more_texts_than_are_read_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_TEXTS", 1)
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    found = here("xlsx", xlsx({"S": rows}, strings="<si><t>a</t></si><si><t>b</t></si>"))
    assert [one.text for one in found.units] == ["a"]
    assert "more different texts than are read" in found.notes[0]
