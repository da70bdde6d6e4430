import json
from typing import Any

import pytest
from httpx import Response

from tests.fixtures.sites import OpenSite, Site
from vendorproof.access.keys import Powers

MAPPING = {"external_id": "No", "name": "Name", "tier": "Tier"}


def _report(site: Site, slug: str = "erp", **more: Any) -> str:
    made = site.post(
        "/v1/import-reports",
        json={"report_name": "ERP", "slug": slug, "base_object": "vendor", "mapping": MAPPING, **more},
    )
    assert made.status_code == 201, made.text
    report_id: str = made.json()["id"]
    return report_id


def _post(site: Site, body: object, query: str = "", **options: Any) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return site.post(f"/v1/import/erp{query}", content=content, headers={"Content-Type": "application/json"}, **options)


GOOD = {"No": "V1", "Name": "Ash"}
BAD = {"No": "V2", "Name": "Oak", "Tier": "gold"}


def test_the_answer_has_the_published_keys_and_ours_behind_them(site: Site) -> None:
    report_id = _report(site)
    answer = _post(site, {"data": [GOOD, BAD, {**GOOD, "No": "V3", "more": 1}]})
    assert answer.status_code == 200
    body = answer.json()
    assert list(body) == [
        "id", "slug", "report_name", "base_object", "mapping", "received_count", "created_count", "updated_count", "failed_count",
        "results", "errors", "received_at", "run_id", "unchanged_count", "warnings",
    ]  # fmt: skip
    assert (body["id"], body["slug"], body["report_name"], body["base_object"], body["mapping"]) == (
        report_id,
        "erp",
        "ERP",
        "vendor",
        MAPPING,
    )
    assert (body["received_count"], body["created_count"], body["updated_count"], body["failed_count"]) == (3, 2, 0, 1)
    first = body["results"][0]
    assert first == {
        "external_id": "V1",
        "coverbase_id": first["coverbase_id"],
        "action": "created",
        "status": "success",
        "changed": True,
    }
    assert first["coverbase_id"].startswith("cbvndr_")
    error = body["errors"][0]
    assert error == {
        "index": 1, "external_id": "V2", "error_code": "invalid_field_value", "message": error["message"], "field": "tier",
        "source": "Tier", "value": "gold",
    }  # fmt: skip
    assert body["warnings"][0]["error_code"] == "unmapped_field"


def test_when_every_record_failed_the_summary_comes_with_400_and_a_detail(site: Site) -> None:
    _report(site)
    answer = _post(site, {"data": [BAD]})
    assert answer.status_code == 400
    assert answer.json()["detail"] == {
        "code": "all_records_failed",
        "message": "All 1 records were refused; see errors.",
    }
    assert (answer.json()["failed_count"], len(answer.json()["errors"])) == (1, 1)


def test_an_empty_batch_is_200(site: Site) -> None:
    _report(site)
    assert (_post(site, {"data": []}).status_code, _post(site, {"data": []}).json()["received_count"]) == (200, 0)


def test_atomic_is_all_or_nothing(site: Site) -> None:
    _report(site)
    answer = _post(site, {"data": [GOOD, BAD]}, "?atomic=true")
    assert answer.status_code == 400
    assert answer.json()["detail"]["code"] == "atomic_batch_refused"
    assert site.get("/v1/vendors").json()["total"] == 0


def test_a_plan_is_made_and_applied(site: Site) -> None:
    _report(site)
    planned = _post(site, {"data": [GOOD]}, "?mode=plan")
    assert planned.status_code == 200
    assert planned.json()["results"][0]["fields"]["name"] == {"old": None, "new": "Ash"}
    assert planned.json()["run_id"] is None
    assert site.get("/v1/vendors").json()["total"] == 0
    plan_id = planned.json()["plan_id"]
    applied = _post(site, b"", f"?plan_id={plan_id}")
    assert (applied.status_code, applied.json()["created_count"]) == (200, 1)
    assert "plan_id" not in applied.json()
    again = _post(site, b"", f"?plan_id={plan_id}")
    assert (again.status_code, again.json()["detail"]["code"]) == (404, "import_plan_not_found")


def test_a_stale_plan_is_409(site: Site) -> None:
    _report(site)
    plan_id = _post(site, {"data": [GOOD]}, "?mode=plan").json()["plan_id"]
    _post(site, {"data": [GOOD]})
    answer = _post(site, b"", f"?plan_id={plan_id}")
    assert (answer.status_code, answer.json()["detail"]["code"]) == (409, "plan_stale")


def test_an_unknown_foreign_or_archived_slug_is_404_and_a_disabled_one_409(site: Site) -> None:
    report_id = _report(site)
    foreign = _post(site, {"data": []}, secret=site.key(Powers(), site.organisation()))
    assert (foreign.status_code, foreign.json()["detail"]["code"]) == (404, "import_report_not_found")
    site.patch(f"/v1/import-reports/{report_id}", json={"enabled": False})
    disabled = _post(site, {"data": []})
    assert (disabled.status_code, disabled.json()["detail"]["code"]) == (409, "import_report_disabled")
    site.call("DELETE", f"/v1/import-reports/{report_id}")
    assert _post(site, {"data": []}).json() == foreign.json()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"text"', b"{}", b'{"data": null}', b'{"data": {}}', b'{"data": "x"}', b'{"data": [1]}', b'{"data": [null]}',
        b'{"data": [[]]}', b'{"data": [{}]', b'{"data": [{"a": NaN}]}', b'{"data": [{"a": "\xff"}]}', b'{"data": [{"a": "\x00"}]}',
        b"\xff\xfe{\x00}\x00", b"[" * 100_000, b'{"data": [{"No": ' + b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_body_of_another_shape_is_a_422_array_and_leaves_nothing(site: Site, body: bytes) -> None:
    _report(site)
    answer = _post(site, body)
    assert answer.status_code == 422
    for one in answer.json()["detail"]:
        assert set(one) == {"loc", "msg", "type"}
        assert one["loc"][0] == "body"
    assert site.get("/v1/import-runs").json()["total"] == 0


@pytest.mark.parametrize(
    "value",
    [
        "1e400", "-1e400", "1" + "0" * 30, "1" + "0" * 5000, '"\\ud800"', '"\\u0000"', "[" * 200 + "]" * 200, '{"a": ' * 200 + "1" + "}" * 200,
        "true", "[]", "{}", json.dumps("x" * 5000), '"a\\nb"', "1.5",
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["No", "Name", "Tier"])
def test_a_value_that_no_field_takes_refuses_its_record_alone(site: Site, field: str, value: str) -> None:
    _report(site)
    record = {"No": '"V2"', "Name": '"Oak"', "Tier": '"tier_1"', field: value}
    text = "{" + ", ".join(f'"{name}": {one}' for name, one in record.items()) + "}"
    answer = _post(site, f'{{"data": [{json.dumps(GOOD)}, {text}]}}'.encode())
    assert answer.status_code == 200, answer.text
    accepted = (field in ("No", "Name") and value == "1" + "0" * 30) or (
        field == "No" and value in ("1.5", "1e400", "-1e400")
    )
    assert {one["field"] for one in answer.json()["errors"]} == (set() if accepted else {TARGETS[field]})
    refused = site.get(f"/v1/import-runs/{answer.json()['run_id']}/errors")
    assert refused.status_code == 200
    assert refused.json()["total"] == (0 if accepted else 1)


TARGETS = {"No": "external_id", "Name": "name", "Tier": "tier"}


def test_too_many_records_and_too_many_bytes_name_the_limit(open_site: OpenSite) -> None:
    site = open_site(import_max_records=3, import_max_bytes=2000)
    _report(site)
    assert _post(site, {"data": [{"No": str(at), "Name": "x"} for at in range(3)]}).status_code == 200
    many = _post(site, {"data": [GOOD] * 4})
    assert (many.status_code, many.json()["detail"]["code"]) == (413, "batch_too_large")
    assert "3 records" in many.json()["detail"]["message"]
    large = _post(site, {"data": [{"No": "x" * 3000}]})
    assert (large.status_code, large.json()["detail"]["code"]) == (413, "batch_too_large")
    assert "2000 bytes" in large.json()["detail"]["message"]


def test_a_compressed_body_is_not_taken(site: Site) -> None:
    _report(site)
    answer = site.post("/v1/import/erp", content=b"\x1f\x8b", headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["detail"]["code"]) == (415, "unsupported_content_encoding")


def test_a_read_only_key_plans_and_does_not_import(site: Site) -> None:
    _report(site)
    reader = site.key(Powers(read_only=True))
    plan_id = _post(site, {"data": [GOOD]}, "?mode=plan", secret=reader).json()["plan_id"]
    for answer in (
        _post(site, {"data": [GOOD]}, secret=reader),
        _post(site, b"", f"?plan_id={plan_id}", secret=reader),
    ):
        assert (answer.status_code, answer.json()["detail"]["code"]) == (403, "insufficient_scope")
    assert site.get("/v1/vendors").json()["total"] == 0


def test_a_key_bound_to_a_report_posts_to_it_and_to_no_other_and_changes_nothing_else(site: Site) -> None:
    report_id = _report(site)
    _report(site, "other")
    bound = site.key(Powers(import_reports=[report_id]))
    posted = _post(site, {"data": [GOOD, BAD]}, secret=bound)
    assert posted.status_code == 200
    assert site.post(f"/v1/import-runs/{posted.json()['run_id']}/replay", secret=bound).status_code == 400
    other = site.post("/v1/import/other", json={"data": [GOOD]}, secret=bound)
    assert (other.status_code, other.json()["detail"]["code"]) == (403, "insufficient_scope")
    assert site.post("/v1/vendors", json={"name": "Ash"}, secret=bound).status_code == 403


@pytest.mark.parametrize("query", ["?mode=dry", "?mode=plan&plan_id=x", "?atomic=perhaps", f"?plan_id={'x' * 65}"])
def test_a_bad_query_is_a_422_array(site: Site, query: str) -> None:
    _report(site)
    answer = _post(site, {"data": []}, query)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "query"


def test_the_refused_records_come_as_json_csv_and_the_original_columns(site: Site) -> None:
    _report(site)
    run_id = _post(site, {"data": [BAD, GOOD, {"No": "V3"}]}).json()["run_id"]
    page = site.get(f"/v1/import-runs/{run_id}/errors?limit=1")
    assert page.json()["data"][0]["record"] == BAD
    assert 'rel="next"' in page.headers["Link"]
    for kind, lines in (("csv", 3), ("original", 3)):
        answer = site.get(f"/v1/import-runs/{run_id}/errors?format={kind}")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert "attachment" in answer.headers["content-disposition"]
        assert len(answer.text.splitlines()) == lines


def test_a_run_is_undone_over_http(site: Site) -> None:
    _report(site)
    run_id = _post(site, {"data": [GOOD]}).json()["run_id"]
    answer = site.post(f"/v1/import-runs/{run_id}/undo")
    assert (answer.status_code, answer.json()["archived_count"]) == (200, 1)
    assert site.get(f"/v1/import-runs/{run_id}").json()["status"] == "undone"
    assert site.get("/v1/vendors").json()["total"] == 0
    again = site.post(f"/v1/import-runs/{run_id}/undo")
    assert (again.status_code, again.json()["detail"]["code"]) == (409, "nothing_to_undo")
