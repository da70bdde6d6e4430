import json

import pytest

from vendorproof.core.errors import BatchTooLarge, InvalidRequest
from vendorproof.imports import envelope


def _fault(body: bytes) -> tuple[list[str | int], str, str]:
    with pytest.raises(InvalidRequest) as refused:
        envelope.raw_records(envelope.without_mark(body), 100)
    (fault,) = refused.value.faults
    return list(fault.loc), fault.msg, fault.type


def test_records_are_taken_out_just_as_they_are_written() -> None:
    body = b'{"other": [1], "data": [{"a": 1.0, "b":"x"} ,{ }], "more": null}'
    assert envelope.raw_records(body, 2) == [b'{"a": 1.0, "b":"x"}', b"{ }"]


def test_an_empty_batch_has_no_records() -> None:
    assert envelope.raw_records(b'{"data": []}', 0) == []


def test_a_byte_order_mark_is_no_content() -> None:
    assert envelope.without_mark(b'\xef\xbb\xbf{"data": []}') == b'{"data": []}'


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b'{"data": [\n  {"a": 1,}\n]}', "line 2, column 11"),
        (b'{"data": [{"a": tru}]}', "line 1, column 17"),
        (b'{"data": [{"a": 1}]', "line 1, column 20"),
        (b'{"data": [{"a": "\x07"}]}', "line 1, column 18"),
        (b'{"data": [{"a": 01}]}', "line 1, column 18"),
        (b'{"data": [{"a": 1}]} trailing', "line 1, column 22"),
        (b'{"data": [{"a": "\\ud800", }]}', "line 1, column"),
        ('{"data": []}'.encode("utf-16-le"), "line 1, column 2"),
        (b"", "line 1, column 1"),
        (b"no JSON at all", "line 1, column 1"),
    ],
)
def test_malformed_json_names_line_and_column(body: bytes, place: str) -> None:
    loc, message, kind = _fault(body)
    assert (loc, kind) == (["body"], "json_invalid")
    assert message.startswith("Malformed JSON")
    assert place in message


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_json_number_is_malformed(constant: str) -> None:
    assert _fault(f'{{"data": [{{"a": {constant}}}]}}'.encode())[2] == "json_invalid"


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" + "0" * 30, "1" + "0" * 400])
def test_numbers_too_large_for_any_field_are_the_record_s_affair(number: str) -> None:
    assert envelope.raw_records(f'{{"data": [{{"a": {number}}}]}}'.encode(), 1) == [f'{{"a": {number}}}'.encode()]


def test_broken_utf_8_names_the_byte_and_its_place() -> None:
    _, message, kind = _fault(b'{"data": [\n{"a": "M\xfcller"}]}')
    assert kind == "json_invalid"
    assert "not valid UTF-8" in message
    assert "0xfc" in message
    assert "line 2, column 9" in message


@pytest.mark.parametrize(
    ("text", "where"), [("\\ud800", "alone"), ("a\\udc00b", "inside"), ("\\ud800\\ud800", "twice"), ("\\ud83dx", "cut")]
)
def test_half_a_character_is_the_record_s_affair(text: str, where: str) -> None:
    body = f'{{"x": {{"data": 1}}, "data" : [ {{"n": 1.0, "a": "{text}"}} , {{"a": 7e0}}]}}'.encode()
    assert envelope.raw_records(body, 2) == [f'{{"n": 1.0, "a": "{text}"}}'.encode(), b'{"a": 7e0}'], where


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"data": [' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"]}"])
def test_bottomless_nesting_is_refused_in_words(body: bytes) -> None:
    _, message, kind = _fault(body)
    assert kind == "json_invalid"
    assert "nested too deeply" in message or "Malformed" in message


@pytest.mark.parametrize(
    ("whole", "said"),
    [([], "an array"), ("text", "text"), (7, "a number"), (None, "null"), (True, "a boolean")],
)
def test_a_body_that_is_no_object_says_what_it_is(whole: object, said: str) -> None:
    loc, message, kind = _fault(json.dumps(whole).encode())
    assert (loc, kind) == (["body"], "object_type")
    assert said in message


def test_missing_data_says_what_to_send() -> None:
    assert _fault(b'{"records": []}') == (["body", "data"], 'is missing: send {"data": [record, …]}', "missing")


@pytest.mark.parametrize(
    ("data", "said"), [({"a": 1}, "an object"), (None, "null"), ("x", "text"), (1, "a number"), (False, "a boolean")]
)
def test_data_that_is_no_array_says_what_it_is(data: object, said: str) -> None:
    loc, message, kind = _fault(json.dumps({"data": data}).encode())
    assert (loc, kind) == (["body", "data"], "list_type")
    assert said in message


def test_records_that_are_no_objects_are_listed_by_index() -> None:
    with pytest.raises(InvalidRequest) as refused:
        envelope.raw_records(b'{"data": [{}, 1, {}, [], null, "x"]}', 10)
    assert [list(one.loc) for one in refused.value.faults] == [["body", "data", at] for at in (1, 3, 4, 5)]


def test_a_hundred_such_faults_are_enough() -> None:
    with pytest.raises(InvalidRequest) as refused:
        envelope.raw_records(json.dumps({"data": [1] * 500}).encode(), 1000)
    assert len(refused.value.faults) == 100


def test_one_record_more_than_the_limit_is_too_many_and_the_limit_is_named() -> None:
    body = json.dumps({"data": [{}] * 10_001}).encode()
    assert len(envelope.raw_records(body, 10_001)) == 10_001
    with pytest.raises(BatchTooLarge, match=r"10,000 records \(this one has 10,001\)"):
        envelope.raw_records(body, 10_000)
