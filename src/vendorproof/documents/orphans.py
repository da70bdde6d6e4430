"""Stored bytes that no document points at, and documents whose bytes are gone.

Bytes are stored before their row is written, so a crash in between leaves bytes. What is younger than the grace period may be
an upload that goes on; what a row points at is never deleted.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

import structlog
from sqlalchemy import ColumnElement, and_, func, or_, select

from vendorproof.db.document_tables import document
from vendorproof.db.engine import Tx
from vendorproof.runtime import Runtime
from vendorproof.storage import Blob, BlobMissing

BATCH = 400
MOST_NAMED = 100

log = structlog.get_logger(__name__)


def sweep(rt: Runtime) -> int:
    """Delete bytes without a document, of all organisations; returns how many files went. StorageUnavailable."""
    started = rt.clock.now()
    before = started - rt.settings.orphan_grace_seconds
    removed = removed_bytes = present = 0
    for batch in _batches(rt.blobs.blobs()):
        keys = [one.key for one in batch if one.key is not None]
        with rt.db.read() as tx:
            pointed_at = _documents(tx, keys)
        present += sum(created_at < started for created_at in pointed_at.values())
        for one in batch:
            if one.key not in pointed_at and one.modified_at < before:
                rt.blobs.discard(one)
                log.warning("orphan_removed", key=one.key, place=one.place, size=one.size)
                removed, removed_bytes = removed + 1, removed_bytes + one.size
    missing = _report_missing(rt, started, present)
    log.info("orphans_swept", removed=removed, removed_bytes=removed_bytes, documents_without_file=missing)
    return removed


def _documents(tx: Tx, keys: Sequence[str]) -> dict[str, int]:
    """When the document of each key was made; a key is `<organisation id>/<document id>`."""
    if not keys:
        return {}
    by_organisation: dict[str, list[str]] = {}
    for key in keys:
        organisation_id, _, document_id = key.partition("/")
        by_organisation.setdefault(organisation_id, []).append(document_id)
    theirs: list[ColumnElement[bool]] = [
        and_(document.c.organisation_id == organisation_id, document.c.id.in_(document_ids))
        for organisation_id, document_ids in by_organisation.items()
    ]
    rows = tx.connection.execute(
        select(document.c.organisation_id, document.c.id, document.c.created_at).where(or_(*theirs))
    )
    return {f"{organisation_id}/{document_id}": created_at for organisation_id, document_id, created_at in rows}


def _report_missing(rt: Runtime, started: int, present: int) -> int:
    """How many documents made before the sweep have no bytes. Only if the count differs, which ones is looked up."""
    settled = (document.c.blob_key.is_not(None), document.c.created_at < started)
    with rt.db.read() as tx:
        expected = tx.connection.execute(select(func.count()).select_from(document).where(*settled)).scalar_one()
    missing = int(expected) - present
    if missing <= 0:
        return 0
    found = 0
    for key in _keys(rt, started):
        try:
            rt.blobs.size(key)
        except BlobMissing:
            found += 1
            if found <= MOST_NAMED:
                log.warning("document_without_file", key=key)
            if found == missing:
                break
    return found


def _keys(rt: Runtime, started: int) -> Iterator[str]:
    last = ("", "")
    while True:
        query = (
            select(document.c.organisation_id, document.c.id, document.c.blob_key)
            .where(
                document.c.blob_key.is_not(None),
                document.c.created_at < started,
                or_(
                    document.c.organisation_id > last[0],
                    and_(document.c.organisation_id == last[0], document.c.id > last[1]),
                ),
            )
            .order_by(document.c.organisation_id, document.c.id)
            .limit(BATCH)
        )
        with rt.db.read() as tx:
            rows = tx.connection.execute(query).all()
        if not rows:
            return
        last = (rows[-1].organisation_id, rows[-1].id)
        yield from (row.blob_key for row in rows)


def _batches(blobs: Iterator[Blob]) -> Iterator[list[Blob]]:
    while batch := list(islice(blobs, BATCH)):
        yield batch
