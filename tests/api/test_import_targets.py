from typing import Any

import jsonschema_rs
import pytest

from tests.fixtures.sites import Site
from vendorproof.access.keys import Powers
from vendorproof.objects import BASE_OBJECTS

REPORT = {
    "report_name": "ERP",
    "base_object": "vendor",
    "mapping": {"external_id": "No", "name": "Name", "tier": "Tier", "status": "State"},
}


def _fields(site: Site, query: str = "") -> list[dict[str, Any]]:
    answer = site.get(f"/v1/import-reports/fields{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


def test_every_target_is_told_with_what_it_accepts(site: Site) -> None:
    found = _fields(site, "?base_object=vendor")
    assert [one["name"] for one in found] == [one.name for one in BASE_OBJECTS["vendor"].fields]
    tier = next(one for one in found if one["name"] == "tier")
    assert tier == {
        "base_object": "vendor", "name": "tier", "label": "Tier", "kind": "choice", "required": False,
        "allowed_values": ["tier_1", "tier_2", "tier_3", "tier_4"], "accepted": tier["accepted"], "example": "tier_1", "note": "",
    }  # fmt: skip
    assert all(one["accepted"].endswith(".") for one in found)
    assert [one["name"] for one in found if one["required"]] == ["external_id", "name"]


def test_without_a_base_object_the_targets_of_all_are_told(site: Site) -> None:
    assert [one["base_object"] for one in _fields(site)] == [
        base.name for base in BASE_OBJECTS.values() for _ in base.fields
    ]


def test_the_organisation_s_statuses_and_custom_fields_are_among_them(site: Site) -> None:
    site.post("/v1/statuses", json={"base_object": "vendor", "label": "Frozen"})
    site.post(
        "/v1/custom-fields",
        json={
            "base_object": "vendor",
            "name": "region",
            "label": "Region",
            "type": "select",
            "options": ["EMEA", "APAC"],
        },
    )
    found = {one["name"]: one for one in _fields(site, "?base_object=vendor")}
    assert found["status"]["allowed_values"][-1] == "Frozen"
    assert (found["custom.region"]["kind"], found["custom.region"]["allowed_values"]) == ("select", ["EMEA", "APAC"])
    assert found["custom.region"]["example"] is None
    assert "custom.region" not in {one["name"] for one in _fields(site, "?base_object=service")}


def test_an_unknown_base_object_is_a_bad_query(site: Site) -> None:
    answer = site.get("/v1/import-reports/fields?base_object=user")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", "base_object"]


def test_a_report_s_batch_has_a_schema_by_incoming_names(site: Site) -> None:
    report_id = site.post("/v1/import-reports", json=REPORT).json()["id"]
    answer = site.get(f"/v1/import-reports/{report_id}/schema")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/schema+json"
    found = answer.json()
    assert found["title"] == "ERP"
    assert found["properties"]["data"]["maxItems"] == 10_000
    validator = jsonschema_rs.Draft202012Validator(found)
    assert validator.is_valid({"data": [{"No": 7, "Name": "Ash", "Tier": None, "more": 1}]})
    assert not validator.is_valid({"data": [{"No": 7}]})


def test_the_schema_of_a_report_nobody_knows_is_not_found(site: Site) -> None:
    theirs = site.key(Powers(), site.organisation())
    report_id = site.post("/v1/import-reports", json=REPORT).json()["id"]
    foreign = site.get(f"/v1/import-reports/{report_id}/schema", secret=theirs)
    unknown = site.get("/v1/import-reports/cbimprt_0/schema")
    assert (foreign.status_code, foreign.json()) == (unknown.status_code, unknown.json()) == (404, foreign.json())
    assert foreign.json()["detail"]["code"] == "import_report_not_found"


def _suggest(site: Site, body: object, **options: Any) -> Any:
    return site.post("/v1/import-reports/suggest", json=body, **options)


ROWS = [["70012", "Müller Druck GmbH", "info@mueller.example"], ["70013", "Kranbau Nord AG", "post@kranbau.example"]]
HEADERS = ["Lieferantennummer", "Firmenname", "E-Mail"]
WANTED = {"external_id": "Lieferantennummer", "name": "Firmenname", "primary_contact_email": "E-Mail"}


@pytest.mark.parametrize("as_objects", [False, True])
def test_a_mapping_is_suggested_from_names_and_rows(site: Site, as_objects: bool) -> None:
    samples: list[Any] = [dict(zip(HEADERS, row, strict=True)) for row in ROWS] if as_objects else ROWS
    found = _suggest(site, {"headers": HEADERS, "samples": samples}).json()
    assert found["base_object"] == "vendor"
    assert 0.5 < found["base_object_confidence"] < 1
    assert [one["target"] for one in found["data"]] == ["external_id", "name", "primary_contact_email"]
    assert all(0.5 <= one["confidence"] <= 1 and one["why"] for one in found["data"])
    assert found["mapping"] == WANTED
    assert found["unmapped_required"] == []
    made = site.post(
        "/v1/import-reports", json={"report_name": "S", "base_object": "vendor", "mapping": found["mapping"]}
    )
    assert made.status_code == 201


def test_names_alone_are_enough_to_suggest_from(site: Site) -> None:
    found = _suggest(site, {"headers": HEADERS, "base_object": "vendor"}).json()
    assert found["mapping"] == WANTED
    assert found["base_object_confidence"] == 1


def test_what_is_required_and_not_there_is_told(site: Site) -> None:
    found = _suggest(site, {"headers": ["Firmenname"], "base_object": "vendor"}).json()
    assert found["unmapped_required"] == ["external_id"]


def test_where_several_base_objects_fit_none_is_named(site: Site) -> None:
    found = _suggest(site, {"headers": ["a", "b"]}).json()
    assert (found["base_object"], found["mapping"], found["unmapped_required"]) == (None, {}, [])
    assert [one["target"] for one in found["data"]] == [None, None]


def test_custom_fields_are_suggested_too(site: Site) -> None:
    site.post(
        "/v1/custom-fields",
        json={"base_object": "vendor", "name": "cost_center", "label": "Cost center", "type": "string"},
    )
    found = _suggest(site, {"headers": ["Cost Center"], "base_object": "vendor"}).json()
    assert found["mapping"] == {"custom.cost_center": "Cost Center"}


def test_a_read_only_key_may_ask_for_suggestions(site: Site) -> None:
    assert _suggest(site, {"headers": HEADERS}, secret=site.key(Powers(read_only=True))).status_code == 200


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "headers"),
        ({"headers": []}, "headers"),
        ({"headers": "a,b"}, "headers"),
        ({"headers": ["a", 1]}, "headers"),
        ({"headers": ["x" * 501]}, "headers"),
        ({"headers": ["a"] * 1001}, "headers"),
        ({"headers": ["a"], "samples": {"a": 1}}, "samples"),
        ({"headers": ["a"], "samples": ["a"]}, "samples"),
        ({"headers": ["a"], "samples": [[]] * 1001}, "samples"),
        ({"headers": ["a"], "base_object": "user"}, "base_object"),
    ],
)
def test_a_bad_sheet_is_refused_naming_the_place(site: Site, body: object, place: str) -> None:
    answer = _suggest(site, body)
    assert answer.status_code == 422
    assert {one["loc"][1] for one in answer.json()["detail"]} == {place}


@pytest.mark.parametrize(
    "samples", [[[]], [[None, {"a": 1}, [1], True, 1e300, -(2**62), "x" * 5000]], [{}], [{"other": 1}]]
)
def test_any_cells_are_looked_at(site: Site, samples: list[Any]) -> None:
    answer = _suggest(
        site,
        {
            "headers": ["id", "name", "email", "country", "vat", "score", "notes"],
            "samples": samples,
            "base_object": "vendor",
        },
    )
    assert answer.status_code == 200
    assert len(answer.json()["data"]) == 7
