"""The documents of an organisation: get, list, change, archive, hand out, process again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, select, update

from vendorproof.core.errors import (
    BadReference,
    DocumentArchived,
    DocumentBusy,
    DocumentInfected,
    DocumentNotFound,
    DocumentNotReady,
)
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document
from vendorproof.db.engine import Tx
from vendorproof.documents import links, names, types, work
from vendorproof.events import catalogue
from vendorproof.events.publish import publish
from vendorproof.objects import ASSESSMENT, SERVICE, VENDOR
from vendorproof.objects.kinds.values import shown
from vendorproof.records import paging, store
from vendorproof.records.columns import storable
from vendorproof.runtime import Runtime
from vendorproof.storage import LINK_SECONDS, Attachment

Record = Mapping[str, Any]

FIELDS = ("name", "document_type", "service_ids", "assessment_ids")
"""What can be changed."""

ENDED = ("complete", "failed", "locked")
MOST_DUPLICATES = 100
"""How many earlier documents of the same bytes are named: the earliest ones."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents a list shows."""

    vendor_id: str | None = None
    service_id: str | None = None
    assessment_id: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different; None leaves a value as it is, an empty text or list clears it."""

    name: str | None = None
    document_type: str | None = None
    service_ids: Sequence[str] | None = None
    assessment_ids: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """Where the bytes are to be had, and what they are saved under."""

    url: str
    filename: str
    expires_in: int = LINK_SECONDS


def get(tx: Tx, scope: Scope, document_id: str) -> Record:
    """One document with its links and `duplicates`, also an archived one."""
    return completed(tx, scope, [_row(tx, scope, document_id)])[0]


def page(tx: Tx, scope: Scope, request: PageRequest, wanted: Wanted) -> Page[Record]:
    """Newest first, archived ones left out. A vendor, service or assessment that is asked for must exist (404)."""
    if wanted.sha256 is not None and not storable(wanted.sha256):
        return Page([], 0, request)
    conditions = [document.c.archived_at.is_(None), *_conditions(tx, scope, wanted)]
    found = paging.page(tx, scope, document, request, *conditions)
    rows = completed(tx, scope, [_record(one) for one in found.rows])
    return Page(rows, found.total, request, found.next_cursor)


def change(tx: Tx, scope: Scope, document_id: str, wanted: Change) -> Record:
    """Write what differs from what is held, or nothing; DocumentArchived for one that is out of the lists."""
    held = _changeable(tx, scope, document_id)
    now: dict[str, Any] = {}
    for name in links.TABLES:
        given: Sequence[str] | None = getattr(wanted, name)
        if given is not None and list(given) != held[name]:
            # What the document is linked to already may have been archived since.
            links.require_of_vendor(tx, scope, held["vendor_id"], name, [one for one in given if one not in held[name]])
            now[name] = list(given)
    if wanted.document_type:
        types.require(wanted.document_type)
    columns = _columns(held, wanted)
    if not now and not columns:
        return held
    for name, given in now.items():
        links.replace(tx, scope, document_id, name, given)
    _write(tx, scope, document_id, columns)
    is_read = held["status"] == "complete" and held["text_round"] is not None
    if is_read and {"document_type", "is_type_declared"} & set(columns):
        work.start_facts(tx, scope, document_id)
    changed = [name for name in FIELDS if name in columns or name in now]
    publish(tx, scope, catalogue.DocumentUpdated(document_id, held["vendor_id"], changed))
    return get(tx, scope, document_id)


def archive(tx: Tx, scope: Scope, document_id: str) -> Record:
    """Take a document out of the lists; its file stays. Repeatable: the first time stays."""
    held = _row(tx, scope, document_id, for_update=True)
    if held["archived_at"] is None:
        _write(tx, scope, document_id, {"archived_at": tx.now})
        publish(tx, scope, catalogue.DocumentArchived(document_id, held["vendor_id"]))
        return {**held, "archived_at": tx.now}
    return held


def process_again(tx: Tx, scope: Scope, document_id: str) -> Record:
    """Start the processing of one that has ended; DocumentBusy for one that has not."""
    held = _changeable(tx, scope, document_id)
    if held["status"] not in ENDED:
        raise DocumentBusy(status=held["status"])
    if held["blob_key"] is None:
        raise DocumentNotReady
    round_number = held["processing_round"] + 1
    _write(tx, scope, document_id, {"status": "created", "classification": None, "processing_round": round_number})
    work.start(tx, scope, document_id, round_number)
    return get(tx, scope, document_id)


def download(rt: Runtime, scope: Scope, document_id: str) -> Download:
    """A link to the file for an hour; also of an archived document, whose answer still names it."""
    with rt.db.read() as tx:
        held, now = _row(tx, scope, document_id), tx.now
    if held["blob_key"] is None:
        raise DocumentNotReady
    if held["malware_scan"]["state"] == "infected":
        raise DocumentInfected(signature=held["malware_scan"]["signature"])
    filename = names.to_save(held["name"], held["extension"])
    attachment = Attachment(filename, names.MEDIA_TYPES[held["extension"]])
    return Download(rt.blobs.link(held["blob_key"], attachment, now), filename)


def support(tx: Tx, scope: Scope, assessment: Record, document_ids: Sequence[str]) -> None:
    """Link documents of its vendor to a new assessment; BadReference names the one that is none."""
    wanted = [one for one in document_ids if storable(one)]
    theirs = (document.c.organisation_id == scope.organisation_id, document.c.id.in_(wanted))
    rows = tx.connection.execute(
        select(document.c.id)
        .where(*theirs, document.c.vendor_id == assessment["vendor_id"], document.c.archived_at.is_(None))
        .order_by(document.c.id)
        .with_for_update()
    )
    known = {row.id for row in rows}
    for document_id in document_ids:
        if document_id not in known:
            said = f"supporting_document_ids: {shown(document_id)} does not name a document of this vendor."
            raise BadReference(sentence=said)
    if document_ids:
        links.append(tx, scope, document_ids, "assessment_ids", assessment["id"])
        tx.connection.execute(update(document).where(*theirs).values(updated_at=tx.now))
    for document_id in document_ids:
        publish(tx, scope, catalogue.DocumentUpdated(document_id, assessment["vendor_id"], ["assessment_ids"]))


def completed(tx: Tx, scope: Scope, rows: Sequence[Record]) -> list[Record]:
    """Rows with their links and duplicates: one query each for all of them."""
    document_ids = [one["id"] for one in rows]
    linked = {name: links.of(tx, scope, name, document_ids) for name in links.TABLES}
    twins = _earliest_of(tx, scope, {one["sha256"] for one in rows})
    return [
        {
            **one,
            **{name: linked[name].get(one["id"], []) for name in links.TABLES},
            "duplicates": [twin for twin in twins.get(one["sha256"], ()) if twin < one["id"]],
        }
        for one in rows
    ]


def duplicates(tx: Tx, scope: Scope, sha256: str, document_id: str) -> list[str]:
    """The first documents of the same bytes that are earlier and not archived: ids rise with time."""
    values = {"organisation_id": scope.organisation_id, "sha256": sha256, "document_id": document_id}
    return list(tx.connection.execute(_EARLIER, values).scalars())


# Made once: to put a statement together costs as much as to run it, and each upload runs this one.
_EARLIER = (
    select(document.c.id)
    .where(
        document.c.organisation_id == bindparam("organisation_id"),
        document.c.sha256 == bindparam("sha256"),
        document.c.id < bindparam("document_id"),
        document.c.archived_at.is_(None),
    )
    .order_by(document.c.id)
    .limit(MOST_DUPLICATES)
)


def _earliest_of(tx: Tx, scope: Scope, digests: set[str]) -> dict[str, list[str]]:
    """By digest, the first documents that have those bytes and are not archived."""
    if not digests:
        return {}
    place = func.row_number().over(partition_by=document.c.sha256, order_by=document.c.id)
    ranked = (
        select(document.c.sha256, document.c.id, place.label("place"))
        .where(
            document.c.organisation_id == scope.organisation_id,
            document.c.sha256.in_(sorted(digests)),
            document.c.archived_at.is_(None),
        )
        .subquery()
    )
    first = select(ranked.c.sha256, ranked.c.id).where(ranked.c.place <= MOST_DUPLICATES).order_by(ranked.c.id)
    found: dict[str, list[str]] = {}
    for digest, document_id in tx.connection.execute(first):
        found.setdefault(digest, []).append(document_id)
    return found


def _row(tx: Tx, scope: Scope, document_id: str, *, for_update: bool = False) -> Record:
    if not storable(document_id):
        raise DocumentNotFound
    query = select(document).where(document.c.organisation_id == scope.organisation_id, document.c.id == document_id)
    row = tx.connection.execute(query.with_for_update() if for_update else query).first()
    if row is None:
        raise DocumentNotFound
    return _record(row)


def _record(row: Row[Any]) -> Record:
    return dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping


def _changeable(tx: Tx, scope: Scope, document_id: str) -> Record:
    held = _row(tx, scope, document_id, for_update=True)
    if held["archived_at"] is not None:
        raise DocumentArchived
    return completed(tx, scope, [held])[0]


def _conditions(tx: Tx, scope: Scope, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.vendor_id is not None:
        store.get(tx, scope, VENDOR, wanted.vendor_id)
        found.append(document.c.vendor_id == wanted.vendor_id)
    if wanted.service_id is not None:
        store.get(tx, scope, SERVICE, wanted.service_id)
        found.append(document.c.id.in_(links.documents_of(scope, "service_ids", wanted.service_id)))
    if wanted.assessment_id is not None:
        store.get(tx, scope, ASSESSMENT, wanted.assessment_id)
        found.append(document.c.id.in_(links.documents_of(scope, "assessment_ids", wanted.assessment_id)))
    if wanted.sha256 is not None:
        found.append(document.c.sha256 == wanted.sha256.lower())
    return found


def _columns(held: Record, wanted: Change) -> dict[str, Any]:
    """A type that is named is a declared one, also where processing had found the same."""
    columns: dict[str, Any] = {} if wanted.name is None else {"name": wanted.name}
    if wanted.document_type is not None:
        columns |= {"document_type": wanted.document_type or None, "is_type_declared": bool(wanted.document_type)}
    return {name: value for name, value in columns.items() if value != held[name]}


def _write(tx: Tx, scope: Scope, document_id: str, columns: Mapping[str, object]) -> None:
    tx.connection.execute(
        update(document)
        .where(document.c.organisation_id == scope.organisation_id, document.c.id == document_id)
        .values(**columns, updated_at=tx.now)
    )
