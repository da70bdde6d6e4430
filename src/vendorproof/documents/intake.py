"""A file on its way in: form and limits while it streams, its bytes straight to the storage, then one short write."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from vendorproof.core.errors import EmptyFile, FileTooLarge, Problem, UnsupportedFileType
from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document
from vendorproof.db.engine import Tx
from vendorproof.documents import contents, library, links, names, types, work
from vendorproof.documents.form import Form, Values
from vendorproof.events import catalogue
from vendorproof.events.publish import publish
from vendorproof.objects.kinds.values import shown
from vendorproof.runtime import Runtime
from vendorproof.storage import BlobWriter

PREFIX = "cbvdoc_"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that passed every check and is stored; its row is still to be written."""

    document_id: str
    blob_key: str
    sent: Values
    name: str
    extension: str
    size: int
    sha256: str


class Upload:
    """One request's file. Every method may block; one thread at a time. `discard` it whatever happened."""

    def __init__(self, rt: Runtime, scope: Scope, content_type: str) -> None:
        self._rt = rt
        self._scope = scope
        self._form = Form(content_type)
        self._document_id = new_id(PREFIX)
        self._blob_key = f"{scope.organisation_id}/{self._document_id}"
        self._writer: BlobWriter | None = None
        self._digest = hashlib.sha256()
        self._size = 0
        self._head = bytearray()
        self._tail = b""
        self._refusal: Problem | None = None
        self._is_recorded = False

    def take(self, chunks: Iterable[bytes]) -> None:
        """The next parts of the body. One that is to be refused is read on, but no longer stored."""
        # As one: each part would be hashed and written for itself, and each time wait for the interpreter's lock.
        for data in self._form.feed(b"".join(chunks)):
            self._size += len(data)
            if self._is_wanted():
                self._keep(data)

    def finish(self) -> Received:
        """Check everything in the published order, then make the file durable."""
        if isinstance(self._refusal, FileTooLarge):
            raise self._refusal
        sent = self._form.end()
        name, extension = names.of_file(sent.filename)
        with self._rt.db.read() as tx:
            links.require_vendor(tx, self._scope, sent.vendor_id)
            for key, record_ids in (("service_ids", sent.service_ids), ("assessment_ids", sent.assessment_ids)):
                links.require_of_vendor(tx, self._scope, sent.vendor_id, key, record_ids)
        if sent.document_type is not None:
            types.require(sent.document_type)
        if self._writer is None:
            raise EmptyFile(filename=shown(sent.filename))
        reason = contents.contradiction(extension, bytes(self._head), self._tail)
        if reason is not None:
            raise UnsupportedFileType(reason=reason)
        self._writer.commit()
        digest = self._digest.hexdigest()
        return Received(self._document_id, self._blob_key, sent, sent.name or name, extension, self._size, digest)

    def recorded(self) -> None:
        """From here on its bytes belong to a row."""
        self._is_recorded = True

    def discard(self) -> None:
        """Leave nothing behind, unless it was recorded. Repeatable."""
        if self._writer is not None and not self._is_recorded:
            self._writer.abort()
            self._writer = None

    def _is_wanted(self) -> bool:
        """Whether these bytes may still become a document; if not, nothing of the file is kept from here on."""
        limit = self._rt.settings.document_max_bytes
        if self._size > limit:
            self._refusal = FileTooLarge(limit=limit)
        elif self._refusal is None and not self._head:
            self._refusal = _refusal_by_name(self._form.filename or "")
        wanted = self._refusal is None and not self._form.faults
        if not wanted:
            self.discard()
        return wanted

    def _keep(self, data: bytes) -> None:
        if self._writer is None:
            self._writer = self._rt.blobs.create(self._blob_key)
        self._writer.write(data)
        self._digest.update(data)
        room = contents.EDGE_BYTES - len(self._head)
        if room > 0:
            self._head += data[:room]
        self._tail = (self._tail + data if len(data) < contents.EDGE_BYTES else data)[-contents.EDGE_BYTES :]


def record(tx: Tx, scope: Scope, upload: Upload, received: Received) -> library.Record:
    """Row, links, event and job of a stored file."""
    sent = received.sent
    row: dict[str, Any] = {
        "organisation_id": scope.organisation_id,
        "id": received.document_id,
        "vendor_id": sent.vendor_id,
        "name": received.name,
        "extension": received.extension,
        "size": received.size,
        "sha256": received.sha256,
        "document_type": sent.document_type,
        "is_type_declared": sent.document_type is not None,
        "status": "created",
        "classification": None,
        "risks": [],
        "members": None,
        "malware_scan": {"state": "not_scanned", "signature": None, "scanned_at": None},
        "blob_key": received.blob_key,
        "processing_round": 1,
        "key_id": scope.key_id,
        "created_at": tx.now,
        "updated_at": tx.now,
        "archived_at": None,
    }
    tx.connection.execute(insert(document), row)
    links.add(tx, scope, received.document_id, "service_ids", sent.service_ids)
    links.add(tx, scope, received.document_id, "assessment_ids", sent.assessment_ids)
    made = catalogue.DocumentCreated(received.document_id, sent.vendor_id, received.name, sent.document_type)
    publish(tx, scope, made)
    work.start(tx, scope, received.document_id, 1)
    linked = {"service_ids": sent.service_ids, "assessment_ids": sent.assessment_ids}
    twins = library.duplicates(tx, scope, received.sha256, received.document_id)
    upload.recorded()
    return {**row, **linked, "duplicates": twins}


def _refusal_by_name(filename: str) -> Problem | None:
    try:
        names.of_file(filename)
    except UnsupportedFileType as refused:
        return refused
    return None
