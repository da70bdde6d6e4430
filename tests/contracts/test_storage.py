"""What every place for files promises, held against a real disk and a real S3 server."""

import os
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import httpx
import pytest

from tests.fixtures.servers import Server
from tests.fixtures.storage import Kind, opened
from vendorproof.core.ids import new_id
from vendorproof.storage import READ_BYTES, Attachment, BlobMissing, BlobStore
from vendorproof.storage.attachments import presentable

MEBIBYTE = 1024 * 1024
LARGE = 12 * MEBIBYTE + 17  # three parts of an S3 upload
SENT_AT_ONCE = 64 * 1024
REPORT = Attachment("SOC 2 report.pdf", "application/pdf")


def new_key() -> str:
    return f"{new_id('cborg_')}/{new_id('cbvdoc_')}"


def stored(store: BlobStore, data: bytes, key: str = "") -> str:
    """The key of what was written and committed."""
    key = key or new_key()
    writer = store.create(key)
    sent(writer, data)
    writer.commit()
    return key


def sent(writer: object, data: bytes) -> None:
    for at in range(0, len(data), SENT_AT_ONCE):
        writer.write(data[at : at + SENT_AT_ONCE])  # type: ignore[attr-defined]


def read(store: BlobStore, key: str, start: int = 0, stop: int | None = None) -> bytes:
    with store.read(key, start, stop) as parts:
        return b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, SENT_AT_ONCE + 1, 5 * MEBIBYTE, LARGE])
def test_what_was_written_is_read(storage: BlobStore, size: int) -> None:
    data = os.urandom(size)
    key = stored(storage, data)
    assert storage.size(key) == size
    with storage.read(key) as parts:
        found = list(parts)
    assert b"".join(found) == data
    assert max(map(len, found), default=0) <= READ_BYTES


def test_a_range_is_read(storage: BlobStore) -> None:
    data = os.urandom(2000)
    key = stored(storage, data)
    ranges = [(0, 1), (5, 10), (0, 0), (7, 7), (1990, None), (1999, 2000), (1990, 9000), (2000, None), (2001, 3000)]
    for start, stop in ranges:
        assert read(storage, key, start, stop) == data[start:stop], (start, stop)


def test_nothing_is_there_before_the_commit(storage: BlobStore) -> None:
    key = new_key()
    writer = storage.create(key)
    sent(writer, os.urandom(LARGE))
    with pytest.raises(BlobMissing):
        storage.size(key)
    assert [one.key for one in storage.blobs() if one.key] == []
    writer.commit()
    assert [one.key for one in storage.blobs()] == [key]


def test_what_is_not_there_is_missing(storage: BlobStore) -> None:
    key = new_key()
    with pytest.raises(BlobMissing):
        storage.size(key)
    for start, stop in ((0, None), (3, 9), (0, 0)):
        with pytest.raises(BlobMissing), storage.read(key, start, stop):
            pass
    assert list(storage.blobs()) == []


def test_what_was_deleted_is_missing_and_may_be_deleted_again(storage: BlobStore) -> None:
    key, other = stored(storage, b"one"), stored(storage, b"other")
    storage.delete(key)
    storage.delete(key)
    with pytest.raises(BlobMissing):
        storage.size(key)
    assert read(storage, other) == b"other"


@pytest.mark.parametrize("size", [0, 10, LARGE])
@pytest.mark.parametrize("committed", [False, True])
def test_an_abort_leaves_nothing(storage: BlobStore, size: int, *, committed: bool) -> None:
    key = new_key()
    writer = storage.create(key)
    sent(writer, os.urandom(size))
    if committed:
        writer.commit()
    writer.abort()
    writer.abort()
    assert list(storage.blobs()) == []
    with pytest.raises(BlobMissing):
        storage.size(key)


def test_an_upload_that_nobody_finished_is_listed_and_can_be_removed(storage: BlobStore) -> None:
    kept = stored(storage, b"kept")
    writer = storage.create(new_key())
    sent(writer, os.urandom(LARGE))
    del writer
    [left] = [one for one in storage.blobs() if one.key is None]
    assert abs(left.modified_at - time.time()) < 3600
    storage.discard(left)
    storage.discard(left)
    assert [one.key for one in storage.blobs()] == [kept]


def test_files_are_listed_with_their_sizes_and_can_be_removed(storage: BlobStore) -> None:
    sizes = {stored(storage, os.urandom(size)): size for size in (0, 1, 300)}
    listed = list(storage.blobs())
    assert {one.key: one.size for one in listed} == sizes
    assert all(abs(one.modified_at - time.time()) < 3600 for one in listed)
    storage.discard(listed[0])
    storage.discard(listed[0])
    assert {one.key for one in storage.blobs()} == sizes.keys() - {listed[0].key}


def test_several_write_and_read_at_once(storage: BlobStore) -> None:
    contents = [os.urandom(count * MEBIBYTE // 2) for count in range(1, 13)]
    ready = threading.Barrier(4)

    def one(data: bytes) -> bool:
        ready.wait(60)
        key = stored(storage, data)
        return read(storage, key) == data

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(one, contents))
    assert sum(one.size for one in storage.blobs()) == sum(map(len, contents))


def test_another_process_sees_the_same(storage: BlobStore, storage_settings: Mapping[str, str], tmp_path: Path) -> None:
    key = stored(storage, b"here")
    beside = opened(storage_settings, tmp_path / "elsewhere")
    assert read(beside, key) == b"here"
    beside.delete(key)
    with pytest.raises(BlobMissing):
        storage.size(key)


def test_a_check_leaves_nothing(storage: BlobStore) -> None:
    storage.check()
    assert list(storage.blobs()) == []


NO_KEYS = (
    ["", "cborg_01", "cbvdoc_01", "cborg_01/../cbvdoc_01", "../cborg_01/cbvdoc_01", "/cborg_01/cbvdoc_01",
     "cborg_01/cbvdoc_01/", "cborg_01/cbvdoc_01\n", "cborg_01/cbvdoc_01\x00", "cborg_01/report.pdf", "cborg_/cbvdoc_",
     "CBORG_01/CBVDOC_01", "cborg_0g/cbvdoc_01", "cborg_01\\cbvdoc_01"]
)  # fmt: skip


def test_what_is_no_key_is_refused(storage: BlobStore) -> None:
    uses = (
        storage.create,
        storage.size,
        storage.delete,
        lambda key: storage.read(key).__enter__(),
        lambda key: storage.link(key, REPORT, 0),
    )
    for key in NO_KEYS:
        for use in uses:
            with pytest.raises(ValueError, match="is not a storage key"):
                use(key)


@dataclass
class Linked:
    """A store whose links lead somewhere."""

    store: BlobStore
    kind: Kind
    http: httpx.Client

    def link(self, key: str, attachment: Attachment = REPORT, seconds: int = 3600) -> str:
        return self.store.link(key, attachment, int(time.time()), seconds)


@pytest.fixture(scope="module")
def disk_server() -> Iterator[Server]:
    # Not pytest's own folder: see tests/fixtures/servers.py.
    with (
        tempfile.TemporaryDirectory(prefix="vp-server-") as folder,
        Server(f"sqlite:///{folder}/links.db", Path(folder)) as running,
    ):
        yield running


@pytest.fixture
def linked(request: pytest.FixtureRequest, storage_kind: Kind) -> Iterator[Linked]:
    with httpx.Client(timeout=60, trust_env=False) as http:
        if storage_kind == "s3":
            yield Linked(request.getfixturevalue("storage"), storage_kind, http)
            return
        server: Server = request.getfixturevalue("disk_server")
        folder = server.log.parent
        yield Linked(opened({"storage_url": f"file://{folder}/files"}, folder, server.url), storage_kind, http)


def test_a_link_serves_the_bytes_as_an_attachment(linked: Linked) -> None:
    data = os.urandom(LARGE)
    answer = linked.http.get(linked.link(stored(linked.store, data)))
    assert answer.status_code == 200
    assert answer.content == data
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(LARGE)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="SOC 2 report.pdf"'
    assert answer.headers["Cache-Control"] == "private"


NAMES = (
    ["信息安全 报告.pdf", "تقرير الأمان.docx", 'the "final" one.pdf', "a;b=c.csv", "two\r\nSet-Cookie: x=y.txt",
     "x" * 300 + ".pdf", "😀.png", "100% sure?&#+.md", "../../etc/passwd", "\u202efdp.exe", "é\u0301.txt", "'.txt"]
)  # fmt: skip


def test_a_name_in_any_language_arrives(linked: Linked) -> None:
    key = stored(linked.store, b"x")
    for name in NAMES:
        answer = linked.http.get(linked.link(key, Attachment(name, "text/plain")))
        assert (answer.status_code, answer.content) == (200, b"x"), name
        header = answer.headers["Content-Disposition"]
        plain, _, extended = header.removeprefix("attachment; filename=").partition("; filename*=UTF-8''")
        assert plain.startswith('"')
        assert unquote(extended or plain.strip('"')) == presentable(name)


RANGES = {
    "bytes=0-0": (0, 1),
    "bytes=5-99": (5, 100),
    "bytes=1990-": (1990, 2000),
    "bytes=-7": (1993, 2000),
    "bytes=1000-999999": (1000, 2000),
}


def test_a_link_serves_a_range(linked: Linked) -> None:
    data = os.urandom(2000)
    link = linked.link(stored(linked.store, data))
    for asked, (start, stop) in RANGES.items():
        answer = linked.http.get(link, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (206, data[start:stop])
        assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/2000"


def test_a_range_behind_the_end_is_refused(linked: Linked) -> None:
    answer = linked.http.get(linked.link(stored(linked.store, b"0123456789")), headers={"Range": "bytes=10-"})
    assert answer.status_code == 416


def test_what_was_loaded_before_is_not_sent_again(linked: Linked) -> None:
    link = linked.link(stored(linked.store, b"0123456789"))
    tag = linked.http.get(link).headers["ETag"]
    answer = linked.http.get(link, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_link_to_a_file_that_is_gone(linked: Linked) -> None:
    key = stored(linked.store, b"x")
    link = linked.link(key)
    linked.store.delete(key)
    assert linked.http.get(link).status_code == 404


def changed(link: str, **parameters: str) -> str:
    """The link with query parameters replaced; each must have been there."""
    parsed = urlsplit(link)
    query = dict(parse_qsl(parsed.query))
    assert parameters.keys() <= query.keys()
    return parsed._replace(query=urlencode({**query, **parameters})).geturl()


def flipped(text: str) -> str:
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def test_a_changed_link_is_refused(linked: Linked) -> None:
    data, key, other = b"mine", new_key(), new_key()
    stored(linked.store, data, key)
    stored(linked.store, b"another's", other)
    link = linked.link(key, seconds=60)
    query = dict(parse_qsl(urlsplit(link).query))
    names = {"disk": ("signature", "expires", "type"), "s3": ("X-Amz-Signature", "X-Amz-Expires", "X-Amz-Date")}
    signature, expiry, third = names[linked.kind]
    longer = str(int(query[expiry]) + 1000)
    date = query.get("X-Amz-Date", "")
    attempts = {
        "signature": changed(link, **{signature: flipped(query[signature])}),
        "no signature": changed(link, **{signature: ""}),
        "another alphabet's signature": changed(link, **{signature: "٣" * 64}),
        "expiry": changed(link, **{expiry: longer}),
        "type or date": changed(link, **{third: "text/html" if linked.kind == "disk" else flipped(date[:-1]) + "Z"}),
        "document": link.replace(key, other),
        "organisation": link.replace(key.split("/", maxsplit=1)[0], other.split("/", maxsplit=1)[0]),
    }
    if linked.kind == "disk":
        attempts["name"] = link.replace("report.pdf", "report.html")
        attempts["longer path"] = link.replace("/SOC", "/x/SOC")
        attempts["no expiry"] = changed(link, expires="")
        attempts["nothing but the path"] = link.partition("?")[0]
    else:
        attempts["name"] = changed(link, **{"response-content-disposition": "inline"})
    answered = {what: linked.http.get(one).status_code for what, one in attempts.items()}
    assert answered == dict.fromkeys(attempts, 403)
    assert linked.http.get(link).content == data


def test_a_link_lapses(linked: Linked) -> None:
    key = stored(linked.store, b"x")
    link = linked.link(key, seconds=2)
    assert linked.http.get(link).status_code == 200
    until = time.monotonic() + 20
    while (status := linked.http.get(link).status_code) == 200 and time.monotonic() < until:
        time.sleep(0.2)
    assert status == 403
    assert linked.http.get(linked.link(key)).status_code == 200
