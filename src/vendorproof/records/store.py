"""The inventories, one record at a time: get, list, create, update, archive."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, or_, select

from vendorproof.core.errors import AssessmentNotFound, ExternalIdTaken, Problem, ServiceNotFound, VendorNotFound
from vendorproof.core.ids import new_id
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import INVENTORIES, service, vendor
from vendorproof.objects import ASSESSMENT, SERVICE, VENDOR, BaseObject
from vendorproof.records import paging, vocabulary
from vendorproof.records.columns import storable
from vendorproof.records.given import Given, Record, read_all

NOT_FOUND: Mapping[str, type[Problem]] = MappingProxyType(
    {"vendor": VendorNotFound, "service": ServiceNotFound, "assessment": AssessmentNotFound}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records a list shows. `name`: part of the vendor's name or of a service of it, whatever the case."""

    name: str | None = None
    external_id: str | None = None
    vendor_id: str | None = None
    service_id: str | None = None


EVERY = Wanted()


def get(tx: Tx, scope: Scope, base: BaseObject, record_id: str) -> Record:
    """One record by id, also an archived one."""
    return _row(tx, scope, base, record_id, for_update=False)


def page(tx: Tx, scope: Scope, base: BaseObject, request: PageRequest, wanted: Wanted = EVERY) -> Page[Record]:
    """Newest first, archived ones left out. A vendor or service that is asked for must exist (404)."""
    table = INVENTORIES[base.name]
    if not all(one is None or storable(one) for one in (wanted.name, wanted.external_id)):
        return Page([], 0, request)
    conditions = [table.c.archived_at.is_(None), *_conditions(tx, scope, table, wanted)]
    found = paging.page(tx, scope, table, request, *conditions)
    return Page([_record(one) for one in found.rows], found.total, request, found.next_cursor)


def services_of(tx: Tx, scope: Scope, vendor_id: str) -> list[Record]:
    """A vendor's services, newest first, archived ones left out."""
    rows = tx.connection.execute(
        select(service)
        .where(
            service.c.organisation_id == scope.organisation_id,
            service.c.vendor_id == vendor_id,
            service.c.archived_at.is_(None),
        )
        .order_by(service.c.id.desc())
    )
    return [_record(one) for one in rows]


def create(tx: Tx, scope: Scope, base: BaseObject, given: Iterable[Given]) -> Record:
    """A new record; an external id is taken by an archived one too."""
    _hold(tx, scope, base)
    columns = read_all(tx, scope, base, given)
    record_id = new_id(base.prefix)
    begun = {"status": "created", "findings_count": 0, "origin": "performed", "initiated_at": tx.now}
    values = {
        **(begun if base is ASSESSMENT else {}),
        **{name: value for name, value in columns.items() if value is not None},
        "organisation_id": scope.organisation_id,
        "id": record_id,
        "created_at": tx.now,
        "updated_at": tx.now,
    }
    if not tx.dialect.insert_unless_present(tx.connection, INVENTORIES[base.name], values):
        raise ExternalIdTaken(base_object=base.name, external_id=columns["external_id"])
    _learn(tx, scope, columns)
    return get(tx, scope, base, record_id)


def update(
    tx: Tx, scope: Scope, base: BaseObject, record_id: str, given: Iterable[Given], *, vendor_id: str | None = None
) -> Record:
    """Write what differs from what is held, or nothing. With `vendor_id`, the record must be that vendor's."""
    _hold(tx, scope, base)
    held = _row(tx, scope, base, record_id, for_update=True)
    if vendor_id is not None and held["vendor_id"] != vendor_id:
        raise NOT_FOUND[base.name]
    columns = read_all(tx, scope, base, given, held)
    if not columns:
        return held
    _write(tx, scope, base, record_id, columns)
    _learn(tx, scope, columns)
    return get(tx, scope, base, record_id)


def archive(tx: Tx, scope: Scope, base: BaseObject, record_id: str) -> Record:
    """Take a record out of the lists; whoever points at it still does. Repeatable: the first time stays."""
    _hold(tx, scope, base)
    held = _row(tx, scope, base, record_id, for_update=True)
    if held["archived_at"] is None:
        _write(tx, scope, base, record_id, {"archived_at": tx.now})
    return get(tx, scope, base, record_id)


def _hold(tx: Tx, scope: Scope, base: BaseObject) -> None:
    # Before anything is read: an import that holds the inventory alone must not be read half-way or written over.
    tx.dialect.lock_inventory(tx.connection, scope.organisation_id, base.name, alone=False)


def _row(tx: Tx, scope: Scope, base: BaseObject, record_id: str, *, for_update: bool) -> Record:
    if not storable(record_id):
        raise NOT_FOUND[base.name]
    table = INVENTORIES[base.name]
    query = select(table).where(table.c.organisation_id == scope.organisation_id, table.c.id == record_id)
    row = tx.connection.execute(query.with_for_update() if for_update else query).first()
    if row is None:
        raise NOT_FOUND[base.name]
    return _record(row)


def _record(row: Row[Any]) -> Record:
    return dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping


def _conditions(tx: Tx, scope: Scope, table: Table, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = []
    if wanted.name is not None:
        found.append(_named(tx, scope, wanted.name))
    if wanted.external_id is not None:
        found.append(table.c.external_id == wanted.external_id)
    if wanted.vendor_id is not None:
        get(tx, scope, VENDOR, wanted.vendor_id)
        found.append(table.c.vendor_id == wanted.vendor_id)
    if wanted.service_id is not None:
        get(tx, scope, SERVICE, wanted.service_id)
        found.append(tx.dialect.has_element(table.c.service_ids, wanted.service_id))
    return found


def _named(tx: Tx, scope: Scope, name: str) -> ColumnElement[bool]:
    part = unicodedata.normalize("NFC", name)
    of_service = (
        select(service.c.id)
        .where(
            service.c.organisation_id == scope.organisation_id,
            service.c.vendor_id == vendor.c.id,
            service.c.archived_at.is_(None),
            tx.dialect.contains(service.c.name, part),
        )
        .exists()
    )
    return or_(tx.dialect.contains(vendor.c.name, part), of_service)


def _write(tx: Tx, scope: Scope, base: BaseObject, record_id: str, columns: Mapping[str, object]) -> None:
    table = INVENTORIES[base.name]
    # Without the hash of what was imported last, the next import compares field by field.
    tx.connection.execute(
        table.update()
        .where(table.c.organisation_id == scope.organisation_id, table.c.id == record_id)
        .values(**columns, updated_at=tx.now, source_hash=None, source_run_id=None)
    )


def _learn(tx: Tx, scope: Scope, columns: Mapping[str, Any]) -> None:
    vocabulary.learn_tags(tx, scope, columns.get("tags") or ())
