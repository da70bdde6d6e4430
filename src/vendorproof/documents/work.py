"""The work that follows an upload, entered in the transaction that makes it due."""

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.jobs import engine

JOB = "documents.process"


def start(tx: Tx, scope: Scope, document_id: str, round_number: int) -> None:
    """Have the document processed; the same round twice is one."""
    payload = {"document_id": document_id, "round": round_number}
    engine.enqueue(tx, scope, job=JOB, job_id=f"{document_id}:{round_number}", payload=payload)
