"""Requests that are wrong below what an HTTP library would send: the case, the bytes, and all that is answered.

Every request ends with the server's hanging up: it asks for it, or is one after which no server goes on.
"""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.fixtures.desks import BOUNDARY, form, part

MiB = 1 << 20
TEXT = b"Backups are tested every quarter.\n"
FILE = part("file", TEXT, '; filename="a.txt"')
FORM = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n"
LINE = "POST /v1/documents HTTP/1.1"
OK = "201"
NOTHING = ""
SHAPE = "422 body:multipart_invalid"
NO_HTTP = "400 malformed_request"
Sent = Iterable[bytes]


@dataclass(frozen=True)
class Caller:
    """Who sends: a key, and a vendor to send for."""

    secret: str
    vendor_id: str

    def head(self, more: str = "", line: str = LINE, close: str = "Connection: close\r\n") -> bytes:
        return f"{line}\r\nHost: x\r\nAuthorization: Bearer {self.secret}\r\n{close}{more}\r\n".encode("latin-1")

    def whole(self, body: bytes, more: str = FORM, line: str = LINE) -> Iterator[bytes]:
        """A request of its right length."""
        yield self.head(f"{more}Content-Length: {len(body)}\r\n", line)
        yield body

    def form(self, *parts: bytes, more: str = FORM) -> Iterator[bytes]:
        """An upload of these parts and the vendor's id."""
        return self.whole(form([*parts, self.vendor]), more)

    def chunked(self, *chunks: bytes, more: str = FORM) -> Iterator[bytes]:
        """A body in chunks that are written out as given."""
        yield self.head(more + CHUNKED)
        yield from chunks

    @property
    def vendor(self) -> bytes:
        return part("vendor_id", self.vendor_id.encode())

    @property
    def body(self) -> bytes:
        return form([FILE, self.vendor])


@dataclass(frozen=True)
class Request:
    """`answers` are as `Answer.told`, joined by commas; several ways are right where the caller may have missed one."""

    send: Callable[[Caller], Sent]
    answers: tuple[str, ...]
    ends: bool = False


def chunk(data: bytes, size: str | None = None) -> bytes:
    return (size or f"{len(data):x}").encode() + b"\r\n" + data + b"\r\n"


def _one(send: Callable[[Caller], Sent], *answers: str, ends: bool = False) -> Request:
    return Request(send, answers, ends)


def _field(name: str, value: bytes) -> Callable[[Caller], Sent]:
    return lambda c: c.form(FILE, part(name, value))


def _large(c: Caller, size: int, *, declared: bool) -> Iterator[bytes]:
    """A file of zeros."""
    start, end = (f"--{BOUNDARY}\r\n".encode() + part("file", b"", '; filename="a.pdf"'), b"")
    yield c.head(FORM + (f"Content-Length: {size}\r\n" if declared else CHUNKED))
    pieces = itertools.chain([start], itertools.repeat(bytes(MiB), size // MiB), [end])
    for one in pieces:
        yield one if declared else chunk(one) if one else b"0\r\n\r\n"


def _dribbled(data: bytes) -> Iterator[bytes]:
    """For about a second."""
    for at in range(0, 100, 10):
        yield data[at : at + 10]
        time.sleep(0.1)


BODIES: Mapping[str, Request] = {
    "a boundary that is another": _one(lambda c: c.whole(c.body, FORM.replace(BOUNDARY, "another")), SHAPE),
    "no boundary": _one(
        lambda c: c.whole(c.body, "Content-Type: multipart/form-data\r\n"),
        "422 header.Content-Type:content_type_invalid",
    ),
    "a boundary of 300": _one(
        lambda c: c.whole(c.body, FORM.replace(BOUNDARY, "b" * 300)), "422 header.Content-Type:content_type_invalid"
    ),
    "a boundary of no ASCII": _one(
        lambda c: c.whole(c.body, FORM.replace(BOUNDARY, "\xff\xfe")), "422 header.Content-Type:content_type_invalid"
    ),
    "two content types": _one(lambda c: c.whole(c.body, "Content-Type: text/plain\r\n" + FORM), "422 body.file:missing"),
    "no content type": _one(lambda c: c.whole(c.body, ""), "422 body.file:missing"),
    "a body that is cut": _one(lambda c: c.whole(c.body[:-30]), SHAPE),
    "a body of zeros": _one(lambda c: c.whole(bytes(MiB)), SHAPE),
    "no body": _one(lambda c: c.whole(b""), "422 body.file:missing body.vendor_id:missing"),
    "a body that ends in CR alone": _one(lambda c: c.whole(c.body.replace(b"\r\n", b"\r")), SHAPE),
    "a body that ends in LF alone": _one(lambda c: c.whole(c.body.replace(b"\r\n", b"\n")), SHAPE),
    "two files": _one(lambda c: c.form(FILE, FILE), "422 body.file:one_file"),
    "no file": _one(lambda c: c.form(), "422 body.file:missing"),
    "a file as a value": _one(lambda c: c.form(part("file", TEXT)), "422 body.file:file_expected"),
    "3,000 parts": _one(lambda c: c.form(*[part("x", b"")] * 3000, FILE), SHAPE),
    "3,000 files": _one(lambda c: c.form(*[FILE] * 3000), "422 body:multipart_invalid"),
    "a part with a header of 40,000": _one(lambda c: c.form(FILE, part("x", b"", "", f"X: {'x' * 40_000}\r\n")), SHAPE),
    "a part with 1,000 headers": _one(lambda c: c.form(FILE, part("x", b"", "", "X: x\r\n" * 1000)), SHAPE),
    "a part without a name": _one(lambda c: c.form(FILE, b"X: x\r\n\r\nx"), SHAPE),
    "a header in a filename": _one(lambda c: c.form(part("file", TEXT, '; filename="a\r\nX-Evil: 1\r\n\r\n.txt"')), "422 body.file:file_expected"),
    "an escaped header in a filename": _one(
        lambda c: c.form(part("file", TEXT, '; filename="a%0d%0aX-Evil: 1.txt"')), OK
    ),
    "two filenames": _one(lambda c: c.form(part("file", TEXT, '; filename="a.txt"; filename="b.exe"')), "400 unsupported_file_type"),
    "a filename in two forms": _one(
        lambda c: c.form(part("file", TEXT, "; filename=\"a.txt\"; filename*=UTF-8''b.exe")),
        "400 unsupported_file_type", OK, SHAPE,
    ),
    "an unknown charset": _one(
        lambda c: c.form(FILE, part("name", b"n", "", "Content-Type: text/plain; charset=utf-99\r\n")), OK
    ),
    "a charset that unpacks": _one(
        lambda c: c.form(FILE, part("name", b"n", "", "Content-Type: text/plain; charset=zlib_codec\r\n")), OK
    ),
    "base64 in transfer": _one(
        lambda c: c.form(part("file", b"aGVsbG8=", '; filename="a.txt"', "Content-Transfer-Encoding: base64\r\n")),
        OK, SHAPE,
    ),
    "parts in a part": _one(
        lambda c: c.form(
            part("file", form([FILE]).replace(BOUNDARY.encode(), b"inner"), "", "Content-Type: multipart/mixed; boundary=inner\r\n")
        ),
        "422 body.file:file_expected",
    ),
    "a JSON body": _one(lambda c: c.whole(b'{"file": 1}', "Content-Type: application/json\r\n"), "422 body.file:missing"),
    "a packed body": _one(lambda c: c.whole(c.body, FORM + "Content-Encoding: gzip\r\n"), "415 unsupported_content_encoding"),
    "a body packed twice": _one(
        lambda c: c.whole(c.body, FORM + "Content-Encoding: br, gzip\r\n"), "415 unsupported_content_encoding"
    ),
}  # fmt: skip

VALUES: Mapping[str, Request] = {
    "U+0000 in the vendor's id": _one(
        lambda c: c.whole(form([FILE, part("vendor_id", b"cbvndr_\0")])), "404 vendor_not_found"
    ),
    "U+0000 in a service's id": _one(_field("service_ids", b"\0"), "404 service_not_found"),
    "U+0000 in an assessment's id": _one(_field("assessment_ids", b"a\0b"), "404 assessment_not_found"),
    "U+0000 in the type": _one(_field("document_type", b"sbom\0"), "422 invalid_document_type"),
    "U+0000 in the name": _one(_field("name", b"a\0b"), "422 body.name:value_error"),
    "half a character in the vendor's id": _one(
        _field("vendor_id", b"\xed\xa0\x80"), "422 body.vendor_id:string_unicode"
    ),
    "a vendor's id of 900,000": _one(
        lambda c: c.whole(form([FILE, part("vendor_id", b"v" * 900_000)])), "404 vendor_not_found"
    ),
    "a value of 2 MiB": _one(_field("name", b"n" * 2 * MiB), "422 body:too_long"),
    "1,500 services": _one(
        lambda c: c.form(FILE, *(part("service_ids", b"%d" % n) for n in range(1500))), "422 body.service_ids:too_long"
    ),
    "a statement for a service": _one(_field("service_ids", b"' OR 1=1 --"), "404 service_not_found"),
    "a type of 100,000": _one(_field("document_type", b"soc2_" * 20_000), "422 invalid_document_type"),
    "vendors that differ": _one(_field("vendor_id", b"another"), "422 body.vendor_id:one_value"),
}

LENGTHS: Mapping[str, Request] = {
    "a length that is too long": _one(
        lambda c: [c.head(f"{FORM}Content-Length: 99999\r\n"), c.body], NOTHING, ends=True
    ),
    "a length that is too short": _one(lambda c: [c.head(f"{FORM}Content-Length: 80\r\n"), c.body], SHAPE),
    "two lengths": _one(lambda c: c.whole(c.body, FORM + "Content-Length: 1\r\n"), NO_HTTP),
    "the same length twice": _one(lambda c: c.whole(c.body, f"{FORM}Content-Length: {len(c.body)}\r\n"), NO_HTTP),
    "a length of words": _one(lambda c: [c.head(FORM + "Content-Length: many\r\n"), c.body], NO_HTTP),
    "a length below nothing": _one(lambda c: [c.head(FORM + "Content-Length: -5\r\n"), c.body], NO_HTTP),
    "a length of 30 digits": _one(lambda c: [c.head(f"{FORM}Content-Length: {'9' * 30}\r\n")], NO_HTTP),
    "a length and chunks": _one(lambda c: c.whole(c.body, FORM + CHUNKED), NO_HTTP),
    "chunks": _one(lambda c: c.chunked(chunk(c.body[:9]), chunk(c.body[9:]), b"0\r\n\r\n"), OK),
    "chunks of a byte": _one(lambda c: c.chunked(*(chunk(bytes([b])) for b in c.body), b"0\r\n\r\n"), OK),
    "a chunk that is too long": _one(lambda c: c.chunked(chunk(c.body, "fffff")), NOTHING, ends=True),
    "a chunk that is too short": _one(lambda c: c.chunked(chunk(c.body, "5")), NO_HTTP),
    "a chunk of words": _one(lambda c: c.chunked(chunk(c.body, "many")), NO_HTTP),
    "a chunk below nothing": _one(lambda c: c.chunked(chunk(c.body, "-1")), NO_HTTP),
    "a chunk of 2 to the 80th": _one(lambda c: c.chunked(chunk(c.body, "f" * 20)), NO_HTTP),
    "a chunk with an extension of a MiB": _one(lambda c: c.chunked(b"5;x=" + b"x" * MiB), "431 request_head_too_large"),
    "a trailer of a MiB": _one(
        lambda c: c.chunked(chunk(c.body), b"0\r\nX: " + b"x" * MiB), "431 request_head_too_large"
    ),
    "a trailer": _one(lambda c: c.chunked(chunk(c.body), b"0\r\nAuthorization: Bearer x\r\n\r\n"), OK),
    "an encoding nobody knows": _one(lambda c: [c.head(FORM + "Transfer-Encoding: gzip\r\n"), c.body], NO_HTTP),
    "103 MiB declared": _one(lambda c: [c.head(f"{FORM}Content-Length: {103 * MiB}\r\n")], "413 file_too_large"),
    "103 MiB declared and sent": _one(lambda c: _large(c, 103 * MiB, declared=True), "413 file_too_large"),
    "101 MiB in chunks": _one(lambda c: _large(c, 101 * MiB, declared=False), "413 file_too_large"),
    "104 MiB in chunks": _one(lambda c: _large(c, 104 * MiB, declared=False), "413 file_too_large"),
    "a body where none belongs": _one(lambda c: c.whole(bytes(2 * MiB), "", "GET /v1/documents HTTP/1.1"), "200"),
}

CONNECTIONS: Mapping[str, Request] = {
    "gone at once": _one(lambda _: [], NOTHING, ends=True),
    "gone in the head": _one(lambda c: [c.head()[:60]], NOTHING, ends=True),
    "gone half-way": _one(
        lambda c: itertools.islice(_large(c, 8 * MiB, declared=True), 5), NOTHING, ends=True
    ),
    "a head by the byte": _one(lambda c: [*_dribbled(c.head(FORM))], NOTHING, ends=True),
    "a body by the byte": _one(
        lambda c: [c.head(f"{FORM}Content-Length: {len(c.body)}\r\n"), *_dribbled(c.body)], NOTHING, ends=True
    ),
    "two requests at once": _one(
        lambda c: [
            c.head(f"{FORM}Content-Length: {len(c.body)}\r\n", close=""),
            c.body,
            c.head(line="GET /v1/documents HTTP/1.1"),
        ],
        "201, 200",
    ),
    "40 requests at once": _one(
        lambda c: [c.head(line="GET /v1/documents?limit=1 HTTP/1.1", close="") * 40, c.head(line="GET /healthz HTTP/1.1")],
        ", ".join(["200"] * 41),
    ),
    "a request in a body": _one(
        lambda c: c.whole(c.head(line="DELETE /v1/documents/cbvdoc_0 HTTP/1.1"), FORM), SHAPE
    ),
    "a file and then nonsense": _one(lambda c: [*c.whole(c.body), b"\0\0nonsense\r\n\r\n"], OK),
    "asks before it sends": _one(lambda c: c.whole(c.body, FORM + "Expect: 100-continue\r\n"), "100, 201"),
    "asks before it sends, without a key": _one(
        lambda c: [c.head(FORM + "Expect: 100-continue\r\nContent-Length: 99\r\n").replace(b"Bearer", b"Basic")],
        "401 Unauthorized role.",
    ),
    "wants HTTP/2": _one(
        lambda c: c.whole(c.body, FORM + "Connection: Upgrade\r\nUpgrade: h2c\r\n"), OK
    ),
    "wants a web socket": _one(lambda c: c.whole(c.body, FORM + "Connection: Upgrade\r\nUpgrade: websocket\r\n"), OK),
    "HTTP/2": _one(lambda _: [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], NO_HTTP),
    "HTTP/1.0": _one(lambda c: [c.head(f"{FORM}Content-Length: {len(c.body)}\r\n", f"{LINE[:-1]}0"), c.body], OK),
    "HTTP/0.9": _one(lambda _: [b"GET /v1/documents\r\n\r\n"], "401 Unauthorized role."),
    "TLS": _one(lambda _: [b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(64)], NO_HTTP),
    "lines that end in CR": _one(lambda c: [c.head(FORM).replace(b"\r\n", b"\r")], NO_HTTP),
    "a folded header": _one(lambda c: c.whole(c.body, FORM + "X-A: 1\r\n  2\r\n"), NO_HTTP),
    "U+0000 in a header": _one(lambda c: c.whole(c.body, FORM + "X-A: a\0b\r\n"), NO_HTTP),
    "a blank before the colon": _one(lambda c: c.whole(c.body, FORM + "X-A : a\r\n"), NO_HTTP),
    "a head of a MiB": _one(lambda c: [c.head(f"X-A: {'x' * MiB}\r\n")], "431 request_head_too_large"),
    "20,000 headers": _one(lambda c: [c.head("X-A: x\r\n" * 20_000)], "431 request_head_too_large"),
    "an address of a MiB": _one(lambda c: [c.head(line=f"GET /{'x' * MiB} HTTP/1.1")], "431 request_head_too_large"),
    "no key": _one(lambda c: [c.head().replace(b"Bearer", b"Basic")], "401 Unauthorized role."),
    "a key of odd bytes": _one(lambda c: [c.head().replace(b"Bearer ", b"Bearer \xff\xfe")], "401 Invalid or expired API key."),
    "a key of 60,000": _one(
        lambda c: [c.head().replace(b"Bearer ", b"Bearer " + b"k" * 60_000)], "401 Invalid or expired API key."
    ),
    "an idempotency key of 300": _one(
        lambda c: c.whole(c.body, f"{FORM}Idempotency-Key: {'k' * 300}\r\n"),
        "422 header.Idempotency-Key:idempotency_key_invalid",
    ),
    "an idempotency key of odd bytes": _one(
        lambda c: c.whole(c.body, f"{FORM}Idempotency-Key: \xe4\r\n"), "422 header.Idempotency-Key:idempotency_key_invalid"
    ),
    "a method nobody knows": _one(lambda c: c.whole(c.body, FORM, "BREW /v1/documents HTTP/1.1"), NO_HTTP),
    "a method for others": _one(lambda c: c.whole(c.body, FORM, "PUT /v1/documents HTTP/1.1"), "405 Method Not Allowed"),
    "a trace": _one(lambda c: [c.head(line="TRACE /v1/documents HTTP/1.1")], "405 Method Not Allowed"),
    "a tunnel": _one(lambda c: [c.head(line="CONNECT evil.example:443 HTTP/1.1")], NO_HTTP, "404 Not Found"),
    "another host's address": _one(lambda c: c.whole(c.body, FORM, "POST http://evil.example/v1/documents HTTP/1.1"), OK),
    "two slashes": _one(lambda c: c.whole(c.body, FORM, "POST //v1/documents HTTP/1.1"), "404 Not Found", NO_HTTP),
    "a slash too many": _one(lambda c: c.whole(c.body, FORM, "POST /v1/documents/ HTTP/1.1"), "404 Not Found", "405 Method Not Allowed"),
    "a path up": _one(lambda c: c.whole(c.body, FORM, "POST /v1/x/../documents HTTP/1.1"), "404 Not Found"),
    "an id of U+0000": _one(lambda c: [c.head(line="GET /v1/documents/%00 HTTP/1.1")], "404 document_not_found"),
    "an id of half a character": _one(lambda c: [c.head(line="GET /v1/documents/%ed%a0%80 HTTP/1.1")], "404 document_not_found"),
    "an id of 30,000": _one(lambda c: [c.head(line=f"GET /v1/documents/{'x' * 30_000} HTTP/1.1")], "404 document_not_found"),
    "a filter of U+0000": _one(lambda c: [c.head(line="GET /v1/documents?sha256=%00 HTTP/1.1")], "422 query.sha256:text_invalid"),
    "a link that leads out": _one(
        lambda c: [c.head(line="GET /files/..%2f..%2fetc/passwd/x?expires=9&signature=0 HTTP/1.1")],
        "403 invalid_download_link", "404 Not Found",
    ),
    "a link without a signature": _one(
        lambda c: [c.head(line="GET /files/cborg_0/cbvdoc_0/a.pdf HTTP/1.1")], "403 invalid_download_link"
    ),
    "a change of U+0000": _one(
        lambda c: c.whole(b'{"name": "a\\u0000"}', "Content-Type: application/json\r\n", "PATCH /v1/documents/x HTTP/1.1"),
        "422 body.name:text_invalid",
    ),
    "a change 200,000 deep": _one(
        lambda c: c.whole(
            b'{"service_ids": ' + b"[" * 200_000, "Content-Type: application/json\r\n", "PATCH /v1/documents/x HTTP/1.1"
        ),
        "422 body:nested_too_deep",
    ),
}  # fmt: skip

REQUESTS: Mapping[str, Request] = {**BODIES, **VALUES, **LENGTHS, **CONNECTIONS}
