"""The organisation's own words: statuses of a base object, and tags."""

from sqlalchemy import select

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import record_status


def statuses(tx: Tx, scope: Scope, base_object: str) -> tuple[str, ...]:
    """The labels in their order; empty for a base object whose statuses are fixed (assessment)."""
    return tuple(
        tx.connection.execute(
            select(record_status.c.label)
            .where(record_status.c.organisation_id == scope.organisation_id, record_status.c.base_object == base_object)
            .order_by(record_status.c.position, record_status.c.id)
        ).scalars()
    )
