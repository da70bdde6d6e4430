import csv
import io
from collections.abc import Iterable

from vendorproof.imports import errors_file
from vendorproof.imports.runs import Refused


def _refused(position: int, record: str, *errors: tuple[str, str | None, str | None, str]) -> Refused:
    told = [
        {
            "index": position,
            "external_id": "V1",
            "error_code": code,
            "field": "name",
            "source": source,
            "value": value,
            "message": message,
        }
        for code, source, value, message in errors
    ]
    return Refused(position, "V1", record, told, None)


def _table(lines: Iterable[str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(lines), newline="")))


def test_there_is_a_line_for_each_error() -> None:
    lines = errors_file.error_rows(
        [
            _refused(
                3,
                "{}",
                ("missing_required_field", "Name", None, "no name"),
                ("invalid_field_value", "Tier", "gold", "no tier"),
            )
        ]
    )
    assert _table(lines) == [
        ["index", "external_id", "error_code", "field", "source", "value", "message"],
        ["3", "V1", "missing_required_field", "name", "Name", "", "no name"],
        ["3", "V1", "invalid_field_value", "name", "Tier", "gold", "no tier"],
    ]


def test_what_a_spreadsheet_would_run_is_text_there() -> None:
    for evil in ("=1+1", "+1", "-1", "@sum", "\tx", "\rx"):
        table = _table(errors_file.error_rows([_refused(0, "{}", ("invalid_field_value", "A", evil, evil))]))
        assert table[1][5:] == [f"'{evil}", f"'{evil}"]


def test_the_original_comes_back_with_the_reasons_in_a_last_column() -> None:
    lines = errors_file.original_rows(
        [
            _refused(0, '{"Id": "007", "Name": "", "n": 1.0}', ("missing_required_field", "Name", "", "is blank")),
            _refused(
                1,
                '{"Id": 1e3, "Other": null, "flag": true, "list": ["a", 1]}',
                ("x", "Id", "1", "one"),
                ("x", None, None, "two"),
            ),
        ]
    )
    assert _table(lines) == [
        ["Id", "Name", "n", "Other", "flag", "list", "error"],
        ["007", "", "1.0", "", "", "", "Name: is blank"],
        ["1e3", "", "", "", "true", '["a", "1"]', "Id: one; record: two"],
    ]


def test_a_column_that_is_named_error_already_keeps_its_name() -> None:
    assert _table(errors_file.original_rows([_refused(0, '{"error": "x"}', ("x", "A", "b", "c"))]))[0] == [
        "error",
        "error (import)",
    ]


def test_line_breaks_quotes_and_half_characters_come_through() -> None:
    table = _table(
        errors_file.original_rows(
            [_refused(0, '{"a": "x\\ny", "b": "\\"q\\", r", "c": "\\ud800"}', ("x", "a", "b", "c"))]
        )
    )
    assert table[1][:3] == ["x\ny", '"q", r', "\\ud800"]
    "".join(errors_file.original_rows([_refused(0, '{"\\ud800": 1}')])).encode()


def test_no_refused_record_is_still_a_file_with_a_header() -> None:
    assert _table(errors_file.error_rows([])) == [list(errors_file.ERROR_COLUMNS)]
    assert _table(errors_file.original_rows([])) == [["error"]]
