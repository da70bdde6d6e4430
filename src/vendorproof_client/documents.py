"""Evidence files: `/v1/documents`."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, Required, TypedDict, Unpack

from vendorproof_client import paging
from vendorproof_client.connection import Call
from vendorproof_client.downloading import Download, Transfer, part_of, place
from vendorproof_client.encoding import JsonObject
from vendorproof_client.errors import ContentDiffers, NotEnded
from vendorproof_client.file_names import safe
from vendorproof_client.form import FileForm, OnProgress, shown_name
from vendorproof_client.paging import LARGEST_PAGE
from vendorproof_client.resources import Resource

ENDED = frozenset({"complete", "failed", "locked"})
"""The states in which a document stays until somebody acts."""

Review = Literal["confirmed", "corrected", "rejected", "unreviewed"]

_FIRST_LOOK = 0.2
_LONGEST_PAUSE = 5.0


def file_name(document: JsonObject) -> str:
    """What a document's file is called: as its download link says, without asking for one."""
    name, extension = str(document["name"]), document.get("extension")
    return name if not extension or name.lower().endswith(f".{extension}") else f"{name}.{extension}"


class UploadForm(TypedDict, total=False):
    """What goes with a file.

    `filename` is needed for a stream that has no name; its extension says what the file is. `name` is what the document
    is called instead. A key of your own makes the call repeatable over restarts of your program.
    """

    vendor_id: Required[str]
    service_ids: Iterable[str]
    assessment_ids: Iterable[str]
    document_type: str | None
    name: str | None
    filename: str | None
    idempotency_key: str | None
    on_progress: OnProgress | None


class Documents(Resource):
    """Filters of `list` and `iterate`: vendor_id, service_id, assessment_id, sha256."""

    path = "/v1/documents"

    def upload(self, file: str | Path | BinaryIO, **form: Unpack[UploadForm]) -> JsonObject:
        """Stream a file and return its document, which is not processed yet (see `wait`).

        A stream is sent from where it stands; one that cannot be rewound is sent once and without a length.
        """
        document, _ = self.upload_or_replay(file, **form)
        return document

    def upload_or_replay(self, file: str | Path | BinaryIO, **form: Unpack[UploadForm]) -> tuple[JsonObject, bool]:
        """As `upload`, and whether the answer is that of an earlier call: the document as it was then."""
        key = form.get("idempotency_key")
        with _opened(file) as (stream, own_name):
            body = FileForm(_fields(form), stream, form.get("filename") or own_name, form.get("on_progress"))
            headers = {"idempotency-key": key} if key else {}
            answer = self._connection.send(Call("POST", self.path, body=body, headers=headers))
        return answer.body, answer.headers.get("idempotent-replayed") == "true"

    def get(self, document_id: str) -> JsonObject:
        return self._get(document_id)

    def update(self, document_id: str, **fields: object) -> JsonObject:
        """Fields: name, document_type, service_ids, assessment_ids; a list replaces the old one, `[]` clears it."""
        return self._patch(document_id, body=fields)

    def archive(self, document_id: str) -> JsonObject:
        return self._delete(document_id)

    def reprocess(self, document_id: str) -> JsonObject:
        """Read the file again; only for a document that has ended."""
        return self._post(document_id, "reprocess", body={})

    def members(self, document_id: str) -> list[JsonObject]:
        """What is in a ZIP; empty for other documents, and until the archive has been looked at."""
        return [*paging.iterate(self._connection, self._at(document_id, "members"), {}, LARGEST_PAGE)]

    def text(self, document_id: str, *, limit: int = 50, offset: int = 0) -> JsonObject:
        """A page of what was read: `data` with `page`, `label`, `member` and `text` each, and how it was read.

        `kind` is None before the document was read; `notes` say what was left out.
        """
        return self._get(document_id, "text", params={"limit": limit, "offset": offset})

    def iterate_text(self, document_id: str) -> Iterator[JsonObject]:
        """Every piece of the text, in order."""
        return paging.iterate(self._connection, self._at(document_id, "text"), {}, LARGEST_PAGE)

    def facts(self, document_id: str, key: str | None = None) -> Iterator[JsonObject]:
        """What the document says, each with its citations, rejected ones too; `key` takes those of one kind only.

        `value` is what counts: of a corrected fact the analyst's, and `found_value` what was read.
        """
        return paging.iterate(self._connection, self._at(document_id, "facts"), {"key": key}, LARGEST_PAGE)

    def fact_notes(self, document_id: str) -> list[str]:
        """Sentences on what was not looked for in the document, and why."""
        return [*self._get(document_id, "facts", params={"limit": 1})["notes"]]

    def review_fact(
        self, document_id: str, fact_id: str, review: Review, *, value: object = None, note: str | None = None
    ) -> JsonObject:
        """Say of a fact whether it is right; the fact as it is now. `value` is what is right instead, for `corrected`
        alone, and of the same kind as the value found. `unreviewed` takes back what was said.
        """
        said = {"review": review, "value": value, "note": note}
        body = {name: one for name, one in said.items() if one is not None}
        return self._patch(document_id, "facts", fact_id, body=body)

    def events(self, document_id: str) -> Iterator[JsonObject]:
        """What happened to the document, newest first, as long as the server keeps it."""
        return paging.iterate(self._connection, self._at(document_id, "events"), {}, LARGEST_PAGE)

    def document_types(self) -> list[JsonObject]:
        """What `document_type` may be, in the order of the catalogue."""
        return [*paging.iterate(self._connection, "/v1/document-types", {}, LARGEST_PAGE)]

    def link(self, document_id: str) -> JsonObject:
        """`url`, `filename`, `expires_in` (seconds): whoever has the URL can download, without a key."""
        return self._get(document_id, "download")

    def download(
        self,
        document: str | JsonObject,
        target: str | Path | BinaryIO,
        *,
        overwrite: bool = False,
        on_progress: OnProgress | None = None,
    ) -> Download:
        """Fetch the file of a document, given by its id or as an answer showed it (which saves a call).

        `target` is a folder, the path of the new file, or a stream. Nothing stands under the final name before size and
        SHA-256 are right; a stream has taken the bytes by then. A file that is there already stays, and the new one
        gets a number into its name, unless `overwrite`.
        """
        held = self.get(document) if isinstance(document, str) else document
        transfer = Transfer(self._connection, lambda: self.link(held["id"]), held.get("size"), on_progress)
        if not isinstance(target, (str, Path)):
            transfer.run(target.write)
            return _checked(held, transfer, None)
        path = Path(target)
        if path.is_dir():
            path /= safe(transfer.filename)
        with part_of(path.parent) as (part, stream):
            transfer.run(stream.write)
            _checked(held, transfer, None)
            return _checked(held, transfer, place(part, stream, path, overwrite=overwrite))

    def wait(
        self, document_id: str, *, timeout: float = 600.0, on_status: Callable[[str], None] | None = None
    ) -> JsonObject:
        """The document once it is complete, failed or locked; raises NotEnded after `timeout` seconds.

        Asks more and more seldom, every five seconds in the end.
        """
        until = time.monotonic() + timeout
        pause, told = _FIRST_LOOK, None
        while True:
            document = self.get(document_id)
            status = str(document["status"])
            if on_status and status != told:
                on_status(status)
            told = status
            if status in ENDED:
                return document
            left = until - time.monotonic()
            if left <= 0:
                raise NotEnded(f"The document {document_id} is still {status} after {timeout:,.0f} s.")
            time.sleep(min(pause, left))
            pause = min(pause * 1.5, _LONGEST_PAUSE)


def _fields(form: UploadForm) -> list[tuple[str, str]]:
    single = {"document_type": form.get("document_type"), "name": form.get("name")}
    return [
        ("vendor_id", form["vendor_id"]),
        *(("service_ids", one) for one in form.get("service_ids", ())),
        *(("assessment_ids", one) for one in form.get("assessment_ids", ())),
        *((name, value) for name, value in single.items() if value is not None),
    ]


@contextmanager
def _opened(file: str | Path | BinaryIO) -> Iterator[tuple[BinaryIO, str]]:
    """The stream and the file's own name; a stream that was given stays open."""
    if isinstance(file, (str, Path)):
        path = Path(file)
        with path.open("rb") as stream:
            yield stream, shown_name(path)
        return
    own_name = getattr(file, "name", None)
    yield file, shown_name(Path(own_name)) if isinstance(own_name, str) else "document"


def _checked(document: JsonObject, transfer: Transfer, path: Path | None) -> Download:
    expected = document.get("sha256")
    if expected and expected != transfer.sha256:
        raise ContentDiffers(
            f"The SHA-256 of what came for {document['id']} is {transfer.sha256}, but the document has {expected}."
        )
    return Download(path, transfer.filename, transfer.received, transfer.sha256)
