"""Services at the HTTP door. Quoted sentences are of the wire contract, §4."""

from tests.fixtures.inventories import Door, House

PUBLISHED = (
    "id vendor_id name description external_id tags relationship_owner_ids watcher_ids primary_contact created_at"
).split()


def test_the_service_object_has_the_published_keys_in_their_order(ours: Door) -> None:
    """«Service object: `id, vendor_id, name, description, external_id, tags, …, primary_contact, created_at`»."""
    vendor = ours.vendor()
    made = ours.service(
        vendor["id"],
        description="Monthly",
        external_id="APP-1",
        tags=["core"],
        primary_contact={"email": "a@acme.example"},
        hosting_model="SaaS",
        criticality_tier="High",
        status="active",
        internal_systems="SAP HR; Jira",
        data_types=["PII"],
    )
    assert list(made)[: len(PUBLISHED)] == PUBLISHED
    assert made["vendor_id"] == vendor["id"]
    assert (made["hosting_model"], made["criticality_tier"], made["status"]) == ("saas", "high", "active")
    assert made["internal_systems"] == ["SAP HR", "Jira"]
    assert made["primary_contact"]["email"] == "a@acme.example"
    assert ours.get("/v1/services").json()["items"] == [made]


def test_a_service_needs_a_name_and_a_vendor_that_exists(ours: Door, theirs: Door) -> None:
    vendor, foreign = ours.vendor(), theirs.vendor()
    path = "/v1/vendors/{}/services"
    answer = ours.post(path.format(vendor["id"]), {})
    assert answer.json()["detail"][0]["loc"] == ["body", "name"]
    unknown = ours.post(path.format("cbvndr_0"), {"name": "x"})
    assert (unknown.status_code, unknown.json()["detail"]["code"]) == (404, "vendor_not_found")
    assert ours.post(path.format(foreign["id"]), {"name": "x"}).content == unknown.content
    ours.delete(f"/v1/vendors/{vendor['id']}")
    assert ours.post(path.format(vendor["id"]), {"name": "x"}).content == unknown.content
    assert ours.get("/v1/services").json()["total"] == 0


def test_patch_changes_a_service(house: House) -> None:
    ours = house.ours
    vendor = ours.vendor()
    made = ours.service(vendor["id"], external_id="APP-1", tags=["core"])
    path = f"/v1/vendors/{vendor['id']}/services/{made['id']}"
    house.clock.at += 5
    changed = ours.patch(path, {"criticality_tier": "low", "tags": None}).json()
    assert changed == {**made, "criticality_tier": "low", "updated_at": house.clock.at}
    assert ours.patch(path, changed).json() == changed
    assert ours.patch(path, {"external_id": "APP-2"}).status_code == 422
    assert ours.patch(path, {"vendor_id": ours.vendor()["id"]}).status_code == 422
    assert ours.patch(path, {"tags": [], "name": "New"}).json()["tags"] == []


def test_a_service_of_another_vendor_is_not_found(ours: Door, theirs: Door) -> None:
    """«`service_not_found` for another vendor's»."""
    vendor, other, foreign = ours.vendor(), ours.vendor(), theirs.vendor()
    service, elsewhere = ours.service(other["id"]), theirs.service(foreign["id"])
    answers = [
        ours.patch(f"/v1/vendors/{vendor['id']}/services/{service_id}", {"name": "x"})
        for service_id in (service["id"], elsewhere["id"], "cbsvc_0")
    ]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
    assert answers[0].json()["detail"]["code"] == "service_not_found"
    unknown = ours.patch(f"/v1/vendors/{foreign['id']}/services/{elsewhere['id']}", {"name": "x"})
    assert unknown.json()["detail"]["code"] == "vendor_not_found"


def test_the_list_is_filtered_by_vendor(ours: Door, theirs: Door) -> None:
    one, two, foreign = ours.vendor(), ours.vendor(), theirs.vendor()
    first, _second = ours.service(one["id"]), ours.service(two["id"])
    theirs.service(foreign["id"])
    page = ours.get("/v1/services", vendor_id=one["id"]).json()
    assert (page["items"], page["total"]) == ([first], 1)
    assert ours.get("/v1/services").json()["total"] == 2
    unknown = ours.get("/v1/services", vendor_id="cbvndr_0")
    assert (unknown.status_code, unknown.json()["detail"]["code"]) == (404, "vendor_not_found")
    assert ours.get("/v1/services", vendor_id=foreign["id"]).content == unknown.content


def test_downstream_vendors_are_linked_or_kept_as_named(ours: Door) -> None:
    vendor, cloud = ours.vendor(), ours.vendor(name="Cloud", external_id="V-2")
    made = ours.service(vendor["id"], downstream_vendors=["V-2", "Somebody"])
    linked = [{"name": "V-2", "vendor_id": cloud["id"]}, {"name": "Somebody", "vendor_id": None}]
    assert made["downstream_vendors"] == linked
    path = f"/v1/vendors/{vendor['id']}/services/{made['id']}"
    assert ours.patch(path, made).json() == made
    assert ours.patch(path, {"downstream_vendors": []}).json()["downstream_vendors"] == []


def test_the_owner_is_linked(ours: Door) -> None:
    vendor, owner = ours.vendor(), ours.user("own@example.com")
    made = ours.service(vendor["id"], owner="own@example.com")
    assert (made["owner"], made["relationship_owner_ids"]) == ("own@example.com", [owner])


def test_external_ids_of_services_are_their_own(ours: Door) -> None:
    vendor = ours.vendor(external_id="1")
    ours.service(vendor["id"], external_id="1")
    answer = ours.post(f"/v1/vendors/{vendor['id']}/services", {"name": "x", "external_id": "1"})
    assert (answer.status_code, answer.json()["detail"]["code"]) == (409, "external_id_taken")


def test_hostile_values_are_refused(ours: Door) -> None:
    path = f"/v1/vendors/{ours.vendor()['id']}/services"
    for body in ({"name": "a\u0000"}, {"name": "x" * 5000}, {"name": 1.5}, {"hosting_model": "moon"}):
        assert ours.post(path, {"name": "ok", **body}).status_code == 422
    assert ours.get("/v1/services").json()["total"] == 0
