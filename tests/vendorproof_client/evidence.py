"""The server of `wire.py` with vendors to find, documents and download links; written from the published pages."""

import hashlib
from email import message_from_bytes
from email.policy import HTTP
from pathlib import PurePosixPath

from tests.vendorproof_client.wire import KEY, Answer, Json, Request, Wire


def not_found(what: str) -> Answer:
    return Answer(404, {"detail": {"code": f"{what}_not_found", "message": f"{what.capitalize()} not found."}})


def _read_form(request: Request) -> tuple[dict[str, list[str]], str, bytes]:
    """The fields, and name and content of the file."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    fields: dict[str, list[str]] = {}
    filename, content = "", b""
    for part in message_from_bytes(head + request.body, policy=HTTP).iter_parts():
        name, raw = str(part.get_param("name", header="content-disposition")), part.get_payload(decode=True)
        assert isinstance(raw, bytes)
        if name == "file":
            filename, content = part.get_filename() or "", raw
        else:
            fields.setdefault(name, []).append(raw.decode())
    return fields, filename, content


def fact(number: int, key: str = "period_end", value: object = "2026-09-30", **fields: object) -> Json:
    """A fact as the API shows it, found on page `number`."""
    cited = {"page": number, "label": f"page {number}", "start": 0, "end": 9, "quote": f"It says\n{value}."}
    return {
        "id": f"cbfact_{number}", "document_id": "cbvdoc_1", "key": key, "value": value, "raw": str(value),
        "confidence": 0.9, "source": "rules", "citations": [cited], "needs_review": False, "review": "unreviewed",
        "found_value": value, "note": None, "reviewed_by": None, "reviewed_at": None, "created_at": 1_790_000_000,
        **fields,
    }  # fmt: skip


class Evidence(Wire):
    """`served` scripts what the link does, as `script` what the API does; `extensions` are refused."""

    def __init__(self) -> None:
        super().__init__()
        self.vendors = [self._vendor("1", "Acme", "E-1"), self._vendor("2", "Acme Payroll", "E-2")]
        self.documents: list[Json] = []
        self.contents: dict[str, bytes] = {}
        self.members: list[Json] = []
        self.units: list[Json] = []
        self.read: Json = {"kind": "page", "pages": 3, "notes": [], "ocr": False, "complete": True}
        self.facts: list[Json] = []
        self.fact_notes: list[str] = []
        self.events: list[Json] = []
        self.busy: set[str] = set()
        self.hits: list[Json] = []
        self.types = [{"slug": "soc3_report", "label": "SOC 3 report", "group": "Audit reports"}]
        self.links: list[Request] = []
        self.served: list[Answer] = []
        self.refused_extensions = {"exe"}
        self.filters_by_hash = True
        self.lapsed: set[str] = set()
        self._answers: dict[str, Json] = {}
        self._links = 0

    @staticmethod
    def _vendor(number: str, name: str, external_id: str | None) -> Json:
        return {"id": f"cbvndr_{number}", "name": name, "external_id": external_id}

    def _route(self, request: Request) -> Answer:
        path = request.path.removeprefix("/v1")
        if path.startswith("/link/"):
            return self._file(path.removeprefix("/link/"), request)
        if request.headers.get("authorization") == f"Bearer {KEY}":
            if path.startswith("/vendors/"):
                found = [one for one in self.vendors if one["id"] == path.removeprefix("/vendors/")]
                return Answer(200, found[0]) if found else not_found("vendor")
            if path in ("/search", "/document-types"):
                return self._page(self.hits if path == "/search" else self.types, request, "data")
            if path == "/documents":
                return self._upload(request) if request.method == "POST" else self._list(request)
            if path.startswith("/documents/"):
                return self._document(path.removeprefix("/documents/"), request)
        return super()._route(request)

    def _vendors(self, request: Request) -> Answer:
        query = request.query
        rows = [
            one
            for one in self.vendors
            if query.get("name", "").lower() in one["name"].lower()
            and query.get("external_id", one["external_id"]) == one["external_id"]
        ]
        return self._page(rows, request, "items")

    def _list(self, request: Request) -> Answer:
        query = dict(request.query)
        if not self.filters_by_hash:
            query.pop("sha256", None)
        rows = [
            one
            for one in reversed(self.documents)
            if not one["is_archived"]
            and query.get("vendor_id", one["vendor_id"]) == one["vendor_id"]
            and query.get("sha256", one["sha256"]) == one["sha256"]
            and query.get("service_id") in (None, *one["service_ids"])
        ]
        return self._page(rows, request, "data")

    def _upload(self, request: Request) -> Answer:
        key = request.headers["idempotency-key"]
        if key in self._answers:
            return Answer(201, self._answers[key], {"Idempotent-Replayed": "true"})
        fields, filename, content = _read_form(request)
        stem, _, extension = filename.rpartition(".")
        if extension.lower() in self.refused_extensions:
            detail = {"code": "unsupported_file_type", "message": f"{filename}: files of this kind are not taken."}
            return Answer(400, {"detail": detail})
        if fields["vendor_id"][0] not in {one["id"] for one in self.vendors}:
            return not_found("vendor")
        document = self._made(fields, stem, extension, content)
        self._answers[key] = dict(document)
        return Answer(201, document)

    def _made(self, fields: dict[str, list[str]], stem: str, extension: str, content: bytes) -> Json:
        digest = hashlib.sha256(content).hexdigest()
        document: Json = {
            "id": f"cbvdoc_{len(self.documents) + 1}", "vendor_id": fields["vendor_id"][0],
            "name": fields.get("name", [stem])[0], "extension": extension.lower(), "size": len(content),
            "document_type": fields.get("document_type", [None])[0], "status": "created",
            "service_ids": fields.get("service_ids", []), "assessment_ids": fields.get("assessment_ids", []),
            "created_at": 1_790_000_000, "updated_at": 1_790_000_000, "sha256": digest, "is_archived": False,
            "archived_at": None, "classification": None,
            "duplicates": [one["id"] for one in self.documents if one["sha256"] == digest],
            "risks": [], "malware_scan": {"state": "not_scanned", "signature": None, "scanned_at": None},
            "document_family": None, "flags": [], "validity": None,
        }  # fmt: skip
        self.documents.append(document)
        self.contents[str(document["id"])] = content
        return document

    def _document(self, path: str, request: Request) -> Answer:
        document_id, _, rest = path.partition("/")
        document = next((one for one in self.documents if one["id"] == document_id), None)
        if document is None:
            return not_found("document")
        if rest == "download":
            self._links += 1
            name = PurePosixPath(f"{document['name']}.{document['extension']}")
            url = f"/v1/link/{document_id}?link={self._links}"
            return Answer(200, {"url": url, "filename": str(name), "expires_in": 3600})
        if rest == "members":
            return self._page(self.members, request, "data")
        if rest == "text":
            page = self._page(self.units, request, "data")
            assert isinstance(page.body, dict)
            page.body.update(self.read)
            return page
        if rest.partition("/")[0] in ("facts", "events", "reprocess"):
            return self._said(document_id, rest, request)
        if request.method == "PATCH":
            document.update(request.body)
        if request.method == "DELETE":
            document.update(is_archived=True, archived_at=1_790_000_001)
        return Answer(200, document)

    def _said(self, document_id: str, rest: str, request: Request) -> Answer:
        """Of what a document says, and of what happened to it."""
        if rest == "reprocess":
            detail = {"code": "document_busy", "message": "This document is analyzing."}
            return Answer(409, {"detail": detail}) if document_id in self.busy else Answer(202, {"id": document_id})
        if rest == "events":
            return self._page(self.events, request, "data")
        if rest == "facts":
            rows = [one for one in self.facts if request.query.get("key", one["key"]) == one["key"]]
            page = self._page(rows, request, "data")
            assert isinstance(page.body, dict)
            page.body["notes"] = self.fact_notes
            return page
        fact = next((one for one in self.facts if one["id"] == rest.removeprefix("facts/")), None)
        if fact is None:
            return not_found("fact")
        said = request.body
        fact.update(review=said["review"], note=said.get("note"), value=said.get("value", fact["found_value"]))
        return Answer(200, fact)

    def _file(self, document_id: str, request: Request) -> Answer:
        self.links.append(request)
        scripted = self.served.pop(0) if self.served else Answer()
        if scripted.drop or scripted.status != 200:
            return scripted
        if request.query["link"] in self.lapsed:
            xml = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
            return Answer(403, xml, {"Content-Type": "application/xml"})
        content = scripted.body if scripted.body is not None else self.contents[document_id]
        headers = {"Content-Type": "application/pdf", "ETag": '"tag"', **scripted.headers}
        begin = int(request.headers.get("range", "bytes=0-")[6:-1])
        if begin and "No-Range" not in headers:
            headers["Content-Range"] = f"bytes {begin}-{len(content) - 1}/{len(content)}"
            return Answer(206, content[begin:], headers, cut=scripted.cut)
        return Answer(200, content, headers, cut=scripted.cut)
