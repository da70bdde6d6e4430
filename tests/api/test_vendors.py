"""Vendors at the HTTP door. Quoted sentences are of the wire contract, §4 and §1."""

import re
from typing import Any

from httpx import Response

from tests.fixtures.inventories import Door, House
from vendorproof.objects import SERVICE
from vendorproof.records import store

PUBLISHED = [
    "id",
    "name",
    "external_id",
    "website",
    "description",
    "hq_location",
    "engagement_type",
    "use_case",
    "status",
    "status_id",
    "tags",
    "risk_analyst_ids",
    "relationship_owner_ids",
    "watcher_ids",
    "inherent_risk_level_id",
    "residual_risk_level_id",
    "tier",
    "primary_contact",
    "services",
    "custom_fields",
    "created_at",
    "updated_at",
]
PEOPLE = ["risk_analyst_ids", "relationship_owner_ids", "watcher_ids"]
CONTACT = {"email": "risk@acme.example", "name": "Ada Byron", "title": "Head of Risk", "phone_number": "+353 1 555"}


def _names(door: Door, **params: object) -> list[str]:
    answer = door.get("/v1/vendors", **params)
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["items"]]


def _locs(answer: Response) -> list[list[Any]]:
    assert answer.status_code == 422, answer.text
    return [one["loc"] for one in answer.json()["detail"]]


def test_the_vendor_object_has_the_published_keys_in_their_order(ours: Door) -> None:
    """«Vendor object: `id, name, external_id, website, … created_at, updated_at`»."""
    made = ours.vendor()
    assert list(made)[: len(PUBLISHED)] == PUBLISHED
    assert list(ours.get(f"/v1/vendors/{made['id']}").json()) == list(made)
    assert {"raw_irq_score", "business_unit", "lei", "country", "next_assessment_date"} <= set(made)


def test_every_published_and_imported_field_can_be_given_and_comes_back(ours: Door) -> None:
    """«`primary_contact {email, name, title, phone_number}`», «tags (strings)», «status (label)»."""
    analyst, owner = ours.user("ana@example.com"), ours.user("own@example.com")
    sent = {
        "name": "Acme Payroll Inc.",
        "external_id": "00017",
        "website": "acme.example",
        "description": "Line one\nline two",
        "hq_location": "Dublin",
        "engagement_type": "Managed service",
        "use_case": "Payroll",
        "status": "On-Boarding",
        "tags": ["payroll", "eu"],
        "risk_analyst_ids": [analyst],
        "relationship_owner_ids": [owner, analyst],
        "watcher_ids": [owner],
        "inherent_risk_level_id": "high",
        "residual_risk_level_id": "low",
        "tier": "Tier 1",
        "primary_contact": CONTACT,
        "raw_irq_score": "42.5",
        "is_enterprise": "yes",
        "data_types": ["PII"],
        "next_assessment_date": "2027-03-31",
        "contract_length_months": "2 years",
        "country": "Ireland",
    }
    read = {
        **sent,
        "status": "onboarding",
        "tier": "tier_1",
        "raw_irq_score": 42.5,
        "is_enterprise": True,
        "contract_length_months": 24,
        "country": "IE",
    }
    made = ours.vendor(**sent)
    assert {key: made[key] for key in read} == read
    assert ours.get(f"/v1/vendors/{made['id']}").json() == made


def test_a_new_id_has_its_prefix_and_instants_are_epoch_seconds(house: House) -> None:
    """«Ids: `<prefix>_<32 lower-case hex>`», «Instants: integer Unix epoch seconds»."""
    made = house.ours.vendor()
    assert re.fullmatch(r"cbvndr_[0-9a-f]{32}", made["id"])
    assert made["created_at"] == made["updated_at"] == house.clock.at
    assert made["archived_at"] is None


def test_what_was_not_given_is_null_or_an_empty_array(ours: Door) -> None:
    made = ours.vendor()
    lists = ["tags", *PEOPLE, "services", "custom_fields", "data_types", "dependent_services"]
    assert {key: made[key] for key in lists} == {key: [] for key in lists}
    assert [made[key] for key in ("external_id", "status", "status_id", "tier", "primary_contact", "lei")] == [None] * 6


def test_rows_of_the_list_lack_services_and_people(ours: Door) -> None:
    """«rows of the list lack `services` and the people arrays»."""
    made = ours.vendor()
    page = ours.get("/v1/vendors").json()
    assert list(page) == ["items", "total", "limit", "offset"]
    (row,) = page["items"]
    assert row == {key: made[key] for key in made if key not in {"services", *PEOPLE}}


def test_a_vendor_shows_its_services(ours: Door) -> None:
    vendor, other = ours.vendor(), ours.vendor(name="Other")
    first, second = ours.service(vendor["id"], name="One"), ours.service(vendor["id"], name="Two")
    ours.service(other["id"])
    assert ours.get(f"/v1/vendors/{vendor['id']}").json()["services"] == [second, first]


def test_external_id_is_found_exactly(ours: Door) -> None:
    ours.vendor(external_id="007")
    ours.vendor(external_id="7")
    assert [one["external_id"] for one in ours.get("/v1/vendors", external_id="007").json()["items"]] == ["007"]
    assert _names(ours, external_id="00") == []


def test_the_filters_of_a_list_hold_together(ours: Door) -> None:
    ours.vendor(name="Acme", external_id="1")
    ours.vendor(name="Beta", external_id="2")
    assert _names(ours, name="acme", external_id="2") == []
    assert _names(ours, name="acme", external_id="1") == ["Acme"]


def test_a_taken_external_id_is_refused(ours: Door) -> None:
    first = ours.vendor(external_id="V-1")
    answer = ours.post("/v1/vendors", {"name": "Twin", "external_id": " V-1 "})
    assert answer.status_code == 409
    assert answer.json()["detail"]["code"] == "external_id_taken"
    ours.delete(f"/v1/vendors/{first['id']}")
    assert ours.post("/v1/vendors", {"name": "Twin", "external_id": "V-1"}).status_code == 409
    assert ours.vendor(external_id="v-1")["external_id"] == "v-1"


def test_many_vendors_may_have_no_external_id(ours: Door) -> None:
    assert ours.vendor(external_id="")["external_id"] is None
    assert ours.vendor(external_id=None)["external_id"] is None


def test_an_idempotency_key_makes_one_vendor(ours: Door) -> None:
    """«A replay returns the original status and body byte for byte and makes nothing. The same key with another body
    still gets the original answer: never a conflict.»
    """
    first = ours.post("/v1/vendors", {"name": "Once"}, **{"Idempotency-Key": "k1"})
    bodies: tuple[object, ...] = ({"name": "Once"}, {"name": "Another"}, {"bad": 1}, [])
    for body in bodies:
        again = ours.post("/v1/vendors", body, **{"Idempotency-Key": "k1"})
        assert (again.status_code, again.content) == (201, first.content)
    assert _names(ours) == ["Once"]


def test_a_refused_request_can_be_repeated_with_its_key(ours: Door) -> None:
    """«only 2xx answers are kept, so a failed request can be retried with its key»."""
    assert ours.post("/v1/vendors", {"name": ""}, **{"Idempotency-Key": "k2"}).status_code == 422
    assert ours.post("/v1/vendors", {"name": "Now"}, **{"Idempotency-Key": "k2"}).status_code == 201


def test_a_missing_name_is_told_like_any_missing_field(ours: Door) -> None:
    """«Schema failures: 422 `{"detail": [{"loc": [...], "msg": "...", "type": "..."}]}`»."""
    missing: tuple[dict[str, object], ...] = ({}, {"name": None}, {"name": ""}, {"name": " \u00a0 "})
    for body in missing:
        answer = ours.post("/v1/vendors", body)
        assert _locs(answer) == [["body", "name"]]
        assert answer.json()["detail"][0]["type"] == "missing"
    assert ours.post("/v1/vendors", []).status_code == 422
    assert _names(ours) == []


def test_keys_nobody_knows_are_passed_over(ours: Door) -> None:
    made = ours.vendor(
        shoe_size=44, id="cbvndr_mine", created_at=1, archived_at=5, organisation_id="x", source_hash="y"
    )
    assert made["id"] != "cbvndr_mine"
    assert made["created_at"] != 1
    assert made["archived_at"] is None


def test_an_archived_flag_cannot_be_patched_in(ours: Door) -> None:
    made = ours.vendor()
    assert ours.patch(f"/v1/vendors/{made['id']}", {"archived_at": 5, "custom": {"a": 1}}).json() == made


def test_unknown_references_are_404(ours: Door, theirs: Door) -> None:
    foreign_user, foreign_status = theirs.user("x@example.com"), theirs.get("/v1/statuses").json()["items"][0]["id"]
    for body, code in (
        ({"watcher_ids": ["cbuser_nobody"]}, "user_not_found"),
        ({"relationship_owner_ids": [foreign_user]}, "user_not_found"),
        ({"status_id": "cbst_none"}, "status_not_found"),
        ({"status_id": foreign_status}, "status_not_found"),
        ({"custom_fields": {"none": "x"}}, "custom_field_not_found"),
        ({"custom_fields": [{"id": "cbcfc_none", "value": "x"}]}, "custom_field_not_found"),
    ):
        answer = ours.post("/v1/vendors", {"name": "Acme", **body})
        assert (answer.status_code, answer.json()["detail"]["code"]) == (404, code)
    assert _names(ours) == []


def test_a_status_is_set_by_label_or_by_id(ours: Door) -> None:
    statuses = {one["label"]: one["id"] for one in ours.get("/v1/statuses", base_object="vendor").json()["items"]}
    made = ours.vendor(status_id=statuses["active"])
    assert (made["status"], made["status_id"]) == ("active", statuses["active"])
    path = f"/v1/vendors/{made['id']}"
    moved = ours.patch(path, {"status": "SUSPENDED"}).json()
    assert (moved["status"], moved["status_id"]) == ("suspended", statuses["suspended"])
    # A client that sends the whole object back with one of the two changed.
    assert ours.patch(path, {**moved, "status_id": statuses["intake"]}).json()["status"] == "intake"
    both = {"status": "active", "status_id": statuses["offboarded"]}
    assert _locs(ours.patch(path, both)) == [["body", "status_id"]]
    assert _locs(ours.post("/v1/vendors", {"name": "x", **both})) == [["body", "status_id"]]


def test_patch_changes_only_what_is_given(house: House) -> None:
    """«PATCH: null = omitted»."""
    ours = house.ours
    made = ours.vendor(description="Runs payroll", tags=["a"], primary_contact=CONTACT, tier="tier_1")
    house.clock.at += 60
    body: dict[str, object] = {
        "tier": "tier_2",
        "description": None,
        "tags": None,
        "primary_contact": None,
        "name": None,
    }
    changed = ours.patch(f"/v1/vendors/{made['id']}", body).json()
    assert changed == {**made, "tier": "tier_2", "updated_at": house.clock.at}


def test_patch_that_changes_nothing_writes_nothing(house: House) -> None:
    made = house.ours.vendor(description="Runs payroll", tags=["a"], raw_irq_score=40)
    house.clock.at += 60
    bodies: tuple[object, ...] = ({}, {"name": "Acme Payroll Inc. ", "raw_irq_score": "40", "tags": "a"}, made)
    for body in bodies:
        assert house.ours.patch(f"/v1/vendors/{made['id']}", body).json() == made


def test_an_empty_text_or_array_clears(ours: Door) -> None:
    made = ours.vendor(description="x", tags=["a"], tier="tier_1", primary_contact=CONTACT, raw_irq_score=1)
    path = f"/v1/vendors/{made['id']}"
    empty = {"description": "", "tags": [], "tier": " ", "raw_irq_score": "", "primary_contact": {"title": ""}}
    changed = ours.patch(path, empty).json()
    assert (changed["description"], changed["tags"], changed["tier"], changed["raw_irq_score"]) == (
        None,
        [],
        None,
        None,
    )
    assert changed["primary_contact"] == {**CONTACT, "title": None}
    assert ours.get(path).json() == changed
    assert _locs(ours.patch(path, {"name": ""})) == [["body", "name"]]


def test_external_id_cannot_be_changed(ours: Door) -> None:
    """«`external_id` not updatable»."""
    made, bare = ours.vendor(external_id="V-1"), ours.vendor()
    path = f"/v1/vendors/{made['id']}"
    assert ours.patch(path, {"external_id": "V-1", "name": "New"}).json()["name"] == "New"
    assert _locs(ours.patch(path, {"external_id": "V-2", "name": "Newer"})) == [["body", "external_id"]]
    assert _locs(ours.patch(f"/v1/vendors/{bare['id']}", {"external_id": "V-3"})) == [["body", "external_id"]]
    assert ours.get(path).json()["name"] == "New"


def test_the_contact_stands_in_one_object_and_in_fields(ours: Door) -> None:
    made = ours.vendor(primary_contact_email="a@acme.example")
    assert made["primary_contact"] == {"email": "a@acme.example", "name": None, "title": None, "phone_number": None}
    path = f"/v1/vendors/{made['id']}"
    # The whole object back, changed in one of the two places.
    changed = ours.patch(
        path, {**made, "primary_contact": {**made["primary_contact"], "email": "b@acme.example"}}
    ).json()
    assert changed["primary_contact_email"] == changed["primary_contact"]["email"] == "b@acme.example"
    clash = {"primary_contact": {"email": "c@acme.example"}, "primary_contact_email": "d@acme.example"}
    assert _locs(ours.patch(path, clash)) == [["body", "primary_contact_email"]]


def test_people_are_linked_by_id_address_or_name(ours: Door) -> None:
    ada, grace = ours.user("ada@example.com", "Ada Byron"), ours.user("grace@example.com", "Grace Hopper")
    made = ours.vendor(relationship_owner="ADA@example.com", risk_analyst="grace hopper")
    assert (made["relationship_owner_ids"], made["risk_analyst_ids"]) == ([ada], [grace])
    path = f"/v1/vendors/{made['id']}"
    named = ours.patch(path, {"relationship_owner": "Nobody Here"}).json()
    assert (named["relationship_owner"], named["relationship_owner_ids"]) == ("Nobody Here", [])
    linked = ours.patch(path, {**named, "relationship_owner_ids": [grace]}).json()
    assert (linked["relationship_owner"], linked["relationship_owner_ids"]) == ("grace@example.com", [grace])
    both = ours.patch(path, {"relationship_owner_ids": [grace, ada, grace]}).json()
    assert (both["relationship_owner"], both["relationship_owner_ids"]) == (None, [grace, ada])


def test_new_tags_are_put_on_the_list(ours: Door) -> None:
    ours.vendor(tags=["eu", "Payroll"])
    ours.vendor(tags=["payroll", "us", "eu"])
    assert sorted(one["label"] for one in ours.get("/v1/tags").json()["items"]) == ["Payroll", "eu", "us"]


def test_delete_archives_and_can_be_repeated(house: House) -> None:
    ours, made = house.ours, house.ours.vendor(external_id="V-1")
    path = f"/v1/vendors/{made['id']}"
    house.clock.at += 10
    first = ours.delete(path)
    house.clock.at += 10
    again = ours.delete(path)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json() == {"id": made["id"], "is_archived": True, "archived_at": house.clock.at - 10}
    assert ours.get("/v1/vendors").json()["total"] == 0
    assert _names(ours, external_id="V-1") == []
    assert ours.get(path).json()["archived_at"] == house.clock.at - 10


def test_an_archived_service_does_not_find_its_vendor(ours: Door, house: House) -> None:
    vendor = ours.vendor(name="Initech")
    service = ours.service(vendor["id"], name="Payroll")
    assert _names(ours, name="payroll") == ["Initech"]
    _archive_service(house, service["id"])
    assert _names(ours, name="payroll") == []
    assert ours.get(f"/v1/vendors/{vendor['id']}").json()["services"] == []


def _archive_service(house: House, service_id: str) -> None:
    with house.rt.db.write() as tx:
        store.archive(tx, house.ours.scope, SERVICE, service_id)


def test_an_unknown_id_is_not_found_whatever_it_looks_like(ours: Door) -> None:
    """«Input ids are never validated by form»."""
    for unknown in ("cbvndr_nope", "x", "%00", "cbvndr_%F0%9F%92%A5", "%ff", "a" * 3000):
        for method, options in (("GET", {}), ("PATCH", {"json": {"name": "x"}}), ("DELETE", {})):
            answer = ours.call(method, f"/v1/vendors/{unknown}", **options)
            assert (answer.status_code, answer.json()["detail"]["code"]) == (404, "vendor_not_found"), unknown


def test_another_organisations_vendor_answers_as_one_that_does_not_exist(ours: Door, theirs: Door) -> None:
    """«An id of another organisation answers exactly as an id that does not exist: 404 with the same body.»"""
    made = theirs.vendor(external_id="V-1", name="Secret")
    bodies: tuple[object, ...] = ({"name": "x"}, {"tier": 99})
    for method, body in (("GET", None), *(("PATCH", body) for body in bodies), ("DELETE", None)):
        foreign = ours.call(method, f"/v1/vendors/{made['id']}", json=body)
        unknown = ours.call(method, "/v1/vendors/cbvndr_0", json=body)
        assert (foreign.status_code, foreign.content) == (unknown.status_code, unknown.content)
        assert foreign.status_code == 404
    assert ours.get("/v1/vendors").json()["items"] == []
    assert _names(ours, name="Secret") == []
    assert _names(ours, external_id="V-1") == []
    assert ours.vendor(external_id="V-1")["external_id"] == "V-1"
    assert theirs.get(f"/v1/vendors/{made['id']}").json() == made
    assert {one["label"] for one in ours.get("/v1/tags").json()["items"]} == set()


def test_a_read_only_key_reads_and_writes_nothing(house: House) -> None:
    made = house.ours.vendor()
    reader = house.read_only()
    assert reader.get(f"/v1/vendors/{made['id']}").status_code == 200
    for answer in (
        reader.post("/v1/vendors", {"name": "x"}),
        reader.patch(f"/v1/vendors/{made['id']}", {"name": "x"}),
        reader.delete(f"/v1/vendors/{made['id']}"),
    ):
        assert (answer.status_code, answer.json()["detail"]["code"]) == (403, "insufficient_scope")
