"""The audit log: one record per authenticated call, appended and never changed; names of things, never their content."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, or_, select, update

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import api_key, audit_record

USED_RESOLUTION = 60  # seconds: how exactly a key's last_used_at is kept


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One call; `route` is the template, `query_names` are names only, `at` is when the answer began."""

    id: str
    organisation_id: str
    event_group: str
    event_type: str
    method: str
    route: str
    status: int
    duration_ms: int
    query_names: list[str]
    key_id: str | None
    key_name: str | None
    address: str | None
    request_id: str
    at: int


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; everything given must hold. `start` and `end` are epoch seconds, both included."""

    start: int | None = None
    end: int | None = None
    groups: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    text: str | None = None


def append(tx: Tx, records: Sequence[AuditRecord]) -> None:
    """Add records and note when their keys were used; a record already there is left alone."""
    # On PostgreSQL a record arrives once. On SQLite the journal may hand one over again after a crash.
    tx.connection.execute(
        insert(audit_record).prefix_with("OR IGNORE", dialect="sqlite"), [asdict(one) for one in records]
    )
    used = {(one.organisation_id, one.key_id): one.at for one in records if one.key_id}
    for (organisation_id, key_id), at in sorted(used.items()):
        stale = or_(api_key.c.last_used_at.is_(None), api_key.c.last_used_at <= at - USED_RESOLUTION)
        tx.connection.execute(
            update(api_key)
            .where(api_key.c.organisation_id == organisation_id, api_key.c.id == key_id, stale)
            .values(last_used_at=at)
        )


def search(tx: Tx, scope: Scope, wanted: Search, *, limit: int, offset: int) -> tuple[list[AuditRecord], int]:
    """The matching records, newest first, and how many there are in all."""
    conditions = _conditions(tx, scope, wanted)
    total = tx.connection.execute(select(func.count()).select_from(audit_record).where(*conditions)).scalar_one()
    rows = tx.connection.execute(
        select(audit_record)
        .where(*conditions)
        .order_by(audit_record.c.at.desc(), audit_record.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_record(row) for row in rows], total


def forget(tx: Tx, before: int) -> int:
    """Delete what is older than the retention allows; returns how many."""
    return tx.connection.execute(delete(audit_record).where(audit_record.c.at < before)).rowcount


def _conditions(tx: Tx, scope: Scope, wanted: Search) -> list[ColumnElement[bool]]:
    table = audit_record.c
    found: list[ColumnElement[bool]] = [table.organisation_id == scope.organisation_id]
    if wanted.start is not None:
        found.append(table.at >= wanted.start)
    if wanted.end is not None:
        found.append(table.at <= wanted.end)
    if wanted.groups:
        found.append(table.event_group.in_(wanted.groups))
    if wanted.types:
        found.append(table.event_type.in_(wanted.types))
    if wanted.text:
        columns = (
            table.event_type,
            table.method,
            table.route,
            table.key_name,
            table.key_id,
            table.address,
            table.request_id,
        )
        found.append(or_(*(tx.dialect.contains(one, wanted.text) for one in columns)))
    return found


def _record(row: Row[Any]) -> AuditRecord:
    return AuditRecord(**row._asdict())
