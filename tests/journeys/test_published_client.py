"""A client that knows only the published API works against ours unchanged. Quoted sentences are of the wire contract."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import update

from tests.fixtures.servers import Tenant
from tests.journeys import published_client as published
from tests.journeys.published_client import PublishedClient, Refused
from vendorproof.db.engine import Database
from vendorproof.db.tables import import_report

MAPPING = {
    "external_id": "Supplier No",
    "name": "Supplier Name",
    "hq_location": "HQ City",
    "raw_irq_score": "Score",
    "next_assessment_date": "Review",
    "status": "Status",
}
GOOD = {"Supplier No": "001007", "Supplier Name": "Acme Payroll Inc.", "HQ City": "Dublin"}


@pytest.fixture
def client(tenant: Tenant) -> Iterator[PublishedClient]:
    """«`Authorization: Bearer ak_…`»."""
    assert tenant.secret.startswith("ak_")
    opened = PublishedClient(tenant.server.url, tenant.secret)
    yield opened
    opened.close()


@pytest.fixture
def slug(tenant: Tenant) -> str:
    """A report as somebody made it in the dashboard."""
    return tenant.report("ERP vendors", "vendor", MAPPING)


def test_the_first_calls_of_an_integration(client: PublishedClient) -> None:
    """«JSON over HTTP, every path under `/v1`», «Auth | `Authorization: Bearer ak_…`»,
    «`GET /v1/utils/authtest` → 200 `{"msg": "Auth successful"}`», «`GET /v1/whoami/ip` → `{"client_ip": …}`».
    """
    assert client.ask("GET", "/v1/utils/authtest") == {"msg": "Auth successful"}
    assert client.ask("GET", "/v1/whoami/ip") == {"client_ip": "127.0.0.1"}


@pytest.mark.parametrize(
    ("base_object", "mapping"),
    [
        ("vendor", {"external_id": "No", "name": "Name"}),
        ("service", {"external_id": "No", "name": "Name", "vendor": "Vendor"}),
        ("assessment", {"external_id": "No", "vendor": "Vendor"}),
    ],
)
def test_a_report_is_one_base_object_one_mapping_one_endpoint(
    tenant: Tenant, client: PublishedClient, base_object: str, mapping: dict[str, str]
) -> None:
    """«An import report fixes the base object (`vendor` / `assessment` / `service`), the mapping and the endpoint»,
    «`id`, `slug`, `report_name`, `base_object`, `mapping` | the report», «`received_at` | epoch seconds».
    """
    vendor = client.make("/v1/vendors", {"name": "Acme", "external_id": "V"})
    slug = tenant.report("Nightly", base_object, mapping)
    done = client.import_records(slug, [{"No": "1", "Name": "One", "Vendor": vendor["id"]}])
    assert (done.created, done.failed) == (1, 0)
    assert done.report == {
        "id": done.report["id"], "slug": slug, "report_name": "Nightly", "base_object": base_object, "mapping": mapping,
    }  # fmt: skip
    assert done.report["id"].startswith("cbimprt_")
    assert abs(done.received_at - time.time()) < 300


def test_records_come_by_incoming_names(client: PublishedClient, slug: str) -> None:
    """«`POST /v1/import/{slug}` with `{"data": [ {record}, … ]}`; record keys are the **incoming** names»,
    «Mapping on the wire: target field → incoming name, e.g. `{"hq_location": "HQ City"}`».
    """
    done = client.import_records(slug, [GOOD, {"external_id": "2", "name": "By target names"}])
    assert done.report["mapping"] == MAPPING
    assert (done.created, done.failed) == (1, 1)
    stored = client.ask("GET", f"/v1/vendors/{done.results[0]['coverbase_id']}")
    assert [stored[key] for key in ("external_id", "name", "hq_location")] == list(GOOD.values())


def test_each_stored_record_has_its_result(client: PublishedClient, slug: str) -> None:
    """«`results[]` | `external_id`, `coverbase_id`, `action` (`created` / `updated`), `status` (`success`)»,
    «Upsert key: (organisation, base object, `external_id`)», «received = created + updated + failed».
    """
    first = client.import_records(slug, [GOOD])
    second = client.import_records(slug, [{**GOOD, "HQ City": "Cork"}, {**GOOD, "Supplier No": "1007"}])
    assert (second.received, second.created, second.updated, second.failed) == (2, 1, 1, 0)
    assert [one["action"] for one in second.results] == ["updated", "created"]
    assert [one["external_id"] for one in second.results] == ["001007", "1007"]
    assert second.results[0]["coverbase_id"] == first.results[0]["coverbase_id"] != second.results[1]["coverbase_id"]


def test_the_same_external_id_of_another_base_object_is_another_record(tenant: Tenant, client: PublishedClient) -> None:
    """«Upsert key: (organisation, base object, `external_id`)»."""
    vendors = tenant.report("Vendors", "vendor", {"external_id": "No", "name": "Name"})
    services = tenant.report("Services", "service", {"external_id": "No", "name": "Name", "vendor": "No"})
    made = [client.import_records(one, [{"No": "1", "Name": "Acme"}]) for one in (vendors, services)]
    assert [one.created for one in made] == [1, 1]


def test_every_refused_record_says_why(client: PublishedClient, slug: str) -> None:
    """«`errors[]` | `index` (0-based), `external_id` (if readable), `error_code`, `message`»,
    «Semantics: good records are kept though others fail».
    """
    done = client.import_records(
        slug, [{"Supplier Name": "No id"}, GOOD, {**GOOD, "Supplier No": "7", "Score": "high"}]
    )
    assert (done.created, done.failed) == (1, 2)
    assert [(one["index"], one["external_id"], one["error_code"]) for one in done.errors] == [
        (0, None, "missing_required_field"),
        (2, "7", "invalid_field_value"),
    ]
    assert [one["external_id"] for one in client.walk("/v1/vendors")] == ["001007"]


@pytest.mark.parametrize("value", [{}, {"Supplier Name": None}, {"Supplier Name": ""}, {"Supplier Name": " \t"}])
def test_a_required_target(client: PublishedClient, slug: str, value: dict[str, str | None]) -> None:
    """«`missing_required_field` | a required target is absent, null or blank»."""
    done = client.import_records(slug, [{"Supplier No": "1", **value}])
    assert [one["error_code"] for one in done.errors] == ["missing_required_field"]


@pytest.mark.parametrize(
    "value",
    [
        {"Score": "high"},
        {"Score": True},
        {"Score": 101},
        {"Review": "03/04/2026"},
        {"Review": "2026-02-30"},
        {"Status": "unheard of"},
        {"Supplier Name": ["Acme"]},
        {"Supplier Name": "x" * 501},
    ],
)
def test_a_value_that_cannot_be_taken(client: PublishedClient, slug: str, value: dict[str, object]) -> None:
    """«`invalid_field_value` | type, format, range, choice, or a reference that does not resolve or resolves to
    several».
    """
    done = client.import_records(slug, [{**GOOD, **value}])
    assert [one["error_code"] for one in done.errors] == ["invalid_field_value"]


def test_a_reference_must_resolve_to_one(tenant: Tenant, client: PublishedClient) -> None:
    """«`invalid_field_value` | type, format, range, choice, or a reference that does not resolve or resolves to
    several».
    """
    mapping = {"external_id": "No", "name": "Name", "vendor": "Vendor"}
    slug = tenant.report("Services", "service", mapping, vendor_by_name=True)
    for _ in range(2):
        client.make("/v1/vendors", {"name": "Twin"})
    done = client.import_records(slug, [{"No": name, "Name": "Run", "Vendor": name} for name in ("Nobody", "Twin")])
    assert [(one["index"], one["error_code"]) for one in done.errors] == [
        (0, "invalid_field_value"),
        (1, "invalid_field_value"),
    ]


def test_the_same_id_twice_in_one_batch(client: PublishedClient, slug: str) -> None:
    """«same `external_id` again in one batch: the first counts, later ones are refused, naming the first one's index»."""
    done = client.import_records(slug, [{**GOOD, "Supplier No": "2"}, GOOD, {**GOOD, "Supplier Name": "Later"}])
    assert [(one["index"], one["error_code"]) for one in done.errors] == [(2, "duplicate_external_id")]
    assert "1" in done.errors[0]["message"]
    assert {one["name"] for one in client.walk("/v1/vendors")} == {"Acme Payroll Inc."}


def test_a_field_outside_the_mapping(tenant: Tenant, slug: str) -> None:
    """«`unmapped_field` | (warnings) a field outside the mapping was ignored»."""
    told = tenant.send(slug, [{**GOOD, "Fax": "1"}, {**GOOD, "Supplier No": "2", "Fax": "2"}])
    assert (told["failed_count"], told["errors"]) == (0, [])
    assert [(one["error_code"], one["source"], one["count"]) for one in told["warnings"]] == [
        ("unmapped_field", "Fax", 2)
    ]


def test_a_base_object_that_is_no_longer_known(tenant: Tenant, client: PublishedClient, slug: str) -> None:
    """«`unknown_base_object` | the report's base object is no longer known»."""
    database = Database.connect(tenant.server.database_url)
    with database.write() as tx:
        mine = import_report.c.organisation_id == tenant.organisation_id
        tx.connection.execute(update(import_report).where(mine).values(base_object="widget"))
    database.dispose()
    done = client.import_records(slug, [GOOD, {**GOOD, "Supplier No": "2"}])
    assert (done.failed, done.report["base_object"]) == (2, "widget")
    assert [(one["index"], one["error_code"]) for one in done.errors] == [
        (0, "unknown_base_object"),
        (1, "unknown_base_object"),
    ]


def test_each_fault_is_an_entry_of_its_own(client: PublishedClient, slug: str) -> None:
    """«A record with several faults lists **each** fault as its own `errors[]` entry; `failed_count` counts records»."""
    done = client.import_records(slug, [{"Supplier No": "1", "Score": "high", "Review": "soon"}])
    assert done.failed == 1
    assert sorted(one["error_code"] for one in done.errors) == [
        "invalid_field_value",
        "invalid_field_value",
        "missing_required_field",
    ]
    assert {(one["index"], one["external_id"]) for one in done.errors} == {(0, "1")}


def test_a_batch_of_nothing(client: PublishedClient, slug: str) -> None:
    """«200 | at least one record succeeded, or `data` was empty»."""
    done = client.ask("POST", f"/v1/import/{slug}", json={"data": []})
    assert [done[name] for name in published.COUNTS] == [0, 0, 0, 0]


def test_a_batch_of_which_nothing_was_taken(client: PublishedClient, slug: str) -> None:
    """«400 | every record failed: the same summary body, plus `detail: {code: "all_records_failed", message}`»."""
    with pytest.raises(Refused) as refused:
        client.ask("POST", f"/v1/import/{slug}", json={"data": [{}, {}]})
    assert (refused.value.status, refused.value.code) == (400, "all_records_failed")
    assert refused.value.detail["message"]
    taken = client.ask("POST", f"/v1/import/{slug}", json={"data": [GOOD]})
    assert {*taken} <= {*refused.value.body}
    assert [refused.value.body[name] for name in published.COUNTS] == [2, 0, 0, 2]


def test_an_endpoint_that_is_not_there(client: PublishedClient) -> None:
    """«404 | unknown slug: `import_report_not_found`»."""
    with pytest.raises(Refused) as refused:
        client.import_records("no-such-report", [GOOD])
    assert (refused.value.status, refused.value.code) == (404, "import_report_not_found")


def test_a_report_that_is_switched_off(tenant: Tenant, client: PublishedClient, slug: str) -> None:
    """«409 `import_report_disabled`»."""
    report_id = tenant.get("/v1/import-reports").json()["data"][0]["id"]
    client.change(f"/v1/import-reports/{report_id}", {"enabled": False})
    with pytest.raises(Refused) as refused:
        client.import_records(slug, [GOOD])
    assert (refused.value.status, refused.value.code) == (409, "import_report_disabled")


def test_a_body_of_another_shape(client: PublishedClient, slug: str) -> None:
    """«422 | body is not `{"data": [object, …]}` (array shape); malformed JSON names line and column»."""
    told = []
    for body in (b"[]", b"{}", b'{"data": {}}', b'{"data": [1]}', b'{"data": [\n{"Supplier No": }]}'):
        with pytest.raises(Refused) as refused:
            client.ask("POST", f"/v1/import/{slug}", content=body, headers={"Content-Type": "application/json"})
        assert refused.value.status == 422
        assert {*refused.value.detail[0]} == {"loc", "msg", "type"}
        told.append(refused.value.detail[0]["msg"])
    assert "line 2, column 17" in told[-1]


def test_what_is_not_sent_stays(client: PublishedClient, slug: str) -> None:
    """«Absent or null field = left unchanged»."""
    made = client.import_records(slug, [{**GOOD, "Score": 40, "Status": "active"}]).results[0]["coverbase_id"]
    client.import_records(slug, [{"Supplier No": "001007", "Supplier Name": "Acme Ltd", "Score": None}])
    stored = client.ask("GET", f"/v1/vendors/{made}")
    assert [stored[key] for key in ("name", "hq_location", "status")] == ["Acme Ltd", "Dublin", "active"]
    assert stored["raw_irq_score"] == 40


def test_vendors_one_at_a_time(client: PublishedClient) -> None:
    """«`POST /v1/vendors` (idempotent), `GET /v1/vendors?name&external_id&limit&offset`, `GET/PATCH /v1/vendors/{id}`»,
    «Vendors, users: `{items,total,limit,offset}`», «PATCH: null = omitted».
    """
    made = client.make("/v1/vendors", {"name": "Acme Payroll", "external_id": "V-1", "website": "acme.example"})
    assert [key for key in published.VENDOR_KEYS if key not in made] == []
    assert [key for key in made if key in published.VENDOR_KEYS] == list(published.VENDOR_KEYS)
    for index in range(5):
        client.make("/v1/vendors", {"name": f"Other {index}"})
    assert len(list(client.walk("/v1/vendors", limit=2))) == 6
    for name, value in (("name", "ACME"), ("external_id", "V-1")):
        rows = list(client.walk("/v1/vendors", filters={name: value}))
        assert [one["id"] for one in rows] == [made["id"]]
        assert [key for key in rows[0] if key in published.VENDOR_KEYS] == [
            key for key in published.VENDOR_KEYS if key not in published.NOT_IN_ROWS
        ]
    changed = client.change(f"/v1/vendors/{made['id']}", {"website": None, "use_case": "Payroll"})
    assert (changed["website"], changed["use_case"]) == ("acme.example", "Payroll")
    assert client.ask("GET", f"/v1/vendors/{made['id']}") == changed


def test_services_of_a_vendor(client: PublishedClient) -> None:
    """«`POST /v1/vendors/{id}/services`, `PATCH /v1/vendors/{id}/services/{sid}` | `service_not_found` for another
    vendor's».
    """
    one, other = (client.make("/v1/vendors", {"name": name})["id"] for name in ("One", "Other"))
    made = client.make(f"/v1/vendors/{one}/services", {"name": "Payroll run", "tags": ["payroll"]})
    assert [key for key in made if key in published.SERVICE_KEYS] == list(published.SERVICE_KEYS)
    changed = client.change(f"/v1/vendors/{one}/services/{made['id']}", {"name": None, "description": "Monthly"})
    assert (changed["name"], changed["description"]) == ("Payroll run", "Monthly")
    assert [service["id"] for service in client.ask("GET", f"/v1/vendors/{one}")["services"]] == [made["id"]]
    with pytest.raises(Refused) as refused:
        client.change(f"/v1/vendors/{other}/services/{made['id']}", {"name": "Mine"})
    assert (refused.value.status, refused.value.code) == (404, "service_not_found")


def test_assessments(client: PublishedClient) -> None:
    """«`vendor_id` required, `control_set_ids` required (may be `[]`), `name`, `service_ids`, `assignee_id`», «DELETE =
    archive, repeatable».
    """
    vendor = client.make("/v1/vendors", {"name": "Acme"})["id"]
    service = client.make(f"/v1/vendors/{vendor}/services", {"name": "Payroll run"})["id"]
    user = client.make("/v1/users", {"email": "ada@example.com", "name": "Ada Byron"})["id"]
    body = {"vendor_id": vendor, "control_set_ids": [], "name": "2026", "service_ids": [service], "assignee_id": user}
    made = client.make("/v1/assessments", body)
    assert [key for key in made if key in published.ASSESSMENT_KEYS] == list(published.ASSESSMENT_KEYS)
    assert {key: made[key] for key in body} == body
    assert made["status"] in published.ASSESSMENT_STATUSES
    for missing in ("vendor_id", "control_set_ids"):
        with pytest.raises(Refused) as refused:
            client.make("/v1/assessments", {key: value for key, value in body.items() if key != missing})
        assert refused.value.status == 422
    with pytest.raises(Refused) as refused:
        client.make("/v1/assessments", {**body, "vendor_id": "cbvndr_nobody"})
    assert (refused.value.status, {*refused.value.detail}) == (400, {"error"})
    path = f"/v1/assessments/{made['id']}"
    assert client.ask("DELETE", path) == client.ask("DELETE", path)


def test_a_lost_answer_is_asked_for_again(client: PublishedClient) -> None:
    """«Header `Idempotency-Key` (1–255 printable chars) on `POST /v1/documents`, `/v1/vendors`, `/v1/users`,
    `/v1/assessments`», «The same key with **another body still gets the original answer**: never a conflict».
    """
    vendor = client.make("/v1/vendors", {"name": "Acme"}, once="k")
    assert client.make("/v1/vendors", {"name": "Another"}, once="k") == vendor
    user = client.make("/v1/users", {"email": "ada@example.com"}, once="k")
    assert client.make("/v1/users", {"email": "bob@example.com"}, once="k") == user
    body = {"vendor_id": vendor["id"], "control_set_ids": []}
    assessment = client.make("/v1/assessments", body, once="k")
    assert client.make("/v1/assessments", {}, once="k") == assessment
    assert len(list(client.walk("/v1/vendors"))) == 1


def test_ids_say_what_they_are_of(tenant: Tenant, client: PublishedClient) -> None:
    """«Ids | `<prefix>_<32 lower-case hex>`», «`cbvndr_` vendor, `cbsvc_` service, `cbqsrw_` assessment, … `cbuser_`
    user, `cborg_` organisation, `cbst_` status, `cbtag_` tag, `cbimprt_` import report».
    """
    vendor = client.make("/v1/vendors", {"name": "Acme", "tags": ["payroll"], "status": "active"})
    report = tenant.report("Nightly", "vendor", MAPPING)
    field = {"base_object": "vendor", "name": "region", "label": "Region", "type": "string"}
    found = {
        "cbvndr_": vendor["id"],
        "cbsvc_": client.make(f"/v1/vendors/{vendor['id']}/services", {"name": "Run"})["id"],
        "cbqsrw_": client.make("/v1/assessments", {"vendor_id": vendor["id"], "control_set_ids": []})["id"],
        "cbuser_": client.make("/v1/users", {"email": "ada@example.com"})["id"],
        "cborg_": tenant.organisation_id,
        "cbst_": vendor["status_id"],
        "cbtag_": tenant.get("/v1/tags").json()["items"][0]["id"],
        "cbimprt_": client.import_records(report, [GOOD]).report["id"],
        "cbcfc_": tenant.made("/v1/custom-fields", field)["id"],
    }
    for prefix, given in found.items():
        assert given.startswith(prefix)
        assert len(given) == len(prefix) + 32
        assert set(given.removeprefix(prefix)) <= set("0123456789abcdef")


def test_keys_users_and_the_log(client: PublishedClient) -> None:
    """«`POST /v1/api-keys` | 201 `{id, name, secret, created_at, scopes}`», «rotate: new secret, same scopes, old one
    dead at once», «create-or-get by email», «newest first; `X-Total-Count`».
    """
    made = client.make("/v1/api-keys", {"name": "nightly", "scopes": ["audit:read"]})
    listed = {one["id"]: one for one in client.ask("GET", "/v1/api-keys")["data"]}
    assert listed[made["id"]]["scopes"] == ["audit:read"]
    rotated = client.ask("POST", f"/v1/api-keys/{made['id']}/rotate")
    assert rotated["secret"] != made["secret"]
    assert client.ask("POST", f"/v1/api-keys/{made['id']}/revoke")["revoked"] is True
    user = client.make("/v1/users", {"email": "ada@example.com"})
    assert client.make("/v1/users", {"email": "ADA@example.com"})["id"] == user["id"]
    newest = client.ask("GET", "/v1/system_audit_log", params={"limit": 1})
    assert newest[0]["route"] == "/v1/users"
