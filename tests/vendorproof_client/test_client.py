"""The client against a server on a real socket: what is sent, what is tried again, what comes back."""

import socket

import pytest

from tests.vendorproof_client.conftest import AT_ONCE
from tests.vendorproof_client.wire import KEY, Answer, Wire
from vendorproof_client import (
    ApiError,
    AuthenticationError,
    Client,
    ConnectionFailed,
    InvalidRequest,
    NotFound,
    RateLimited,
    Retry,
    RetryPolicy,
    ServerError,
)

LOST = Answer(drop=True)
LOST_AFTER = Answer(drop=True, done=True)


def unavailable(status: int = 503, **headers: str) -> Answer:
    return Answer(status, {"detail": {"code": "busy", "message": "Busy."}}, headers)


def test_a_call_carries_key_and_name(wire: Wire, client: Client) -> None:
    assert client.authtest() == {"msg": "Auth successful"}
    assert client.whoami() == {"client_ip": "127.0.0.1"}
    headers = wire.requests[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["user-agent"].startswith("vendorproof-client")


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/"])
def test_the_address_may_end_in_v1(wire: Wire, ending: str) -> None:
    with Client(wire.url + ending, f" {KEY}\n") as client:
        assert client.authtest()
    assert wire.requests[0].path == "/v1/utils/authtest"


@pytest.mark.parametrize("url", ["", "localhost:8000", "ftp://x", "http://", "http://x:notaport"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="no server address"):
        Client(url, KEY)


def test_a_wrong_key_is_an_authentication_error(wire: Wire) -> None:
    with Client(wire.url, "ak_wrong") as client, pytest.raises(AuthenticationError) as caught:
        client.authtest()
    assert str(caught.value) == "Request req_1: 401: Invalid or expired API key."
    assert len(wire.requests) == 1


@pytest.mark.parametrize(
    "trouble", [LOST, unavailable(500), unavailable(502), unavailable(503), unavailable(504), unavailable(429)]
)
def test_a_read_is_tried_again(wire: Wire, client: Client, trouble: Answer) -> None:
    wire.script += [trouble, trouble]
    told: list[Retry] = []
    client.on_retry = told.append
    assert client.authtest()
    assert len(wire.requests) == 3
    assert [(retry.attempt, retry.attempts) for retry in told] == [(1, 4), (2, 4)]


def test_tries_end(wire: Wire, client: Client) -> None:
    wire.script += [unavailable()] * 9
    with pytest.raises(ServerError, match="Busy"):
        client.authtest()
    assert len(wire.requests) == 5
    wire.script.clear()
    wire.script += [LOST] * 9
    with pytest.raises(ConnectionFailed, match=wire.url):
        client.authtest()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_a_refusal_is_not_tried_again(wire: Wire, client: Client, status: int) -> None:
    wire.script.append(unavailable(status))
    with pytest.raises(ApiError):
        client.authtest()
    assert len(wire.requests) == 1


def test_a_long_retry_after_is_left_to_the_caller(wire: Wire, client: Client) -> None:
    wire.script.append(Answer(429, {"detail": {"code": "rate_limited", "message": "Slow."}}, {"Retry-After": "3600"}))
    with pytest.raises(RateLimited) as caught:
        client.authtest()
    assert caught.value.retry_after == 3600
    assert len(wire.requests) == 1


def test_a_retry_after_is_waited_for(wire: Wire, client: Client) -> None:
    wire.script.append(Answer(503, None, {"Retry-After": "1"}))
    told: list[Retry] = []
    client.on_retry = told.append
    client.authtest()
    assert told[0].pause == 1


def test_a_create_is_repeated_under_one_key_and_makes_one(wire: Wire, client: Client) -> None:
    wire.script += [LOST_AFTER, unavailable()]
    vendor = client.vendors.create(name="Acme")
    assert [one["name"] for one in wire.vendors] == ["Acme"]
    assert vendor == wire.vendors[0]
    keys = [request.headers["idempotency-key"] for request in wire.requests]
    assert len(keys) == 3
    assert len(set(keys)) == 1
    client.vendors.create(name="Acme")
    assert wire.requests[-1].headers["idempotency-key"] != keys[0]
    client.vendors.create(name="Acme", idempotency_key="mine")
    assert wire.requests[-1].headers["idempotency-key"] == "mine"


def test_a_create_waits_for_its_own_first_try(wire: Wire, client: Client) -> None:
    wire.script.append(Answer(409, {"detail": {"code": "idempotency_in_progress", "message": "In progress."}}))
    assert client.vendors.create(name="Acme")["name"] == "Acme"


def test_a_create_without_idempotency_is_not_repeated(wire: Wire, client: Client) -> None:
    wire.script.append(LOST)
    with pytest.raises(ConnectionFailed):
        client.api_keys.create(name="ci")
    assert len(wire.requests) == 1
    wire.script.append(unavailable())
    with pytest.raises(ServerError):
        client.import_reports.create(report_name="x", mapping={})
    assert len(wire.requests) == 2


def test_a_refused_connection_is_tried_again_for_every_call() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        told: list[Retry] = []
        with Client(url, KEY, retries=RetryPolicy(attempts=2, first=0.001)) as client:
            client.on_retry = told.append
            with pytest.raises(ConnectionFailed):
                client.api_keys.create(name="ci")
    assert len(told) == 2


def test_a_silent_server_is_a_failed_connection(wire: Wire) -> None:
    wire.pause = 5
    with Client(wire.url, KEY, timeout=0.05, retries=0) as client, pytest.raises(ConnectionFailed, match="in time"):
        client.imports.post("vendors", [])
    wire.pause = 0


def test_a_page_that_is_no_json_and_a_redirect_are_told_apart(wire: Wire, client: Client) -> None:
    wire.script.append(Answer(200, b"<html>Welcome</html>"))
    with pytest.raises(ApiError, match="not a JSON object"):
        client.authtest()
    wire.script.append(Answer(301, b"", {"Location": "https://other.example/"}))
    with pytest.raises(InvalidRequest, match=r"redirects to https://other\.example/"):
        client.authtest()
    assert len(wire.requests) == 2


def test_an_import_returns_its_summary_whatever_came_of_it(wire: Wire, client: Client) -> None:
    good, bad = {"ID": "1", "Name": "Acme"}, {"ID": "2"}
    assert client.imports.post("vendors", [good, bad])["failed_count"] == 1
    refused = client.imports.post("vendors", [bad])
    assert refused["failed_count"] == refused["received_count"] == 1
    assert client.imports.post("vendors", [])["received_count"] == 0
    with pytest.raises(NotFound) as caught:
        client.imports.post("no such/slug", [good])
    assert caught.value.code == "import_report_not_found"
    assert wire.requests[-1].path == "/v1/import/no%20such%2Fslug"


def test_an_import_is_repeated_because_it_is_an_upsert(wire: Wire, client: Client) -> None:
    wire.script += [LOST_AFTER, unavailable(500)]
    summary = client.imports.post("vendors", [{"ID": "1", "Name": "Müller"}])
    assert summary["unchanged_count"] == 1
    assert wire.records == {"1": {"ID": "1", "Name": "Müller"}}


def test_applying_a_plan_is_not_repeated(wire: Wire, client: Client) -> None:
    wire.script.append(LOST_AFTER)
    with pytest.raises(ConnectionFailed):
        client.imports.post("vendors", [], plan_id="plan_1")
    assert [request.query for request in wire.requests] == [{"plan_id": "plan_1"}]


def test_modes_of_an_import_go_into_the_query(wire: Wire, client: Client) -> None:
    client.imports.post("vendors", [], mode="plan")
    client.imports.post("vendors", [], atomic=True)
    client.imports.post("vendors", [])
    assert [request.query for request in wire.requests] == [{"mode": "plan"}, {"atomic": "true"}, {}]


@pytest.mark.parametrize("cursor", [False, True])
def test_iterating_gives_every_row_once(wire: Wire, client: Client, *, cursor: bool) -> None:
    wire.cursor = cursor
    wire.vendors = [{"id": str(number)} for number in range(7)]
    assert [vendor["id"] for vendor in client.vendors.iterate(page_size=3, name="x")] == [str(n) for n in range(7)]
    assert len(wire.requests) == 3
    assert ("cursor" in wire.requests[-1].query) == cursor


def test_iterating_nothing_asks_once(wire: Wire, client: Client) -> None:
    assert list(client.vendors.iterate()) == []
    assert len(wire.requests) == 1


def test_a_page_tells_where_it_is(wire: Wire, client: Client) -> None:
    wire.vendors = [{"id": str(number)} for number in range(7)]
    page = client.vendors.list(limit=2, offset=4, name=None)
    assert [row["id"] for row in page.rows] == ["4", "5"]
    assert (page.total, page.limit, page.offset) == (7, 2, 4)
    assert wire.requests[0].query == {"limit": "2", "offset": "4"}


def test_a_report_is_found_by_its_slug(wire: Wire, client: Client) -> None:
    wire.reports = [{"slug": f"report-{number}"} for number in range(300)]
    assert client.import_reports.find("report-250") == {"slug": "report-250"}
    assert client.import_reports.find("none") is None


@pytest.mark.parametrize(
    ("method", "path", "body", "call"),
    [
        ("GET", "/v1/vendors/cbvndr_1", None, lambda c: c.vendors.get("cbvndr_1")),
        ("PATCH", "/v1/vendors/cbvndr_1", {"name": "x"}, lambda c: c.vendors.update("cbvndr_1", name="x")),
        ("DELETE", "/v1/vendors/cbvndr_1", None, lambda c: c.vendors.archive("cbvndr_1")),
        ("GET", "/v1/services", None, lambda c: c.services.list()),
        ("POST", "/v1/vendors/v/services", {"name": "x"}, lambda c: c.services.create("v", name="x")),
        ("PATCH", "/v1/vendors/v/services/s", {"name": "x"}, lambda c: c.services.update("v", "s", name="x")),
        ("POST", "/v1/assessments", {"vendor_id": "v"}, lambda c: c.assessments.create(vendor_id="v")),
        ("GET", "/v1/assessments/a", None, lambda c: c.assessments.get("a")),
        ("DELETE", "/v1/assessments/a", None, lambda c: c.assessments.archive("a")),
        ("POST", "/v1/users", {"email": "a@b.c"}, lambda c: c.users.create(email="a@b.c")),
        ("PATCH", "/v1/users/u", {"name": "x"}, lambda c: c.users.update("u", name="x")),
        ("GET", "/v1/users/u", None, lambda c: c.users.get("u")),
        ("GET", "/v1/import-reports/r", None, lambda c: c.import_reports.get("r")),
        ("DELETE", "/v1/import-reports/r", None, lambda c: c.import_reports.archive("r")),
        ("GET", "/v1/import-reports/fields", None, lambda c: c.import_reports.fields("vendor")),
        ("GET", "/v1/import-reports/r/schema", None, lambda c: c.import_reports.schema("r")),
        ("POST", "/v1/import-reports/suggest", {"headers": ["ID"]}, lambda c: c.import_reports.suggest(["ID"])),
        ("GET", "/v1/import-runs/r", None, lambda c: c.import_runs.get("r")),
        ("GET", "/v1/import-runs/r/errors", None, lambda c: c.import_runs.errors("r")),
        ("POST", "/v1/import-runs/r/replay", {}, lambda c: c.import_runs.replay("r")),
        ("POST", "/v1/import-runs/r/undo", {}, lambda c: c.import_runs.undo("r")),
        ("GET", "/v1/api-keys", None, lambda c: c.api_keys.list()),
        ("POST", "/v1/api-keys/k/rotate", {}, lambda c: c.api_keys.rotate("k")),
        ("POST", "/v1/api-keys/k/revoke", {}, lambda c: c.api_keys.revoke("k")),
    ],
)  # fmt: skip
def test_every_call_goes_where_the_contract_says(wire: Wire, client: Client, method, path, body, call) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    wire.script.append(Answer(200, {"ok": True}))
    call(client)
    request = wire.requests[0]
    assert (request.method, request.path, request.body) == (method, path, body)


def test_a_policy_can_be_given_whole(wire: Wire) -> None:
    with Client(wire.url, KEY, retries=AT_ONCE) as client:
        wire.script += [unavailable()] * 4
        assert client.authtest()
