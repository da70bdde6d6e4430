"""A file of exactly the published limit, and one byte more, over a socket. On SQLite alone: no byte of it is the database's."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures import sockets
from tests.fixtures.desks import BOUNDARY, part
from tests.fixtures.servers import OpenServer
from tests.journeys import evidence
from tests.journeys.hostile_requests import CHUNKED, FORM, Caller, chunk

LIMIT = 104_857_600
START = b"%PDF-1.7\n"


def upload(caller: Caller, size: int, *, length: str = "right") -> Iterator[bytes]:
    """A file of that size; its length is `right`, `chunked`, or `lying`: said to be that of a file within the limit."""
    opening = f"--{BOUNDARY}\r\n".encode()
    before = opening + caller.vendor + b"\r\n" + opening + part("file", START, '; filename="large.pdf"')
    after = f"\r\n--{BOUNDARY}--\r\n".encode()
    whole, rest = divmod(size - len(START), 1 << 20)
    body = itertools.chain([before], itertools.repeat(bytes(1 << 20), whole), [bytes(rest) + after])
    if length == "chunked":
        yield caller.head(FORM + CHUNKED)
        yield from map(chunk, body)
        yield b"0\r\n\r\n"
        return
    said = len(before) - len(START) + len(after) + (size if length == "right" else LIMIT)
    yield caller.head(f"{FORM}Content-Length: {said}\r\n")
    yield from body


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_file_of_the_limit_passes_and_not_one_byte_more(open_server: OpenServer, tmp_path: Path) -> None:
    """«413 `file_too_large` | more than 104,857,600 bytes; exactly that passes. Refused early: by Content-Length before
    reading, and while streaming otherwise».
    """
    data_dir = tmp_path / "kept"
    server = open_server(DATA_DIR=str(data_dir))
    tenant = server.tenant()
    caller = Caller(tenant.secret, evidence.vendor(tenant))
    for length in ("right", "chunked"):
        (answer,) = sockets.exchange(server.url, upload(caller, LIMIT, length=length))
        assert answer.told == "201"
        assert json.loads(answer.body)["size"] == LIMIT
    for length in ("right", "chunked", "lying"):
        (answer,) = sockets.exchange(server.url, upload(caller, LIMIT + 1, length=length))
        assert answer.told == "413 file_too_large"
        assert str(LIMIT) in answer.detail["message"]
    far = caller.head(f"{FORM}Content-Length: {LIMIT + (3 << 20)}\r\n")
    (answer,) = sockets.exchange(server.url, [far])
    assert answer.told == "413 file_too_large", "refused for what it says, without a byte of it"
    evidence.settled(tenant)
    rows = evidence.bytes_and_rows_agree(server, evidence.stored(data_dir), tenant.organisation_id)
    assert [one["size"] for one in rows] == [LIMIT, LIMIT]
