"""A batch in flight when its caller hangs up, its server is told to stop, or its database connection is cut."""

import json
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from tests.fixtures import contents
from tests.fixtures.servers import OpenServer, Tenant
from vendorproof.db.engine import Database, Tx

RECORDS = [{"No": str(index), "Name": "Acme"} for index in range(50)]


@contextmanager
def waiting(tenant: Tenant, slug: str) -> Iterator[tuple[Tx, "Future[httpx.Response]"]]:
    """A batch that the server has read and cannot write yet, because we hold the inventory; let go of at the end."""
    database = Database.connect(tenant.server.database_url)
    try:
        with ThreadPoolExecutor(1) as pool, database.write() as tx:
            tx.dialect.lock_inventory(tx.connection, tenant.organisation_id, "vendor", alone=True)
            sent = pool.submit(tenant.http.post, f"/v1/import/{slug}", json={"data": RECORDS})
            time.sleep(0.7)  # nothing outside shows that it waits; were it not there yet, the test would prove less
            assert not sent.done()
            yield tx, sent
    finally:
        database.dispose()


@pytest.fixture
def tenant(open_server: OpenServer) -> Iterator[Tenant]:
    server = open_server()
    yield server.tenant()
    print(server.tracebacks())  # noqa: T201 - pytest shows it with a failure only


@pytest.fixture
def slug(tenant: Tenant) -> str:
    return tenant.report("Nightly", "vendor", {"external_id": "No", "name": "Name"})


def test_a_server_that_is_told_to_stop_ends_its_batch_first(tenant: Tenant, slug: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        with waiting(tenant, slug) as (_, sent):
            stopping = pool.submit(tenant.server.stop)
            time.sleep(0.5)
            assert not sent.done()
        assert (sent.result(60).status_code, sent.result().json()["created_count"]) == (200, len(RECORDS))
        assert stopping.result(60) in (0, -signal.SIGTERM)
    assert len(_vendors(tenant)) == len(RECORDS)


def test_a_cut_connection_is_told_and_leaves_nothing(tenant: Tenant, slug: str, database_kind: str) -> None:
    if database_kind == "sqlite":
        pytest.skip("SQLite has no connection that could be cut")
    with waiting(tenant, slug) as (tx, sent):
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        tx.connection.execute(text(others))
        answer = sent.result(60)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (503, "database_unavailable")
    assert _vendors(tenant) == []
    assert contents.rows(tenant.server.database_url, "import_run", tenant.organisation_id) == []
    assert tenant.send(slug, RECORDS)["created_count"] == len(RECORDS)


@pytest.mark.parametrize("part", [0.0, 0.5, 1.0], ids=["before its body", "within it", "after it"])
def test_a_caller_who_hangs_up_leaves_all_or_nothing(tenant: Tenant, slug: str, part: float) -> None:
    body = json.dumps({"data": RECORDS}).encode()
    head = f"POST /v1/import/{slug} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {tenant.secret}\r\nContent-Length: {len(body)}\r\n\r\n"
    address = httpx.URL(tenant.server.url)
    with socket.create_connection((address.host, address.port or 80)) as caller:
        caller.sendall(head.encode() + body[: int(len(body) * part)])
    _until(lambda: [one for one in tenant.get("/v1/system_audit_log").json() if one["event_type"] == "import.post"])
    runs = contents.rows(tenant.server.database_url, "import_run", tenant.organisation_id)
    assert len(_vendors(tenant)) == sum(one["created_count"] for one in runs)
    assert len(_vendors(tenant)) in ((0, len(RECORDS)) if part == 1 else (0,))


def _vendors(tenant: Tenant) -> list[dict[str, Any]]:
    return contents.rows(tenant.server.database_url, "vendor", tenant.organisation_id)


def _until(happened: Callable[[], object]) -> None:
    for _ in range(200):
        if happened():
            return
        time.sleep(0.05)
    pytest.fail("it never happened")
