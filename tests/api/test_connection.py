"""What comes over a socket and is no request, or never becomes one."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from tests.fixtures import desks, sockets
from tests.fixtures.desks import PDF, Desk
from tests.fixtures.sites import Listen, OpenSite, Site
from vendorproof.api.connection import HEAD_BYTES
from vendorproof.db.schema import metadata

KIND = f"Content-Type: multipart/form-data; boundary={desks.BOUNDARY}\r\n"
PART = b"x" * 60_000


def head(site: Site, more: str = "", line: str = "POST /v1/documents HTTP/1.1") -> bytes:
    return f"{line}\r\nHost: x\r\nAuthorization: Bearer {site.secret}\r\n{KIND}{more}\r\n".encode()


def endless(start: bytes) -> Iterator[bytes]:
    """More than anybody keeps in memory; the server has to hang up for it to end."""
    yield start
    for _ in range(20_000):
        yield PART


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"GET /", id="address"),
        pytest.param(b"GET /healthz HTTP/1.1\r\nX-A: ", id="header"),
        pytest.param(b"GET /healthz HTTP/1.1\r\n", id="name of a header"),
        pytest.param(b"POST /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;x=", id="extension of a chunk"),
        pytest.param(b"POST /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: ", id="trailer"),
    ],
)
def test_what_has_no_end_is_cut_off(site: Site, listen: Listen, start: bytes) -> None:
    """Nobody has shown a key yet: it must not fill the memory."""
    url = listen(site)
    answers = sockets.exchange(url, endless(start))
    assert [one.told for one in answers] in ([], ["431 request_head_too_large"], ["405 Method Not Allowed"])


def test_headers_as_long_as_anybody_sends_pass(site: Site, listen: Listen) -> None:
    url = listen(site)
    for length, status in ((HEAD_BYTES - 200, 200), (HEAD_BYTES + 1, 431)):
        sent = b"GET /healthz HTTP/1.1\r\nConnection: close\r\nX-A: ", b"x" * length, b"\r\n\r\n"
        assert [one.status for one in sockets.exchange(url, sent)] == [status]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"hello\r\n\r\n", id="words"),
        pytest.param(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", id="HTTP/2"),
        pytest.param(b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(32), id="TLS"),
        pytest.param(b"GET / HTTP/1.1\rHost: x\r\r", id="lines end in CR"),
        pytest.param(b"POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", id="two lengths"),
        pytest.param(
            b"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", id="length and chunks"
        ),
        pytest.param(b"POST / HTTP/1.1\r\nContent-Length: -3\r\n\r\nabc", id="length below nothing"),
    ],
)
def test_what_is_no_http_is_told_so_as_any_refusal_is(site: Site, listen: Listen, sent: bytes) -> None:
    """«`{"detail": {"code": …, "message": …}}`», «`X-Request-Id` on every answer»."""
    (answer,) = sockets.exchange(listen(site), [sent])
    assert answer.told == "400 malformed_request"
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-request-id"]


def test_a_request_that_came_whole_is_answered_before_what_follows_it_is_refused(desk: Desk, listen: Listen) -> None:
    body = desks.form([desks.part("file", PDF, '; filename="a.pdf"'), desks.part("vendor_id", desk.vendor().encode())])
    sent = head(desk.site, f"Content-Length: {len(body)}\r\n") + body + b"\0\0 no request"
    (answer,) = sockets.exchange(listen(desk.site), [sent])
    assert answer.status == 201
    assert [json.loads(answer.body)["id"]] == desk.ids()


def test_who_falls_silent_is_given_up_and_leaves_nothing(open_site: OpenSite, listen: Listen) -> None:
    """Also the Idempotency-Key is free again: a caller whose network went away can send the file once more."""
    desk = Desk(open_site(request_silence_seconds=1))
    url, vendor = listen(desk.site), desk.vendor()
    body = desks.form([desks.part("vendor_id", vendor.encode()), desks.part("file", PDF * 9000, '; filename="a.pdf"')])
    key = f"Idempotency-Key: k\r\nContent-Length: {len(body)}\r\n"
    for sent in (b"POST /v1/doc", head(desk.site, key)[:-2], head(desk.site, key), head(desk.site, key) + body[:-9]):
        assert [one.told for one in sockets.exchange(url, [sent])] == ["408 request_timeout"]
    assert sockets.exchange(url, [b""]) == []
    assert desk.stored() == []
    answers = sockets.exchange(url, [head(desk.site, f"Connection: close\r\n{key}") + body])
    assert [one.told for one in answers] == ["201"]


def test_who_waits_for_the_server_is_not_silent(open_site: OpenSite, listen: Listen) -> None:
    """An answer that takes its time, and a caller who sends the body only when asked for it."""
    desk = Desk(open_site(request_silence_seconds=1))
    url, vendor = listen(desk.site), desk.vendor()
    body = desks.form([desks.part("vendor_id", vendor.encode()), desks.part("file", PDF, '; filename="a.pdf"')])
    more = f"Connection: close\r\nIdempotency-Key: k\r\nContent-Length: {len(body)}\r\n"
    with ThreadPoolExecutor(2) as pool:
        with suppress(_TakenBack), desk.site.rt.db.write() as tx:
            # The key is being entered by somebody else, so both wait.
            claim = {"organisation_id": desk.site.organisation_id, "endpoint": "documents.create", "key": "k"}
            values = {**claim, "status": 0, "body": b"", "created_at": tx.now}
            assert tx.dialect.insert_unless_present(tx.connection, metadata.tables["idempotent_answer"], values)
            first = pool.submit(sockets.exchange, url, [head(desk.site, more) + body])
            while not desk.stored():
                time.sleep(0.01)
            second = pool.submit(sockets.exchange, url, [head(desk.site, "Expect: 100-continue\r\n" + more)])
            time.sleep(2.5)
            raise _TakenBack
        answers = [*first.result(), *second.result()]
    assert [one.told for one in answers] == ["201", "201"]
    assert [one.headers.get("idempotent-replayed") for one in answers] == [None, "true"]


class _TakenBack(Exception):
    """Rolls a transaction back."""


@pytest.mark.parametrize("protocol", ["h2c", "websocket"])
@pytest.mark.parametrize("in_chunks", [False, True])
def test_who_would_rather_speak_another_protocol_is_answered_in_this_one(
    desk: Desk, listen: Listen, protocol: str, *, in_chunks: bool
) -> None:
    """Java's own client asks for HTTP/2 with whatever it sends; its body must not be lost for that."""
    url, vendor = listen(desk.site), desk.vendor()
    body = desks.form([desks.part("vendor_id", vendor.encode()), desks.part("file", PDF, '; filename="a.pdf"')])
    asked = f"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: {protocol}\r\nHTTP2-Settings: AAMAAABk\r\n"
    if in_chunks:
        start = head(desk.site, f"{asked}Transfer-Encoding: chunked\r\n")
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    else:
        start = head(desk.site, f"{asked}Content-Length: {len(body)}\r\n")
    for sent in ([start + body], [start, body], [start + body[:50], body[50:]], [start + body + start + body]):
        assert [one.told for one in sockets.exchange(url, sent)] == ["201"]
    bare = f"GET /healthz HTTP/1.1\r\nHost: x\r\n{asked}\r\n".encode()
    last = b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"
    assert [one.told for one in sockets.exchange(url, [bare + bare + last])] == ["200"] * 3
    assert len(desk.ids()) == 4
