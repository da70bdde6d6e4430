from typing import Any

import pytest

from tests.fixtures.sites import NEW_YEAR_2026, OpenSite, Site
from vendorproof.access import organisations
from vendorproof.access.keys import Powers


def test_every_authenticated_call_is_on_record(site: Site) -> None:
    """Every authenticated `/v1` call: method, route, status, duration, names (never values) of query parameters, key,
    address, request id; never a body.
    """
    made = site.post("/v1/users?hidden=value", json={"email": "private@example.com", "name": "Private"})
    (record,) = site.audited()
    duration = record.pop("duration_ms")
    assert isinstance(duration, int)
    assert duration >= 0
    assert record.pop("id").startswith("cbaudit_")
    assert record.pop("api_key_id").startswith("cbkey_")
    assert record == {
        "created_at": NEW_YEAR_2026,
        "event_group": "users",
        "event_type": "users.create",
        "method": "POST",
        "route": "/v1/users",
        "status": 201,
        "query_params": ["hidden"],
        "api_key_name": "test",
        "client_ip": "203.0.113.9",
        "request_id": made.headers["x-request-id"],
    }


def test_neither_values_nor_bodies_nor_paths_are_kept(site: Site) -> None:
    site.post("/v1/users?q=needle-1", json={"email": "needle-2@example.com"})
    site.get("/v1/users/needle-3")
    site.get("/v1/needle-4")
    kept = site.get("/v1/system_audit_log").text
    assert "needle" not in kept
    assert "/v1/users/{user_id}" in kept


def test_refused_calls_are_on_record_too(open_site: OpenSite) -> None:
    site = open_site(rate_limit="7/hour")
    narrow = site.key(Powers(read_only=True))
    site.get("/v1/users/nobody")
    site.get("/v1/users?limit=0")
    site.get("/v1/nothing")
    site.call("DELETE", "/v1/users")
    site.post("/v1/users", json={}, secret=narrow)
    site.post("/v1/users", content=b"{", headers={"Content-Encoding": "br"})
    for _ in range(7):
        site.get("/v1/users", secret=narrow)
    found = [(one["event_type"], one["status"]) for one in site.audited()]
    assert found == [
        ("users.list", 429),
        *[("users.list", 200)] * 6,
        ("users.create", 415),
        ("users.create", 403),
        ("users.method_not_allowed", 405),
        ("unmatched.request", 404),
        ("users.list", 422),
        ("users.get", 404),
    ]


def test_a_call_from_a_forbidden_address_is_on_record(site: Site) -> None:
    other = site.organisation()
    secret = site.key(Powers(grants=("audit:read",)), other)
    with site.rt.db.write() as tx:
        organisations.allow_addresses(tx, other, ["198.51.100.0/24"])
    assert site.get("/v1/users", secret=secret).status_code == 403
    with site.rt.db.write() as tx:
        organisations.allow_addresses(tx, other, [])
    (record,) = site.get("/v1/system_audit_log", secret=secret).json()
    assert (record["status"], record["client_ip"]) == (403, "203.0.113.9")


def test_a_call_without_a_key_is_nobodys(site: Site) -> None:
    site.door.request("GET", "/v1/users")
    site.get("/v1/users", secret="ak_live_unknown")
    site.door.request("GET", "/healthz")
    assert site.audited() == []


def test_the_log_needs_its_scope(site: Site) -> None:
    """`audit:read` → system audit log. 403 `insufficient_scope` (key lacks a scope)."""
    plain = site.key(Powers(grants=("keys:manage",)))
    answer = site.get("/v1/system_audit_log", secret=plain)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (403, "insufficient_scope")
    reader = site.key(Powers(grants=("audit:read",), read_only=True))
    assert site.get("/v1/system_audit_log", secret=reader).status_code == 200


def test_an_organisation_sees_its_own_records_only(site: Site) -> None:
    site.get("/v1/users")
    stranger = site.key(Powers(grants=("audit:read",)), site.organisation())
    assert site.get("/v1/system_audit_log", secret=stranger).json() == []


def test_newest_first_with_counts_in_the_headers(site: Site) -> None:
    """Newest first; `X-Total-Count`, `Content-Range`."""
    for number in range(5):
        site.clock.at = NEW_YEAR_2026 + number
        site.get("/v1/users")
    answer = site.get("/v1/system_audit_log?limit=2&offset=1")
    assert [one["created_at"] - NEW_YEAR_2026 for one in answer.json()] == [3, 2]
    assert (answer.headers["x-total-count"], answer.headers["content-range"]) == ("5", "items 1-2/5")
    beyond = site.get("/v1/system_audit_log?offset=50")
    assert (beyond.json(), beyond.headers["x-total-count"], beyond.headers["content-range"]) == ([], "6", "items */6")


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"start_ts": NEW_YEAR_2026 + 1}, {"users.create", "whoami.ip"}),
        ({"end_ts": NEW_YEAR_2026}, {"users.list"}),
        ({"event_groups": "users"}, {"users.list", "users.create"}),
        ({"event_groups": ["users", "whoami"]}, {"users.list", "users.create", "whoami.ip"}),
        ({"event_types": "users.create, whoami.ip"}, {"users.create", "whoami.ip"}),
        ({"search": "WHOAMI"}, {"whoami.ip"}),
        ({"search": "203.0.113"}, {"users.list", "users.create", "whoami.ip"}),
        ({"search": "needle"}, {"users.list"}),
    ],
)
def test_what_can_be_asked_for(site: Site, params: dict[str, Any], expected: set[str]) -> None:
    """`GET /v1/system_audit_log?start_ts&end_ts&event_groups&event_types&search`."""
    site.get("/v1/users", headers={"X-Request-Id": "the-Needle"})
    site.clock.at += 1
    site.post("/v1/users", json={"email": "a@example.com"})
    site.get("/v1/whoami/ip")
    assert {one["event_type"] for one in site.audited(**params)} == expected


@pytest.mark.parametrize(("limit", "status"), [(1, 200), (500, 200), (0, 422), (501, 422), (-1, 422)])
def test_the_limits_of_a_page(site: Site, limit: int, status: int) -> None:
    """`limit` 1–500 (100)."""
    assert site.get(f"/v1/system_audit_log?limit={limit}").status_code == status


def test_a_hundred_unless_asked(site: Site) -> None:
    for _ in range(102):
        site.get("/v1/users")
    assert len(site.get("/v1/system_audit_log").json()) == 100


@pytest.mark.parametrize("query", ["start_ts=yesterday", "end_ts=-1", "offset=-1", "start_ts=99999999999999999999"])
def test_what_cannot_be_asked_for(site: Site, query: str) -> None:
    assert site.get(f"/v1/system_audit_log?{query}").status_code == 422
