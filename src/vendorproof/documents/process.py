"""The job that follows an upload: scan for malware, look at the file in the sandbox, read it, settle the status.

    created → (unzipping) → queued_processing → analyzing → complete | failed | locked

The job runs at least once, perhaps twice at a time, so every write asks for the round it was given and for a status that
has not ended: the first to settle a round has settled it. Its payload is `{"document_id": …, "round": …}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

import msgspec
import structlog
from sqlalchemy import Row, select, update

from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import STATUSES, document
from vendorproof.db.engine import Tx
from vendorproof.documents import fact_library, reading, scanner, texts, work
from vendorproof.documents.extract.findings import Stopped
from vendorproof.documents.extract.inspection import Inspection, inspect
from vendorproof.documents.facts.validity import validity
from vendorproof.documents.fetch import fetched
from vendorproof.documents.guard import copies, lapse
from vendorproof.documents.guard.flag import Flag
from vendorproof.documents.reading import Reading
from vendorproof.events.catalogue import DocumentAnalyzed
from vendorproof.events.publish import publish
from vendorproof.runtime import Runtime
from vendorproof.storage import BlobMissing

ENDED = ("complete", "failed", "locked")
MISSING = "The file of this document is no longer in the storage: upload it again."
INFECTED = "The malware scanner found {signature} in this file."
NOT_SCANNED = (
    "The file could not be scanned for malware, because the scanner cannot be reached; "
    "start processing again once it is back."
)

LOCKED = Flag("locked", "Nobody without its password can read it: ask the vendor for a copy without one.")

STATUS_OF = {"ok": "complete", "locked": "locked"}  # outcome of the inspection: status; any other fails

Scan = Mapping[str, Any]
"""`{"state", "signature", "scanned_at"}`, as on the wire."""

NO_SCAN: Scan = {"state": "not_scanned", "signature": None, "scanned_at": None}

log = structlog.get_logger(__name__)


class Overtaken(Exception):
    """Another try at the same round goes on instead of this one."""


@dataclass(frozen=True, slots=True)
class Round:
    """Which processing of which document."""

    document_id: str
    number: int


@dataclass(frozen=True, slots=True)
class Ending:
    """How a round ends; `reason` is a sentence for people, unless complete."""

    status: str
    reason: str | None
    inspection: Inspection | None = None
    scan: Scan | None = None
    reading: Reading | None = None
    kept: texts.Kept | None = None


def process(rt: Runtime, scope: Scope, payload: Mapping[str, Any]) -> None:
    """Take a document from where it is to its end; raises to be tried again."""
    this = _round(payload)
    held = _take_up(rt, scope, this)
    if held is None:
        return
    try:
        ending = _work(rt, scope, this, held)
    except BlobMissing:
        ending = Ending("failed", MISSING)
    except Overtaken:
        return
    with rt.db.write() as tx:
        settle(tx, scope, this, ending)


def give_up(rt: Runtime, scope: Scope, payload: Mapping[str, Any], reason: str) -> None:
    """All tries have failed: the document fails, with the reason a person can do something about if there is one."""
    this = _round(payload)
    with rt.db.write() as tx:
        held = _held(tx, scope, this)
        if held is None:
            return
        scan_failed = held.malware_scan["state"] == "failed"
        settle(tx, scope, this, Ending("failed", NOT_SCANNED if scan_failed else reason))


def settle(tx: Tx, scope: Scope, this: Round, ending: Ending) -> bool:
    """End the round and tell of it, both once; False if it has ended already. What was found before stays if nothing is
    found now.
    """
    held = _held(tx, scope, this)
    if held is None or (ending.kept and not texts.is_last(tx, scope, ending.kept)):
        return False
    found = ending.inspection
    values: dict[str, Any] = {"status": ending.status, "classification": _classification(ending.reason)}
    values |= _read(tx, scope, this, held, ending.reading) if ending.reading else _unread(held, ending)
    if found is not None:
        values["risks"] = msgspec.to_builtins(found.risks)
        values["members"] = msgspec.to_builtins(found.members)
    if ending.scan is not None:
        values["malware_scan"] = ending.scan
    _write(tx, scope, this.document_id, values)
    publish(
        tx,
        scope,
        DocumentAnalyzed(this.document_id, held.vendor_id, ending.status, values["document_type"], ending.reason),
    )
    log.info("document_settled", document_id=this.document_id, round=this.number, status=ending.status)
    return True


def _take_up(rt: Runtime, scope: Scope, this: Round) -> Row[Any] | None:
    with rt.db.write() as tx:
        held = _held(tx, scope, this)
        if held is not None:
            values = {"malware_scan": NO_SCAN} if held.malware_scan["state"] == "failed" else {}
            _advance(tx, scope, held, "unzipping" if held.extension == "zip" else "queued_processing", values)
    return held


def _work(rt: Runtime, scope: Scope, this: Round, held: Row[Any]) -> Ending:
    if held.blob_key is None:
        raise BlobMissing
    with fetched(rt, scope, held.blob_key) as file:
        scan = _scan(rt, scope, this, held, file)
        if scan["state"] == "infected":
            return Ending("failed", INFECTED.format(signature=scan["signature"]), Inspection("unsafe"), scan)
        if held.extension != "zip":
            _step(rt, scope, this, "analyzing")
        found = inspect(file, held.extension)
        if held.extension == "zip":
            _step(rt, scope, this, "queued_processing")
            _step(rt, scope, this, "analyzing")
        if found.outcome != "ok":
            return Ending(STATUS_OF.get(found.outcome, "failed"), found.reason, found, scan)
        try:
            extraction, read = reading.read(rt, scope, held, file)
        except Stopped as stopped:
            return Ending(STATUS_OF.get(stopped.outcome, "failed"), str(stopped), found, scan)
    kept = texts.keep(rt, scope, this.document_id, this.number, extraction)
    if kept is None:
        raise Overtaken
    return Ending("complete", None, found, scan, read, kept)


def _read(tx: Tx, scope: Scope, this: Round, held: Row[Any], read: Reading) -> dict[str, Any]:
    """Put what was read on record; the columns that follow from it."""
    document_type = read.document_type
    if held.is_type_declared and held.document_type != document_type:  # while it was being read
        document_type = held.document_type
        work.start_facts(tx, scope, this.document_id)
    facts = fact_library.replace_found(tx, scope, this.document_id, read.content.facts)
    good = validity(document_type, facts)
    copies.keep(tx, scope, this.document_id, read.signature)
    flags = [
        *read.content.flags,
        *(lapse.seen(good, held.created_at) if good else ()),
        *copies.seen(tx, scope, this.document_id, held.vendor_id, held.sha256, read.signature),
    ]
    return {
        "document_type": document_type,
        "document_family": reading.group(document_type, read.verdict),
        "classification": read.classification,
        "flags": [one.told() for one in flags],
        "validity": good.told() if good else None,
        "valid_until": good.valid_until if good else None,
        "text_round": this.number,
        "text_about": {**read.about, "fact_notes": list(read.content.notes)},
    }


def _unread(held: Row[Any], ending: Ending) -> dict[str, Any]:
    """What was read before stays; that it is locked is said."""
    flags = [LOCKED.told()] if ending.status == "locked" else held.flags
    return {"document_type": held.document_type, "flags": flags}


def _scan(rt: Runtime, scope: Scope, this: Round, held: Row[Any], file: IO[bytes]) -> Scan:
    if not rt.settings.clamd:
        earlier: Scan = held.malware_scan  # what was found once is not forgotten because nobody looks any more
        return earlier if earlier["state"] == "infected" else NO_SCAN
    try:
        verdict = scanner.scan(rt.settings.clamd, file)
    except scanner.ScannerUnavailable:
        with rt.db.write() as tx:
            if _held(tx, scope, this) is not None:
                _write(tx, scope, this.document_id, {"malware_scan": _scanned("failed", None, tx.now)})
        raise
    return _scanned(verdict.state, verdict.signature, rt.clock.now())


def _step(rt: Runtime, scope: Scope, this: Round, status: str) -> None:
    with rt.db.write() as tx:
        held = _held(tx, scope, this)
        if held is not None:
            _advance(tx, scope, held, status, {})


def _advance(tx: Tx, scope: Scope, held: Row[Any], status: str, values: Mapping[str, Any]) -> None:
    """Only ever forward: a second try does not take back what the first one showed."""
    if STATUSES.index(held.status) < STATUSES.index(status):
        _write(tx, scope, held.id, {**values, "status": status})
    elif values:
        _write(tx, scope, held.id, values)


def _held(tx: Tx, scope: Scope, this: Round) -> Row[Any] | None:
    """The document, locked, if it is still in this round and has not ended."""
    return tx.connection.execute(
        select(document)
        .where(
            document.c.organisation_id == scope.organisation_id,
            document.c.id == this.document_id,
            document.c.processing_round == this.number,
            document.c.status.not_in(ENDED),
        )
        .with_for_update()
    ).first()


def _write(tx: Tx, scope: Scope, document_id: str, values: Mapping[str, Any]) -> None:
    theirs = (document.c.organisation_id == scope.organisation_id, document.c.id == document_id)
    tx.connection.execute(update(document).where(*theirs).values(**values, updated_at=tx.now))


def _round(payload: Mapping[str, Any]) -> Round:
    return Round(str(payload["document_id"]), int(payload["round"]))


def _classification(reason: str | None) -> Mapping[str, Any] | None:
    if reason is None:
        return None
    return {"document_type": None, "confidence": None, "method": "none", "reasons": [reason]}


def _scanned(state: str, signature: str | None, at: int) -> Scan:
    return {"state": state, "signature": signature, "scanned_at": at}
