"""The schema of a batch against the import itself: it refuses nothing that the import takes."""

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports.mapped import COMPILED, JOINED, PATHS, compiled
from tests.imports.test_decode import records_of
from vendorproof.imports import schema
from vendorproof.imports.decode import Compiled, decode

EVERYTHING = {
    **COMPILED,
    "paths": PATHS,
    "joined": JOINED,
    "joined names": compiled("vendor", {"external_id": "a", "name": {"sources": ["b", "c.d"], "join": " "}}),
}


def _schema(subject: Compiled) -> dict[str, Any]:
    return schema.batch(subject.entries, "Sample", 10)


def _validator(subject: Compiled) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_schema(subject))


@pytest.mark.parametrize("name", EVERYTHING)
def test_it_is_a_schema_of_its_dialect(name: str) -> None:
    found = _schema(EVERYTHING[name])
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(found)


@pytest.mark.parametrize("name", EVERYTHING)
@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_the_import_takes_fits_the_schema(name: str, data: st.DataObject) -> None:
    subject = EVERYTHING[name]
    names = sorted({source for one in subject.entries for source in one.sources})
    text = data.draw(records_of(names))
    (record,) = decode(subject, f'{{"data": [{text}]}}'.encode(), 1).records
    if not record.faults:
        # Half a character and 1e400 are no JSON to the validator; no schema could speak of them.
        body = json.dumps({"data": [json.loads(text)]})
        if "\\ud8" not in body and "\\udf" not in body and "Infinity" not in body:
            _validator(subject).validate(json.loads(body))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ([], "no object"),
        ({}, "no data"),
        ({"data": {}}, "no array"),
        ({"data": [1]}, "no record"),
        ({"data": [{}] * 11}, "too many"),
        ({"data": [{"in name": "Ash"}]}, "no id"),
        ({"data": [{"in external_id": None, "in name": "Ash"}]}, "null id"),
        ({"data": [{"in external_id": "V1", "in name": " \u00a0\u200b"}]}, "blank name"),
        ({"data": [{"in external_id": "V1", "in name": "Ash", "in raw_irq_score": 101}]}, "out of range"),
        ({"data": [{"in external_id": "V1", "in name": ["Ash"]}]}, "a list where text belongs"),
        ({"data": [{"in external_id": "V1", "in name": "Ash", "in tags": {"a": 1}}]}, "an object where a list belongs"),
        ({"data": [{"in external_id": "V1", "in name": "Ash", "in website": 7}]}, "a number where an address belongs"),
    ],
)
def test_what_a_schema_can_say_it_says(body: object, why: str) -> None:
    assert not _validator(COMPILED["every field"]).is_valid(body), why


@pytest.mark.parametrize(
    "record",
    [
        {"in external_id": 7, "in name": 8},
        {"in external_id": "V1", "in name": "Ash", "extra": {"a": [1]}},
        {
            "in external_id": "V1",
            "in name": "Ash",
            **dict.fromkeys(["in website", "in tier", "in tags", "in raw_irq_score"]),
        },
    ],
)
def test_numbers_nulls_and_further_fields_fit(record: dict[str, Any]) -> None:
    _validator(COMPILED["every field"]).validate({"data": [record]})


@pytest.mark.parametrize(
    ("record", "fits"),
    [
        ({"ids": [{"value": 7}], "names": {"legal": "Ash"}}, True),
        ({"ids[0].value": 7, "names.legal": "Ash"}, True),
        ({"ids[0].value": 7, "ids": "whatever", "names.legal": "Ash", "names": 1}, True),
        ({"ids": [], "names": {"legal": "Ash"}}, False),
        ({"ids": [{"value": None}], "names": {"legal": "Ash"}}, False),
        ({"ids": [{"value": 7}], "names": {}}, False),
        ({"names": {"legal": "Ash"}}, False),
    ],
)
def test_a_path_is_required_where_the_record_has_no_field_of_that_name(record: dict[str, Any], fits: bool) -> None:
    assert _validator(PATHS).is_valid({"data": [record]}) is fits


@pytest.mark.parametrize(
    ("record", "fits"),
    [({"a": "x", "b": 7}, True), ({"a": "x"}, False), ({"a": "x", "b": None}, False), ({"a": "x", "b": " "}, False)],
)
def test_every_part_of_a_composite_key_is_required(record: dict[str, Any], fits: bool) -> None:
    assert _validator(JOINED).is_valid({"data": [record]}) is fits


def test_what_a_required_target_has_a_default_for_may_be_left_out() -> None:
    _validator(COMPILED["defaults and constants"]).validate({"data": [{"in external_id": "V1"}]})


def test_the_report_s_own_words_are_told() -> None:
    items = _schema(COMPILED["the source's own words"])["properties"]["data"]["items"]["properties"]
    assert "gold" in items["in tier"]["description"]
    assert "Imported as tier." in items["in tier"]["description"]
    assert "größer" in items["in status"]["description"]
