"""Each sentence of the wire contract that is marked as given (§1–§4, §7) is named by a test that would notice.

A test names a sentence by quoting it in its docstring; of a sentence, `quote` is the part that must stand there, in
any punctuation.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).parents[1]


class Given(NamedTuple):
    """`section` is that of the contract."""

    section: str
    sentence: str
    quote: str


GIVEN = [
    Given("1", "JSON over HTTP, every path under `/v1`.", "every path under `/v1`"),
    Given("1", "`Authorization: Bearer ak_…`.", "Authorization: Bearer ak_"),
    Given(
        "1",
        "A key belongs to exactly one organisation; all it reads or writes is that organisation's.",
        "A key belongs to exactly one organisation",
    ),
    Given("1", "There is no unauthenticated `/v1` surface.", "There is no unauthenticated `/v1` surface"),
    Given(
        "1",
        "An id of another organisation answers exactly as an id that does not exist: 404 with the same body.",
        "An id of another organisation answers exactly as an id that does not exist",
    ),
    Given(
        "1",
        '`{"detail": "Invalid or expired API key."}` for an unknown, expired or revoked key',
        '{"detail": "Invalid or expired API key."}',
    ),
    Given("1", '`{"detail": "Unauthorized role."}` with no bearer token (plain strings).', "with no bearer token"),
    Given("1", "`insufficient_scope` (key lacks a scope)", "insufficient_scope (key lacks a scope)"),
    Given("1", "`scope_grant_forbidden`", "scope_grant_forbidden"),
    Given(
        "1",
        "`ip_not_allowed` (organisation's CIDR allowlist `api_ip_allowlist`; empty = open; unknown address = refused).",
        "CIDR allowlist `api_ip_allowlist`; empty = open; unknown address = refused",
    ),
    Given(
        "1",
        "A key has none by default and reaches all ordinary routes.",
        "A key has none by default and reaches all ordinary routes",
    ),
    Given("1", "`keys:manage` → API keys", "`keys:manage` → API keys"),
    Given("1", "`audit:read` → system audit log.", "`audit:read` → system audit log"),
    Given("1", "`<prefix>_<32 lower-case hex>`, opaque.", "<prefix>_<32 lower-case hex>"),
    Given(
        "1",
        "Input ids are never validated by form (published samples are shorter): an unknown id is 404/400, not 422.",
        "Input ids are never validated by form",
    ),
    Given(
        "1",
        "`cbvndr_` vendor, `cbsvc_` service, `cbqsrw_` assessment, `cbvdoc_` document, `cbuser_` user, `cborg_` organisation, `cbst_` status, `cbtag_` tag, `cbimprt_` import report",
        "`cbvndr_` vendor, `cbsvc_` service, `cbqsrw_` assessment",
    ),
    Given("1", "Integer Unix epoch **seconds** (`created_at`, `updated_at` …).", "Integer Unix epoch seconds"),
    Given("1", "`limit` 1–200 (default 50), `offset` ≥ 0; outside → 422.", "`offset` ≥ 0; outside → 422"),
    Given("1", "`total` counts the whole filtered set.", "`total` counts the whole filtered set"),
    Given("1", "Newest first, ties by id.", "Newest first, ties by id"),
    Given(
        "1",
        "Exceptions: document upload is `multipart/form-data`.",
        "Exceptions: document upload is `multipart/form-data`",
    ),
    Given("1", "Documents: `{data,total,limit,offset}`.", "Documents: `{data,total,limit,offset}`"),
    Given("1", "Vendors, users: `{items,total,limit,offset}`.", "Vendors, users: `{items,total,limit,offset}`"),
    Given(
        "1",
        '`{"detail": {"code": "document_not_found", "message": "Document not found."}}`.',
        '{"detail": {"code": "document_not_found", "message": "Document not found."}}',
    ),
    Given(
        "1",
        'Schema failures: 422 `{"detail": [{"loc": [...], "msg": "...", "type": "..."}]}`.',
        'Schema failures: 422 `{"detail": [{"loc": [...], "msg": "...", "type": "..."}]}`',
    ),
    Given(
        "1",
        '`POST /v1/assessments` bad references: 400 `{"detail": {"error": "..."}}`.',
        '`POST /v1/assessments` bad references: 400 `{"detail": {"error": "..."}}`',
    ),
    Given("1", 'Unknown route: 404 `{"detail": "Not Found"}`.', 'Unknown route: 404 `{"detail": "Not Found"}`'),
    Given(
        "1",
        "Header `Idempotency-Key` (1–255 printable chars) on `POST /v1/documents`, `/v1/vendors`, `/v1/users`, `/v1/assessments`.",
        "on `POST /v1/documents`, `/v1/vendors`, `/v1/users`, `/v1/assessments`",
    ),
    Given("1", "Header `Idempotency-Key` (1–255 printable chars)", "Idempotency-Key (1–255 printable chars)"),
    Given("1", "Kept 24 h from first use under (organisation, endpoint, key).", "Kept 24 h from first use"),
    Given("1", "Kept 24 h from first use under (organisation, endpoint, key).", "under (organisation, endpoint, key)"),
    Given(
        "1",
        "A replay returns the original status and body byte for byte and makes nothing.",
        "A replay returns the original status and body byte for byte and makes nothing",
    ),
    Given(
        "1",
        "The same key with **another body still gets the original answer**: never a conflict.",
        "The same key with another body still gets the original answer: never a conflict",
    ),
    Given("1", "Ignored where not supported.", "Ignored where not supported"),
    Given("1", '`GET /v1/utils/authtest` → 200 `{"msg": "Auth successful"}`.', "`GET /v1/utils/authtest` → 200"),
    Given("1", '`GET /v1/whoami/ip` → `{"client_ip": …}`.', '`GET /v1/whoami/ip` → `{"client_ip"'),
    Given(
        "2",
        "An import report fixes the base object (`vendor` / `assessment` / `service`), the mapping and the endpoint.",
        "fixes the base object (`vendor` / `assessment` / `service`), the mapping and the endpoint",
    ),
    Given(
        "2",
        '`POST /v1/import/{slug}` with `{"data": [ {record}, … ]}`; record keys are the **incoming** names.',
        "record keys are the incoming names",
    ),
    Given(
        "2",
        'Mapping on the wire: target field → incoming name, e.g. `{"hq_location": "HQ City"}`.',
        "Mapping on the wire: target field → incoming name",
    ),
    Given(
        "2",
        "`id`, `slug`, `report_name`, `base_object`, `mapping` | the report",
        "`id`, `slug`, `report_name`, `base_object`, `mapping` | the report",
    ),
    Given("2", "received = created + updated + failed", "received = created + updated + failed"),
    Given(
        "2",
        "`results[]` | `external_id`, `coverbase_id`, `action` (`created` / `updated`), `status` (`success`)",
        "`external_id`, `coverbase_id`, `action` (`created` / `updated`), `status` (`success`)",
    ),
    Given(
        "2",
        "`errors[]` | `index` (0-based), `external_id` (if readable), `error_code`, `message`",
        "`index` (0-based), `external_id` (if readable), `error_code`, `message`",
    ),
    Given("2", "`received_at` | epoch seconds", "`received_at` | epoch seconds"),
    Given(
        "2",
        "`missing_required_field` | a required target is absent, null or blank",
        "`missing_required_field` | a required target is absent, null or blank",
    ),
    Given(
        "2",
        "`invalid_field_value` | type, format, range, choice, or a reference that does not resolve or resolves to several",
        "`invalid_field_value` | type, format, range, choice, or a reference that does not resolve or resolves to several",
    ),
    Given(
        "2",
        "`duplicate_external_id` | same `external_id` again in one batch: the first counts, later ones are refused, naming the first one's index",
        "the first counts, later ones are refused, naming the first one's index",
    ),
    Given(
        "2",
        "`unmapped_field` | (warnings) a field outside the mapping was ignored",
        "a field outside the mapping was ignored",
    ),
    Given(
        "2",
        "`unknown_base_object` | the report's base object is no longer known",
        "the report's base object is no longer known",
    ),
    Given(
        "2",
        "A record with several faults lists **each** fault as its own `errors[]` entry; `failed_count` counts records.",
        "A record with several faults lists each fault as its own `errors[]` entry; `failed_count` counts records",
    ),
    Given(
        "2",
        "200 | at least one record succeeded, or `data` was empty",
        "200 | at least one record succeeded, or `data` was empty",
    ),
    Given(
        "2",
        '400 | every record failed: the same summary body, plus `detail: {code: "all_records_failed", message}`',
        'every record failed: the same summary body, plus `detail: {code: "all_records_failed", message}`',
    ),
    Given("2", "404 | unknown slug: `import_report_not_found`", "unknown slug: `import_report_not_found`"),
    Given("2", "409 `import_report_disabled`", "409 `import_report_disabled`"),
    Given(
        "2",
        "413 | `batch_too_large`: more than 10,000 records or 32 MiB (both settings), naming the limit",
        "`batch_too_large`: more than 10,000 records or 32 MiB",
    ),
    Given(
        "2",
        '422 | body is not `{"data": [object, …]}` (array shape); malformed JSON names line and column',
        "malformed JSON names line and column",
    ),
    Given("2", "Semantics: good records are kept though others fail", "good records are kept though others fail"),
    Given(
        "2",
        "one transaction for the batch, so a crash leaves all or nothing of it.",
        "one transaction for the batch, so a crash leaves all or nothing of it",
    ),
    Given(
        "2",
        "Upsert key: (organisation, base object, `external_id`).",
        "Upsert key: (organisation, base object, `external_id`)",
    ),
    Given("2", "Absent or null field = left unchanged", "Absent or null field = left unchanged"),
    Given(
        "3",
        "Object, keys in this order: `id, vendor_id, name, extension, size, document_type, status, service_ids, assessment_ids, created_at, updated_at`",
        "Object, keys in this order: `id, vendor_id, name, extension, size, document_type, status",
    ),
    Given(
        "3",
        "`POST /v1/documents` (multipart: `file`, `vendor_id`, repeated `service_ids`, repeated `assessment_ids`, `document_type`, `name`) | 201 document; idempotent",
        "multipart: `file`, `vendor_id`, repeated `service_ids`, repeated `assessment_ids`, `document_type`, `name`",
    ),
    Given("3", "201 document; idempotent", "201 document; idempotent"),
    Given(
        "3",
        "`GET /v1/documents?vendor_id&service_id&assessment_id&limit&offset` | page; archived ones left out",
        "`GET /v1/documents?vendor_id&service_id&assessment_id&limit&offset` | page; archived ones left out",
    ),
    Given("3", "`GET /v1/documents/{id}` | document", "`GET /v1/documents/{id}` | document"),
    Given("3", "`{url, filename, expires_in: 3600}`", "`{url, filename, expires_in: 3600}`"),
    Given(
        "3",
        "the URL needs no Authorization, serves the bytes as an attachment under the display name with the right extension, supports Range",
        "serves the bytes as an attachment under the display name with the right extension, supports Range",
    ),
    Given(
        "3",
        "document; omitted = unchanged; a list replaces; `[]` clears",
        "omitted = unchanged; a list replaces; `[]` clears",
    ),
    Given(
        "3",
        "`DELETE /v1/documents/{id}` | 200 `{id, is_archived: true, archived_at}`; again: the same answer",
        "200 `{id, is_archived: true, archived_at}`; again: the same answer",
    ),
    Given(
        "3",
        "400 `unsupported_file_type` | extension not in pdf doc docx rtf txt md xls xlsx xlsm csv ppt pptx png jpg jpeg gif webp zip",
        "extension not in pdf doc docx rtf txt md xls xlsx xlsm csv ppt pptx png jpg jpeg gif webp zip",
    ),
    Given(
        "3",
        "413 `file_too_large` | more than 104,857,600 bytes; exactly that passes. Refused early: by Content-Length before reading, and while streaming otherwise",
        "by Content-Length before reading, and while streaming otherwise",
    ),
    Given("3", "422 `invalid_document_type` | slug unknown", "422 `invalid_document_type` | slug unknown"),
    Given(
        "3",
        "404 `vendor_not_found`, `service_not_found`, `assessment_not_found`, `document_not_found` | unknown, foreign, or not that vendor's; also as list filters",
        "unknown, foreign, or not that vendor's; also as list filters",
    ),
    Given("3", "409 `document_not_ready` | no stored file yet", "409 `document_not_ready` | no stored file yet"),
    Given("3", "422 array | `file` or `vendor_id` missing", "422 array | `file` or `vendor_id` missing"),
    Given(
        "3",
        "Check order: credential → idempotent replay → Content-Length → form shape → extension → vendor → services → assessments → document type → content.",
        "credential → idempotent replay → Content-Length → form shape → extension → vendor → services → assessments",
    ),
    Given("3", "A refused upload leaves no bytes behind.", "A refused upload leaves no bytes behind"),
    Given("4", "**`supporting_document_ids`** links documents", "`supporting_document_ids` links documents"),
    Given(
        "4",
        "`GET /v1/vendors?name&external_id&limit&offset`",
        "`GET /v1/vendors?name&external_id&limit&offset`",
    ),
    Given(
        "4",
        "`name` filter: case-insensitive part of vendor or service name",
        "`name` filter: case-insensitive part of vendor or service name",
    ),
    Given("4", "PATCH: null = omitted", "PATCH: null = omitted"),
    Given("4", "`external_id` not updatable", "`external_id` not updatable"),
    Given(
        "4",
        "`POST /v1/vendors/{id}/services`, `PATCH /v1/vendors/{id}/services/{sid}`",
        "`POST /v1/vendors/{id}/services`, `PATCH /v1/vendors/{id}/services/{sid}`",
    ),
    Given("4", "`service_not_found` for another vendor's", "`service_not_found` for another vendor's"),
    Given(
        "4",
        "`vendor_id` required, `control_set_ids` required (may be `[]`)",
        "`vendor_id` required, `control_set_ids` required (may be `[]`)",
    ),
    Given("4", "`name`, `service_ids`, `assignee_id`", "`name`, `service_ids`, `assignee_id`"),
    Given("4", "DELETE = archive, repeatable", "DELETE = archive, repeatable"),
    Given(
        "4",
        "Vendor object: `id, name, external_id, website, description, hq_location, engagement_type …`",
        "Vendor object: `id, name, external_id, website",
    ),
    Given(
        "4",
        "rows of the list lack `services` and the people arrays.",
        "rows of the list lack `services` and the people arrays",
    ),
    Given(
        "4",
        "Service object: `id, vendor_id, name, description, external_id, tags …`",
        "Service object: `id, vendor_id, name, description, external_id, tags",
    ),
    Given(
        "4",
        "Assessment object: `id, vendor_id, name, status, control_set_ids …`",
        "Assessment object: `id, vendor_id, name, status, control_set_ids",
    ),
    Given("4", "score_percent (0–1 or null)", "score_percent (0–1 or null)"),
    Given(
        "4",
        "Assessment status: `created, collecting_documents, indexing_supporting_documents, …, failed, canceled`.",
        "Assessment status: `created, collecting_documents",
    ),
    Given(
        "7",
        "`GET /v1/api-keys` | `{data: [{id, name, created_at, last_used_at, revoked, expired, scopes, …}]}`",
        "{data: [{id, name, created_at, last_used_at, revoked, expired, scopes",
    ),
    Given(
        "7",
        "`POST /v1/api-keys` | 201 `{id, name, secret, created_at, scopes}`",
        "201 `{id, name, secret, created_at, scopes}`",
    ),
    Given("7", "`name` blank → 400 `invalid_name`", "`name` blank → 400 `invalid_name`"),
    Given("7", "`seconds_until_expiration`", "`seconds_until_expiration`"),
    Given(
        "7",
        "the secret (`ak_live_…`) is shown once, only its hash is kept",
        "is shown once, only its hash is kept",
    ),
    Given(
        "7", "rotate: new secret, same scopes, old one dead at once", "new secret, same scopes, old one dead at once"
    ),
    Given("7", "revoke is repeatable", "revoke is repeatable"),
    Given("7", "create-or-get by email: 201 new, 200 existing", "create-or-get by email: 201 new, 200 existing"),
    Given(
        "7",
        "`GET /v1/system_audit_log?start_ts&end_ts&event_groups&event_types&search&limit 1–500 (100)&offset`",
        "`GET /v1/system_audit_log?start_ts&end_ts&event_groups&event_types&search",
    ),
    Given("7", "limit 1–500 (100)", "limit 1–500 (100)"),
    Given("7", "newest first; `X-Total-Count`, `Content-Range`", "newest first; `X-Total-Count`, `Content-Range`"),
    Given(
        "7",
        "every authenticated `/v1` call: method, route, status, duration, names (never values) of query parameters, key, address, request id; never a body",
        "every authenticated `/v1` call",
    ),
    Given("7", "never a body", "request id; never a body"),
]


@pytest.mark.parametrize("given", GIVEN, ids=lambda one: f"§{one.section} {one.quote[:40]}")
def test_a_test_names_it(given: Given) -> None:
    assert any(_plain(given.quote) in told for told in DOCSTRINGS), f"no test's docstring quotes «{given.quote}»"


def _plain(text: str) -> str:
    """Letters and digits only, in lower case: punctuation and line breaks are no part of a sentence."""
    return re.sub(r"[^0-9a-z]+", "", text.lower())


def _docstrings() -> Iterator[str]:
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield _plain(ast.get_docstring(node) or "")


DOCSTRINGS = list(_docstrings())
