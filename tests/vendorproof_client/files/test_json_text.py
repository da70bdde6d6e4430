"""Records of JSON and NDJSON, and where exactly a fault stands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendorproof_client.files import UnreadableFile, json_text, open_table

Make = Callable[..., Path]
RECORDS: list[dict[str, Any]] = [
    {"id": "1", "name": "Müller"},
    {"id": 2, "tags": ["a", "b"], "address": {"city": None}},
]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.json", json.dumps(RECORDS), "JSON"),
        ("a.json", json.dumps(RECORDS, indent=2, ensure_ascii=False), "JSON"),
        ("a.json", json.dumps({"data": RECORDS}), "JSON"),
        ("a.json", json.dumps({"count": 2, "meta": {"data": 1}, "data": RECORDS, "next": None}), "JSON"),
        ("a.json", "\n".join(map(json.dumps, RECORDS)), "NDJSON"),
        ("a.ndjson", "\n\n".join(map(json.dumps, RECORDS)), "NDJSON"),
        ("a.jsonl", "\r\n".join(map(json.dumps, RECORDS)) + "\r\n", "NDJSON"),
        ("a.ndjson", json.dumps(RECORDS, indent=1), "JSON"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_form_gives_the_same_records(make: Make, name: str, text: str, kind: str, encoding: str) -> None:
    table = open_table(make(name, text, encoding))
    assert table.kind == kind
    assert table.headers == ["id", "name", "tags", "address"]
    assert [row.record for row in table.records()] == RECORDS


def test_rows_are_numbered_as_a_person_counts(make: Make) -> None:
    lines = open_table(make("a.ndjson", '{"a":1}\n\n{"a":2}\n'))
    assert [row.number for row in lines.records()] == [1, 3]
    assert lines.findings[-1] == "Blank lines skipped: 1 (first: line 2)."
    assert [row.number for row in open_table(make("a.json", '[{"a":1},\n\n{"a":2}]')).records()] == [1, 2]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[{"a": 1},\n {"a": }]', "Expecting value at line 2, column 8"),
        ('[{"a": 1}\n {"a": 2}]', "Expecting a comma or the end of the array at line 2, column 2"),
        ('[{"a": 1},\n', "Expecting value at line 2, column 1"),
        ('[{"a": 1}, {"b": "x', "Unterminated string starting at line 1, column 18"),
        ("[]x", "More text after the end of the array at line 1, column 3"),
        ('{"data": {}}', "Expecting data to be an array at line 1, column 10"),
        ('{"data": []', "Expecting a comma or the end of the object at line 1, column 12"),
        ("{data: []}", "Expecting a name in quotation marks at line 1, column 2"),
        ("12", "Expecting an array of records"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_fault_names_line_and_column(make: Make, text: str, fault: str) -> None:
    with pytest.raises(UnreadableFile, match=fault):
        list(open_table(make("a.json", text)).records())


def test_a_fault_far_inside_names_line_and_column(make: Make) -> None:
    records = ",\n".join(json.dumps({"id": number, "text": "é\\n" * 20}) for number in range(20_000))
    with pytest.raises(
        UnreadableFile,
        match="Expecting property name enclosed in double quotes at line 20,002, column 2",
    ):
        list(open_table(make("a.json", f"[\n{records},\n{{]")).records())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"rows": [], "count": 1}', "no array called data, only: rows, count"),
        ("{}", "only: nothing"),
        ('{"data": [], "data": []}', "stands twice"),
        (" \n ", "blank"),
    ],
)
def test_an_object_without_records_is_refused(make: Make, text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        list(open_table(make("a.json", text)).records())


def test_an_array_may_be_empty(make: Make) -> None:
    table = open_table(make("a.json", "[ ]"))
    assert table.headers == []
    assert list(table.records()) == []


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("12", "is no object but a number"),
        ("null", "is no object but null"),
        ('"x"', "is no object but a text"),
        ("[1]", "is no object but an array"),
        ("true", "is no object but true or false"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ('{"a": NaN}', "NaN is no JSON number"),
        ('{"a": [1e400]}', "1e400 is too large"),
        ('{"a": -Infinity}', "-Infinity is no JSON number"),
        ('{"a": ' + "9" * 400 + "}", "400 digits"),
        ('{"a": "\\ud800"}', "surrogate"),
        ('{"\\uDFFF": 1}', "surrogate"),
    ],
)
@pytest.mark.parametrize(
    ("name", "form"), [("a.json", '[{{"a": 0}}, {}, {{"a": 3}}]'), ("a.ndjson", '{{"a": 0}}\n{}\n{{"a": 3}}\n')]
)
def test_a_faulty_record_is_refused_alone(make: Make, name: str, form: str, value: str, problem: str) -> None:
    good, faulty, last = open_table(make(name, form.format(value))).records()
    assert (good.problems, last.problems) == ((), ())
    assert last.record == {"a": 3}
    assert problem in faulty.problems[0]


def test_a_line_that_is_no_json_is_refused_with_its_text(make: Make) -> None:
    rows = list(
        open_table(make("a.ndjson", '{"a": 1}\n{"a": }\n{"a": 1} x\n' + "[" * 99_999 + '\n{"a": 2}\n')).records()
    )
    assert rows[1].problems == ("Line 2 is no JSON: Expecting value at column 7.",)
    assert rows[1].surplus == ('{"a": }',)
    assert rows[2].problems == ("Line 3 is no JSON: Extra data at column 9.",)
    assert rows[3].problems == ("Line 4 is nested too deeply.",)
    assert rows[4].record == {"a": 2}


def test_pairs_of_surrogates_are_fine(make: Make) -> None:
    (row,) = open_table(make("a.json", '[{"a": "\\ud83d\\ude00"}]')).records()
    assert row.record == {"a": "😀"}
    assert row.problems == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=st.lists(
        st.dictionaries(
            st.text(max_size=5),
            st.recursive(
                st.none()
                | st.booleans()
                | st.integers()
                | st.floats(allow_nan=False, allow_infinity=False)
                | st.text(),
                lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
                max_leaves=6,
            ),
            max_size=4,
        ),
        max_size=6,
    ),
    indent=st.sampled_from([None, 0, 3]),
    chunk=st.integers(1, 9),
)
def test_records_are_the_same_however_the_text_is_cut(
    make: Make, monkeypatch: pytest.MonkeyPatch, records: list[dict[str, Any]], indent: int | None, chunk: int
) -> None:
    monkeypatch.setattr(json_text, "_CHUNK", chunk)
    path = make("a.json", json.dumps(records, indent=indent))
    rows = list(json_text.JsonTable(path).records())
    assert [row.record for row in rows] == records
    assert [row.problems for row in rows] == [()] * len(records)
