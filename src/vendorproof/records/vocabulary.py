"""The organisation's own words: statuses of a base object, and tags."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, text, update

from vendorproof.core.errors import Fault, InUse, InvalidRequest, NameTaken, StatusNotFound, TagNotFound
from vendorproof.core.ids import new_id, new_ids
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import INVENTORIES, record_status, tag
from vendorproof.objects import BASE_OBJECTS
from vendorproof.objects.kinds.words import letters
from vendorproof.records import paging
from vendorproof.records.columns import storable
from vendorproof.records.labels import label

TAGGED = ("vendor", "service")
_LEARN = text(
    "INSERT INTO tag (organisation_id, id, label, label_folded, created_at)"
    " VALUES (:organisation_id, :id, :label, :folded, :at) ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Status:
    """One status; `position` is its place among those of its base object, from 0."""

    status_id: str
    base_object: str
    label: str
    position: int
    created_at: int


def statuses(tx: Tx, scope: Scope, base_object: str) -> tuple[str, ...]:
    """The labels in their order; empty for a base object whose statuses are fixed (assessment)."""
    return tuple(one.label for one in status_list(tx, scope, base_object))


def status_list(tx: Tx, scope: Scope, base_object: str | None = None) -> tuple[Status, ...]:
    """As `statuses`, with ids; of every base object when none is named."""
    query = select(record_status).where(record_status.c.organisation_id == scope.organisation_id)
    if base_object is not None:
        query = query.where(record_status.c.base_object == base_object)
    order = (record_status.c.base_object, record_status.c.position, record_status.c.id)
    return tuple(_status(one) for one in tx.connection.execute(query.order_by(*order)))


def status(tx: Tx, scope: Scope, status_id: str) -> Status:
    """One status by id."""
    row = None
    if storable(status_id):
        row = tx.connection.execute(
            select(record_status).where(
                record_status.c.organisation_id == scope.organisation_id, record_status.c.id == status_id
            )
        ).first()
    if row is None:
        raise StatusNotFound
    return _status(row)


def add_status(tx: Tx, scope: Scope, base_object: str, text: object) -> Status:
    """A further status, behind the others."""
    if not any(one.kind == "status" for one in BASE_OBJECTS[base_object].fields):
        said = f"The statuses of an {base_object} are fixed."
        raise InvalidRequest([Fault(("body", "base_object"), said)])
    new = label(text, "label")
    tx.dialect.lock_inventory(tx.connection, scope.organisation_id, base_object, alone=True)
    others = status_list(tx, scope, base_object)
    _refuse_twin(new, others)
    status_id = new_id("cbst_")
    tx.connection.execute(
        insert(record_status).values(
            organisation_id=scope.organisation_id,
            id=status_id,
            base_object=base_object,
            label=new,
            label_folded=new.casefold(),
            position=max((one.position for one in others), default=-1) + 1,
            created_at=tx.now,
        )
    )
    return status(tx, scope, status_id)


def change_status(tx: Tx, scope: Scope, status_id: str, *, text: object = None, position: int | None = None) -> Status:
    """Rename it, on every record too, or move it to another place in the order."""
    held = _held_alone(tx, scope, status_id)
    new = held.label if text is None else label(text, "label")
    if new != held.label:
        _refuse_twin(new, [one for one in status_list(tx, scope, held.base_object) if one.status_id != status_id])
        _rename(tx, scope, held, new)
    if position is not None and position != held.position:
        _move(tx, scope, held, position)
    return status(tx, scope, status_id)


def remove_status(tx: Tx, scope: Scope, status_id: str) -> Status:
    """Delete a status that no record has, not even an archived one: an import may bring that back."""
    held = _held_alone(tx, scope, status_id)
    table = INVENTORIES[held.base_object]
    count = tx.connection.execute(
        select(func.count())
        .select_from(table)
        .where(table.c.organisation_id == scope.organisation_id, table.c.status == held.label)
    ).scalar_one()
    if count:
        raise InUse(what="Status", name=held.label, count=count)
    tx.connection.execute(
        delete(record_status).where(
            record_status.c.organisation_id == scope.organisation_id, record_status.c.id == status_id
        )
    )
    return held


def tags(tx: Tx, scope: Scope, request: PageRequest) -> Page[Row[Any]]:
    """The organisation's tags, newest first."""
    return paging.page(tx, scope, tag, request)


def get_tag(tx: Tx, scope: Scope, tag_id: str) -> Row[Any]:
    """One tag by id."""
    row = None
    if storable(tag_id):
        row = tx.connection.execute(
            select(tag).where(tag.c.organisation_id == scope.organisation_id, tag.c.id == tag_id)
        ).first()
    if row is None:
        raise TagNotFound
    return row


def add_tag(tx: Tx, scope: Scope, text: object) -> Row[Any]:
    """A tag that no record needs to have yet."""
    new = label(text, "label")
    made = learn_tags(tx, scope, [new])
    if not made:
        raise NameTaken(what="Tag", name=new)
    return get_tag(tx, scope, made[0])


def learn_tags(tx: Tx, scope: Scope, labels: Iterable[str]) -> list[str]:
    """Put the tags of records on the organisation's list; case is ignored, the first spelling stays. Returns new ids."""
    wanted = {one.casefold(): one for one in sorted(set(labels), reverse=True)}
    if not wanted:
        return []
    known = tx.dialect.find(tx.connection, tag, "label_folded", scope.organisation_id, list(wanted), ["label_folded"])
    # In one order, whoever else adds some of the same: two writers never wait for each other.
    new = sorted(wanted.keys() - {row[0] for row in known})
    ids = new_ids("cbtag_", len(new))
    rows = [
        {"organisation_id": scope.organisation_id, "id": tag_id, "label": wanted[one], "folded": one, "at": tx.now}
        for tag_id, one in zip(ids, new, strict=True)
    ]
    if not rows:
        return []
    tx.connection.execute(_LEARN, rows)
    return [row[0] for row in tx.dialect.find(tx.connection, tag, "id", scope.organisation_id, ids, ["id"])]


def remove_tag(tx: Tx, scope: Scope, tag_id: str) -> Row[Any]:
    """Delete a tag that no record has, not even an archived one."""
    held = get_tag(tx, scope, tag_id)
    for name in TAGGED:
        tx.dialect.lock_inventory(tx.connection, scope.organisation_id, name, alone=True)
    count = sum(_tagged(tx, scope, name, held.label_folded) for name in TAGGED)
    if count:
        raise InUse(what="Tag", name=held.label, count=count)
    tx.connection.execute(delete(tag).where(tag.c.organisation_id == scope.organisation_id, tag.c.id == tag_id))
    return held


def _tagged(tx: Tx, scope: Scope, base_object: str, folded: str) -> int:
    """Counted in Python, where case folds as it did for `label_folded`; a tag is rarely removed."""
    table = INVENTORIES[base_object]
    lists = tx.connection.execute(
        select(table.c.tags).where(table.c.organisation_id == scope.organisation_id, table.c.tags.is_not(None))
    ).scalars()
    return sum(any(one.casefold() == folded for one in each) for each in lists)


def _status(row: Row[Any]) -> Status:
    return Status(row.id, row.base_object, row.label, row.position, row.created_at)


def _held_alone(tx: Tx, scope: Scope, status_id: str) -> Status:
    """The status as it is once nobody else writes records that may have it."""
    base_object = status(tx, scope, status_id).base_object
    tx.dialect.lock_inventory(tx.connection, scope.organisation_id, base_object, alone=True)
    return status(tx, scope, status_id)


def _refuse_twin(new: str, others: Iterable[Status]) -> None:
    for one in others:
        if letters(one.label) == letters(new):
            raise NameTaken(what="Status", name=one.label)


def _rename(tx: Tx, scope: Scope, held: Status, new: str) -> None:
    tx.connection.execute(
        update(record_status)
        .where(record_status.c.organisation_id == scope.organisation_id, record_status.c.id == held.status_id)
        .values(label=new, label_folded=new.casefold())
    )
    table = INVENTORIES[held.base_object]
    # Without a hash the next import compares field by field, and finds the new label.
    tx.connection.execute(
        update(table)
        .where(table.c.organisation_id == scope.organisation_id, table.c.status == held.label)
        .values(status=new, updated_at=tx.now, source_hash=None)
    )


def _move(tx: Tx, scope: Scope, held: Status, position: int) -> None:
    order = [one.status_id for one in status_list(tx, scope, held.base_object) if one.status_id != held.status_id]
    order.insert(position, held.status_id)
    for place, status_id in enumerate(order):
        tx.connection.execute(
            update(record_status)
            .where(record_status.c.organisation_id == scope.organisation_id, record_status.c.id == status_id)
            .values(position=place)
        )
