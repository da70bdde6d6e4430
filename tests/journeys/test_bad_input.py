"""Bad input at the HTTP door: each kind gets its own clear answer, and nothing is half-written."""

import gzip
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.fixtures import contents
from tests.fixtures.servers import Tenant

MEBIBYTE = 1024 * 1024
JSON = {"Content-Type": "application/json"}
VENDORS = {
    "external_id": "No",
    "name": "Name",
    "website": "Web",
    "status": "Status",
    "tier": "Tier",
    "raw_irq_score": "Score",
    "is_enterprise": "Flag",
    "next_assessment_date": "Due",
    "contract_length_months": "Months",
    "primary_contact_email": "Mail",
    "tags": "Tags",
    "lei": "LEI",
    "country": "Country",
}
ASSESSMENTS = {
    "external_id": "No",
    "vendor": "Vendor",
    "type": "Type",
    "period_start": "From",
    "period_end": "To",
    "score": "Score",
    "findings_count": "Findings",
}
SERVICES = {
    "external_id": "No",
    "name": "Name",
    "vendor": "Vendor",
    "hosting_model": "Hosting",
    "criticality_tier": "C",
}
GOOD = b'{"No": "1", "Name": "Acme"}'
DEEP = b"[" * 200 + b"]" * 200

BATCHES: Mapping[str, tuple[bytes, int, str]] = {
    "nothing at all": (b"", 422, "line 1"),
    "broken off": (b'{"data": [\n  {"No": "1",', 422, "line 2"),
    "a comma too many": (b'{"data": [' + GOOD + b",]}", 422, "line 1, column 39"),
    "a word": (b"hello", 422, "line 1, column 1"),
    "two documents": (b'{"data": []} {"data": []}', 422, "line 1"),
    "null": (b"null", 422, "must be an object"),
    "an array": (b"[" + GOOD + b"]", 422, "must be an object"),
    "a text": (b'"data"', 422, "must be an object"),
    "no data": (b'{"records": []}', 422, "missing"),
    "data null": (b'{"data": null}', 422, "must be an array"),
    "data an object": (b'{"data": ' + GOOD + b"}", 422, "must be an array"),
    "data a text": (b'{"data": "x"}', 422, "must be an array"),
    "holding a number": (b'{"data": [' + GOOD + b", 7]}", 422, "must be an object"),
    "holding null": (b'{"data": [null]}', 422, "must be an object"),
    "holding an array": (b'{"data": [[]]}', 422, "must be an object"),
    "nested 200 deep": (DEEP, 422, ""),
    "nested 200,000 deep": (b'{"data": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", 422, ""),
    "a record nested 100,000 deep": (
        b'{"data": [{"No": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}]}",
        422,
        "nested too deeply",
    ),
    "broken UTF-8": (b'{"data": [{"No": "1", "Name": "M\xfcller"}]}', 422, "not valid UTF-8"),
    "UTF-16": ('{"data": []}'.encode("utf-16"), 422, "not valid UTF-8"),
    "NaN": (b'{"data": [{"No": "1", "Name": "Acme", "Score": NaN}]}', 422, "line 1"),
    "Infinity": (b'{"data": [{"No": "1", "Name": "Acme", "Score": -Infinity}]}', 422, "line 1"),
    "10,001 records": (b'{"data": [' + b",".join([GOOD] * 10_001) + b"]}", 413, "10,000 records"),
    "33 MiB": (b'{"data": [' + GOOD + b" " * 33 * MEBIBYTE + b"]}", 413, "32 MiB"),
}


@pytest.fixture
def vendors(tenant: Tenant) -> str:
    return tenant.report("Vendors", "vendor", VENDORS)


@pytest.mark.parametrize("bad", BATCHES)
def test_a_batch_that_cannot_be_read_is_refused_whole(tenant: Tenant, vendors: str, bad: str) -> None:
    body, status, words = BATCHES[bad]
    before = _everything(tenant)
    answer = tenant.call("POST", f"/v1/import/{vendors}", content=body, headers=JSON)
    assert answer.status_code == status, answer.text
    detail = answer.json()["detail"]
    if status == 413:
        assert detail["code"] == "batch_too_large"
        assert words in detail["message"]
    else:
        assert [{*one} for one in detail] == [{"loc", "msg", "type"}] * len(detail)
        assert any(words in one["msg"] or words in one["type"] for one in detail), detail
    assert _everything(tenant) == before


@pytest.mark.parametrize("declared", [True, False], ids=["with its length", "in chunks"])
def test_a_body_over_the_limit_is_refused_while_it_comes(tenant: Tenant, vendors: str, *, declared: bool) -> None:
    """«413 | `batch_too_large`: more than 10,000 records or 32 MiB (both settings), naming the limit»."""
    size = 33 * MEBIBYTE

    def chunks() -> Iterator[bytes]:
        for _ in range(size // MEBIBYTE):
            yield b" " * MEBIBYTE

    content = b" " * size if declared else chunks()
    answer = tenant.call("POST", f"/v1/import/{vendors}", content=content, headers=JSON)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (413, "batch_too_large")


def test_the_largest_batch_is_taken(tenant: Tenant, vendors: str) -> None:
    """«more than 10,000 records or 32 MiB»: exactly that passes."""
    body = json.dumps({"data": [{"No": str(index), "Name": "Acme"} for index in range(10_000)]}).encode()
    body += b" " * (32 * MEBIBYTE - len(body))
    answer = tenant.call("POST", f"/v1/import/{vendors}", content=body, headers=JSON, timeout=120)
    assert (answer.status_code, answer.json()["created_count"]) == (200, 10_000)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "GZIP", "gzip, gzip"])
def test_a_packed_body_is_not_unpacked(tenant: Tenant, vendors: str, encoding: str) -> None:
    """Of a gigabyte of blanks nothing is ever made."""
    packed = gzip.compress(b" " * 100 * MEBIBYTE)
    headers = {**JSON, "Content-Encoding": encoding}
    answer = tenant.call("POST", f"/v1/import/{vendors}", content=packed, headers=headers)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (415, "unsupported_content_encoding")


RECORDS: Mapping[str, tuple[str, str, str]] = {
    "a lone surrogate": ('{"No": "1", "Name": "A\\ud800"}', "name", "Name"),
    "a low surrogate first": ('{"No": "1", "Name": "\\udc00\\ud800"}', "name", "Name"),
    "U+0000": ('{"No": "1", "Name": "A\\u0000B"}', "name", "Name"),
    "U+0000 in the id": ('{"No": "1\\u0000", "Name": "A"}', "external_id", "No"),
    "a lone surrogate in the id": ('{"No": "\\ud800", "Name": "A"}', "external_id", "No"),
    "half a character and 10 to the 5000th": (
        '{"No": "1", "Name": "\\ud800", "Other": 1' + "0" * 5000 + ', "More": 1e400}',
        "name",
        "Name",
    ),
    "a bell": ('{"No": "1", "Name": "A\\u0007"}', "name", "Name"),
    "1e400": ('{"No": "1", "Name": "A", "Score": 1e400}', "raw_irq_score", "Score"),
    "-1e400": ('{"No": "1", "Name": "A", "Score": -1e400}', "raw_irq_score", "Score"),
    "10 to the 30th": ('{"No": "1", "Name": "A", "Score": 1000000000000000000000000000000}', "raw_irq_score", "Score"),
    "10 to the 5000th": ('{"No": "1", "Name": "A", "Score": 1' + "0" * 5000 + "}", "raw_irq_score", "Score"),
    "10 to the 30th months": (
        '{"No": "1", "Name": "A", "Months": 1' + "0" * 30 + "}",
        "contract_length_months",
        "Months",
    ),
    "a date as 10 to the 30th": ('{"No": "1", "Name": "A", "Due": 1' + "0" * 30 + "}", "next_assessment_date", "Due"),
    "a text of NaN": ('{"No": "1", "Name": "A", "Score": "NaN"}', "raw_irq_score", "Score"),
    "a score out of range": ('{"No": "1", "Name": "A", "Score": 100.5}', "raw_irq_score", "Score"),
    "a flag that is none": ('{"No": "1", "Name": "A", "Flag": "maybe"}', "is_enterprise", "Flag"),
    "no id": ('{"Name": "A"}', "external_id", "No"),
    "a null id": ('{"No": null, "Name": "A"}', "external_id", "No"),
    "a blank id": ('{"No": "  ", "Name": "A"}', "external_id", "No"),
    "an id of 300 characters": ('{"No": "' + "9" * 300 + '", "Name": "A"}', "external_id", "No"),
    "an id that is an object": ('{"No": {"a": 1}, "Name": "A"}', "external_id", "No"),
    "an id that is true": ('{"No": true, "Name": "A"}', "external_id", "No"),
    "a name of blanks": ('{"No": "1", "Name": " \\u00a0\\t "}', "name", "Name"),
    "a name that is a list": ('{"No": "1", "Name": ["A"]}', "name", "Name"),
    "a name that is an object": ('{"No": "1", "Name": {"en": "A"}}', "name", "Name"),
    "a date that reads two ways": ('{"No": "1", "Name": "A", "Due": "03/04/2026"}', "next_assessment_date", "Due"),
    "a day that is none": ('{"No": "1", "Name": "A", "Due": "2026-02-30"}', "next_assessment_date", "Due"),
    "an unknown status": ('{"No": "1", "Name": "A", "Status": "activ"}', "status", "Status"),
    "an unknown tier": ('{"No": "1", "Name": "A", "Tier": "tier_9"}', "tier", "Tier"),
    "no e-mail": ('{"No": "1", "Name": "A", "Mail": "ada(at)example.com"}', "primary_contact_email", "Mail"),
    "no site": ('{"No": "1", "Name": "A", "Web": "javascript:alert(1)"}', "website", "Web"),
    "an LEI with a slip": ('{"No": "1", "Name": "A", "LEI": "5493001KJTIIGC8Y1R13"}', "lei", "LEI"),
    "no country": ('{"No": "1", "Name": "A", "Country": "Atlantis"}', "country", "Country"),
    "a list of objects": ('{"No": "1", "Name": "A", "Tags": [{"a": 1}]}', "tags", "Tags"),
    "a value nested 200 deep": ('{"No": "1", "Name": ' + "[" * 200 + "]" * 200 + "}", "name", "Name"),
}


@pytest.mark.parametrize("bad", RECORDS)
def test_a_record_that_cannot_be_taken_is_refused_alone(tenant: Tenant, vendors: str, bad: str) -> None:
    record, target, source = RECORDS[bad]
    body = f'{{"data": [{{"No": "good", "Name": "Good"}}, {record}]}}'.encode()
    answer = tenant.call("POST", f"/v1/import/{vendors}", content=body, headers=JSON)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["created_count"], told["failed_count"]) == (1, 1)
    assert [(one["index"], one["field"], one["source"]) for one in told["errors"]] == [(1, target, source)]
    assert told["errors"][0]["message"]
    assert [one["external_id"] for one in tenant.all("/v1/vendors")] == ["good"]
    kept = tenant.get(f"/v1/import-runs/{told['run_id']}/errors").json()["data"]
    assert [one["index"] for one in kept] == [1]
    for form in ("csv", "original"):
        assert tenant.get(f"/v1/import-runs/{told['run_id']}/errors", format=form).status_code == 200


@pytest.mark.parametrize("depth", [190, 480, 900, 960, 990, 1000, 1010, 1100, 2000, 5000, 50_000])
@pytest.mark.parametrize("name", ["Name", "Other", "Tags"])
def test_however_deep_a_record_is_nested_it_is_refused_alone_or_with_its_batch(
    tenant: Tenant, vendors: str, depth: int, name: str
) -> None:
    """Whatever the reader's own limit is: what was accepted into a run can be read back in every form."""
    body = f'{{"data": [{{"No": "1", "{name}": {"[" * depth}{"]" * depth}, "Half": "\\ud800"}}]}}'.encode()
    answer = tenant.call("POST", f"/v1/import/{vendors}", content=body, headers=JSON)
    assert answer.status_code in (400, 422)
    if answer.status_code == 400:
        for form in ("json", "csv", "original"):
            assert tenant.get(f"/v1/import-runs/{answer.json()['run_id']}/errors", format=form).status_code == 200
        assert tenant.post(f"/v1/import-runs/{answer.json()['run_id']}/replay").status_code == 400


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("1007", "1007"), ("1.0", "1.0"), ('"0001007"', "0001007"), ('" a b "', "a b"), ("1" + "0" * 29, "1" + "0" * 29)],
)
def test_an_external_id_is_kept_as_it_was_written(tenant: Tenant, vendors: str, sent: str, kept: str) -> None:
    body = f'{{"data": [{{"No": {sent}, "Name": "Acme"}}]}}'.encode()
    told = tenant.call("POST", f"/v1/import/{vendors}", content=body, headers=JSON).json()
    assert [one["external_id"] for one in told["results"]] == [kept]
    assert [one["external_id"] for one in tenant.all("/v1/vendors")] == [kept]


@pytest.mark.parametrize(
    ("base_object", "record", "target"),
    [
        ("service", {"Vendor": "nobody"}, "vendor"),
        ("service", {"Vendor": "cbvndr_00000000000000000000000000000000"}, "vendor"),
        ("service", {"Vendor": "Twin"}, "vendor"),
        ("service", {"Vendor": ["V"]}, "vendor"),
        ("service", {"Vendor": "V", "Hosting": "cloudy"}, "hosting_model"),
        ("service", {"Vendor": "V", "C": "urgent"}, "criticality_tier"),
        ("assessment", {"Vendor": "V", "From": "2026-06-30", "To": "2025-07-01"}, "period_end"),
        ("assessment", {"Vendor": "V", "Type": "soc3"}, "type"),
        ("assessment", {"Vendor": "V", "Score": 101}, "score"),
        ("assessment", {"Vendor": "V", "Findings": -1}, "findings_count"),
        ("assessment", {"Vendor": "V", "Findings": 1.5}, "findings_count"),
    ],
)
def test_what_services_and_assessments_are_refused_for(
    tenant: Tenant, vendors: str, base_object: str, record: Mapping[str, Any], target: str
) -> None:
    named = [{"No": "V", "Name": "Acme"}, {"No": "T1", "Name": "Twin"}, {"No": "T2", "Name": "Twin"}]
    tenant.send(vendors, named)
    mapping = SERVICES if base_object == "service" else ASSESSMENTS
    slug = tenant.report("Refused", base_object, mapping, vendor_by_name=True)
    told = tenant.send(slug, [{"No": "1", "Name": "One", **record}])
    assert (told["failed_count"], told["detail"]["code"]) == (1, "all_records_failed")
    assert [(one["error_code"], one["field"]) for one in told["errors"]] == [("invalid_field_value", target)]


@pytest.mark.parametrize(
    ("mapping", "type_"),
    [
        ('{"external_id": "No", "name": "Name", "nmae": "Name"}', "unknown_target"),
        ('{"external_id": "No", "name": "Name", "name": "Other"}', "repeated_target"),
        ('{"external_id": "No"}', "required_target_unmapped"),
        ("{}", "required_target_unmapped"),
        ('{"external_id": "No", "name": ["A", "B"]}', "mapping_entry_type"),
        ('{"external_id": "No", "name": {"source": "A", "sources": ["A", "B"]}}', "mapping_entry_source"),
        ('{"external_id": "No", "name": {"source": ""}}', "mapping_entry_source"),
        ('{"external_id": "No", "name": "Name", "tier": {"source": "T", "value_map": {"A": "tier_9"}}}', "bad_option"),
        ('{"external_id": "No", "name": "Name", "tier": {"source": "T", "date_format": "YYYY"}}', "bad_option"),
        ('["external_id"]', "mapping_type"),
        ("null", "mapping_type"),
    ],
)
def test_a_mapping_that_cannot_be_meant(tenant: Tenant, mapping: str, type_: str) -> None:
    body = f'{{"report_name": "R", "base_object": "vendor", "mapping": {mapping}}}'.encode()
    answer = tenant.call("POST", "/v1/import-reports", content=body, headers=JSON)
    assert answer.status_code == 422, answer.text
    assert type_ in {one["type"] for one in answer.json()["detail"]}
    assert tenant.get("/v1/import-reports").json()["total"] == 0


@pytest.mark.parametrize("path", ["/v1/vendors", "/v1/users", "/v1/assessments", "/v1/tags", "/v1/api-keys"])
@pytest.mark.parametrize("bad", [b"", b"{", b"[]", b"null", DEEP, b'{"name": "\xff"}', b'{"name": "\\ud800"}', b"NaN"])
def test_other_bodies_that_cannot_be_read(tenant: Tenant, path: str, bad: bytes) -> None:
    answer = tenant.call("POST", path, content=bad, headers=JSON)
    assert answer.status_code == 422, answer.text
    assert [{*one} for one in answer.json()["detail"]] == [{"loc", "msg", "type"}] * len(answer.json()["detail"])


def _everything(tenant: Tenant) -> dict[str, list[tuple[Any, ...]]]:
    return contents.inventory(
        tenant.server.database_url, tenant.organisation_id, ("vendor", "import_run", "refused_record", "import_plan")
    )
