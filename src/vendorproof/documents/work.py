"""The work that follows an upload or a change of type, entered in the transaction that makes it due."""

from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.jobs import engine

JOB = "documents.process"
FACTS_JOB = "documents.read_facts"


def start(tx: Tx, scope: Scope, document_id: str, round_number: int) -> None:
    """Have the document processed; the same round twice is one."""
    payload = {"document_id": document_id, "round": round_number}
    engine.enqueue(tx, scope, job=JOB, job_id=f"{document_id}:{round_number}", payload=payload)


def start_facts(tx: Tx, scope: Scope, document_id: str) -> None:
    """Have the facts read again out of the text that is held, as those of the type that counts now."""
    job_id = f"{document_id}:facts:{new_id('')}"
    engine.enqueue(tx, scope, job=FACTS_JOB, job_id=job_id, payload={"document_id": document_id})
