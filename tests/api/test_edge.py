import re
from ipaddress import ip_network

import pytest
from sqlalchemy import update

from tests.fixtures.sites import OpenSite, Site
from vendorproof.access import organisations
from vendorproof.access.keys import Powers
from vendorproof.config import BadSetting
from vendorproof.db.tables import api_key

INVALID = {"detail": "Invalid or expired API key."}
NO_TOKEN = {"detail": "Unauthorized role."}


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/users", "/v1/no-such-route", "/v1/users/%00"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS", "HEAD"])
def test_nothing_under_v1_answers_without_a_key(site: Site, method: str, path: str) -> None:
    """There is no unauthenticated `/v1` surface. 401 `{"detail": "Unauthorized role."}` with no bearer token."""
    answer = site.door.request(method, path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert method == "HEAD" or answer.json() == NO_TOKEN


@pytest.mark.parametrize("credential", ["", "Bearer", "Bearer ", "Basic YTpi", "ak_live_x", "Token abc"])
def test_what_is_no_bearer_token(site: Site, credential: str) -> None:
    """`{"detail": "Unauthorized role."}` with no bearer token (plain strings)."""
    answer = site.door.request("GET", "/v1/users", headers={"Authorization": credential})
    assert (answer.status_code, answer.json()) == (401, NO_TOKEN)


def test_unknown_expired_and_revoked_keys_look_alike(site: Site) -> None:
    """401: `{"detail": "Invalid or expired API key."}` for an unknown, expired or revoked key."""
    expired, revoked = site.key(Powers(lifetime=60)), site.key(Powers())
    site.clock.at += 60
    with site.rt.db.write() as tx:
        tx.connection.execute(update(api_key).where(api_key.c.hint == revoked[-4:]).values(revoked_at=tx.now))
    answers = [site.get("/v1/users", secret=secret) for secret in ("ak_live_nobody", expired, revoked, "é" * 40)]
    assert {(one.status_code, one.text, one.headers["www-authenticate"]) for one in answers} == {
        (401, '{"detail":"Invalid or expired API key."}', "Bearer")
    }


def test_the_scheme_is_read_without_regard_to_case(site: Site) -> None:
    answer = site.door.request("GET", "/v1/users", headers={"Authorization": f"bearer {site.secret}"})
    assert answer.status_code == 200


def test_a_key_reaches_its_own_organisation_only(site: Site) -> None:
    """A key belongs to exactly one organisation; all it reads or writes is that organisation's."""
    stranger = site.key(Powers(), site.organisation())
    made = site.post("/v1/users", json={"email": "ada@example.com"}).json()
    foreign = site.get(f"/v1/users/{made['id']}", secret=stranger)
    unknown = site.get("/v1/users/cbuser_00000000000000000000000000000000", secret=stranger)
    assert (foreign.status_code, foreign.content) == (unknown.status_code, unknown.content) == (404, unknown.content)
    assert site.get("/v1/users", secret=stranger).json()["total"] == 0


def test_an_unknown_route(site: Site) -> None:
    """Unknown route: 404 `{"detail": "Not Found"}`."""
    for path in ("/v1/nothing", "/v1", "/v1/users/", "/nothing", "//v1/users"):
        answer = site.get(path)
        assert (answer.status_code, answer.json()) == (404, {"detail": "Not Found"}), path


def test_a_method_that_a_path_does_not_take(site: Site) -> None:
    answer = site.call("DELETE", "/v1/users")
    assert (answer.status_code, answer.json()) == (405, {"detail": "Method Not Allowed"})
    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert site.call("OPTIONS", "/v1/users").headers["allow"] == "GET, HEAD, POST"


def test_head_is_get_without_the_body(site: Site) -> None:
    get, head = site.get("/v1/users"), site.call("HEAD", "/v1/users")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    assert site.call("HEAD", "/v1/users/nobody").status_code == 404


@pytest.mark.parametrize("path", ["/v1/users", "/v1/nothing", "/healthz", "/v1/users/nobody", "/"])
def test_every_answer_carries_a_request_id(site: Site, path: str) -> None:
    ids = [site.get(path).headers["x-request-id"] for _ in range(2)]
    assert ids[0] != ids[1]
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in ids)


def test_a_refused_call_carries_one_too(site: Site) -> None:
    assert site.door.request("GET", "/v1/users").headers["x-request-id"]


@pytest.mark.parametrize("sane", ["a", "order-7.retry_2", "A" * 128])
def test_a_sane_request_id_of_the_callers_is_kept(site: Site, sane: str) -> None:
    assert site.get("/v1/users", headers={"X-Request-Id": sane}).headers["x-request-id"] == sane


@pytest.mark.parametrize("odd", ["", "A" * 129, "a b", "<script>", "a\tb", "é"])
def test_any_other_is_replaced(site: Site, odd: str) -> None:
    answer = site.get("/v1/users", headers={"X-Request-Id": odd.encode("latin-1")})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])


def test_the_allowlist_is_kept(open_site: OpenSite) -> None:
    """403 `ip_not_allowed` (organisation's CIDR allowlist `api_ip_allowlist`; empty = open; unknown address = refused)."""
    site = open_site(client=("203.0.113.9", 1))
    with site.rt.db.write() as tx:
        organisations.allow_addresses(tx, site.organisation_id, ["198.51.100.0/24"])
    refused = site.get("/v1/users")
    assert (refused.status_code, refused.json()["detail"]["code"]) == (403, "ip_not_allowed")
    assert site.get("/v1/users", headers={"X-Forwarded-For": "198.51.100.7"}).status_code == 403
    stranger = site.key(Powers(), site.organisation())
    assert site.get("/v1/users", secret=stranger).status_code == 200


def test_the_allowlist_behind_a_trusted_proxy(open_site: OpenSite) -> None:
    site = open_site(client=("10.0.0.1", 1), trusted_proxies=(ip_network("10.0.0.0/8"),))
    with site.rt.db.write() as tx:
        organisations.allow_addresses(tx, site.organisation_id, ["198.51.100.0/24"])
    statuses = {
        forwarded: site.get("/v1/users", headers={"X-Forwarded-For": forwarded}).status_code
        for forwarded in ("198.51.100.7", "198.51.100.7, 203.0.113.9", "203.0.113.9, 198.51.100.7", "nonsense")
    }
    assert list(statuses.values()) == [200, 403, 200, 403]


def test_the_rate_limit_is_off_unless_configured(site: Site) -> None:
    answers = [site.get("/v1/users") for _ in range(20)]
    assert {one.status_code for one in answers} == {200}
    assert "ratelimit" not in answers[0].headers


def test_the_rate_limit_counts_per_key(open_site: OpenSite) -> None:
    site = open_site(rate_limit="3/hour")
    answers = [site.get("/v1/users") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    last = answers[-1]
    assert last.json()["detail"]["code"] == "rate_limited"
    assert 3500 < int(last.headers["retry-after"]) <= 3600
    assert last.headers["ratelimit-policy"] == '"key";q=3;w=3600'
    assert [one.headers["ratelimit"].partition(";t=")[0] for one in answers] == [
        '"key";r=2',
        '"key";r=1',
        '"key";r=0',
        '"key";r=0',
    ]
    assert site.get("/v1/users", secret=site.key(Powers())).status_code == 200
    assert site.door.request("GET", "/healthz").status_code == 200


@pytest.mark.parametrize("rate", ["often", "10", "0/minute", "10/fortnight", "10/minute;5/second"])
def test_a_bad_rate_is_refused_at_the_start(open_site: OpenSite, rate: str) -> None:
    with pytest.raises(BadSetting, match="VENDORPROOF_RATE_LIMIT"):
        open_site(rate_limit=rate)


@pytest.mark.parametrize("path", ["/v1/users", "/v1/import/erp"])
def test_a_compressed_body_is_not_taken(site: Site, path: str) -> None:
    answer = site.post(path, content=b"\x1f\x8b", headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["detail"]["code"]) == (415, "unsupported_content_encoding")
    plain = site.post("/v1/users", json={"email": "a@example.com"}, headers={"Content-Encoding": "identity"})
    assert plain.status_code == 201


def test_a_body_of_exactly_the_limit_passes_and_one_more_byte_does_not(open_site: OpenSite) -> None:
    site = open_site(max_body_bytes=60)
    body = b'{"email": "ada@example.com"}'
    assert site.post("/v1/users", content=body.ljust(60)).status_code == 201
    refused = site.post("/v1/users", content=body.ljust(61))
    assert (refused.status_code, refused.json()["detail"]["code"]) == (413, "payload_too_large")
    assert "60 bytes" in refused.json()["detail"]["message"]


def test_an_import_has_a_limit_of_its_own(open_site: OpenSite) -> None:
    """413 `batch_too_large`: more than 10,000 records or 32 MiB (both settings), naming the limit."""
    site = open_site(max_body_bytes=10, import_max_bytes=2 * 1024 * 1024)
    refused = site.post("/v1/import/erp", content=b" " * (2 * 1024 * 1024 + 1))
    assert (refused.status_code, refused.json()["detail"]["code"]) == (413, "batch_too_large")
    assert "2 MiB" in refused.json()["detail"]["message"]
    assert site.post("/v1/import/erp", content=b'{"data": []}').status_code == 404


def test_answers_are_not_stored_on_the_way(site: Site) -> None:
    answer = site.get("/v1/users")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
