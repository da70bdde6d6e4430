"""Files up and down over a real socket, and over the ways it fails."""

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vendorproof_client.conftest import AT_ONCE
from tests.vendorproof_client.evidence import Evidence
from tests.vendorproof_client.wire import KEY, Answer, Request, serving
from vendorproof_client import (
    ApiError,
    Client,
    ConnectionFailed,
    ContentDiffers,
    InvalidRequest,
    NotEnded,
    PermissionDenied,
    Retry,
    VendorproofError,
)

CONTENT = bytes(range(256)) * 4096
TOO_LARGE = {"detail": {"code": "file_too_large", "message": "A file may have at most 5 bytes."}}
BUSY = Answer(503, {"detail": {"code": "storage_unavailable", "message": "Busy."}})


@pytest.fixture
def wire() -> Iterator[Evidence]:
    with serving(Evidence()) as server:
        yield server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "SOC 2.PDF"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def held(client: Client, file: Path) -> str:
    """The id of a document of one MiB."""
    return str(client.documents.upload(file, vendor_id="cbvndr_1")["id"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "down"
    path.mkdir()
    return path


def keys(wire: Evidence) -> list[str]:
    return [one.headers["idempotency-key"] for one in wire.requests if one.method == "POST"]


def test_a_file_goes_with_all_its_fields(wire: Evidence, client: Client, file: Path) -> None:
    told: list[tuple[int, int | None]] = []
    document = client.documents.upload(
        file,
        vendor_id="cbvndr_1",
        service_ids=["cbsvc_1", "cbsvc_2"],
        assessment_ids=("cbqsrw_1",),
        document_type="soc3_report",
        name='A "name", ünd more',
        on_progress=lambda sent, size: told.append((sent, size)),
    )
    assert document["service_ids"] == ["cbsvc_1", "cbsvc_2"]
    assert document["assessment_ids"] == ["cbqsrw_1"]
    assert (document["document_type"], document["name"]) == ("soc3_report", 'A "name", ünd more')
    assert wire.contents[document["id"]] == CONTENT
    headers = wire.requests[0].headers
    assert int(headers["content-length"]) == len(wire.requests[0].body)
    assert "transfer-encoding" not in headers
    assert b'filename="SOC 2.PDF"\r\nContent-Type: application/pdf\r\n' in wire.requests[0].body
    assert told[0] == (0, len(CONTENT))
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("filename", "sent"), [('a"b.pdf', b"a%22b.pdf"), ("a\r\nb.pdf", b"a%0D%0Ab.pdf"), ("é.pdf", "é.pdf".encode())]
)
def test_a_file_name_cannot_leave_its_header(wire: Evidence, client: Client, filename: str, sent: bytes) -> None:
    client.documents.upload(io.BytesIO(b"x"), vendor_id="cbvndr_1", filename=filename)
    assert b'filename="' + sent + b'"\r\n' in wire.requests[0].body


def test_a_name_that_is_no_text_is_sent_with_marks(wire: Evidence, client: Client, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.pdf")
    path.write_bytes(b"x")
    assert client.documents.upload(path, vendor_id="cbvndr_1")["name"] == "caf�"


def test_a_stream_is_sent_from_where_it_stands_and_stays_open(wire: Evidence, client: Client) -> None:
    stream = io.BytesIO(b"skipped content")
    stream.seek(8)
    document = client.documents.upload(stream, vendor_id="cbvndr_1", filename="a.txt")
    assert wire.contents[document["id"]] == b"content"
    assert not stream.closed


def test_text_is_no_stream_of_bytes(wire: Evidence, client: Client) -> None:
    with pytest.raises(ValueError, match="binary mode"):
        client.documents.upload(io.StringIO("x"), vendor_id="cbvndr_1", filename="a.txt")  # type: ignore[arg-type]
    assert wire.requests == []


@pytest.mark.parametrize(
    "trouble",
    [
        BUSY,
        Answer(drop=True),
        Answer(drop=True, done=True),
        Answer(drop=True, after=0),
        Answer(drop=True, after=300_000),
        Answer(503, BUSY.body, after=300_000),
    ],
)
def test_a_broken_upload_is_sent_again_whole_and_makes_one_document(
    wire: Evidence, client: Client, file: Path, trouble: Answer
) -> None:
    wire.script += [trouble, trouble]
    document = client.documents.upload(file, vendor_id="cbvndr_1")
    assert len(wire.documents) == 1
    assert wire.contents[document["id"]] == CONTENT
    assert len(keys(wire)) == 3
    assert len(set(keys(wire))) == 1


@pytest.mark.parametrize("after", [0, 70_000])
def test_an_answer_before_the_file_is_through_is_the_answer(
    wire: Evidence, client: Client, tmp_path: Path, after: int
) -> None:
    """The server does not read on, and closes: what it said must not be lost in a broken pipe."""
    large = tmp_path / "large.pdf"
    with large.open("wb") as stream:
        stream.truncate(64 << 20)
    wire.script.append(Answer(413, TOO_LARGE, after=after))
    with pytest.raises(InvalidRequest) as caught:
        client.documents.upload(large, vendor_id="cbvndr_1")
    assert (caught.value.status, caught.value.code) == (413, "file_too_large")
    assert len(wire.requests) == 1


def test_a_pipe_is_sent_without_a_length_and_not_twice(wire: Evidence, client: Client) -> None:
    def piped(content: bytes) -> io.BufferedReader:
        read, write = os.pipe()
        with os.fdopen(write, "wb") as end:
            end.write(content)
        return os.fdopen(read, "rb")

    with piped(b"from a pipe") as stream:
        document = client.documents.upload(stream, vendor_id="cbvndr_1", filename="a.txt")
    assert wire.contents[document["id"]] == b"from a pipe"
    assert wire.requests[0].headers["transfer-encoding"] == "chunked"
    wire.script.append(BUSY)
    with piped(b"again") as stream, pytest.raises(ApiError, match="Busy"):
        client.documents.upload(stream, vendor_id="cbvndr_1", filename="a.txt")
    assert len(wire.requests) == 2


@pytest.mark.parametrize("size", [0, 10, len(CONTENT) + 1])
def test_a_file_that_changes_meanwhile_is_not_stored(wire: Evidence, client: Client, file: Path, size: int) -> None:
    def change(sent: int, _size: int | None) -> None:
        if not sent:
            os.truncate(file, size)

    with pytest.raises(VendorproofError, match="changed while it was being sent"):
        client.documents.upload(file, vendor_id="cbvndr_1", on_progress=change)
    assert wire.documents == []


def test_an_empty_file_is_left_to_the_server(wire: Evidence, client: Client) -> None:
    assert client.documents.upload(io.BytesIO(), vendor_id="cbvndr_1", filename="a.txt")["size"] == 0


def test_documents_are_found_changed_and_archived(wire: Evidence, client: Client, held: str) -> None:
    other = client.documents.upload(io.BytesIO(b"x"), vendor_id="cbvndr_2", filename="a.txt")["id"]
    assert [one["id"] for one in client.documents.iterate()] == [other, held]
    assert [one["id"] for one in client.documents.list(vendor_id="cbvndr_1").rows] == [held]
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert [one["id"] for one in client.documents.iterate(sha256=digest)] == [held]
    assert client.documents.update(held, service_ids=["cbsvc_1"])["service_ids"] == ["cbsvc_1"]
    assert client.documents.archive(other)["is_archived"] is True
    wire.types *= 201
    assert len(client.documents.document_types()) == 201
    wire.members = [{"name": "a.pdf", "size": 3}]
    assert client.documents.members(held) == wire.members
    assert client.documents.reprocess(held)["id"] == held


def test_a_text_comes_by_pages_or_whole(wire: Evidence, client: Client, held: str) -> None:
    wire.units = [{"page": number, "label": f"page {number}", "member": "", "text": "…"} for number in range(1, 451)]
    page = client.documents.text(held, limit=2, offset=3)
    assert [one["page"] for one in page["data"]] == [4, 5]
    assert (page["total"], page["kind"], page["complete"]) == (450, "page", True)
    assert list(client.documents.iterate_text(held)) == wire.units


def test_a_search_asks_with_its_filters(wire: Evidence, client: Client) -> None:
    wire.hits = [{"document_id": "cbvdoc_1", "page": number} for number in range(450)]
    page = client.search.find('"bridge letter" -type1', limit=2, offset=1, vendor_id="cbvndr_1", document_type=None)
    assert (page.rows, page.total) == (wire.hits[1:3], 450)
    assert wire.requests[-1].query == {
        "q": '"bridge letter" -type1', "limit": "2", "offset": "1", "vendor_id": "cbvndr_1",
    }  # fmt: skip
    assert list(client.search.iterate(q="bridge")) == wire.hits


def test_a_download_lands_whole_under_its_name(wire: Evidence, client: Client, held: str, folder: Path) -> None:
    told: list[int] = []
    got = client.documents.download(held, folder, on_progress=lambda done, _: told.append(done))
    assert got.path == folder / "SOC 2.pdf"
    assert got.path.read_bytes() == CONTENT
    assert (got.size, got.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    assert told[0] == 0
    assert told[-1] == len(CONTENT)
    assert told == sorted(told)
    assert [one.name for one in folder.iterdir()] == ["SOC 2.pdf"]
    assert "authorization" not in wire.links[0].headers
    assert wire.links[0].headers["accept-encoding"] == "identity"


def test_what_is_there_already_stays(client: Client, held: str, folder: Path) -> None:
    (folder / "SOC 2.pdf").write_text("mine")
    assert client.documents.download(held, folder).path == folder / "SOC 2 (2).pdf"
    assert client.documents.download(held, folder / "SOC 2.pdf").path == folder / "SOC 2 (3).pdf"
    assert (folder / "SOC 2.pdf").read_text() == "mine"
    assert client.documents.download(held, folder, overwrite=True).path == folder / "SOC 2.pdf"
    assert (folder / "SOC 2.pdf").read_bytes() == CONTENT
    assert len(list(folder.iterdir())) == 3


def test_a_download_goes_into_a_stream(client: Client, held: str) -> None:
    stream = io.BytesIO()
    assert client.documents.download(client.documents.get(held), stream).path is None
    assert stream.getvalue() == CONTENT


def test_a_broken_download_goes_on_where_it_broke(wire: Evidence, client: Client, held: str, folder: Path) -> None:
    told: list[Retry] = []
    client.on_retry = told.append
    wire.served += [Answer(cut=0), Answer(cut=300_000), Answer(cut=1), BUSY, Answer(drop=True), Answer(cut=400_000)]
    got = client.documents.download(held, folder)
    assert got.path is not None
    assert got.path.read_bytes() == CONTENT
    begins = [int(one.headers.get("range", "bytes=0-")[6:-1]) for one in wire.links]
    assert begins == [0, 0, 300_000, 300_001, 300_001, 300_001, 700_001]
    assert wire.links[-1].headers["if-range"] == '"tag"'
    assert len(told) == 6


def test_a_server_that_cannot_begin_in_the_middle(wire: Evidence, client: Client, held: str) -> None:
    wire.served += [Answer(cut=300_000), Answer(headers={"No-Range": "1"})]
    stream = io.BytesIO()
    client.documents.download(held, stream)
    assert stream.getvalue() == CONTENT


def test_a_download_that_always_breaks_ends(wire: Evidence, client: Client, held: str, folder: Path) -> None:
    wire.served += [Answer(cut=10)] * 20
    with pytest.raises(ConnectionFailed):
        client.documents.download(held, folder)
    assert len(wire.links) == 5
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (CONTENT[:-1] + b"?", "The SHA-256 of what came"),
        (CONTENT + b"more", "More bytes came than the 1,048,576"),
    ],
)
def test_other_bytes_than_the_document_has(
    wire: Evidence, client: Client, held: str, folder: Path, content: bytes, message: str
) -> None:
    wire.contents[held] = content
    with pytest.raises(ContentDiffers, match=message):
        client.documents.download(held, folder)
    assert list(folder.iterdir()) == []


def test_fewer_bytes_than_the_document_has(wire: Evidence, client: Client, held: str, folder: Path) -> None:
    """The server ends properly, too early: nothing on the wire tells."""
    wire.contents[held] = CONTENT[:-5]
    with pytest.raises(VendorproofError):
        client.documents.download(held, folder)
    assert list(folder.iterdir()) == []


def test_another_part_than_asked_for_is_not_taken(wire: Evidence, client: Client, held: str) -> None:
    wire.served += [
        Answer(cut=300_000),
        Answer(206, CONTENT[400_000:], {"Content-Range": "bytes 400000-1048575/1048576"}),
    ]
    with pytest.raises(ContentDiffers, match="another part"):
        client.documents.download(held, io.BytesIO())


def test_a_lapsed_link_is_asked_for_again(wire: Evidence, client: Client, held: str) -> None:
    wire.served.append(Answer(cut=300_000))
    lapse = wire.lapsed.add

    def on_progress(done: int, _size: int | None) -> None:
        if done:
            lapse("1")

    stream = io.BytesIO()
    client.documents.download(held, stream, on_progress=on_progress)
    assert stream.getvalue() == CONTENT
    assert [one.query["link"] for one in wire.links] == ["1", "1", "2"]


def test_a_link_that_is_refused_at_once_is_told_in_the_words_of_the_storage(
    wire: Evidence, client: Client, held: str
) -> None:
    wire.lapsed.add("1")
    with pytest.raises(PermissionDenied) as caught:
        client.documents.download(held, io.BytesIO())
    assert (caught.value.code, caught.value.message) == ("AccessDenied", "Request has expired")
    assert len(wire.links) == 1


def test_a_redirect_is_followed_without_the_key(wire: Evidence, client: Client, held: str) -> None:
    with serving(Evidence()) as other:
        other.contents[held] = CONTENT
        wire.served.append(Answer(307, None, {"Location": f"{other.url}/v1/link/{held}?link=9"}))
        stream = io.BytesIO()
        client.documents.download(held, stream)
        assert stream.getvalue() == CONTENT
        assert "authorization" not in other.links[0].headers
        assert "cookie" not in other.links[0].headers


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_to_no_web_address_is_not_followed(wire: Evidence, client: Client, held: str, location: str) -> None:
    wire.served.append(Answer(302, None, {"Location": location}))
    with pytest.raises(ContentDiffers, match="redirected"):
        client.documents.download(held, io.BytesIO())


@pytest.mark.parametrize("location", ["http://[", "gopher:x", "http://x:99999999/"])
def test_a_redirect_to_what_is_no_address_fails(wire: Evidence, client: Client, held: str, location: str) -> None:
    wire.served += [Answer(302, None, {"Location": location})] * 9
    with pytest.raises(VendorproofError):
        client.documents.download(held, io.BytesIO())


def test_redirects_end(wire: Evidence, client: Client, held: str) -> None:
    wire.served += [Answer(302, None, {"Location": "?link=1"})] * 9
    with pytest.raises(ContentDiffers, match="more than 5 times"):
        client.documents.download(held, io.BytesIO())
    assert len(wire.links) == 5


def test_waiting_ends_with_the_processing(wire: Evidence, client: Client, held: str) -> None:
    document = wire.documents[0]
    states = iter(["created", "queued_processing", "queued_processing", "complete"])
    seen: list[str] = []
    asked = wire.answer

    def answer(request: Request) -> Answer:
        document["status"] = next(states)
        return asked(request)

    wire.answer = answer  # type: ignore[method-assign]
    assert client.documents.wait(held, on_status=seen.append)["status"] == "complete"
    assert seen == ["created", "queued_processing", "complete"]


def test_waiting_has_an_end_of_its_own(client: Client, held: str) -> None:
    with pytest.raises(NotEnded, match="still created after 0 s"):
        client.documents.wait(held, timeout=0)


def test_a_key_of_ones_own_tells_a_replay(wire: Evidence) -> None:
    with Client(wire.url, KEY, retries=AT_ONCE) as client:
        made = [
            client.documents.upload_or_replay(
                io.BytesIO(b"x"), vendor_id="cbvndr_1", filename="a.txt", idempotency_key="mine"
            )
            for _ in range(2)
        ]
    assert [replayed for _, replayed in made] == [False, True]
    assert made[0][0] == made[1][0]
    assert len(wire.documents) == 1
