"""Custom fields: what an organisation adds to a base object; stored under their name in the `custom` column."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import select

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import custom_field
from vendorproof.objects import Field, Kind

PREFIX = "custom."

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


def fields(tx: Tx, scope: Scope, base_object: str) -> tuple[Field, ...]:
    """The organisation's fields in the order they were made, each named `custom.<name>`; archived ones left out."""
    rows = tx.connection.execute(
        select(custom_field)
        .where(
            custom_field.c.organisation_id == scope.organisation_id,
            custom_field.c.base_object == base_object,
            custom_field.c.archived_at.is_(None),
        )
        .order_by(custom_field.c.id)
    )
    return tuple(Field(PREFIX + one.name, one.label, KINDS[one.type], words=tuple(one.options)) for one in rows)
