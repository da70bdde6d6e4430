"""Custom fields: what an organisation adds to a base object; stored under their name in the `custom` column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from vendorproof.core.errors import CustomFieldNotFound, Fault, InUse, InvalidRequest, NameTaken
from vendorproof.core.ids import new_id
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import INVENTORIES, custom_field
from vendorproof.objects import Field, Kind
from vendorproof.records import paging
from vendorproof.records.columns import storable

PREFIX = "custom."
MOST_OPTIONS = 500

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "string": "text",
        "number": "number",
        "boolean": "flag",
        "date": "date",
        "user": "person",
        "select": "select",
        "multiselect": "multiselect",
    }
)
"""The kind by which a value of each custom field type is read."""

CHOSEN = ("select", "multiselect")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class CustomField:
    """One definition; `name` is its key in a record's `custom` column."""

    field_id: str
    base_object: str
    name: str
    label: str
    type: str
    options: tuple[str, ...]
    created_at: int
    updated_at: int
    archived_at: int | None

    @property
    def field(self) -> Field:
        """The definition as a target field, named `custom.<name>`."""
        return Field(PREFIX + self.name, self.label, KINDS[self.type], words=self.options)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants a custom field to be; `label` and `options` read as labels already."""

    base_object: str
    name: str
    label: str
    type: str
    options: tuple[str, ...] = ()


def fields(tx: Tx, scope: Scope, base_object: str) -> tuple[Field, ...]:
    """The organisation's fields in the order they were made, each named `custom.<name>`; archived ones left out."""
    return tuple(one.field for one in definitions(tx, scope, base_object))


def definitions(tx: Tx, scope: Scope, base_object: str) -> tuple[CustomField, ...]:
    """As `fields`, with id and type."""
    rows = tx.connection.execute(
        select(custom_field)
        .where(
            custom_field.c.organisation_id == scope.organisation_id,
            custom_field.c.base_object == base_object,
            custom_field.c.archived_at.is_(None),
        )
        .order_by(custom_field.c.id)
    )
    return tuple(_of(one) for one in rows)


def page(tx: Tx, scope: Scope, request: PageRequest, base_object: str | None = None) -> Page[CustomField]:
    """Newest first; archived ones left out."""
    conditions: list[ColumnElement[bool]] = [custom_field.c.archived_at.is_(None)]
    if base_object is not None:
        conditions.append(custom_field.c.base_object == base_object)
    found = paging.page(tx, scope, custom_field, request, *conditions)
    return Page([_of(one) for one in found.rows], found.total, found.request, found.next_cursor)


def get(tx: Tx, scope: Scope, field_id: str) -> CustomField:
    """One definition, also an archived one."""
    row = None
    if storable(field_id):
        row = tx.connection.execute(
            select(custom_field).where(
                custom_field.c.organisation_id == scope.organisation_id, custom_field.c.id == field_id
            )
        ).first()
    if row is None:
        raise CustomFieldNotFound
    return _of(row)


def create(tx: Tx, scope: Scope, draft: Draft) -> CustomField:
    """Define a field. The name of an archived field of the same type brings that one back, with the values it had."""
    _check(draft)
    _hold(tx, scope, draft.base_object)
    row = tx.connection.execute(
        select(custom_field).where(
            custom_field.c.organisation_id == scope.organisation_id,
            custom_field.c.base_object == draft.base_object,
            custom_field.c.name == draft.name,
        )
    ).first()
    if row is None:
        return _insert(tx, scope, draft)
    held = _of(row)
    if held.archived_at is None or held.type != draft.type:
        what = "Custom field" if held.archived_at is None else f"An archived custom field of type {held.type} named"
        raise NameTaken(what=what, name=draft.name)
    _refuse_lost_options(tx, scope, held, draft.options)
    return _write(tx, scope, held, label=draft.label, options=list(draft.options), archived_at=None)


def change(
    tx: Tx, scope: Scope, field_id: str, *, label: str | None = None, options: tuple[str, ...] | None = None
) -> CustomField:
    """Another label, other options. An option that a record holds stays (InUse)."""
    _hold(tx, scope, get(tx, scope, field_id).base_object)
    held = get(tx, scope, field_id)
    wanted = Draft(
        held.base_object, held.name, label or held.label, held.type, held.options if options is None else options
    )
    _check(wanted)
    if (wanted.label, wanted.options) == (held.label, held.options):
        return held
    _refuse_lost_options(tx, scope, held, wanted.options)
    return _write(tx, scope, held, label=wanted.label, options=list(wanted.options))


def archive(tx: Tx, scope: Scope, field_id: str) -> CustomField:
    """Take the field away from records and mappings; the values stay, unseen. Repeatable."""
    _hold(tx, scope, get(tx, scope, field_id).base_object)
    held = get(tx, scope, field_id)
    return held if held.archived_at is not None else _write(tx, scope, held, archived_at=tx.now)


def _hold(tx: Tx, scope: Scope, base_object: str) -> None:
    # Nobody may be writing a value of the field while what it takes changes.
    tx.dialect.lock_inventory(tx.connection, scope.organisation_id, base_object, alone=True)


def _of(row: Row[Any]) -> CustomField:
    return CustomField(
        field_id=row.id,
        base_object=row.base_object,
        name=row.name,
        label=row.label,
        type=row.type,
        options=tuple(row.options),
        created_at=row.created_at,
        updated_at=row.updated_at,
        archived_at=row.archived_at,
    )


def _check(draft: Draft) -> None:
    faults = []
    if not _NAME.fullmatch(draft.name):
        said = "A name begins with a small letter and has small letters, digits and _ only, at most 63 in all."
        faults.append(Fault(("body", "name"), said))
    if draft.type not in KINDS:
        faults.append(Fault(("body", "type"), f"The type is one of {', '.join(KINDS)}.", "enum"))
    elif (draft.type in CHOSEN) != bool(draft.options):
        said = "needs at least one option" if draft.type in CHOSEN else "takes no options"
        faults.append(Fault(("body", "options"), f"A field of type {draft.type} {said}."))
    if len(draft.options) > MOST_OPTIONS:
        faults.append(Fault(("body", "options"), f"A field has at most {MOST_OPTIONS} options."))
    if faults:
        raise InvalidRequest(faults)


def _insert(tx: Tx, scope: Scope, draft: Draft) -> CustomField:
    field_id = new_id("cbcfc_")
    tx.connection.execute(
        insert(custom_field).values(
            organisation_id=scope.organisation_id,
            id=field_id,
            base_object=draft.base_object,
            name=draft.name,
            label=draft.label,
            type=draft.type,
            options=list(draft.options),
            created_at=tx.now,
            updated_at=tx.now,
        )
    )
    return get(tx, scope, field_id)


def _write(tx: Tx, scope: Scope, held: CustomField, **values: object) -> CustomField:
    tx.connection.execute(
        update(custom_field)
        .where(custom_field.c.organisation_id == scope.organisation_id, custom_field.c.id == held.field_id)
        .values(updated_at=tx.now, **values)
    )
    return get(tx, scope, held.field_id)


def _refuse_lost_options(tx: Tx, scope: Scope, held: CustomField, wanted: tuple[str, ...]) -> None:
    table = INVENTORIES[held.base_object]
    value = table.c.custom[held.name]
    for option in held.options:
        if option in wanted:
            continue
        many = held.type == "multiselect"
        holds = tx.dialect.has_element(value, option) if many else value.as_string() == option
        count = tx.connection.execute(
            select(func.count()).select_from(table).where(table.c.organisation_id == scope.organisation_id, holds)
        ).scalar_one()
        if count:
            raise InUse(what="Option", name=option, count=count)
