"""How long the first answer under an Idempotency-Key is kept, and its end."""

from sqlalchemy import delete

from vendorproof.db.engine import Tx
from vendorproof.db.tables import idempotent_answer

KEPT_SECONDS = 24 * 3600


def forget(tx: Tx) -> int:
    """Delete the answers of all organisations whose 24 hours have passed; returns how many."""
    stale = idempotent_answer.c.created_at <= tx.now - KEPT_SECONDS
    return tx.connection.execute(delete(idempotent_answer).where(stale)).rowcount
