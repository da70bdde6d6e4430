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


def test_every_example_of_an_answer_fits_its_schema() -> None:
    for model, example in (
        (shapes.Vendor, shapes.example(VENDOR)),
        (shapes.Service, shapes.example(SERVICE)),
        (shapes.Assessment, shapes.example(ASSESSMENT)),
        (shapes.VendorPage, shapes.page_example(VENDOR)),
        (shapes.ServicePage, shapes.page_example(SERVICE)),
        (shapes.AssessmentPage, shapes.page_example(ASSESSMENT)),
        (shapes.ArchivedRecord, shapes.ARCHIVED_EXAMPLE),
    ):
        errors = [error.message for error in Draft202012Validator(model.model_json_schema()).iter_errors(example)]
        assert not errors, (model, errors)


def test_every_example_of_a_body_fits_its_schema_and_is_taken(ours: Door, document: dict[str, Any]) -> None:
    vendor = ours.vendor()
    for method, path, operation in _operations(document):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        if "example" not in content:
            continue
        schema = {**content["schema"], "components": document["components"]}
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(content["example"])]
        assert not errors, (method, path, errors)
        if method == "post":
            body = {**content["example"], **({"vendor_id": vendor["id"]} if "assessments" in path else {})}
            if path == "/v1/tags":
                body = {"label": "critical"}  # the vendor's example brought its own tag along
            answer = ours.post(path.format(vendor_id=vendor["id"]), body)
            assert answer.status_code == 201, (path, answer.text)


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
        ("ArchivedRecord", ours.delete(f"/v1/vendors/{bare['id']}").json()),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(value)]
        assert not errors, (name, errors)
