"""What is accepted, as told to people and programs."""

import re

import jsonschema_rs
import pytest

from vendorproof.objects import ASSESSMENT, BASE_OBJECTS, VENDOR, Field
from vendorproof.objects.kinds import Rule, describe, json_schema

EVERY_FIELD = [
    pytest.param(field, id=f"{one.name}.{field.name}") for one in BASE_OBJECTS.values() for field in one.fields
]
FIELDS = VENDOR.by_name


@pytest.mark.parametrize("field", EVERY_FIELD)
def test_every_field_is_described_in_a_sentence(field: Field) -> None:
    said = describe(field)

    assert re.fullmatch(r"[A-Z].*\.", said)
    for word in field.words if field.kind == "choice" else ():
        assert word in said


@pytest.mark.parametrize("field", EVERY_FIELD)
def test_every_schema_is_valid_and_takes_the_example_and_null(field: Field) -> None:
    schema = json_schema(Rule(field))

    jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    assert jsonschema_rs.is_valid(schema, field.example)
    assert jsonschema_rs.is_valid(schema, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (FIELDS["name"], ["Acme"]),
        (FIELDS["name"], {}),
        (FIELDS["name"], True),
        (FIELDS["name"], "x" * 501),
        (FIELDS["website"], 5),
        (FIELDS["raw_irq_score"], 101),
        (FIELDS["raw_irq_score"], []),
        (FIELDS["next_assessment_date"], {}),
        (FIELDS["tags"], [["a"]]),
        (FIELDS["tags"], {}),
        (FIELDS["is_enterprise"], []),
        (ASSESSMENT.by_name["answers"], [{"reply": "x"}]),
        (ASSESSMENT.by_name["answers"], ["x"]),
    ],
)
def test_a_schema_refuses_what_is_plainly_wrong(field: Field, value: object) -> None:
    assert not jsonschema_rs.is_valid(json_schema(Rule(field)), value)


def test_a_schema_tells_the_options_of_the_report() -> None:
    date = json_schema(Rule(FIELDS["next_assessment_date"], date_format="DD/MM/YYYY", null_words=frozenset({"TBD"})))
    tier = json_schema(Rule(FIELDS["tier"], value_map={"Gold": "tier_1"}))
    status = json_schema(Rule(FIELDS["status"], words=("Running", "Closed")))

    assert 'date_format "DD/MM/YYYY"' in str(date["description"])
    assert "Read as blank: TBD." in str(date["description"])
    assert "Gold" in str(tier["description"])
    assert tier["examples"] == ["tier_1", "tier_2", "tier_3", "tier_4", "Gold"]
    assert "Running or Closed" in str(status["description"])


def test_words_of_the_report_widen_the_schema() -> None:
    words = {"High": 80, "999": None}
    schema = json_schema(Rule(FIELDS["raw_irq_score"], value_map=words))

    assert jsonschema_rs.is_valid(schema, "High")
    assert jsonschema_rs.is_valid(schema, 999)
