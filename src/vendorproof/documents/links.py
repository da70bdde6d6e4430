"""What a document is linked to: its vendor, and services and assessments of that vendor."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Table, delete, func, insert, select

from vendorproof.core.errors import AssessmentNotFound, Problem, ServiceNotFound, VendorNotFound
from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document_assessment, document_service
from vendorproof.db.engine import Tx
from vendorproof.db.tables import INVENTORIES
from vendorproof.records.columns import storable

TABLES: Mapping[str, Table] = {"service_ids": document_service, "assessment_ids": document_assessment}
_LINKED: Mapping[str, tuple[str, type[Problem]]] = {
    "service_ids": ("service", ServiceNotFound),
    "assessment_ids": ("assessment", AssessmentNotFound),
}


def require_vendor(tx: Tx, scope: Scope, vendor_id: str) -> None:
    """VendorNotFound for one that is not there, or archived: nothing new is hung on it."""
    found = _find(tx, scope, "vendor", [vendor_id], ("id", "archived_at"))
    if not found or found[0][1] is not None:
        raise VendorNotFound


def require_of_vendor(tx: Tx, scope: Scope, vendor_id: str, name: str, record_ids: Sequence[str]) -> None:
    """Each of these must be a record of this vendor that is not archived; `name` is a key of TABLES."""
    base_object, not_found = _LINKED[name]
    rows = _find(tx, scope, base_object, record_ids, ("id", "vendor_id", "archived_at"))
    fit = {record_id for record_id, owner, archived_at in rows if owner == vendor_id and archived_at is None}
    if not fit.issuperset(record_ids):
        raise not_found


def add(tx: Tx, scope: Scope, document_id: str, name: str, record_ids: Sequence[str]) -> None:
    """Link in this order a document that has no such links."""
    if record_ids:
        column = name.removesuffix("s")
        rows = [
            {"organisation_id": scope.organisation_id, "document_id": document_id, column: one, "position": at}
            for at, one in enumerate(record_ids)
        ]
        tx.connection.execute(insert(TABLES[name]), rows)


def replace(tx: Tx, scope: Scope, document_id: str, name: str, record_ids: Sequence[str]) -> None:
    """Link to these and to no others."""
    table = TABLES[name]
    tx.connection.execute(
        delete(table).where(table.c.organisation_id == scope.organisation_id, table.c.document_id == document_id)
    )
    add(tx, scope, document_id, name, record_ids)


def append(tx: Tx, scope: Scope, document_ids: Sequence[str], name: str, record_id: str) -> None:
    """Link each of these documents to one more record, behind those it has."""
    table = TABLES[name]
    rows = tx.connection.execute(
        select(table.c.document_id, func.max(table.c.position))
        .where(table.c.organisation_id == scope.organisation_id, table.c.document_id.in_(document_ids))
        .group_by(table.c.document_id)
    )
    last = {row[0]: row[1] for row in rows}
    tx.connection.execute(
        insert(table),
        [
            {
                "organisation_id": scope.organisation_id,
                "document_id": document_id,
                name.removesuffix("s"): record_id,
                "position": last.get(document_id, -1) + 1,
            }
            for document_id in document_ids
        ],
    )


def documents_of(scope: Scope, name: str, record_id: str) -> Select[tuple[str]]:
    """The ids of the documents that are linked to a record, as a query."""
    table = TABLES[name]
    return select(table.c.document_id).where(
        table.c.organisation_id == scope.organisation_id, table.c[name.removesuffix("s")] == record_id
    )


def of(tx: Tx, scope: Scope, name: str, document_ids: Sequence[str]) -> dict[str, list[str]]:
    """The linked ids of each document in their order; documents without any are left out."""
    if not document_ids:
        return {}
    table, column = TABLES[name], name.removesuffix("s")
    rows = tx.connection.execute(
        select(table.c.document_id, table.c[column])
        .where(table.c.organisation_id == scope.organisation_id, table.c.document_id.in_(document_ids))
        .order_by(table.c.document_id, table.c.position, table.c[column])
    )
    found: dict[str, list[str]] = {}
    for document_id, record_id in rows:
        found.setdefault(document_id, []).append(record_id)
    return found


def _find(
    tx: Tx, scope: Scope, base_object: str, record_ids: Iterable[str], columns: Sequence[str]
) -> Sequence[Sequence[Any]]:
    wanted = [one for one in record_ids if storable(one)]
    if not wanted:
        return ()
    return tx.dialect.find(tx.connection, INVENTORIES[base_object], "id", scope.organisation_id, wanted, columns)
