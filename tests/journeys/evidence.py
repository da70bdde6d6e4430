"""What the journeys of documents share: sending, and holding rows and bytes against each other."""

import dataclasses
import hashlib
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from tests.fixtures import contents
from tests.fixtures.servers import Server, Tenant
from vendorproof import runtime
from vendorproof.config import Settings
from vendorproof.core.scope import Scope
from vendorproof.documents import orphans
from vendorproof.storage import BlobStore

ENDED = ("complete", "failed", "locked")
SETTLE_SECONDS = 120


def text_file(size: int, mark: str) -> bytes:
    """A text nobody else sends."""
    line = hashlib.sha256(mark.encode()).hexdigest().encode() + b"\n"
    return (line * (size // len(line) + 1))[:size]


def vendor(tenant: Tenant, name: str = "Acme") -> str:
    """A new vendor's id."""
    found: str = tenant.made("/v1/vendors", {"name": name})["id"]
    return found


def upload(
    tenant: Tenant, vendor_id: str, content: bytes, filename: str = "evidence.txt", key: str | None = None, **form: Any
) -> httpx.Response:
    """POST /v1/documents as any HTTP library does."""
    return tenant.http.post(
        "/v1/documents",
        data={"vendor_id": vendor_id, **form},
        files={"file": (filename, content)},
        headers={"Idempotency-Key": key} if key else {},
    )


def settled(tenant: Tenant, **filters: Any) -> list[dict[str, Any]]:
    """Every document of the tenant, once none of them is under way any more; it is enough that they get fewer."""
    until = time.monotonic() + SETTLE_SECONDS
    fewest: int | None = None
    while True:
        found = tenant.all("/v1/documents", "data", **filters)
        waiting = [one for one in found if one["status"] not in ENDED]
        if not waiting:
            return found
        if fewest is None or len(waiting) < fewest:
            fewest, until = len(waiting), time.monotonic() + SETTLE_SECONDS
        assert time.monotonic() < until, f"{len(waiting)} of {len(found)} never settle: {waiting[0]}"
        time.sleep(0.2)


def swept(server: Server, data_dir: Path, **settings: Any) -> BlobStore:
    """The server's storage after a sweep that gives no grace."""
    chosen = Settings(data_dir=data_dir, database_url=server.database_url, orphan_grace_seconds=0, **settings)
    rt = runtime.build(chosen)
    try:
        later = dataclasses.replace(rt, clock=Later())
        orphans.sweep(later)
        return rt.blobs
    finally:
        rt.db.dispose()


def stored(data_dir: Path, **settings: Any) -> BlobStore:
    """The server's storage as it is: nothing is swept."""
    return runtime.store(Settings(data_dir=data_dir, **settings))


class Later:
    """A clock that is a minute ahead: whatever was just left behind is old for it."""

    def now(self) -> int:
        return int(time.time()) + 60


def bytes_and_rows_agree(server: Server, blobs: BlobStore, organisation_id: str) -> list[dict[str, Any]]:
    """No document without its bytes, no bytes without a document; returns the rows."""
    rows = contents.rows(server.database_url, "document", organisation_id)
    stored = {one.key: one.size for one in blobs.blobs()}
    assert None not in stored, "an unfinished upload was left behind"
    assert stored == {one["blob_key"]: one["size"] for one in rows}
    for one in rows:
        assert hashlib.sha256(b"".join(content(blobs, one["blob_key"]))).hexdigest() == one["sha256"], one["id"]
    return rows


def content(blobs: BlobStore, key: str) -> Iterator[bytes]:
    with blobs.read(key) as parts:
        yield from parts


def analysed_once(server: Server, rows: list[dict[str, Any]], organisation_id: str) -> None:
    """Each document was brought to an end exactly once per round, whoever was killed meanwhile."""
    events: dict[str, int] = {}
    for one in contents.rows(server.database_url, "event", organisation_id):
        if one["event_type"] == "Document.Analyzed":
            events[one["subject_id"]] = events.get(one["subject_id"], 0) + 1
    assert events == {one["id"]: one["processing_round"] for one in rows}


def scope(tenant: Tenant) -> Scope:
    return Scope(tenant.organisation_id)


def by_key(answers: Mapping[str, httpx.Response]) -> dict[str, str]:
    """The document's id by idempotency key."""
    return {key: answer.json()["id"] for key, answer in answers.items()}
