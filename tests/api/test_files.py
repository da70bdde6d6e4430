import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.fixtures.databases import Kind
from tests.fixtures.servers import Server
from tests.fixtures.sites import Listen, OpenSite, Site
from tests.fixtures.storage import opened
from vendorproof.storage import Attachment
from vendorproof.storage.keyring import Keyring
from vendorproof.storage.links import SignedLinks
from vendorproof.storage.local import LocalStore

KEY = "cborg_0123/cbvdoc_01234567"
REPORT = Attachment("SOC 2.pdf", "application/pdf")
DATA = bytes(range(256)) * 8
OLD, NEW, WRONG = "old-secret-key-0123456789", "new-secret-key-0123456789", "wrong-secret-key-0123456789"
MEBIBYTE = 1024 * 1024


@pytest.fixture
def database_kind() -> Kind:
    """One is enough: no database takes part in a download."""
    return "sqlite"


def put(site: Site, data: bytes = DATA) -> str:
    """The path of a link to a stored file."""
    writer = site.rt.blobs.create(KEY)
    writer.write(data)
    writer.commit()
    return path_of(site.rt.blobs.link(KEY, REPORT, site.clock.now()))


def path_of(link: str) -> str:
    parsed = urlsplit(link)
    return f"{parsed.path}?{parsed.query}"


def test_the_whole_file(site: Site) -> None:
    answer = site.door.request("GET", put(site))
    assert (answer.status_code, answer.content) == (200, DATA)
    shown = {name: answer.headers[name] for name in HEADERS}
    assert shown == HEADERS


HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Length": str(len(DATA)),
    "Content-Disposition": 'attachment; filename="SOC 2.pdf"',
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private",
    "Accept-Ranges": "bytes",
    "ETag": '"01234567"',
}


def test_a_file_that_the_kernel_does_not_hold_is_read_from_the_disk(site: Site) -> None:
    data = os.urandom(3 * MEBIBYTE + 5)
    path, blobs = put(site, data), site.rt.blobs
    assert isinstance(blobs, LocalStore)
    with blobs.path(KEY).open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    assert site.door.request("GET", path).content == data


def test_head_says_the_same_without_opening_the_file(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(site)
    monkeypatch.setattr(LocalStore, "open", None)
    answer = site.door.request("HEAD", path)
    assert (answer.status_code, answer.content) == (200, b"")
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    ranged = site.door.request("HEAD", path, headers={"Range": "bytes=1-2"})
    assert (ranged.status_code, ranged.headers["Content-Length"]) == (206, "2")


def test_a_range_behind_the_end_names_the_size(site: Site) -> None:
    answer = site.door.request("GET", put(site), headers={"Range": f"bytes={len(DATA)}-"})
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(DATA)}"


@pytest.mark.parametrize(
    ("if_range", "status"), [('"01234567"', 206), ('"another"', 200), ('W/"01234567"', 200),
                             ("Wed, 21 Oct 2026 07:28:00 GMT", 200)],
)  # fmt: skip
def test_a_range_of_another_file_becomes_the_whole(site: Site, if_range: str, status: int) -> None:
    answer = site.door.request("GET", put(site), headers={"Range": "bytes=0-9", "If-Range": if_range})
    assert answer.status_code == status
    assert answer.content == (DATA[:10] if status == 206 else DATA)


@pytest.mark.parametrize("several", ["bytes=0-1,5-6", "bytes=9-1", "nonsense"])
def test_a_range_that_is_not_served_becomes_the_whole(site: Site, several: str) -> None:
    answer = site.door.request("GET", put(site), headers={"Range": several})
    assert (answer.status_code, answer.content) == (200, DATA)


def test_a_file_that_the_caller_has_is_not_sent(site: Site) -> None:
    answer = site.door.request("GET", put(site), headers={"If-None-Match": '"x", "01234567"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == '"01234567"'


def test_a_link_that_lapsed_says_so(site: Site) -> None:
    path = put(site)
    site.clock.at += 3600
    answer = site.door.request("GET", path)
    assert answer.status_code == 403
    assert answer.json()["detail"]["code"] == "invalid_download_link"


def test_a_file_that_is_gone_is_not_found(site: Site) -> None:
    path = put(site)
    site.rt.blobs.delete(KEY)
    answer = site.door.request("GET", path)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (404, "document_not_found")


@pytest.mark.parametrize(
    "path",
    [f"/files/{KEY}/x.pdf", f"/files/{KEY}/", "/files/../../secret_key/x", "/files/cborg_01/..%2f..%2fsecret_key/x.pdf",
     f"/files/{KEY}/x%00.pdf?signature=%00&expires=%00&type=%00", f"/files/{KEY}/%ff.pdf?expires=1&signature=%ff"],
)  # fmt: skip
def test_without_a_signature_nothing_is_there(site: Site, path: str) -> None:
    put(site)
    assert site.door.request("GET", path).status_code in (403, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_but_reading(site: Site, method: str) -> None:
    answer = site.door.request(method, put(site))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_with_files_in_a_bucket_no_link_leads_here(open_site: OpenSite, tmp_path: Path) -> None:
    site = open_site(storage_url="s3://bucket?endpoint=http://127.0.0.1:1")
    links = SignedLinks("", Keyring(tmp_path / "data", ""))
    answer = site.door.request("GET", links.make(KEY, REPORT, site.clock.now()))
    assert (answer.status_code, answer.json()["detail"]["code"]) == (403, "invalid_download_link")


def open_copies(path: Path) -> int:
    """How often this process has a file open."""
    found = 0
    for one in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            found += one.readlink() == path
    return found


def came_to_be(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    return condition()


def test_a_receiver_that_hangs_up_ends_the_reading(site: Site, listen: Listen) -> None:
    path = put(site, os.urandom(32 * MEBIBYTE))
    address = urlsplit(listen(site))
    blobs = site.rt.blobs
    assert isinstance(blobs, LocalStore)
    file = blobs.path(KEY)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: site\r\n\r\n".encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        assert came_to_be(lambda: open_copies(file) == 1)
    assert came_to_be(lambda: open_copies(file) == 0)


def test_a_file_that_shrank_breaks_the_connection(site: Site, listen: Listen) -> None:
    path = put(site, os.urandom(32 * MEBIBYTE))
    blobs = site.rt.blobs
    assert isinstance(blobs, LocalStore)
    with httpx.stream("GET", listen(site) + path, trust_env=False) as answer:
        os.truncate(blobs.path(KEY), MEBIBYTE)
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "server"
    with Server(f"sqlite:///{folder}/links.db", folder, SECRET_KEY=OLD) as running:
        yield running


def test_links_outlive_the_rotation_of_the_secret_key(server: Server, tmp_path: Path) -> None:
    """The links are signed elsewhere with each key: what the server knows of the old one, it remembered by itself."""
    folder = server.log.parent
    writer = opened({"storage_url": ""}, folder).create(KEY)
    writer.write(DATA)
    writer.commit()

    def status(secret: str) -> int:
        links = SignedLinks(server.url, Keyring(tmp_path / "elsewhere", secret))
        answer = httpx.get(links.make(KEY, REPORT, int(time.time())), trust_env=False)
        assert answer.status_code == 403 or answer.content == DATA
        return answer.status_code

    (tmp_path / "elsewhere").mkdir()
    assert {one: status(one) for one in (OLD, NEW, WRONG)} == {OLD: 200, NEW: 403, WRONG: 403}
    restart(server, NEW)
    assert {one: status(one) for one in (OLD, NEW, WRONG)} == {OLD: 200, NEW: 200, WRONG: 403}
    restart(server, "")
    assert {one: status(one) for one in (OLD, NEW, WRONG)} == {OLD: 200, NEW: 200, WRONG: 403}
    assert OLD not in "".join(one.read_text("latin-1") for one in folder.glob("*key*"))


def restart(server: Server, secret_key: str) -> None:
    server.stop()
    server._settings["SECRET_KEY"] = secret_key
    server.start()
