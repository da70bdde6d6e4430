"""Single records through the door of decode: paths, joins, keys, faults, fields outside the mapping."""

import json
from typing import Any

import pytest

from tests.imports.mapped import COMPILED, JOINED, PATHS
from tests.imports.test_decode import LEAVE, same
from vendorproof.imports.decode import Compiled, decode


def _one(subject: Compiled, text: str) -> tuple[dict[str, Any], list[tuple[str | None, str, str]]]:
    """A record's values by target, those that leave a field left out; and its faults."""
    (record,) = decode(subject, f'{{"data": [{text}]}}'.encode(), 10).records
    names = [one.target.name for one in subject.entries]
    values = {name: same(value, clear=subject.clear) for name, value in zip(names, record.values, strict=True)}
    faults = [(one.target, one.code, one.message) for one in record.faults]
    return {name: value for name, value in values.items() if value != LEAVE}, faults


@pytest.mark.parametrize(
    ("record", "values"),
    [
        (
            '{"ids": [{"value": "007"}], "names": {"legal": "Ash"}, "address": {"city": " Oslo ", "country": "Norway"}}',
            {"external_id": "007", "name": "Ash", "hq_location": "Oslo, Norway"},
        ),
        (
            '{"ids": [{"value": 7.0}], "names.legal": "Plain", "names": {"legal": "Nested"}, "address": {"city": "Oslo"}}',
            {"external_id": "7.0", "name": "Plain", "hq_location": "Oslo"},
        ),
        (
            '{"ids[0].value": "x", "names": {"legal": "Ash"}, "address": [1], "No.": "ash.example.com", "Price [EUR]": "12"}',
            {"external_id": "x", "name": "Ash", "website": "ash.example.com", "description": "12"},
        ),
        ('{"ids": [{"value": "x"}], "names": {"legal": "Ash"}, "No": {"": 1}, "Price ": {"EUR": "12"}}', {"external_id": "x", "name": "Ash"}),
    ],
)  # fmt: skip
def test_a_source_is_a_name_or_else_a_path(record: str, values: dict[str, Any]) -> None:
    assert _one(PATHS, record) == (values, [])


@pytest.mark.parametrize(
    "record",
    [
        '{"ids": [], "names": {}}',
        '{"ids": {"0": 1}, "names": [1]}',
        '{"ids": [[]], "names": "legal"}',
        '{"ids": null, "names": null}',
        "{}",
    ],
)
def test_a_path_that_leads_nowhere_is_an_absent_value(record: str) -> None:
    assert [fault[:2] for fault in _one(PATHS, record)[1]] == [
        ("external_id", "missing_required_field"),
        ("name", "missing_required_field"),
    ]


def test_several_columns_make_one_key_of_literal_digits() -> None:
    assert _one(JOINED, '{"a": 1.0, "b": "007"}')[0]["external_id"] == "1.0|007"


@pytest.mark.parametrize(
    "half",
    [
        '{"a": "x"}',
        '{"a": "x", "b": null}',
        '{"a": "x", "b": " "}',
        '{"a": "x", "b": "\\u200b"}',
        '{"a": "x", "b": "n/a"}',
    ],
)
def test_half_a_composite_key_is_no_key_but_half_a_name_is_a_name(half: str) -> None:
    values, faults = _one(JOINED, half)
    assert [fault[:2] for fault in faults] == [("external_id", "missing_required_field")]
    assert values == {"name": "x"}


@pytest.mark.parametrize("odd", ['{"c": 1}', "[1]", "true", "1.5"])
def test_what_is_no_text_is_not_joined(odd: str) -> None:
    _, faults = _one(JOINED, f'{{"a": "x", "b": {odd}}}')
    assert ("name", "invalid_field_value") in [fault[:2] for fault in faults]


def test_a_record_with_several_faults_tells_each() -> None:
    record = (
        '{"in external_id": "V1", "in tier": "gold", "in raw_irq_score": 101, "in next_assessment_date": "03/04/2026"}'
    )
    _, faults = _one(COMPILED["every field"], record)
    assert [fault[:2] for fault in faults] == [
        ("name", "missing_required_field"),
        ("raw_irq_score", "invalid_field_value"),
        ("tier", "invalid_field_value"),
        ("next_assessment_date", "invalid_field_value"),
    ]
    assert "3 April 2026" in faults[3][2]
    assert "4 March 2026" in faults[3][2]


@pytest.mark.parametrize(
    ("given_key", "said"),
    [
        ("", "in external_id is absent"),
        ('"in external_id": null', "null"),
        ('"in external_id": ""', "blank"),
        ('"in external_id": " \\u00a0"', "blank"),
    ],
)
def test_a_missing_required_value_says_whether_it_is_absent_null_or_blank(given_key: str, said: str) -> None:
    comma = ", " if given_key else ""
    _, faults = _one(COMPILED["every field"], f'{{"in name": "Acme"{comma}{given_key}}}')
    assert [fault[:2] for fault in faults] == [("external_id", "missing_required_field")]
    assert said in faults[0][2]


@pytest.mark.parametrize(
    ("literal", "kept"),
    [
        ("1007", "1007"), ('"007"', "007"), ('" 007 "', "007"), ("1.0", "1.0"), ("1e3", "1e3"), ("-0", "-0"),
        ("12345678901234567890", "12345678901234567890"), ('"aB-\\u00fc"', "aB-ü"), ('"e\\u0301"', "e\u0301"),
    ],
)  # fmt: skip
def test_an_external_id_is_kept_exactly_as_sent(literal: str, kept: str) -> None:
    values, faults = _one(COMPILED["every field"], f'{{"in name": "Acme", "in external_id": {literal}}}')
    assert faults == []
    assert values["external_id"] == kept


@pytest.mark.parametrize("name", ["every field", "one name for several", "one name for several clear"])
@pytest.mark.parametrize("literal", ["0", "-0", "1007", "1.0", "-0.0", "1e3", "100000000000000000000"])
def test_digits_of_a_key_are_kept_whatever_else_is_read_from_them(name: str, literal: str) -> None:
    subject = COMPILED[name]
    (source,) = subject.entries[subject.key_place].sources
    others = "" if source == "in name" else ', "in name": "Acme"'
    (record,) = decode(subject, f'{{"data": [{{"{source}": {literal}{others}}}]}}'.encode(), 1).records
    assert record.faults or record.external_id == literal


@pytest.mark.parametrize(
    "literal", ["true", "[1]", '{"a": 1}', '"a\\u0000b"', '"a\\nb"', '"\\ud800"', json.dumps("x" * 256)]
)
def test_what_cannot_be_an_external_id_is_refused(literal: str) -> None:
    _, faults = _one(COMPILED["every field"], f'{{"in name": "Acme", "in external_id": {literal}}}')
    assert [fault[:2] for fault in faults] == [("external_id", "invalid_field_value")]


def test_a_record_nested_beyond_all_bounds_is_refused_alone() -> None:
    deep = '{"in name": ' + '{"a":' * 900 + "1" + "}" * 900 + ', "in external_id": "V2"}'
    body = f'{{"data": [{{"in external_id": "V1", "in name": "Acme"}}, {deep}]}}'.encode()
    good, bad = decode(COMPILED["every field"], body, 10).records
    assert good.faults == ()
    assert [one.code for one in bad.faults] == ["invalid_field_value"]


def test_fields_outside_the_mapping_are_counted_in_every_way_of_reading() -> None:
    clean = '{"in external_id": "V1", "in name": "Acme", "extra": 1, "Other": {"a": [1]}}'
    dirty = '{"in external_id": 7, "in name": " Acme ", "extra": "x"}'
    bad = '{"in external_id": null, "extra": null, "third": 1}'
    for records in ([clean] * 3, [clean, dirty], [clean, dirty, bad] * 30, [bad]):
        found = decode(COMPILED["every field"], f'{{"data": [{",".join(records)}]}}'.encode(), 1000)
        wanted = {name: sum(f'"{name}"' in one for one in records) for name in ("extra", "Other", "third")}
        assert {name: count for name, count in found.unmapped.items() if count} == {
            name: count for name, count in wanted.items() if count
        }


def test_the_head_of_a_path_is_no_field_outside_the_mapping() -> None:
    body = b'{"data": [{"ids": [{"value": "1"}], "names": {"legal": "Ash"}, "address": {}, "more": 1}]}'
    assert decode(PATHS, body, 10).unmapped == {"more": 1}


def test_the_same_name_twice_in_a_record_counts_as_its_last() -> None:
    record = '{"in external_id": "V1", "in name": "First", "in name": "Last"}'
    assert _one(COMPILED["every field"], record)[0]["name"] == "Last"
    assert _one(COMPILED["every field"], record.replace("V1", " V1"))[0]["name"] == "Last"
