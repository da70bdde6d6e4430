"""What only a real socket shows: how much of a body is read, and what becomes of the connection."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from structlog.testing import capture_logs

from tests.fixtures.sites import Listen, OpenSite, Site

CHUNK = b"x" * 65_536


def _connect(address: str) -> socket.socket:
    split = urlsplit(address)
    return socket.create_connection((split.hostname or "", split.port or 0), timeout=10)


def _answer(connection: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """Reads until the server closes."""
    received = b""
    while part := connection.recv(65_536):
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(status.split(" ")[1]), headers, body


def _head(site: Site, path: str, *lines: str) -> bytes:
    fields = [f"POST {path} HTTP/1.1", "Host: test", f"Authorization: Bearer {site.secret}", *lines]
    return "\r\n".join([*fields, "", ""]).encode()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_declared_body_over_the_limit_is_refused_before_it_is_sent(site: Site, listen: Listen) -> None:
    with _connect(listen(site)) as connection:
        connection.sendall(_head(site, "/v1/users", "Content-Length: 99999999999"))
        status, headers, body = _answer(connection)
    assert (status, json.loads(body)["detail"]["code"]) == (413, "payload_too_large")
    assert headers["connection"] == "close"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("path", "code"), [("/v1/users", "payload_too_large"), ("/v1/import/erp", "batch_too_large")])
def test_an_endless_body_is_refused_while_it_streams(open_site: OpenSite, listen: Listen, path: str, code: str) -> None:
    site = open_site(import_max_bytes=2_000_000)
    with _connect(listen(site)) as connection:
        connection.sendall(_head(site, path, "Transfer-Encoding: chunked", "Content-Type: application/json"))
        sent = 0
        try:
            while sent < 200_000_000:
                connection.sendall(f"{len(CHUNK):x}\r\n".encode() + CHUNK + b"\r\n")
                sent += len(CHUNK)
        except OSError:
            pass
        status, headers, body = _answer(connection)
    assert (status, json.loads(body)["detail"]["code"]) == (413, code)
    assert headers["connection"] == "close"
    assert sent < 50_000_000


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_ordinary_client_gets_the_refusal(open_site: OpenSite, listen: Listen) -> None:
    site = open_site(import_max_bytes=1_000_000)
    with httpx.Client(base_url=listen(site), headers={"Authorization": f"Bearer {site.secret}"}) as client:
        for _ in range(5):
            answer = client.post("/v1/import/erp", content=b" " * 8_000_000)
            assert (answer.status_code, answer.json()["detail"]["code"]) == (413, "batch_too_large")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_large_body_under_a_bad_key_is_not_read(site: Site, listen: Listen) -> None:
    with _connect(listen(site)) as connection:
        request = _head(site, "/v1/import/erp", "Content-Length: 30000000").replace(site.secret.encode(), b"ak_live_x")
        connection.sendall(request)
        status, headers, _ = _answer(connection)
    assert (status, headers["connection"]) == (401, "close")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_small_unread_body_keeps_the_connection(site: Site, listen: Listen) -> None:
    with httpx.Client(base_url=listen(site)) as client:
        answer = client.post("/v1/users", json={"email": "a@example.com"})
    assert answer.status_code == 401
    assert "connection" not in answer.headers


def test_a_caller_who_hangs_up_is_noted_and_is_no_error(site: Site, listen: Listen) -> None:
    with capture_logs() as lines:
        address = listen(site)
        for path in ("/v1/users", "/v1/import/erp"):
            with _connect(address) as connection:
                connection.sendall(
                    _head(site, path, "Content-Length: 1000", "Content-Type: application/json") + b'{"em'
                )
                time.sleep(0.2)  # the server has begun to read
        noted = _until(lambda: [one for one in site.audited() if one["status"] == 499], 2)
    assert {one["route"] for one in noted} == {"/v1/users", "/v1/import/{slug}"}
    assert [one for one in lines if one["log_level"] in ("error", "critical")] == []


def _until(look: Callable[[], list[dict[str, Any]]], count: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for _ in range(100):
        found = look()
        if len(found) >= count:
            break
        time.sleep(0.1)
    return found


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "request_line",
    [
        pytest.param(b"GET /v1/users/\xff\xfe HTTP/1.1", id="raw-bytes-in-the-path"),
        pytest.param(b"GET /v1/users?a=\xff HTTP/1.1", id="raw-bytes-in-the-query"),
        pytest.param(b"FROBNICATE /v1/users HTTP/1.1", id="unknown-method"),
        pytest.param(b"GET http://[::1/v1/users HTTP/1.1", id="broken-target"),
        pytest.param(b"POST /v1/users HTTP/1.1\r\nContent-Length: -5", id="negative-length"),
        pytest.param(b"POST /v1/users HTTP/1.1\r\nContent-Length: abc", id="length-in-words"),
        pytest.param(b"GET /v1/users HTTP/1.1\r\nX-Request-Id: \xff\x80", id="raw-bytes-in-a-header"),
    ],
)
def test_a_broken_request_is_the_callers_fault(site: Site, listen: Listen, request_line: bytes) -> None:
    with _connect(listen(site)) as connection:
        lines = [
            request_line,
            b"Host: test",
            b"Authorization: Bearer " + site.secret.encode(),
            b"Connection: close",
            b"",
            b"",
        ]
        connection.sendall(b"\r\n".join(lines))
        status, _, _ = _answer(connection)
    assert status < 500


def test_reads_go_on_while_the_writer_is_taken(site: Site, listen: Listen) -> None:
    """Readers never wait; and they are on record nevertheless."""
    with httpx.Client(base_url=listen(site), headers={"Authorization": f"Bearer {site.secret}"}, timeout=30) as client:
        with _writer_held(site):
            assert client.get("/v1/users").status_code == 200
            assert client.get("/v1/api-keys").status_code == 200
        audited = _until(lambda: site.audited(event_types="users.list,api_keys.list"), 2)
    assert len(audited) == 2


class _writer_held:  # noqa: N801 - reads as a verb
    """A long import, as far as the database can tell."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._done = threading.Event()
        self._held = threading.Event()
        self._thread = threading.Thread(target=self._hold)

    def __enter__(self) -> None:
        self._thread.start()
        self._held.wait(10)

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._thread.join()

    def _hold(self) -> None:
        with self._site.rt.db.write():
            self._held.set()
            self._done.wait(30)


@pytest.fixture(autouse=True)
def _no_stray_threads() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() <= before + 1
