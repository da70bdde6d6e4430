"""What OpenAPI says of the inventories, against what is answered."""

from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from tests.fixtures.inventories import Door
from vendorproof.api import app, shapes
from vendorproof.objects import ASSESSMENT, SERVICE, VENDOR, BaseObject

PATHS = ("vendors", "services", "assessments", "statuses", "tags", "custom-fields")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return app.routes().openapi()


def _operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        if path.split("/")[2:3] and path.split("/")[2] in PATHS
        for method, operation in methods.items()
    ]


def test_every_example_fits_its_schema(document: dict[str, Any]) -> None:
    seen = 0
    for method, path, operation in _operations(document):
        contents = [answer.get("content", {}) for answer in operation["responses"].values()]
        contents.append(operation.get("requestBody", {}).get("content", {}))
        for content in contents:
            for one in content.values():
                if "example" in one:
                    schema = {**one["schema"], "components": document["components"]}
                    errors = [error.message for error in Draft202012Validator(schema).iter_errors(one["example"])]
                    assert not errors, (method, path, errors)
                    seen += 1
    assert seen > 20


def test_every_operation_tells_its_errors_and_its_answer(document: dict[str, Any]) -> None:
    for method, path, operation in _operations(document):
        codes = set(operation["responses"])
        assert operation["summary"], (method, path)
        assert codes & {"200", "201"}, (method, path)
        if "{" in path:
            assert "404" in codes, (method, path)
        if method == "post":
            assert "201" in codes, (method, path)


@pytest.mark.parametrize("base", [VENDOR, SERVICE, ASSESSMENT])
def test_the_example_has_every_key_in_order(base: BaseObject) -> None:
    assert tuple(shapes.example(base)) == shapes.keys(base)


def test_answers_fit_their_schema(ours: Door, document: dict[str, Any]) -> None:
    vendor = ours.vendor(
        external_id="1", status="active", raw_irq_score=4, tags=["x"], next_assessment_date="2027-01-01"
    )
    bare = ours.vendor()
    service = ours.service(vendor["id"], downstream_vendors=["1", "x"])
    assessment = ours.assessment(vendor["id"], score=3, answers=[{"question": "q"}], type="caiq")
    page = ours.get("/v1/vendors").json()
    for name, value in (
        ("Vendor", vendor),
        ("Vendor", bare),
        ("Vendor", ours.get(f"/v1/vendors/{vendor['id']}").json()),
        ("Service", service),
        ("Assessment", assessment),
        ("VendorPage", page),
        ("StatusPage", ours.get("/v1/statuses").json()),
        ("TagPage", ours.get("/v1/tags").json()),
        ("Archived", ours.delete(f"/v1/vendors/{bare['id']}").json()),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(value)]
        assert not errors, (name, errors)
