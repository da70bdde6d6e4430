"""A walk over every route with another organisation's key and ids.

«An id of another organisation answers exactly as an id that does not exist: 404 with the same body.»
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import contents
from tests.fixtures.reading_rooms import Stacks, pages
from tests.fixtures.servers import EVIDENCE, Server, Tenant
from tests.journeys import world
from tests.journeys.world import World
from vendorproof import runtime
from vendorproof.api import app
from vendorproof.config import Settings
from vendorproof.core.scope import Scope

KEPT = ("vendor", "service", "assessment", "record_status", "tag", "custom_field", "app_user", "import_report",
        "import_run", "refused_record", "import_plan", "document_service", "document_assessment")  # fmt: skip
SETTLING = frozenset(
    {"status", "updated_at", "document_type", "classification", "risks", "document_family", "flags", "validity"}
)
"""Of a document, what its processing writes meanwhile."""
PASSING = frozenset({"date", "x-request-id", "content-length"})
_PLACE = re.compile(r"\{(?!own_)(\w+)\}")
_OF_THE_MOMENT = (
    (re.compile(r"cb[a-z]+_[0-9a-f]{32}"), "<id>"),
    (re.compile(r"ak_live_[\w-]+"), "<secret>"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<request>"),
    (re.compile(r"\b1[789]\d{8}\b"), "<instant>"),
    (re.compile(r'"duration_ms":\d+'), "<duration>"),
    (re.compile(r'"hint":"[^"]*"'), "<hint>"),
    (re.compile(r'"last_used_at":(null|<instant>)'), "<used>"),
    (re.compile(r'"document_type":(null|"\w+"),"status":"\w+"'), "<processed>"),
    (re.compile(r'"classification":(null|{.*?})'), "<classified>"),
    (re.compile(r'"document_family":(null|"\w+"),"flags":\[.*?\],"validity":(null|{.*?})'), "<read>"),
)


@dataclass(frozen=True)
class Probe:
    """One way to name something foreign in a call: `{vendor_id}` is theirs or nobody's, `{own_vendor_id}` the caller's.

    A probe that names nothing foreign is there to see that nothing foreign is shown.
    """

    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    path: str | None = None
    form: Mapping[str, Any] | None = None

    def sent(self, path: str) -> set[str]:
        """What foreign ids and names the call itself holds."""
        return set(_PLACE.findall(repr((self.query, self.body, self.form, self.path or path))))


NAMED = {"name": "New one"}
PLAIN = (Probe(),)
SERVICE_MAPPING = {"external_id": "No", "name": "Name", "vendor": "Vendor"}
PROBES: Mapping[str, tuple[Probe, ...]] = {
    "import.post": (
        Probe(body={"data": [{"No": "1", "Name": "One"}]}),
        Probe({"mode": "plan"}, {"data": [{"No": "1", "Name": "One"}]}),
        Probe({"plan_id": "{plan_id}"}, path="/v1/import/{own_slug}"),
        Probe({"plan_id": "{plan_id}"}),
    ),
    "import_reports.fields": (Probe({"base_object": "vendor"}),),
    "import_reports.suggest": (Probe(body={"headers": ["Supplier", "{field_name}"], "base_object": "vendor"}),),
    "import_reports.schema": PLAIN,
    "import_reports.create": (
        Probe(body={"report_name": "Nightly", "base_object": "service", "mapping": SERVICE_MAPPING, "slug": "{slug}"}),
        Probe(
            body={
                "report_name": "With a field",
                "base_object": "vendor",
                "mapping": {**world.MAPPING, "custom.{field_name}": "Region"},
            }
        ),
        Probe(
            body={
                "report_name": "With a status",
                "base_object": "vendor",
                "mapping": {**world.MAPPING, "status": {"source": "S", "value_map": {"x": "{status_label}"}}},
            }
        ),
    ),
    "import_reports.list": PLAIN,
    "import_reports.get": PLAIN,
    "import_reports.update": (
        Probe(body={"report_name": "Mine now"}),
        Probe(body={"slug": "{slug}"}, path="/v1/import-reports/{own_report_id}"),
    ),
    "import_reports.archive": PLAIN,
    "import_runs.list": (Probe(), Probe({"slug": "{slug}"}), Probe({"cursor": "{run_id}"})),
    "import_runs.get": PLAIN,
    "import_runs.errors": (Probe(), Probe({"format": "csv"}), Probe({"format": "original"})),
    "import_runs.replay": PLAIN,
    "import_runs.undo": PLAIN,
    "vendors.list": (Probe(), Probe({"external_id": "{external_id}"}), Probe({"name": "{vendor_name}"})),
    "vendors.create": (
        Probe(body={**NAMED, "external_id": "{external_id}"}),
        Probe(body={**NAMED, "status_id": "{status_id}"}),
        Probe(body={**NAMED, "status": "{status_label}"}),
        Probe(body={**NAMED, "relationship_owner_ids": ["{user_id}"]}),
        Probe(body={**NAMED, "relationship_owner": "{email}"}),
        Probe(body={**NAMED, "custom_fields": {"{field_name}": "EMEA"}}),
        Probe(body={**NAMED, "custom_fields": [{"id": "{field_id}", "value": "EMEA"}]}),
    ),
    "vendors.get": PLAIN,
    "vendors.update": (
        Probe(body={"tier": "tier_1"}),
        Probe(body={"status_id": "{status_id}"}, path="/v1/vendors/{own_vendor_id}"),
        Probe(body={"watcher_ids": ["{user_id}"]}, path="/v1/vendors/{own_vendor_id}"),
        Probe(body={"custom_fields": [{"id": "{field_id}", "value": 1}]}, path="/v1/vendors/{own_vendor_id}"),
    ),
    "vendors.archive": PLAIN,
    "services.list": (Probe(), Probe({"vendor_id": "{vendor_id}"}), Probe({"external_id": "{service_external_id}"})),
    "services.create": (
        Probe(body=NAMED),
        Probe(body={**NAMED, "external_id": "{service_external_id}"}, path="/v1/vendors/{own_vendor_id}/services"),
        Probe(body={**NAMED, "downstream_vendors": ["{vendor_id}"]}, path="/v1/vendors/{own_vendor_id}/services"),
        Probe(body={**NAMED, "downstream_vendors": ["{external_id}"]}, path="/v1/vendors/{own_vendor_id}/services"),
        Probe(body={**NAMED, "watcher_ids": ["{user_id}"]}, path="/v1/vendors/{own_vendor_id}/services"),
        Probe(body={**NAMED, "owner": "{email}"}, path="/v1/vendors/{own_vendor_id}/services"),
    ),
    "services.update": (
        Probe(body=NAMED),
        Probe(body=NAMED, path="/v1/vendors/{own_vendor_id}/services/{service_id}"),
        Probe(body=NAMED, path="/v1/vendors/{vendor_id}/services/{own_service_id}"),
    ),
    "assessments.list": (Probe(), Probe({"vendor_id": "{vendor_id}"}), Probe({"service_id": "{service_id}"})),
    "assessments.create": (
        Probe(body={"vendor_id": "{vendor_id}", "control_set_ids": []}),
        Probe(body={"vendor_id": "{own_vendor_id}", "control_set_ids": [], "service_ids": ["{service_id}"]}),
        Probe(body={"vendor_id": "{own_vendor_id}", "control_set_ids": [], "assignee_id": "{user_id}"}),
        Probe(
            body={"vendor_id": "{own_vendor_id}", "control_set_ids": [], "supporting_document_ids": ["{document_id}"]}
        ),
    ),
    "assessments.get": PLAIN,
    "assessments.update": (
        Probe(body={"score": 1}),
        Probe(body={"service_ids": ["{service_id}"]}, path="/v1/assessments/{own_assessment_id}"),
        Probe(body={"assignee_id": "{user_id}"}, path="/v1/assessments/{own_assessment_id}"),
    ),
    "assessments.archive": PLAIN,
    "documents.create": (
        Probe(form={"vendor_id": "{vendor_id}"}),
        Probe(form={"vendor_id": "{own_vendor_id}", "service_ids": "{service_id}"}),
        Probe(form={"vendor_id": "{own_vendor_id}", "assessment_ids": "{assessment_id}"}),
        Probe(form={"vendor_id": "{own_vendor_id}"}),  # the same bytes as theirs
    ),
    "documents.list": (
        Probe(),
        Probe({"vendor_id": "{vendor_id}"}),
        Probe({"service_id": "{service_id}"}),
        Probe({"assessment_id": "{assessment_id}"}),
        Probe({"sha256": hashlib.sha256(EVIDENCE).hexdigest()}),
    ),
    "documents.get": PLAIN,
    "documents.download": PLAIN,
    "documents.members": PLAIN,
    "documents.text": PLAIN,
    "documents.facts": (Probe(), Probe({"key": "title"})),
    "documents.review_fact": (
        Probe(body={"review": "confirmed"}, path="/v1/documents/{document_id}/facts/cbfact_0"),
        Probe(body={"review": "rejected"}, path="/v1/documents/{own_document_id}/facts/cbfact_0"),
    ),
    "documents.events": PLAIN,
    "search.documents": (
        Probe({"q": "{vendor_name}"}),
        Probe({"q": "{vendor_name}", "vendor_id": "{vendor_id}"}),
        Probe({"q": "{vendor_name}", "document_id": "{document_id}"}),
    ),
    "documents.update": (
        Probe(body=NAMED),
        Probe(body={"service_ids": ["{service_id}"]}, path="/v1/documents/{own_document_id}"),
        Probe(body={"assessment_ids": ["{assessment_id}"]}, path="/v1/documents/{own_document_id}"),
    ),
    "documents.archive": PLAIN,
    "documents.reprocess": PLAIN,
    "document_types.list": PLAIN,
    "statuses.list": PLAIN,
    "statuses.create": (Probe(body={"base_object": "vendor", "label": "{status_label}"}),),
    "statuses.update": (Probe(body={"label": "renamed"}),),
    "statuses.delete": PLAIN,
    "tags.list": PLAIN,
    "tags.create": (Probe(body={"label": "{tag_label}"}),),
    "tags.delete": PLAIN,
    "custom_fields.list": PLAIN,
    "custom_fields.create": (
        Probe(body={"base_object": "vendor", "name": "{field_name}", "label": "Region", "type": "number"}),
    ),
    "custom_fields.update": (Probe(body={"label": "renamed"}),),
    "custom_fields.archive": PLAIN,
    "users.create": (Probe(body={"email": "{email}", "name": "Me"}),),
    "users.list": (Probe(), Probe({"email": "{email}"})),
    "users.get": PLAIN,
    "users.update": (Probe(body=NAMED), Probe(body={"email": "{email}"}, path="/v1/users/{own_user_id}")),
    "api_keys.list": PLAIN,
    "api_keys.create": (
        Probe(body={**NAMED, "import_reports": ["{report_id}"]}),
        Probe(body={**NAMED, "import_reports": ["{slug}"]}),
    ),
    "api_keys.rotate": PLAIN,
    "api_keys.revoke": PLAIN,
    "audit.list": (Probe(), Probe({"search": "{api_key_name}"})),
    "utils.authtest": PLAIN,
    "whoami.ip": PLAIN,
}


@dataclass(frozen=True)
class Operation:
    """A route and its method."""

    name: str
    method: str
    path: str


def operations() -> list[Operation]:
    """Every route under `/v1` that the application has."""
    paths = app.routes().openapi()["paths"]
    return [
        Operation(one["operationId"], method.upper(), path)
        for path, item in paths.items()
        for method, one in item.items()
    ]


def test_every_route_has_a_probe() -> None:
    assert PROBES.keys() == {one.name for one in operations()}


@pytest.mark.parametrize("operation", operations(), ids=lambda one: one.name)
def test_what_is_theirs_answers_as_what_does_not_exist(server: Server, operation: Operation) -> None:
    ours, theirs, nobodys = server.tenant("Ours"), server.tenant("Theirs"), server.tenant("Nobody")
    worlds = world.build(ours, "Ours"), world.build(theirs, "Zzzz"), world.build(nobodys, "Ours")
    before = contents.inventory(server.database_url, theirs.organisation_id, KEPT), _documents(theirs)
    for probe in PROBES[operation.name]:
        # Two organisations alike in all but whom they ask for, since a call that succeeds changes the caller's own.
        foreign = _ask(ours, operation, probe, worlds[1], worlds[0])
        absent = _ask(nobodys, operation, probe, worlds[1].absent("Xxxx"), worlds[2])
        assert foreign.told == absent.told, probe
        shown = {name for name, value in worlds[1].known.items() if value in foreign.text}
        assert shown <= probe.sent(operation.path), probe
    assert (contents.inventory(server.database_url, theirs.organisation_id, KEPT), _documents(theirs)) == before


def _documents(tenant: Tenant) -> list[dict[str, Any]]:
    found = tenant.all("/v1/documents", key="data")
    return [{key: value for key, value in one.items() if key not in SETTLING} for one in found]


REFERENCES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "vendor by id": ("service", {"No": "1", "Name": "One", "Vendor": "{vendor_id}"}),
    "vendor by external id": ("service", {"No": "1", "Name": "One", "Vendor": "{external_id}"}),
    "vendor by name": ("service", {"No": "1", "Name": "One", "Vendor": "{vendor_name}"}),
    "downstream vendor": ("service", {"No": "1", "Name": "One", "Vendor": "{own_vendor_id}", "Down": "{vendor_id}"}),
    "owner by e-mail": ("service", {"No": "1", "Name": "One", "Vendor": "{own_vendor_id}", "Owner": "{email}"}),
    "owner by name": ("service", {"No": "1", "Name": "One", "Vendor": "{own_vendor_id}", "Owner": "{user_name}"}),
    "assessed vendor": ("assessment", {"No": "1", "Vendor": "{vendor_id}"}),
    "covered service": ("assessment", {"No": "1", "Vendor": "{own_vendor_id}", "Services": "{service_id}"}),
    "covered service by external id": (
        "assessment",
        {"No": "1", "Vendor": "{own_vendor_id}", "Services": "{service_external_id}"},
    ),
    "status": ("vendor", {"No": "1", "Name": "One", "Status": "{status_label}"}),
    "the same external id": ("vendor", {"No": "{external_id}", "Name": "Mine"}),
}
MAPPINGS: Mapping[str, Mapping[str, str]] = {
    "vendor": {"external_id": "No", "name": "Name", "status": "Status"},
    "service": {
        "external_id": "No",
        "name": "Name",
        "vendor": "Vendor",
        "downstream_vendors": "Down",
        "owner": "Owner",
    },
    "assessment": {"external_id": "No", "vendor": "Vendor", "services": "Services"},
}


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_record_that_refers_to_what_is_theirs_is_taken_as_one_that_refers_to_nothing(
    server: Server, reference: str
) -> None:
    base_object, record = REFERENCES[reference]
    ours, theirs, nobodys = server.tenant("Ours"), server.tenant("Theirs"), server.tenant("Nobody")
    worlds = world.build(ours, "Ours"), world.build(theirs, "Zzzz"), world.build(nobodys, "Ours")
    before = contents.inventory(server.database_url, theirs.organisation_id, KEPT)
    for tenant in (ours, nobodys):
        tenant.report("Probe", base_object, MAPPINGS[base_object], vendor_by_name=base_object != "vendor")
    operation, probe = Operation("import.post", "POST", "/v1/import/probe"), Probe(body={"data": [record]})
    foreign = _ask(ours, operation, probe, worlds[1], worlds[0])
    absent = _ask(nobodys, operation, probe, worlds[1].absent("Xxxx"), worlds[2])
    assert foreign.told == absent.told
    assert contents.inventory(server.database_url, theirs.organisation_id, KEPT) == before


def test_a_kept_answer_is_the_organisations_own(server: Server) -> None:
    """«Kept 24 h from first use under (organisation, endpoint, key)»."""
    key = {"Idempotency-Key": "onboarding-1"}
    answers = [server.tenant(name).post("/v1/vendors", {"name": name}, headers=key) for name in ("Ours", "Theirs")]
    assert [one.status_code for one in answers] == [201, 201]
    assert [one.json()["name"] for one in answers] == ["Ours", "Theirs"]


def test_a_search_shows_no_text_of_another_organisation(server: Server, tmp_path: Path) -> None:
    """«All it reads or writes is that organisation's»: neither hits nor their number tell of what others hold."""
    written = "The merger with Acme is secret."
    rt = runtime.build(Settings(database_url=server.database_url, data_dir=tmp_path))
    try:
        tenants = [server.tenant(name) for name in ("Ours", "Theirs", "Nobody")]
        held = {}
        for tenant in tenants[:2]:
            vendor_id = tenant.made("/v1/vendors", NAMED)["id"]
            stacks = Stacks(rt, Scope(tenant.organisation_id), vendor_id)
            held[tenant] = [stacks.read(pages(*[written] * count)) for count in (2, 3)]
    finally:
        rt.db.dispose()
    for typed in ("merger", '"acme is secret"', "merg*", "merger -nothing", "merger secret"):
        for tenant in tenants:
            answer = tenant.get("/v1/search", q=typed).json()
            assert sorted({one["document_id"] for one in answer["data"]}) == held.get(tenant, []), typed
            assert answer["total"] == len(answer["data"]) == (5 if tenant in held else 0), typed
    for document_id in held[tenants[1]]:
        answers = [tenants[0].get("/v1/search", q="merger", document_id=one) for one in (document_id, "cbvdoc_x")]
        assert [one.status_code for one in answers] == [404, 404]
        assert answers[0].text == answers[1].text


@dataclass(frozen=True)
class Answer:
    """`told` is status, headers and body with ids, names, instants and the like made alike; `text` the body as it came."""

    told: tuple[int, Mapping[str, str], str]
    text: str


def _ask(tenant: Tenant, operation: Operation, probe: Probe, named: World, own: World) -> Answer:
    answer = tenant.call(
        operation.method,
        named.filled(probe.path or operation.path, own),
        params=named.filled(dict(probe.query), own),
        **_payload(probe, named, own),
    )
    headers = {name: _alike(value, named, own) for name, value in answer.headers.items() if name not in PASSING}
    return Answer((answer.status_code, headers, _alike(answer.text, named, own)), answer.text)


def _payload(probe: Probe, named: World, own: World) -> dict[str, Any]:
    if probe.form is None:
        return {"json": named.filled(probe.body, own)}
    return {"data": named.filled(dict(probe.form), own), "files": {"file": ("evidence.txt", EVIDENCE)}}


def _alike(text: str, named: World, own: World) -> str:
    text = own.hidden(named.hidden(text))
    for pattern, stands_for in _OF_THE_MOMENT:
        text = pattern.sub(stands_for, text)
    return text
