"""The work that follows an upload, entered in the transaction that makes it due."""

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx

JOB = "documents.process"


def start(tx: Tx, scope: Scope, document_id: str, round_number: int) -> None:  # noqa: ARG001 - wired with the jobs
    """Have the document processed; the same round twice is one."""
