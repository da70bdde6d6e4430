"""One file after the other to the server: skipped if it is there, told if it is refused, sent once however often begun."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vendorproof_client.client import Client
from vendorproof_client.encoding import JsonObject
from vendorproof_client.errors import ApiError, NotFound, SourceChanged
from vendorproof_client.form import OnProgress, shown_name

_OF_THE_COMMAND = frozenset({401, 403, 404, 405, 429})
"""What is not about the file: the key, the vendor, a service. The next file would only be told the same."""

_PAGE = 200

Outcome = Literal["uploaded", "held", "refused"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What every file of one command is sent with."""

    vendor_id: str
    service_ids: tuple[str, ...] = ()
    assessment_ids: tuple[str, ...] = ()
    document_type: str | None = None
    name: str | None = None

    def holds(self, document: JsonObject) -> bool:
        """Whether a document is all that the command would make of the same bytes."""
        return (
            {*self.service_ids} <= {*document["service_ids"]}
            and {*self.assessment_ids} <= {*document["assessment_ids"]}
            and self.document_type in (None, document["document_type"])
            and self.name in (None, document["name"])
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one file; `document` unless it was refused, `reason` and perhaps `code` if it was."""

    path: Path
    size: int
    outcome: Outcome
    document: JsonObject | None = None
    reason: str = ""
    code: str | None = None

    def as_dict(self) -> JsonObject:
        told: JsonObject = {"file": str(self.path), "outcome": self.outcome}
        if self.document is not None:
            return {**told, "document": self.document}
        return {**told, "code": self.code, "reason": self.reason}


class Sender:
    """`again` sends also what the server holds already."""

    def __init__(self, client: Client, wanted: Wanted, *, again: bool = False) -> None:
        self._client = client
        self._wanted = wanted
        self._again = again
        self._asks = not again
        self.notes: list[str] = []

    def send(self, path: Path, on_progress: OnProgress) -> Sent:
        """Raises what concerns the whole command: a dead key, an unknown vendor, a lost server."""
        size = 0
        try:
            size = path.stat().st_size
            return self._send(path, size, on_progress)
        except ApiError as error:
            repeats = error.status in _OF_THE_COMMAND or error.code == "invalid_document_type"
            if repeats or error.status >= 500:
                raise
            return Sent(path, size, "refused", reason=error.message, code=error.code)
        except (OSError, SourceChanged) as error:
            said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            return Sent(path, size, "refused", reason=f"{said.removesuffix('.')}.")

    def _send(self, path: Path, size: int, on_progress: OnProgress) -> Sent:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        held = self._held(digest) if self._asks else None
        if held is not None:
            return Sent(path, size, "held", held)
        document, replayed = self._upload(path, digest, on_progress)
        if document.get("sha256", digest) != digest:
            reason = f"The file changed while it was being sent: {document['id']} is its new state."
            return Sent(path, size, "refused", reason=reason)
        # Where the server was asked before, a replay is the answer of this upload's own first try, which got lost.
        return Sent(path, size, "held" if replayed and not self._asks else "uploaded", document)

    def _held(self, digest: str) -> JsonObject | None:
        page = self._client.documents.list(vendor_id=self._wanted.vendor_id, sha256=digest, limit=_PAGE)
        if any(one.get("sha256") != digest for one in page.rows):
            self._asks = False
            self.notes.append(
                "This server cannot be asked for a file by its hash: every file is sent, and only what was sent within"
                " a day is not doubled."
            )
            return None
        return next((one for one in page.rows if self._wanted.holds(one)), None)

    def _upload(self, path: Path, digest: str, on_progress: OnProgress) -> tuple[JsonObject, bool]:
        """The same upload has the same key, so that a second try of the whole command makes no second document.

        A server keeps a key for a day, also that of a document which was archived meanwhile: then another key is due.
        """
        archived: list[str] = []
        while True:
            document, replayed = self._client.documents.upload_or_replay(
                path,
                vendor_id=self._wanted.vendor_id,
                service_ids=self._wanted.service_ids,
                assessment_ids=self._wanted.assessment_ids,
                document_type=self._wanted.document_type,
                name=self._wanted.name,
                idempotency_key=None if self._again else self._key(path, digest, archived),
                on_progress=on_progress,
            )
            if not replayed or not self._is_archived(str(document["id"])):
                return document, replayed
            archived.append(str(document["id"]))

    def _is_archived(self, document_id: str) -> bool:
        try:
            return bool(self._client.documents.get(document_id).get("is_archived"))
        except NotFound:
            return True

    def _key(self, path: Path, digest: str, archived: list[str]) -> str:
        wanted = self._wanted
        parts = [
            digest, shown_name(path), wanted.vendor_id, sorted({*wanted.service_ids}), sorted({*wanted.assessment_ids}),
            wanted.document_type, wanted.name, archived,
        ]  # fmt: skip
        return f"upload-{hashlib.sha256(json.dumps(parts).encode()).hexdigest()}"
