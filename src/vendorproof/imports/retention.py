"""What an import leaves behind goes after its time: runs with their refused records, and plans nobody applied."""

from sqlalchemy import and_, delete, exists

from vendorproof.db.engine import Tx
from vendorproof.db.tables import import_plan, import_run, refused_record


def forget_runs(tx: Tx, before: int) -> int:
    """Delete runs received before, and what they refused; returns how many runs. The records they wrote stay."""
    old = exists().where(
        and_(
            import_run.c.organisation_id == refused_record.c.organisation_id,
            import_run.c.id == refused_record.c.run_id,
            import_run.c.received_at < before,
        )
    )
    tx.connection.execute(delete(refused_record).where(old))
    return tx.connection.execute(delete(import_run).where(import_run.c.received_at < before)).rowcount


def forget_plans(tx: Tx, before: int) -> int:
    """Delete plans made before; returns how many."""
    return tx.connection.execute(delete(import_plan).where(import_plan.c.created_at < before)).rowcount
