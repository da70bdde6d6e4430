"""Puts events on record, in the transaction of what they tell of."""

from sqlalchemy import delete, insert

from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import event
from vendorproof.events.catalogue import Event


def publish(tx: Tx, scope: Scope, happened: Event) -> str:
    """Append to the organisation's log; returns the event's id."""
    event_id = new_id("cbevt_")
    tx.connection.execute(
        insert(event),
        {
            "organisation_id": scope.organisation_id,
            "id": event_id,
            "event_type": happened.event_type,
            "subject_id": happened.subject_id,
            "data": happened.data,
            "occurred_at": tx.now,
        },
    )
    return event_id


def forget(tx: Tx, before: int) -> int:
    """Delete what happened before that second, of all organisations; returns how many events went."""
    return tx.connection.execute(delete(event).where(event.c.occurred_at < before)).rowcount
