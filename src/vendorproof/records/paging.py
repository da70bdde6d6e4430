"""One page of an organisation's rows, newest first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, func, select

from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.records.columns import storable


def page(tx: Tx, scope: Scope, table: Table, request: PageRequest, *conditions: ColumnElement[bool]) -> Page[Row[Any]]:
    """By id, descending: ids rise with the time of creation and no two are alike. The id is the cursor too."""
    ours = select(func.count()).select_from(table).where(table.c.organisation_id == scope.organisation_id, *conditions)
    total = tx.connection.execute(ours).scalar_one()
    rows = _rows(tx, scope, table, request, conditions)
    kept = list(rows[: request.limit])
    more = len(rows) > request.limit
    return Page(kept, total, request, kept[-1].id if more else None)


def _rows(
    tx: Tx, scope: Scope, table: Table, request: PageRequest, conditions: Sequence[ColumnElement[bool]]
) -> Sequence[Row[Any]]:
    query = select(table).where(table.c.organisation_id == scope.organisation_id, *conditions)
    query = query.order_by(table.c.id.desc()).limit(request.limit + 1)
    if request.cursor is None:
        query = query.offset(request.offset)
    elif storable(request.cursor):
        query = query.where(table.c.id < request.cursor)
    else:
        return ()
    return tx.connection.execute(query).all()
