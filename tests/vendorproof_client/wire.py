"""A small server that speaks the part of the wire contract the client uses, over real sockets.

It is written from the published pages, not from our server, and can be told to fail the way networks do.
"""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

KEY = "ak_live_test"

Json = dict[str, Any]
AnyWire = TypeVar("AnyWire", bound="Wire")
BROKEN_OFF = object()


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class Answer:
    """A scripted answer; `drop` closes the connection without one, `done` carries the request out all the same.

    `after` answers, or drops, when so many bytes of the request's body are read; `cut` ends the connection after so
    many of the answer's.
    """

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    done: bool = False
    after: int | None = None
    cut: int | None = None


class Wire:
    """The server's state, and the script of what it does next."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[Request] = []
        self.script: deque[Answer] = deque()
        self.reports: list[Json] = []
        self.records: dict[str, Json] = {}
        self.vendors: list[Json] = []
        self.writes: dict[str, int] = {}
        self.most_records = 10_000
        self.pause = 0.0
        self.cursor = False
        self._replays: dict[str, Answer] = {}
        self._lock = threading.Lock()

    def early(self, request: Request) -> Answer | None:
        """What is answered before the whole body is read."""
        with self._lock:
            if not self.script or self.script[0].after is None:
                return None
            self.requests.append(request)
            return self.script.popleft()

    def answer(self, request: Request) -> Answer:
        with self._lock:
            self.requests.append(request)
            scripted = self.script.popleft() if self.script else None
            if scripted and not scripted.done:
                return scripted
            answer = self._route(request)
            return Answer(drop=True) if scripted and scripted.drop else answer

    def _route(self, request: Request) -> Answer:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return Answer(401, {"detail": "Invalid or expired API key."})
        path = request.path.removeprefix("/v1")
        if path.startswith("/import/"):
            return self._import(path.removeprefix("/import/"), request)
        if path.startswith("/import-reports"):
            return self._reports(path.removeprefix("/import-reports").lstrip("/"), request)
        if path == "/vendors":
            return self._vendors(request)
        fixed = {"/utils/authtest": {"msg": "Auth successful"}, "/whoami/ip": {"client_ip": "127.0.0.1"}}
        return Answer(200, fixed[path]) if path in fixed else Answer(404, {"detail": "Not Found"})

    def _vendors(self, request: Request) -> Answer:
        if request.method == "GET":
            return self._page(self.vendors, request, "items")
        key = request.headers.get("idempotency-key", "")
        if key not in self._replays:
            vendor = {"id": f"cbvndr_{len(self.vendors):032x}", **request.body}
            self.vendors.append(vendor)
            self._replays[key] = Answer(201, vendor)
        return self._replays[key]

    def _page(self, rows: list[Json], request: Request, name: str) -> Answer:
        limit = int(request.query.get("limit", 50))
        offset = int(request.query.get("cursor", request.query.get("offset", 0)))
        told = 0 if "cursor" in request.query else offset
        page = Answer(200, {name: rows[offset : offset + limit], "total": len(rows), "limit": limit, "offset": told})
        if self.cursor and offset + limit < len(rows):
            link = f"http://elsewhere.example{request.path}?limit={limit}&cursor={offset + limit}"
            page.headers["Link"] = f'<{link}>; rel="next"'
        return page

    def _reports(self, report_id: str, request: Request) -> Answer:
        if request.method == "GET":
            return self._page(self.reports, request, "data")
        if request.method == "POST":
            return self._create_report(request.body)
        report = next(one for one in self.reports if one["id"] == report_id)
        report.update(request.body, version=report["version"] + 1)
        return Answer(200, report)

    def _create_report(self, body: Json) -> Answer:
        if "colour" in body["mapping"]:
            faults = [{"loc": ["body", "mapping", "colour"], "msg": "unknown target", "type": "value_error"}] * 2
            return Answer(422, {"detail": faults})
        slug = body.get("slug") or body["report_name"].lower().replace(" ", "-")
        report = {
            "id": f"cbimprt_{len(self.reports):032x}", "slug": slug, "version": 1, "enabled": True, "options": {},
            "endpoint": f"/v1/import/{slug}", "created_at": 1, "updated_at": 1, **body,
        }  # fmt: skip
        self.reports.append(report)
        return Answer(201, report)

    def _import(self, slug: str, request: Request) -> Answer:
        time.sleep(self.pause)
        if slug != "vendors":
            return Answer(404, {"detail": {"code": "import_report_not_found", "message": "Import report not found."}})
        data = request.body["data"]
        if len(data) > self.most_records:
            detail = {"code": "batch_too_large", "message": f"At most {self.most_records} records."}
            return Answer(413, {"detail": detail})
        summary = self._upsert(data, plan=request.query.get("mode") == "plan", atomic="atomic" in request.query)
        if data and summary["failed_count"] == len(data):
            summary["detail"] = {"code": "all_records_failed", "message": "Every record failed."}
            return Answer(400, summary)
        return Answer(200, summary)

    def _upsert(self, data: list[Json], *, plan: bool, atomic: bool) -> Json:
        errors = [
            {"index": index, "external_id": record.get("ID"), "error_code": "missing_required_field",
             "message": "A name is required.", "field": "name", "source": "Name", "value": None}
            for index, record in enumerate(data) if not str(record.get("Name", "")).strip()
        ]  # fmt: skip
        failed = {error["index"] for error in errors}
        if atomic and failed:
            failed = set(range(len(data)))
        results = [self._one(record, plan=plan) for index, record in enumerate(data) if index not in failed]
        created = sum(1 for one in results if one["action"] == "created")
        unmapped = sorted({name for record in data for name in record} - {"ID", "Name"})
        return {
            "id": "cbimprt_1", "slug": "vendors", "report_name": "Vendors", "base_object": "vendor",
            "mapping": {"external_id": "ID", "name": "Name"}, "received_count": len(data), "created_count": created,
            "updated_count": len(results) - created, "failed_count": len(failed), "results": results, "errors": errors,
            "unchanged_count": sum(1 for one in results if one["action"] == "updated" and not one["changed"]),
            "warnings": [
                {"error_code": "unmapped_field", "source": name, "count": sum(1 for one in data if name in one)}
                for name in unmapped
            ],
            "received_at": 1, "run_id": "cbimprn_1", **({"plan_id": "plan_1"} if plan else {}),
        }  # fmt: skip

    def _one(self, record: Json, *, plan: bool) -> Json:
        external_id, known = str(record["ID"]), self.records.get(str(record["ID"]))
        held = {"ID": external_id, "Name": record["Name"]}
        changes = {"name": {"old": known["Name"] if known else None, "new": record["Name"]}} if known != held else {}
        if not plan:
            self.records[external_id] = held
            self.writes[external_id] = self.writes.get(external_id, 0) + 1
        return {
            "external_id": external_id, "coverbase_id": f"cbvndr_{external_id}", "status": "success",
            "action": "updated" if known else "created", "changed": bool(changes), "fields": changes,
        }  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    wire: Wire
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _any(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, parts.path, query, headers, None)
        answer = self.wire.early(request)
        if answer:
            self.rfile.read(answer.after)
            self.close_connection = True
        else:
            request.body = self._body(headers)
            answer = Answer(drop=True) if request.body is BROKEN_OFF else self.wire.answer(request)
        if answer.drop:
            self.close_connection = True
            return
        self._send(answer)

    do_GET = do_POST = do_PATCH = do_DELETE = _any  # noqa: N815 (names of the standard library)

    def _body(self, headers: dict[str, str]) -> Any:
        if headers.get("transfer-encoding") == "chunked":
            raw = b""
            while size := int(self.rfile.readline(), 16):
                raw += self.rfile.read(size + 2)[:size]
            self.rfile.readline()
        else:
            length = int(headers.get("content-length") or 0)
            raw = self.rfile.read(length)
            if len(raw) < length:
                return BROKEN_OFF
        return raw if headers.get("content-type", "").startswith("multipart/") else json.loads(raw or b"null")

    def _send(self, answer: Answer) -> None:
        content = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        self.send_header("X-Request-Id", f"req_{len(self.wire.requests)}")
        if "Content-Type" not in answer.headers:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content[: answer.cut])
        self.close_connection = self.close_connection or answer.cut is not None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as inherited)
        """Keep the output of tests clean."""

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # a client that was killed
            super().handle()


@contextmanager
def serving(wire: AnyWire) -> Iterator[AnyWire]:
    """The server on a free port, until the block ends."""

    class Handler(_Handler):
        pass

    Handler.wire = wire

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        wire.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield wire
        finally:
            server.shutdown()
            thread.join()
