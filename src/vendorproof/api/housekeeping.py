"""What is deleted once its time has passed; a short transaction each, once an hour."""

import asyncio
from collections.abc import Callable

import structlog
from anyio import to_thread

from vendorproof.access import audit
from vendorproof.api import idempotency
from vendorproof.config import Settings
from vendorproof.core.errors import Problem
from vendorproof.db.engine import Tx
from vendorproof.imports import plan, retention
from vendorproof.runtime import Runtime

FIRST_SECONDS = 60  # after the start
EVERY_SECONDS = 3600
DAY = 86_400

Sweep = Callable[[Tx, Settings], int]

SWEEPS: dict[str, Sweep] = {
    "audit_record": lambda tx, settings: audit.forget(tx, tx.now - settings.audit_retention_days * DAY),
    "idempotent_answer": lambda tx, _settings: idempotency.forget(tx),
    "import_run": lambda tx, settings: retention.forget_runs(tx, tx.now - settings.import_run_retention_days * DAY),
    "import_plan": lambda tx, _settings: retention.forget_plans(tx, tx.now - plan.KEPT_SECONDS),
}

log = structlog.get_logger(__name__)


async def keep_house(rt: Runtime) -> None:
    """Sweep until cancelled."""
    await asyncio.sleep(FIRST_SECONDS)
    while True:
        await to_thread.run_sync(sweep, rt)
        await asyncio.sleep(EVERY_SECONDS)


def sweep(rt: Runtime) -> dict[str, int]:
    """Delete what is due; returns how many rows of each table went. What is busy now waits for the next round."""
    gone: dict[str, int] = {}
    for table, due in SWEEPS.items():
        try:
            with rt.db.write() as tx:
                gone[table] = due(tx, rt.settings)
        except Problem as problem:
            log.warning("sweep_postponed", table=table, reason=problem.code)
        except Exception:  # one table's trouble must not keep the others from being swept
            log.exception("sweep_failed", table=table)
    return gone
