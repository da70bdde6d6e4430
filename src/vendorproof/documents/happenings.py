"""What happened to a document, by the log of events."""

from typing import Any

from sqlalchemy import func, select

from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import event
from vendorproof.documents import library


def page(tx: Tx, scope: Scope, document_id: str, request: PageRequest) -> Page[dict[str, Any]]:
    """Newest first: `id`, `event_type`, `occurred_at`, `data`. DocumentNotFound."""
    library.get(tx, scope, document_id)
    about = (event.c.organisation_id == scope.organisation_id, event.c.subject_id == document_id)
    total = tx.connection.execute(select(func.count()).select_from(event).where(*about)).scalar_one()
    rows = tx.connection.execute(
        select(event.c.id, event.c.event_type, event.c.occurred_at, event.c.data)
        .where(*about)
        .order_by(event.c.id.desc())
        .limit(request.limit)
        .offset(request.offset)
    )
    return Page([dict(one._mapping) for one in rows], total, request)  # noqa: SLF001 - SQLAlchemy's documented name
